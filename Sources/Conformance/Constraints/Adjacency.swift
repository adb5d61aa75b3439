import PropertyGraph

/// Edges grouped by the node at one of their ends (compressed sparse rows).
struct Adjacency: Sendable {
    /// Where the edges of each node start in ``edges``; one more entry than there are nodes.
    private let offsets: [UInt32]
    private let edges: [UInt32]
    private let others: [UInt32]

    /// Groups the accepted edges by source, or by target.
    ///
    /// - Complexity: O(nodes + edges).
    init(_ graph: LoadedGraph, accepted: [Bool], isOutgoing: Bool) {
        var offsets = [UInt32](repeating: 0, count: graph.nodeCount + 1)
        Self.forEachEdge(of: graph, accepted, isOutgoing) { node, _, _ in offsets[Int(node) + 1] += 1 }
        for node in 0..<graph.nodeCount { offsets[node + 1] += offsets[node] }
        var next = offsets
        var edges = [UInt32](repeating: 0, count: Int(offsets[graph.nodeCount]))
        var others = edges
        Self.forEachEdge(of: graph, accepted, isOutgoing) { node, edge, other in
            let slot = Int(next[Int(node)])
            edges[slot] = edge
            others[slot] = other
            next[Int(node)] += 1
        }
        self.offsets = offsets
        self.edges = edges
        self.others = others
    }

    private static func forEachEdge(
        of graph: LoadedGraph, _ accepted: [Bool], _ isOutgoing: Bool,
        _ body: (_ node: UInt32, _ edge: UInt32, _ other: UInt32) -> Void
    ) {
        for segment in graph.edges {
            if case .uniform(let context) = segment.contexts, !accepted[context.index] { continue }
            let nodes = isOutgoing ? segment.sources : segment.targets
            let others = isOutgoing ? segment.targets : segment.sources
            for row in 0..<segment.elements.count {
                guard segment.isInGraph(row), accepted[segment.contexts[row].index] else { continue }
                body(nodes[row], segment.elements.first + UInt32(row), others[row])
            }
        }
    }

    /// Calls `body` with each edge of a node and the node at its other end, until it returns false.
    @inline(__always)
    func forEach(of node: UInt32, _ body: (_ edge: UInt32, _ other: UInt32) throws -> Bool) rethrows -> Bool {
        for slot in Int(offsets[Int(node)])..<Int(offsets[Int(node) + 1]) {
            if try !body(edges[slot], others[slot]) { return false }
        }
        return true
    }
}
