import Cypher
import GraphStore

/// The relationships of nodes in a direction that have some types.
///
/// Where the delta leaves a node alone, they are read where the segment has them.
final class Neighbours {
    /// The lists of one table of edges, whose segment the execution keeps mapped.
    struct Lists: BitwiseCopyable {
        let raw: UnsafeLists
        let firstEdge: UInt32
        /// The id of the first node at the other end.
        let firstOther: UInt32
        /// The position of the table of the nodes at the other end.
        let otherTable: Int

        /// Where the list of a row lies.
        @inline(__always)
        func range(of row: Int) -> Range<Int> {
            Range(uncheckedBounds: (Int(raw.offsets[row]), Int(raw.offsets[row + 1])))
        }
    }
    let graph: StoreGraph
    let types: LabelExpression?
    private let direction: EdgeDirection
    // Copies of what the graph says: reaching through it counts references in inner loops.
    private let baseNodes: UInt32
    private let delta: Delta?
    /// Whether lists of the segment are all there is.
    let isPlain: Bool
    /// By position of the table of nodes, found when first asked for, and freed with this object.
    private var known: [UnsafeMutableBufferPointer<Lists>?]
    private var bounds: Range<UInt32> = 0..<0
    private var current = UnsafeBufferPointer<Lists>(start: nil, count: 0)

    init(_ graph: StoreGraph, _ types: LabelExpression?, _ direction: EdgeDirection) {
        self.graph = graph
        self.types = types
        self.direction = direction
        baseNodes = graph.baseNodes
        delta = graph.delta
        isPlain = graph.delta == nil
        known = [UnsafeMutableBufferPointer<Lists>?](
            repeating: nil, count: graph.segment?.nodeTables.count ?? 0)
    }

    deinit { for lists in known { lists?.deallocate() } }

    /// The lists that hold all relationships of a node, and its row in them; nil where the delta has its say.
    ///
    /// They are valid as long as this object is.
    @inline(__always)
    func lists(of node: UInt32) throws -> (lists: UnsafeBufferPointer<Lists>, row: Int)? {
        guard node < baseNodes else { return nil }
        if !isPlain, let delta, try delta.isMarked(.adjacency, node) { return nil }
        if !bounds.contains(node) { try turn(to: node) }
        return (current, Int(node - bounds.lowerBound))
    }

    /// Calls `body` with each relationship and the node at its other end.
    @inline(__always)
    func forEach(of node: UInt32, _ body: (_ edge: UInt32, _ other: UInt32) throws -> Void) throws {
        if let (lists, row) = try lists(of: node) {
            for list in lists {
                for index in list.range(of: row) {
                    try body(
                        list.firstEdge + list.raw.edge(at: index), list.firstOther + list.raw.nodes[index])
                }
            }
            return
        }
        try graph.forEachEdge(of: node, direction) { edge, other in
            if let types, !types.holds(of: try graph.labels(ofEdge: edge) ?? []) { return true }
            try body(edge, other)
            return true
        }
    }

    /// Whether some relationship of the types begins and ends at one node, as far as that is known at once.
    private(set) lazy var mayHaveLoops: Bool = Statistics(graph).mayHaveLoops(types)

    private func turn(to node: UInt32) throws {
        guard let segment = graph.segment else { return }
        let position = segment.nodeTable(of: node)
        let table = segment.nodeTables[position]
        bounds = table.first..<table.first + UInt32(table.count)
        if let lists = known[position] {
            current = UnsafeBufferPointer(lists)
            return
        }
        var lists: [Lists] = []
        for table in segment.edgeTables(at: position, direction) where types?.holds(of: table.labels) ?? true
        {
            let other = direction == .outgoing ? table.target : table.source
            guard let raw = try table.adjacency(direction).unsafeLists else { continue }
            lists.append(
                Lists(
                    raw: raw, firstEdge: table.first, firstOther: segment.nodeTables[other].first,
                    otherTable: other))
        }
        let kept = UnsafeMutableBufferPointer<Lists>.allocate(capacity: lists.count)
        _ = kept.initialize(from: lists)
        known[position] = kept
        current = UnsafeBufferPointer(kept)
    }
}

/// The relationships of nodes in one direction or both, each once.
final class DirectedNeighbours {
    let outgoing: Neighbours?
    let incoming: Neighbours?

    init(_ graph: StoreGraph, _ types: LabelExpression?, _ direction: Expansion.Direction) {
        outgoing = direction == .incoming ? nil : Neighbours(graph, types, .outgoing)
        incoming = direction == .outgoing ? nil : Neighbours(graph, types, .incoming)
    }

    /// Calls `body` with each relationship and the node at its other end; a loop comes once.
    @inline(__always)
    func forEach(of node: UInt32, _ body: (_ edge: UInt32, _ other: UInt32) throws -> Void) throws {
        try outgoing?.forEach(of: node, body)
        guard let incoming else { return }
        guard outgoing != nil, incoming.mayHaveLoops else { return try incoming.forEach(of: node, body) }
        try incoming.forEach(of: node) { edge, other in
            if other != node { try body(edge, other) }
        }
    }
}
