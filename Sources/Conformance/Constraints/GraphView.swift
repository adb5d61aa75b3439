import PGSchema
import PropertyGraph
import Synchronization

/// A loaded graph as patterns see it: label conditions answered per class, adjacency built when first needed.
final class GraphView: Sendable {
    let graph: LoadedGraph
    let typing: Typing
    let symbols: SymbolTable
    /// The contexts of edges that occur, so that conditions can be worked out for each.
    let contexts: [Typing.ContextID]
    let nodeClasses: [ClassID]

    private struct AdjacencyKey: Hashable {
        let labels: [LabelTerm]
        let isOutgoing: Bool
    }
    private let adjacencies = Mutex<[AdjacencyKey: Adjacency]>([:])

    init(
        graph: LoadedGraph, typing: Typing, symbols: SymbolTable, nodeClasses: [ClassID],
        contexts: [Typing.ContextID]
    ) {
        self.graph = graph
        self.typing = typing
        self.symbols = symbols
        self.nodeClasses = nodeClasses
        self.contexts = contexts
    }

    /// For each class of nodes, by its number, whether it satisfies all label conditions.
    func acceptedNodes(_ labels: [LabelTerm]) throws -> [Bool] {
        var accepted = [Bool](repeating: false, count: (nodeClasses.map(\.index).max() ?? -1) + 1)
        let terms = labels.map { CompiledTerm($0, symbols: symbols) }
        for id in nodeClasses {
            accepted[id.index] = try terms.allSatisfy { try typing.satisfies(node: id, $0) }
        }
        return accepted
    }

    /// For each context of edges, by its number, whether it satisfies all label conditions.
    func acceptedEdges(_ labels: [LabelTerm]) throws -> [Bool] {
        var accepted = [Bool](repeating: false, count: (contexts.map(\.index).max() ?? -1) + 1)
        let terms = labels.map { CompiledTerm($0, symbols: symbols) }
        for id in contexts {
            accepted[id.index] = try terms.allSatisfy { try typing.satisfies(edge: id, $0) }
        }
        return accepted
    }

    func value(_ kind: ElementKind, _ element: UInt32, _ key: Symbol) -> Value? {
        let segment =
            kind == .node
            ? graph.nodes[graph.nodeSegment(of: element)].elements
            : graph.edges[graph.edgeSegment(of: element)].elements
        return segment.columns[key]?[Int(element - segment.first)]
    }

    /// The edges that satisfy label conditions, grouped by the node they leave or enter.
    func adjacency(_ labels: [LabelTerm], isOutgoing: Bool) throws -> Adjacency {
        let key = AdjacencyKey(labels: labels, isOutgoing: isOutgoing)
        return try adjacencies.withLock { known in
            if let adjacency = known[key] { return adjacency }
            let adjacency = Adjacency(graph, accepted: try acceptedEdges(labels), isOutgoing: isOutgoing)
            known[key] = adjacency
            return adjacency
        }
    }

    func ends(ofEdge edge: UInt32) -> (source: UInt32, target: UInt32) {
        let segment = graph.edges[graph.edgeSegment(of: edge)]
        let row = Int(edge - segment.elements.first)
        return (segment.sources[row], segment.targets[row])
    }

    func context(ofEdge edge: UInt32) -> Typing.ContextID {
        let segment = graph.edges[graph.edgeSegment(of: edge)]
        return segment.contexts[Int(edge - segment.elements.first)]
    }
}

extension CompiledTerm {
    init(_ term: LabelTerm, symbols: SymbolTable) {
        switch term {
        case .label(let label): self = .label(symbols.intern(label))
        case .type(let id): self = .type(id)
        case .all(let parts): self = .all(parts.map { CompiledTerm($0, symbols: symbols) })
        case .any(let parts): self = .any(parts.map { CompiledTerm($0, symbols: symbols) })
        case .optional(let part): self = .optional(CompiledTerm(part, symbols: symbols))
        }
    }
}
