import PropertyGraph

/// A graph of which single elements can be asked: a ``Snapshot``, or a ``WriteTransaction`` with what it wrote.
///
/// What is asked of an element that is not there is nil, or empty. Everything throws when a file turns out to be damaged.
public protocol GraphReading {
    /// Segment and delta as one.
    var source: GraphReadingSource { get }
    /// The schema that the data is held to, or nil without one.
    var schema: StoredSchema? { get }
}

/// Where a ``GraphReading`` reads.
public struct GraphReadingSource {
    package let graph: StoreGraph
}

extension Snapshot {
    /// Segment and delta as one.
    public var source: GraphReadingSource { GraphReadingSource(graph: graph) }
}

extension GraphReading {
    /// Whether a node is there.
    public func contains(_ node: NodeID) throws -> Bool { try source.graph.contains(node: node.raw) }

    /// Whether an edge is there.
    public func contains(_ edge: EdgeID) throws -> Bool { try source.graph.contains(edge: edge.raw) }

    /// A node with its name, labels and properties.
    public func record(of node: NodeID) throws -> ElementRecord? { try source.graph.node(node.raw) }

    /// An edge with its name, labels and properties.
    public func record(of edge: EdgeID) throws -> ElementRecord? { try source.graph.edge(edge.raw) }

    /// The labels of a node, ordered by their bytes.
    public func labels(of node: NodeID) throws -> [String]? { try source.graph.labels(ofNode: node.raw) }

    /// The labels of an edge, ordered by their bytes.
    public func labels(of edge: EdgeID) throws -> [String]? { try source.graph.labels(ofEdge: edge.raw) }

    /// The value of a property of a node.
    public func property(_ key: String, of node: NodeID) throws -> Value? {
        try source.graph.property(key, ofNode: node.raw)
    }

    /// The value of a property of an edge.
    public func property(_ key: String, of edge: EdgeID) throws -> Value? {
        try source.graph.property(key, ofEdge: edge.raw)
    }

    /// The nodes that an edge starts and ends at.
    public func ends(of edge: EdgeID) throws -> (source: NodeID, target: NodeID)? {
        guard try contains(edge) else { return nil }
        return try source.graph.ends(ofEdge: edge.raw).map { (NodeID($0.source), NodeID($0.target)) }
    }

    /// The edges of a node in a direction, with the nodes at their other ends.
    ///
    /// Only edges that carry the label are meant, or all where it is nil.
    public func edges(
        of node: NodeID, _ direction: EdgeDirection = .outgoing, along label: String? = nil
    ) throws -> [IncidentEdge] {
        var edges: [IncidentEdge] = []
        try source.graph.forEachEdge(of: node.raw, direction, label: label) { edge, other in
            edges.append(IncidentEdge(edge, other))
            return true
        }
        return edges
    }

    /// The nodes at the other ends of a node's edges; one that several edges lead to is there as often.
    public func neighbours(
        of node: NodeID, _ direction: EdgeDirection = .outgoing, along label: String? = nil
    ) throws -> [NodeID] {
        var nodes: [NodeID] = []
        try source.graph.forEachEdge(of: node.raw, direction, label: label) { _, other in
            nodes.append(NodeID(other))
            return true
        }
        return nodes
    }

    /// The node that is called so.
    public func node(named identifier: Identifier, space: String = "") throws -> NodeID? {
        try source.graph.element(.node, named: .init(identifier, space: space)).map { NodeID($0) }
    }

    /// The edge that is called so.
    public func edge(named identifier: Identifier, space: String = "") throws -> EdgeID? {
        try source.graph.element(.edge, named: .init(identifier, space: space)).map { EdgeID($0) }
    }

    /// The nodes with a label whose property equals a value.
    ///
    ///     let accounts = try snapshot.nodes(withLabel: "Account", where: "iban", equals: "DE02")
    ///
    /// Values compare as in keys, `1` equal to `1.0`. A property that the schema makes EXCLUSIVE by itself has an index.
    /// - Complexity: O(1) per label set with an index, otherwise O(nodes with the label).
    public func nodes(withLabel label: String, where key: String, equals value: Value) throws -> [NodeID] {
        try source.graph.elements(.node, where: [key], equal: [value], label: label).map { NodeID($0) }
    }

    /// All nodes with a label, in the order of their ids.
    ///
    /// - Complexity: O(nodes with the label + changed elements).
    public func nodes(withLabel label: String) throws -> [NodeID] {
        let graph = source.graph
        var nodes: [NodeID] = []
        for table in graph.segment?.nodeTables ?? []
        where table.labels.contains(where: { $0.utf8.elementsEqual(label.utf8) }) {
            for id in table.first..<table.first + UInt32(table.count)
            where try graph.change(ofNode: id) == nil {
                nodes.append(NodeID(id))
            }
        }
        for case (let id, .present(let record)) in try graph.delta?.nodes() ?? []
        where record.labels.contains(where: { $0.utf8.elementsEqual(label.utf8) }) {
            nodes.append(NodeID(id))
        }
        return nodes.sorted()
    }
}
