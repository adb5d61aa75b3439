import Conformance
import PropertyGraph

/// A graph that was read, without some of its elements.
struct GraphSelection: GraphSource {
    let graph: LoadedGraph
    let symbols: SymbolTable
    /// Elements left out, by their numbers in the graph.
    private(set) var refusedNodes: [UInt32: [String]] = [:]
    private(set) var refusedEdges: [UInt32: [String]] = [:]

    var files: [String] { graph.files }

    init(_ graph: LoadedGraph, symbols: SymbolTable) {
        self.graph = graph
        self.symbols = symbols
    }

    var refusedCount: Int { refusedNodes.count + refusedEdges.count }

    /// Leaves out every element that a violation names, and remembers why.
    ///
    /// The violations may be of this selection: numbers then count only what it contains.
    mutating func refuse(_ violations: [Violation]) {
        let numbers = (node: containedNumbers(.node), edge: containedNumbers(.edge))
        for violation in violations {
            switch violation.kind {
            case .node:
                refusedNodes[numbers.node?[Int(violation.number)] ?? violation.number, default: []]
                    .append(violation.message)
            case .edge:
                refusedEdges[numbers.edge?[Int(violation.number)] ?? violation.number, default: []]
                    .append(violation.message)
            }
        }
    }

    /// The graph's numbers of the elements that the selection contains, in order; nil when it contains all.
    private func containedNumbers(_ kind: ElementKind) -> [UInt32]? {
        let refused = kind == .node ? refusedNodes : refusedEdges
        guard !refused.isEmpty else { return nil }
        let count = kind == .node ? graph.nodeCount : graph.edgeCount
        return (0..<UInt32(count)).filter { refused[$0] == nil }
    }

    func stream<Prepared: Sendable>(
        _ kind: ElementKind, symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void
    ) throws {
        precondition(symbols === self.symbols, "a selection is read with the symbols it was read with")
        switch kind {
        case .node:
            for segment in graph.nodes {
                let rows = keptRows(segment.elements, refusedNodes)
                try absorb(try prepare(batch(segment.elements, .node).taking(rows)))
            }
        case .edge:
            for segment in graph.edges {
                var batch = batch(segment.elements, .edge)
                batch.sources = segment.endIdentifiers?.sources
                batch.targets = segment.endIdentifiers?.targets
                try absorb(try prepare(batch.taking(keptRows(segment.elements, refusedEdges))))
            }
        }
    }

    private func batch(_ elements: ElementSegment, _ kind: ElementKind) -> ElementBatch {
        ElementBatch(
            kind: kind, labels: elements.labels, count: elements.count, identifiers: elements.identifiers,
            columns: Array(elements.columns.values), origin: elements.origin)
    }

    private func keptRows(_ elements: ElementSegment, _ refused: [UInt32: [String]]) -> [UInt32] {
        (0..<UInt32(elements.count)).filter { refused[elements.first + $0] == nil }
    }
}
