import Conformance
import PropertyGraph
import Testing

@Suite("Typing a graph")
struct TypingVerdictTests {
    static let types = """
        (a: A {k INT}), (b: A {OPEN}), ABSTRACT (c: A OPEN {OPEN}), (: a)-[r: R]->(: a), (: c)-[s: R]->()
        """
    static let graph = InMemoryGraph.of(
        [("both", ["A"], ["k": 1]), ("b only", ["A"], ["k": "x"]), ("none", ["Z"], [:])],
        edges: [
            ("rs", "both", "both", ["R"]), ("s only", "both", "none", ["R"]),
            ("neither", "none", "both", ["R"]),
        ])

    @Test("tells every type of every element, abstract ones aside")
    func typing() throws {
        let report = try judge(strict(Self.types), Self.graph, options: .init(tellsTyping: true))
        #expect(
            report.types == [
                "both": ["a", "b"], "b only": ["b"], "none": [], "rs": ["r", "s"], "s only": ["s"],
                "neither": [],
            ])
        #expect(report.typeCounts.map(\.type) == ["a", "b", "r", "s"])
        #expect(report.typeCounts.map(\.count) == [1, 2, 1, 2])
        #expect(report.typeCounts.map(\.kind) == [.node, .node, .edge, .edge])
    }

    @Test("is told only if it was asked for")
    func untold() throws { #expect(try judge(strict(Self.types), Self.graph).typing == nil) }

    @Test("refuses untyped elements where the graph type is STRICT")
    func strictMode() throws {
        let report = try judge(strict(Self.types), Self.graph)
        #expect(!report.conforms && report.mode == .strict)
        #expect(report.counts == [.untyped: 2])
        #expect(report.violations.map(\.element) == ["none", "neither"])
    }

    @Test("counts untyped elements and admits them where the graph type is LOOSE")
    func looseMode() throws {
        let report = try judge(loose(Self.types), Self.graph)
        #expect(report.conforms && report.mode == .loose && report.violations.isEmpty)
        #expect(report.untypedNodes == 1 && report.untypedEdges == 1)
        #expect(report.untypedEdgesFromEndpoints == 1)
    }

    @Test("holds LOOSE graphs to constraints all the same")
    func looseConstraints() throws {
        let report = try judge(loose(Self.types + ", FOR (x: A) MANDATORY y WITHIN (x)-[]->(y)"), Self.graph)
        #expect(!report.conforms && report.counts == [.mandatory: 1])
    }

    @Test("lists edges that are untyped only because of an endpoint last, and counts them apart")
    func consequences() throws {
        let graph = InMemoryGraph.of(
            [("good", ["A"], ["k": 1]), ("bad", ["A"], ["k": "x"])],
            edges: [
                ("follows", "bad", "good", ["R"]), ("wrong label", "bad", "good", ["Q"]),
                ("follows too", "good", "bad", ["R"]),
            ])
        let report = try judge(strict("(a: A {k INT}), (: a)-[r: R]->(: a)"), graph)
        #expect(report.violations.map(\.element) == ["bad", "wrong label", "follows", "follows too"])
        #expect(report.untypedEdges == 3 && report.untypedEdgesFromEndpoints == 2)
        #expect(report.text().contains("2 edges of these would conform if the nodes at their ends did."))
    }

    @Test("an edge between typed nodes that do not fit follows from neither")
    func wrongEnds() throws {
        let graph = InMemoryGraph.of(
            [("a", ["A"], [:]), ("b", ["B"], [:]), ("z", ["Z"], [:])],
            edges: [("typed", "b", "a", ["R"]), ("half", "b", "z", ["R"]), ("follows", "a", "z", ["R"])])
        let report = try judge(strict("(a: A), (b: B), (: a)-[r: R]->(: a)"), graph)
        #expect(report.untypedEdges == 3 && report.untypedEdgesFromEndpoints == 1)
        #expect(report.violations.last?.element == "follows")
    }

    @Test("lists as many violations a rule as it is told to, and counts all", arguments: [0, 1, 3, 100])
    func limit(limit: Int) throws {
        var graph = InMemoryGraph()
        for index in 0..<5 {
            graph.nodes.append(.init(id: Identifier("n\(index)"), labels: ["Z"]))
            graph.edges.append(.init(from: Identifier("n\(index)"), to: "n0", labels: ["R"]))
        }
        let schema = strict(
            "(a: A), (: a)-[r: R]->(: a), FOR (x: Z) MANDATORY x.k, FOR (x: Z) MANDATORY x.m, FOR e WITHIN ()-[e: R]->() MANDATORY e.k"
        )
        let report = try judge(schema, graph, options: .init(limit: limit))
        #expect(report.limit == limit)
        #expect(report.counts == [.untyped: 10, .mandatory: 15] && report.violationCount == 25)
        #expect(report.violations(.untyped).count == min(limit, 10))
        for constraint in 1...3 {
            #expect(report.violations.count { $0.constraint == constraint } == min(limit, 5))
            #expect(report.constraints[constraint - 1].violations == [.mandatory: 5])
        }
        if limit == 3 { #expect(report.text().contains("Elements that conform to no type: 10, 3 listed")) }
    }

    @Test("endpoints are judged by what they are, not by the types they were given")
    func endpoints() throws {
        let graph = InMemoryGraph.of(
            [("n", ["A"], ["k": 1])], edges: [("e", "n", "n", ["R"])])
        // No type of the graph type fits the node, but the endpoint does.
        let report = try judge(strict("(: A {k INT})-[r: R]->(: A {k INT})"), graph)
        #expect(report.counts == [.untyped: 1])
        #expect(report.violations.map(\.element) == ["n"])
    }

    @Test("the last graph type counts, or the one that is named; another name is an error with a suggestion")
    func graphType() throws {
        #expect(
            ValidationError.unknownGraphType("fraud", known: ["Fraud"]).description.contains(
                "Did you mean `Fraud`?"))
        let schema = strict("(a: Z)") + "CREATE GRAPH TYPE h STRICT {(b: A)}"
        #expect(try judge(schema, InMemoryGraph.of([("n", ["A"], [:])])).graphType == "h")
        #expect(throws: ValidationError.self) { try judge("CREATE NODE TYPE (a: A)", InMemoryGraph()) }
    }
}
