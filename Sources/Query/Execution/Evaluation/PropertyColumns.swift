import GraphStore
import PropertyGraph
import QueryValues

/// Reads properties of many elements, finding each column once.
final class PropertyColumns {
    private let graph: StoreGraph
    private var ofNodes: [String: [SegmentColumn?]] = [:]
    private var ofEdges: [String: [SegmentColumn?]] = [:]

    init(_ graph: StoreGraph) { self.graph = graph }

    /// The values of a property of some nodes.
    func values(_ key: String, ofNodes ids: [UInt32]) throws -> Vector {
        guard let segment = graph.segment else {
            return Vector(try ids.map { try value(key, ofNode: $0) })
        }
        let columns = try nodeColumns(key, segment)
        if let plain = try plainValues(ids, columns, segment) { return plain }
        var builder = VectorBuilder(capacity: ids.count)
        var table = 0
        var bounds: Range<UInt32> = 0..<0
        for id in ids {
            guard id < graph.baseNodes, try !(graph.delta?.isMarked(.node, id) ?? false) else {
                builder.append(id == Vector.none ? .null : try value(key, ofNode: id))
                continue
            }
            if !bounds.contains(id) {
                table = segment.nodeTable(of: id)
                let found = segment.nodeTables[table]
                bounds = found.first..<found.first + UInt32(found.count)
            }
            if let column = columns[table] {
                builder.append(column[Int(id - bounds.lowerBound)].map { QueryValue($0) } ?? .null)
            } else {
                builder.append(try value(key, ofNode: id))
            }
        }
        return builder.finish()
    }

    /// The values of a property of some relationships.
    func values(_ key: String, ofEdges ids: [UInt32]) throws -> Vector {
        guard let segment = graph.segment else {
            return Vector(try ids.map { try value(key, ofEdge: $0) })
        }
        let columns = try edgeColumns(key, segment)
        var builder = VectorBuilder(capacity: ids.count)
        var table = 0
        var bounds: Range<UInt32> = 0..<0
        for id in ids {
            guard id < graph.baseEdges, try !(graph.delta?.isMarked(.edge, id) ?? false) else {
                builder.append(id == Vector.none ? .null : try value(key, ofEdge: id))
                continue
            }
            if !bounds.contains(id) {
                table = segment.edgeTable(of: id)
                let found = segment.edgeTables[table]
                bounds = found.first..<found.first + UInt32(found.count)
            }
            if let column = columns[table] {
                builder.append(column[Int(id - bounds.lowerBound)].map { QueryValue($0) } ?? .null)
            } else {
                builder.append(try value(key, ofEdge: id))
            }
        }
        return builder.finish()
    }

    func value(_ key: String, ofNode id: UInt32) throws -> QueryValue {
        try graph.property(key, ofNode: id).map { QueryValue($0) } ?? .null
    }

    func value(_ key: String, ofEdge id: UInt32) throws -> QueryValue {
        try graph.property(key, ofEdge: id).map { QueryValue($0) } ?? .null
    }

    /// Whole numbers of nodes of one table that the delta leaves alone, which is what loops over large tables ask for.
    private func plainValues(_ ids: [UInt32], _ columns: [SegmentColumn?], _ segment: Segment) throws
        -> Vector?
    {
        guard graph.delta == nil, let first = ids.first, first < graph.baseNodes else { return nil }
        let position = segment.nodeTable(of: first)
        let table = segment.nodeTables[position]
        guard let column = columns[position], column.presence == nil,
            case .integers(let numbers) = column.storage
        else { return nil }
        let end = table.first + UInt32(table.count)
        var values: [Int64] = []
        values.reserveCapacity(ids.count)
        for id in ids {
            guard id >= table.first, id < end else { return nil }
            values.append(numbers[Int(id - table.first)])
        }
        return .integers(values)
    }

    /// The column of a key in each table of nodes.
    func nodeColumns(_ key: String, _ segment: Segment) throws -> [SegmentColumn?] {
        if let known = ofNodes[key] { return known }
        let columns = try segment.nodeTables.map { try $0.column(key) }
        ofNodes[key] = columns
        return columns
    }

    private func edgeColumns(_ key: String, _ segment: Segment) throws -> [SegmentColumn?] {
        if let known = ofEdges[key] { return known }
        let columns = try segment.edgeTables.map { try $0.column(key) }
        ofEdges[key] = columns
        return columns
    }
}
