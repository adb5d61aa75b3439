import GraphStore
import PropertyGraph
import QueryValues

/// Reads properties of many elements, finding each column once.
final class PropertyColumns {
    private let graph: StoreGraph
    private var ofNodes: [String: [SegmentColumn?]] = [:]
    private var ofEdges: [String: [SegmentColumn?]] = [:]
    private var dictionaries: [Place: CodedTexts] = [:]

    /// So many elements are read one by one sooner than the columns of all tables are found.
    private static let few = 4

    init(_ graph: StoreGraph) { self.graph = graph }

    /// The values of a property of some nodes.
    func values(_ key: String, ofNodes ids: [UInt32]) throws -> Vector {
        guard let segment = graph.segment, ids.count > Self.few else {
            return Vector(try ids.map { try $0 == Vector.none ? .null : value(key, ofNode: $0) })
        }
        let columns = try nodeColumns(key, segment)
        if let plain = try plainValues(ids, key, columns, segment) { return plain }
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
        guard let segment = graph.segment, ids.count > Self.few else {
            return Vector(try ids.map { try $0 == Vector.none ? .null : value(key, ofEdge: $0) })
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

    /// Values of nodes of one table that the delta leaves alone, where the column is one of plain numbers or codes: what loops
    /// over large tables ask for.
    private func plainValues(
        _ ids: [UInt32], _ key: String, _ columns: [SegmentColumn?], _ segment: Segment
    ) throws -> Vector? {
        guard graph.delta == nil, let first = ids.first, first < graph.baseNodes else { return nil }
        let position = segment.nodeTable(of: first)
        let table = segment.nodeTables[position]
        guard let column = columns[position] else { return nil }
        let end = table.first + UInt32(table.count)
        for id in ids where id < table.first || id >= end { return nil }
        switch (column.storage, column.presence) {
        case (.integers(let numbers), nil): return .integers(numbers.gathered(ids, from: table.first))
        case (.localDateTimes(let perSecond, let ticks), nil):
            return .ticks(ticks.gathered(ids, from: table.first), perSecond: perSecond)
        case (.floats(let numbers), nil): return .floats(ids.map { numbers[Int($0 - table.first)] })
        case (.dictionary(let codes, let texts), let presence):
            var found = codes.gathered(ids, from: table.first).map { UInt32(truncatingIfNeeded: $0) }
            if let presence {
                for (row, id) in ids.enumerated() where !presence[Int(id - table.first)] {
                    found[row] = Vector.none
                }
            }
            return .texts(found, dictionary(key, position, texts))
        default: return nil
        }
    }

    /// Whether the values of a property of some nodes come as codes or plain numbers.
    func isCoded(_ key: String, ofNodes ids: [UInt32]) -> Bool {
        guard graph.delta == nil, let segment = graph.segment, let first = ids.first, first < graph.baseNodes,
            let column = try? nodeColumns(key, segment)[segment.nodeTable(of: first)]
        else { return false }
        switch column.storage {
        case .dictionary, .integers: return true
        default: return false
        }
    }

    private func dictionary(_ key: String, _ table: Int, _ texts: MappedTexts) -> CodedTexts {
        let place = Place(key: key, table: table)
        if let known = dictionaries[place] { return known }
        let made = CodedTexts(texts)
        dictionaries[place] = made
        return made
    }

    private struct Place: Hashable {
        let key: String
        let table: Int
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
