/// An edge as one comes upon it from a node.
public struct IncidentEdge: Sendable, Equatable {
    /// The edge.
    public let edge: EdgeID
    /// The node at its other end.
    public let other: NodeID

    init(_ edge: UInt32, _ other: UInt32) {
        self.edge = EdgeID(edge)
        self.other = NodeID(other)
    }
}

extension StoreGraph {
    /// Calls `body` with each edge of a node in a direction, and the node at its other end, until it returns false.
    ///
    /// Only edges that carry the label are meant, or all where it is nil.
    ///
    /// - Returns: False if `body` stopped it.
    /// - Complexity: O(edges of the node + tables of edges at its table).
    @discardableResult
    package func forEachEdge(
        of node: UInt32, _ direction: EdgeDirection, label: String? = nil,
        _ body: (UInt32, UInt32) throws -> Bool
    ) throws -> Bool {
        guard let delta else { return try forEachStoredEdge(of: node, direction, label: label, body) }
        if node >= baseNodes {
            return try forEachNewEdge(of: node, direction, label: label, delta, body)
        }
        guard try delta.isMarked(.adjacency, node) else {
            return try forEachStoredEdge(of: node, direction, label: label, body)
        }
        let goesOn = try forEachStoredEdge(of: node, direction, label: nil) { edge, other in
            guard try edgeCarries(label, edge) else { return true }
            return try body(edge, other)
        }
        return try goesOn && forEachNewEdge(of: node, direction, label: label, delta, body)
    }

    /// Whether an edge is there and carries a label.
    private func edgeCarries(_ label: String?, _ edge: UInt32) throws -> Bool {
        guard let labels = try labels(ofEdge: edge) else { return false }
        guard let label else { return true }
        return labels.contains { $0.utf8.elementsEqual(label.utf8) }
    }

    /// The edges that the segment has, whatever has become of them.
    private func forEachStoredEdge(
        of node: UInt32, _ direction: EdgeDirection, label: String?,
        _ body: (UInt32, UInt32) throws -> Bool
    ) throws -> Bool {
        guard let segment, node < baseNodes else { return true }
        let position = segment.nodeTable(of: node)
        let row = Int(node - segment.nodeTables[position].first)
        for table in segment.edgeTables(at: position, direction) {
            if let label, !table.labels.contains(where: { $0.utf8.elementsEqual(label.utf8) }) { continue }
            let adjacency = try table.adjacency(direction)
            let far = segment.nodeTables[direction == .outgoing ? table.target : table.source].first
            for index in adjacency.range(of: row) {
                let edge = table.first + adjacency.edge(at: index)
                guard try body(edge, far + adjacency.nodes[index]) else { return false }
            }
        }
        return true
    }

    private func forEachNewEdge(
        of node: UInt32, _ direction: EdgeDirection, label: String?, _ delta: Delta,
        _ body: (UInt32, UInt32) throws -> Bool
    ) throws -> Bool {
        for (edge, other) in try delta.newEdges(of: node, direction) {
            if let label, try !edgeCarries(label, edge) { continue }
            guard try body(edge, other) else { return false }
        }
        return true
    }
}
