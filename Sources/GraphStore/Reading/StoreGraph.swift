import PropertyGraph

/// Segment and delta as one graph.
///
/// Where the delta has nothing to say about an element, reading it costs a bit test more than reading the segment.
package struct StoreGraph: Sendable {
    package let segment: Segment?
    /// Nil when the segment is all there is.
    package let delta: Delta?
    package let baseNodes: UInt32
    package let baseEdges: UInt32

    init(segment: Segment?, delta: Delta?) {
        self.segment = segment
        self.delta = delta
        baseNodes = UInt32(segment?.nodeCount ?? 0)
        baseEdges = UInt32(segment?.edgeCount ?? 0)
    }

    /// What the delta says of a node; nil when the segment has the last word.
    package func change(ofNode id: UInt32) throws -> DeltaNode? {
        guard let delta else { return nil }
        if id < baseNodes {
            guard try delta.isMarked(.node, id) else { return nil }
        }
        return try delta.node(id)
    }

    /// What the delta says of an edge; nil when the segment has the last word.
    package func change(ofEdge id: UInt32) throws -> DeltaEdge? {
        guard let delta else { return nil }
        if id < baseEdges {
            guard try delta.isMarked(.edge, id) else { return nil }
        }
        return try delta.edge(id)
    }

    /// A node, or nil when there is none of this id.
    package func node(_ id: UInt32) throws -> ElementRecord? {
        switch try change(ofNode: id) {
        case .present(let record)?: return record
        case .deleted?: return nil
        case nil:
            guard let (table, row) = position(ofNode: id) else { return nil }
            return ElementRecord(
                labels: table.labels, properties: try table.properties(of: row),
                name: try table.name(of: row) ?? .init(.integer(Int64(id)), space: Segment.idSpace))
        }
    }

    /// An edge, or nil when there is none of this id.
    package func edge(_ id: UInt32) throws -> ElementRecord? {
        if let change = try change(ofEdge: id) { return change.element }
        guard let (table, row) = position(ofEdge: id) else { return nil }
        return ElementRecord(
            labels: table.labels, properties: try table.properties(of: row), name: try table.name(of: row))
    }

    package func contains(node id: UInt32) throws -> Bool {
        switch try change(ofNode: id) {
        case .present?: true
        case .deleted?: false
        case nil: id < baseNodes
        }
    }

    package func contains(edge id: UInt32) throws -> Bool {
        if let change = try change(ofEdge: id) { return change.element != nil }
        return id < baseEdges
    }

    package func labels(ofNode id: UInt32) throws -> [String]? {
        switch try change(ofNode: id) {
        case .present(let record)?: record.labels
        case .deleted?: nil
        case nil: position(ofNode: id)?.table.labels
        }
    }

    package func labels(ofEdge id: UInt32) throws -> [String]? {
        if let change = try change(ofEdge: id) { return change.element?.labels }
        return position(ofEdge: id)?.table.labels
    }

    package func property(_ key: String, ofNode id: UInt32) throws -> Value? {
        switch try change(ofNode: id) {
        case .present(let record)?: return record[key]
        case .deleted?: return nil
        case nil:
            guard let (table, row) = position(ofNode: id) else { return nil }
            return try table.value(of: key, row)
        }
    }

    package func property(_ key: String, ofEdge id: UInt32) throws -> Value? {
        if let change = try change(ofEdge: id) { return change.element?[key] }
        guard let (table, row) = position(ofEdge: id) else { return nil }
        return try table.value(of: key, row)
    }

    /// Where an edge starts and ends, even if it is deleted; nil when there never was one of this id.
    package func ends(ofEdge id: UInt32) throws -> (source: UInt32, target: UInt32)? {
        guard let segment, id < baseEdges else {
            return try delta?.edge(id).map { ($0.source, $0.target) }
        }
        let table = segment.edgeTables[segment.edgeTable(of: id)]
        let row = Int(id - table.first)
        let outgoing = try table.adjacency(.outgoing)
        let source = outgoing.owners(of: row..<row + 1)[0]
        return (
            segment.nodeTables[table.source].first + UInt32(source),
            segment.nodeTables[table.target].first + outgoing.nodes[row]
        )
    }

    package func position(ofNode id: UInt32) -> (table: NodeTable, row: Int)? {
        guard let segment, id < baseNodes else { return nil }
        let table = segment.nodeTables[segment.nodeTable(of: id)]
        return (table, Int(id - table.first))
    }

    package func position(ofEdge id: UInt32) -> (table: EdgeTable, row: Int)? {
        guard let segment, id < baseEdges else { return nil }
        let table = segment.edgeTables[segment.edgeTable(of: id)]
        return (table, Int(id - table.first))
    }
}

extension StoredTable {
    /// What the element in a row is called.
    func name(of row: Int) throws(SegmentError) -> ElementRecord.Name? {
        guard let identifiers = try identifiers(), let identifier = identifiers[row] else { return nil }
        return ElementRecord.Name(identifier, space: identifiers.space(of: row))
    }

    /// The value of a property in a row.
    func value(of key: String, _ row: Int) throws(SegmentError) -> Value? {
        if let column = try column(key) { return column[row] }
        guard let open = try openContent() else { return nil }
        return open.record(of: row).first { $0.key.utf8.elementsEqual(key.utf8) }?.value
    }
}
