import Conformance
import PGSchema
import PropertyGraph
import Testing

@Suite("A hostile schema")
struct HostileSchemaTests {
    @Test(
        "is answered at once and exactly", .timeLimit(.minutes(15)),
        arguments: HostileCase.labels + HostileCase.properties)
    func typing(example: HostileCase) throws {
        let clock = ContinuousClock()
        var report: Report?
        let time = try clock.measure {
            report = try judge(example.schema, example.graph, options: .init(tellsTyping: true))
        }
        let types = try #require(report).types
        #expect(Set(types.filter { !$0.value.isEmpty }.keys) == example.typed)
        // Milliseconds where it is optimised; this only tells them from an exponential search.
        #expect(time < .seconds(30), "\(time)")
    }

    @Test("of 5,000 types is answered quickly, for elements near to all of them too")
    func manyTypes() throws {
        let types = HostileCase.joined(2_500, ",\n") {
            "(t\($0): L\($0) {k INT}), (: t\($0))-[e\($0): E\($0)]->(: t\($0))"
        }
        var graph = InMemoryGraph()
        for index in 0..<300 {
            graph.nodes.append(.init(id: .text("n\(index)"), labels: ["L\(index)"], properties: ["k": 1]))
            graph.nodes.append(.init(id: .text("m\(index)"), labels: ["L\(index)", "L\(index + 1)"]))
            graph.nodes.append(.init(id: .text("u\(index)"), labels: ["M\(index)"]))
            graph.edges.append(.init(from: .text("n\(index)"), to: .text("n\(index)"), labels: ["E\(index)"]))
            graph.edges.append(.init(from: .text("n\(index)"), to: .text("m\(index)"), labels: ["E\(index)"]))
            graph.edges.append(.init(from: .text("n\(index)"), to: "n0", labels: ["E\(index)"]))
        }
        var report: Report?
        let time = try ContinuousClock().measure { report = try judge(strict(types), graph) }
        #expect(report?.untypedNodes == 600 && report?.untypedEdges == 599)
        #expect(report?.untypedEdgesFromEndpoints == 300)
        #expect(time < .seconds(20), "\(time)")
    }

    @Test("of 2,000 constraints is answered quickly")
    func manyConstraints() throws {
        let constraints = HostileCase.joined(2_000, ",\n") { number in
            let label = "L\(number % 50)"
            return switch number % 4 {
            case 0: "FOR (x: \(label)) KEY x.k"
            case 1: "FOR (x: \(label)) MANDATORY y WITHIN (x)-[: R]->(y)"
            case 2: "FOR (x: \(label)) EXCLUSIVE y.k, x.k WITHIN (x)-[: R]-(y)"
            default: "FOR (x: \(label)) MANDATORY y WITHIN (y) WHERE y.k = x.k"
            }
        }
        var graph = InMemoryGraph()
        for index in 0..<200 {
            graph.nodes.append(
                .init(
                    id: .integer(Int64(index)), labels: ["L\(index % 50)"],
                    properties: ["k": .integer(Int64(index))]))
            graph.edges.append(
                .init(from: .integer(Int64(index)), to: .integer(Int64((index + 7) % 200)), labels: ["R"]))
        }
        let report = try judge(loose(constraints), graph)
        #expect(report.conforms && report.constraints.count == 2_000)
    }

    @Test("with a pattern too long to search is refused in a sentence")
    func longPattern() throws {
        func schema(_ steps: Int) -> String {
            strict(
                "(a: A), (: a)-[r: R]->(: a), FOR (x: a) MANDATORY y WITHIN (x)\(String(repeating: "-[]->()", count: steps)), (y)"
            )
        }
        let graph = InMemoryGraph.of([("n", ["A"], [:])], edges: [("e", "n", "n", ["R"])])
        #expect(try judge(schema(120), graph).conforms)
        do {
            _ = try judge(schema(5_000), graph)
            Issue.record("The pattern is too long to be searched.")
        } catch let error as ValidationError {
            #expect(
                error.description.hasPrefix("Constraint 1 has a pattern of more than 250 nodes and edges"))
        }
    }
}
