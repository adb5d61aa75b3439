import Conformance
import PropertyGraph
import Testing

@Suite("A hostile graph")
struct HostileGraphTests {
    static let schema = """
        (t: L {k INT}), (: t)-[e: E]->(: t), FOR (x: t) KEY x.k, FOR (x: L) MANDATORY y WITHIN (x)-[: E]->(y),
        FOR (x) SINGLETON y WITHIN (x)-[: E]->(y), FOR e WITHIN (: L)-[e: E]->(: L) EXCLUSIVE x, y WITHIN (x)-[e]->(y)
        """

    static func ring(_ count: Int, _ node: (Int) -> InMemoryGraph.Node) -> InMemoryGraph {
        InMemoryGraph(
            nodes: (0..<count).map(node),
            edges: (0..<count).map {
                .init(from: .integer(Int64($0)), to: .integer(Int64(($0 + 1) % count)), labels: ["E"])
            })
    }

    /// Each node has a label, or some keys, that no other has.
    static func labelled(_ count: Int) -> InMemoryGraph {
        ring(count) {
            .init(id: .integer(Int64($0)), labels: ["L", "X\($0)"], properties: ["k": .integer(Int64($0))])
        }
    }
    static func keyed(_ count: Int) -> InMemoryGraph {
        ring(count) { number in
            let keys = (0..<15).filter { number >> $0 & 1 == 1 }.map { ("p\($0)", Value.integer(1)) }
            return .init(
                id: .integer(Int64(number)), labels: ["L"],
                properties: Dictionary(uniqueKeysWithValues: keys + [("k", .integer(Int64(number)))]))
        }
    }

    @Test("in which no two nodes are alike takes time in proportion", arguments: [labelled, keyed])
    func manyClasses(make: @Sendable (Int) -> InMemoryGraph) throws {
        let clock = ContinuousClock()
        var times: [Duration] = []
        for count in [2_500, 20_000] {
            let graph = make(count)
            times.append(
                try clock.measure {
                    let report = try judge(strict(Self.schema), graph)
                    #expect(report.untypedNodes >= count - 1 && report.untypedEdges == count)
                    #expect(report.violations.count == 100)
                })
        }
        // Eight times as much; a quadratic step would take 64 times as long.
        #expect(times[1] < times[0] * 32, "\(times)")
    }

    @Test("whose elements have 1,000 labels or 2,000 properties is judged like any other")
    func wide() throws {
        let labels = (0..<1_000).map { "X\($0)" }
        let properties = Dictionary(
            uniqueKeysWithValues: (0..<2_000).map { ("k\($0)", Value.integer(Int64($0))) })
        let graph = InMemoryGraph.of([
            ("open", ["L"] + labels, properties), ("closed", ["M"] + labels, [:]),
            ("bare", ["M"], properties),
        ])
        let report = try judge(
            strict("(t: L OPEN {k7 INT, OPEN}), (u: M)"), graph, options: .init(tellsTyping: true))
        #expect(report.types == ["open": ["t"], "closed": [], "bare": []])
    }

    @Test("without any element conforms")
    func empty() throws {
        let report = try judge(strict(Self.schema), InMemoryGraph())
        #expect(
            report.conforms && report.nodeCount == 0 && report.constraints.map(\.targets) == [0, 0, 0, 0])
    }

    @Test("of nothing but dangling edges has no edge and no target", arguments: [false, true])
    func dangling(hasNode: Bool) throws {
        let graph = InMemoryGraph.of(
            hasNode ? [("n", ["L"], ["k": 1])] : [],
            edges: [
                ("a", "x", "y", ["E"]), (nil, "x", "y", ["E"]), ("b", "x", "x", []), ("a", "y", "x", ["E"]),
                (nil, "x", "n", ["E"]),
            ])
        let schema = loose(
            "(t: L {k INT}), ()-[e: E]->(), FOR e WITHIN (: t)-[e]->(: t) EXCLUSIVE e.k, FOR e WITHIN ()-[e]-() MANDATORY e.k, FOR (x) SINGLETON y WITHIN (x)-[]-(y)"
        )
        let report = try judge(schema, graph, options: .init(tellsTyping: true))
        #expect(report.edgeCount == 0 && report.nodeCount == (hasNode ? 1 : 0))
        #expect(
            report.counts == [.danglingSource: 5, .danglingTarget: hasNode ? 4 : 5, .duplicateIdentifier: 1])
        #expect(report.constraints.map(\.targets) == [0, 0, hasNode ? 1 : 0])
        #expect(report.types.keys.sorted() == (hasNode ? ["n"] : []))
    }

    @Test("is matched against a pattern that is a cross product")
    func crossProduct() throws {
        let graph = InMemoryGraph(
            nodes: (0..<60).map { .init(id: .integer($0), labels: ["L"], properties: ["k": .integer($0)]) })
        let report = try judge(
            loose(
                """
                FOR (x: L) MANDATORY y, z WITHIN (y), (z), FOR (x: L) SINGLETON y WITHIN (y),
                FOR (x: L) SINGLETON y WITHIN (y), (z) WHERE y.k = x.k AND z.k = y.k,
                FOR (x: L) MANDATORY y WITHIN (y)-[]->(), FOR (x: L) EXCLUSIVE y.k WITHIN (y), (z) WHERE y.k = x.k
                """), graph)
        #expect(report.constraints.map(\.violations) == [[:], [.singleton: 60], [:], [.mandatory: 60], [:]])
    }

    @Test("with identifiers at both ends of the whole numbers keeps them apart")
    func integerRange() throws {
        let ends: [Int64] = [.min, -1, 0, 1, .max]
        let graph = InMemoryGraph(
            nodes: ends.map { .init(id: .integer($0), labels: ["L"], properties: ["k": .integer($0)]) },
            edges: ends.map { .init(from: .integer($0), to: .integer($0), labels: ["E"]) })
        let report = try judge(strict(Self.schema), graph)
        #expect(report.conforms && report.edgeCount == 5)
    }
}
