import PropertyGraph
import Synchronization
import Testing

@Suite("A graph in memory")
struct InMemoryGraphTests {
    private func batches(of graph: InMemoryGraph, _ kind: ElementKind, _ symbols: SymbolTable) throws
        -> [ElementBatch]
    {
        let batches = Mutex<[ElementBatch]>([])
        try graph.stream(kind, symbols: symbols, workers: 1) {
            $0
        } absorb: { batch in
            batches.withLock { $0.append(batch) }
        }
        return batches.withLock { $0 }
    }

    @Test("elements with one label set travel together, with the lines they stand in")
    func grouping() throws {
        let graph = InMemoryGraph(
            nodes: [
                .init(id: "ann", labels: ["Person"], properties: ["age": 30]), .init(id: 7, labels: ["City"]),
                .init(id: "bob", labels: ["Person", "Person"], properties: ["age": 31, "name": "Bob"]),
            ],
            edges: [
                .init(from: "ann", to: 7, labels: ["LivesIn"]),
                .init(id: "e", from: "bob", to: 7, labels: ["LivesIn"]),
            ]
        )
        let symbols = SymbolTable()
        let nodes = try batches(of: graph, .node, symbols)
        #expect(nodes.map { $0.labels.names(in: symbols) } == [["Person"], ["City"]])
        #expect((0..<2).map { nodes[0].origin.line(ofRow: $0) } == [1, 3])
        #expect((0..<2).map { nodes[0].identifiers?[$0] } == ["ann", "bob"])
        let age = try #require(nodes[0].columns.first { $0.key == symbols.find("age") })
        guard case .integers(let ages) = age.values, ages == [30, 31], age.presence == nil else {
            Issue.record("ages are \(age)")
            return
        }
        let name = try #require(nodes[0].columns.first { $0.key == symbols.find("name") })
        #expect(name[0] == nil && name[1] == "Bob")

        let edges = try batches(of: graph, .edge, symbols)
        #expect(edges.map { $0.identifiers == nil } == [true, false])
        #expect(edges.map { $0.origin.line(ofRow: 0) } == [4, 5])
        #expect(edges[1].sources?[0] == "bob" && edges[1].targets?[0] == 7)
    }

    @Test("a column of mixed types with gaps gives back every value")
    func columns() {
        var random = SeededGenerator(state: 7)
        for _ in 0..<500 {
            let values = (0..<random.below(6)).map { _ in
                random.below(3) == 0 ? nil : random.below(2) == 0 ? Value.integer(1) : random.value()
            }
            let graph = InMemoryGraph(
                nodes: values.map { .init(id: 1, properties: $0.map { ["key": $0] } ?? [:]) })
            let read = (try? batches(of: graph, .node, SymbolTable()))?.first
            for (row, value) in values.enumerated() {
                #expect(read?.columns.first?[row] == value)
            }
        }
    }

    @Test("identifiers are one when their bytes are")
    func identifiers() {
        #expect(Identifier("7") == 7)
        #expect(Identifier("007") != 7)
        #expect(Identifier("é") != Identifier("e\u{301}"))
        #expect(Set<Identifier>(["a", 7, "7", "b"]).count == 3)
    }
}
