import Conformance
import Foundation
import PropertyGraph
import ReferenceSemantics
import Testing

@Suite("A verdict on a graph in many files")
struct BatchIndependenceTests {
    /// Random cases whose graph is copied, so that keys meet across batches.
    static func enlarged(_ seed: UInt64) -> (ddl: String, graph: InMemoryGraph) {
        let found = RandomCase.make(seed: seed)
        var graph = InMemoryGraph()
        for copy in 0..<5 {
            let part = InMemoryGraph(found.graph)
            func renamed(_ id: Identifier) -> Identifier { .text("\(id) \(copy)") }
            graph.nodes += part.nodes.map {
                .init(id: renamed($0.id), labels: $0.labels, properties: $0.properties)
            }
            graph.edges += part.edges.map {
                .init(
                    id: $0.id.map(renamed), from: renamed($0.from), to: renamed($0.to), labels: $0.labels,
                    properties: $0.properties)
            }
        }
        // Some ends go astray and some identifiers come twice.
        if !graph.edges.isEmpty, seed % 3 == 0 { graph.edges[graph.edges.count / 2].to = "nobody" }
        if let first = graph.edges.first, seed % 4 == 0 { graph.edges.append(first) }
        if let first = graph.nodes.first, seed % 5 == 0 { graph.nodes.append(first) }
        return (found.ddl, graph)
    }

    /// All that must not depend on how a graph is cut up.
    struct Facts: Equatable {
        let counts: [Violation.Rule: Int]
        let constraints: [[Violation.Rule: Int]]
        let targets: [Int]
        let typeCounts: [Int]
        let types: [String: [String]]
        let untyped: [Int]

        init(_ report: Report) {
            counts = report.counts
            constraints = report.constraints.map(\.violations)
            targets = report.constraints.map(\.targets)
            typeCounts = report.typeCounts.map(\.count)
            types = report.types
            untyped = [report.untypedNodes, report.untypedEdges, report.untypedEdgesFromEndpoints]
        }
    }

    @Test("does not depend on how the graph is cut up", arguments: [0, 100, 200])
    func cutting(first: UInt64) throws {
        for seed in first..<first + 100 {
            guard !RandomCase.make(seed: seed).verdict.schemaError else { continue }
            let (ddl, graph) = Self.enlarged(seed)
            let whole = try judge(ddl, graph, options: .init(tellsTyping: true))
            for (files, workers) in [(2, 1), (7, 1), (40, 4)] {
                let split = try judge(
                    ddl, SplitGraph(graph, files: files),
                    options: .init(workers: workers, tellsTyping: true))
                #expect(Facts(split) == Facts(whole), "seed \(seed), \(files) files")
            }
        }
    }

    @Test("is the same report run by run, whatever the number of threads")
    func determinism() throws {
        for seed in UInt64(0)..<100 {
            guard !RandomCase.make(seed: seed).verdict.schemaError else { continue }
            let (ddl, graph) = Self.enlarged(seed)
            let split = SplitGraph(graph, files: 7)
            let reports = try [1, 4, 4].map {
                try judge(ddl, split, options: .init(workers: $0, tellsTyping: true))
            }
            let texts = try Set(reports.map { try Self.json($0) + $0.text() })
            #expect(texts.count == 1, "seed \(seed): \(texts.joined(separator: "\n"))")
        }
    }

    @Test("names unknown labels and properties in alphabetical order, however they were met")
    func order() throws {
        let names = (0..<12).map { "p\($0 * 7 % 12)" }
        var graph = InMemoryGraph()
        for (index, name) in names.enumerated() {
            graph.nodes.append(.init(id: .integer(Int64(index)), labels: ["A"], properties: [name: 1]))
        }
        let all = Dictionary(uniqueKeysWithValues: names.map { ($0, Value.integer(1)) })
        graph.nodes.append(.init(id: "all", labels: ["A"] + names, properties: all))
        let schema = strict("(a: A), (b: A & \(names.sorted().map { "\($0)?" }.joined(separator: " & ")))")
        for workers in [1, 4] {
            let report = try judge(schema, SplitGraph(graph, files: 5), options: .init(workers: workers))
            let message = try #require(report.violations.first { $0.element == "all" }).message
            let mentioned = message.split(separator: "the property `").dropFirst().map {
                $0.prefix { $0 != "`" }
            }
            #expect(mentioned == names.sorted().prefix(5).map { $0[...] } && message.contains("7 more"))
        }
    }

    private static func json(_ report: Report) throws -> String {
        var data = Data()
        try report.writeJSON { data.append($0) }
        return String(decoding: data, as: UTF8.self)
    }
}
