import GraphStore
import PropertyGraph
import QueryValues

/// Which properties the elements of each set of labels have, of which types, and whether all of them do.
///
/// - Complexity: O(tables and their columns + changed elements); columns of mixed types are read in full.
struct PropertyCensus {
    private struct Property {
        var count = 0
        var types: Set<String> = []
    }
    private struct Group {
        let labels: [String]
        var count = 0
        var properties: [QueryName: Property] = [:]

        mutating func add(_ key: String, _ count: Int, types: Set<String>) {
            properties[QueryName(key), default: Property()].count += count
            properties[QueryName(key), default: Property()].types.formUnion(types)
        }
    }
    private var groups: [[QueryName]: Group] = [:]

    /// What the nodes of a graph have.
    static func nodes(of graph: any GraphReading) throws -> PropertyCensus {
        let graph = graph.source.graph
        var census = PropertyCensus()
        for table in graph.segment?.nodeTables ?? [] { try census.add(table) }
        for (id, change) in try graph.delta?.nodes() ?? [] {
            if let (table, row) = graph.position(ofNode: id) { try census.remove(row, of: table) }
            if case .present(let record) = change { census.add(record) }
        }
        return census
    }

    /// What the relationships of a graph have.
    static func edges(of graph: any GraphReading) throws -> PropertyCensus {
        let graph = graph.source.graph
        var census = PropertyCensus()
        for table in graph.segment?.edgeTables ?? [] { try census.add(table) }
        for (id, edge) in try graph.delta?.edges() ?? [] {
            if let (table, row) = graph.position(ofEdge: id) { try census.remove(row, of: table) }
            if let record = edge.element { census.add(record) }
        }
        return census
    }

    /// A row for each property, and one for elements without any, in the order of the labels and keys.
    func rows(_ head: ([String]) -> [QueryValue]) -> [[QueryValue]] {
        groups.values.filter { $0.count > 0 }
            .sorted { $0.labels.lexicographicallyPrecedes($1.labels, by: Self.precedes) }
            .flatMap { group -> [[QueryValue]] in
                let head = head(group.labels)
                let properties = group.properties.filter { $0.value.count > 0 }
                    .sorted { Self.precedes($0.key.text, $1.key.text) }
                guard !properties.isEmpty else { return [head + [.null, .null, false]] }
                return properties.map { key, property in
                    let types = property.types.sorted().map { QueryValue.string($0) }
                    return head + [
                        .string(key.text), .list(types), .boolean(property.count == group.count),
                    ]
                }
            }
    }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    private mutating func change(_ labels: [String], _ body: (inout Group) throws -> Void) rethrows {
        try body(&groups[labels.map(QueryName.init), default: Group(labels: labels)])
    }

    private mutating func add(_ table: some SegmentTable) throws {
        var columns: [(key: String, count: Int, types: Set<String>)] = []
        for key in table.keys {
            guard let column = try table.column(key) else { continue }
            columns.append((key, column.presence?.trueCount ?? column.count, column.typeNames))
        }
        // The rarest keys of a table with very many have no columns.
        if try table.openContent() != nil {
            let keys = Set(table.keys.map(QueryName.init))
            for row in 0..<table.count {
                for (key, value) in try table.properties(of: row) where !keys.contains(QueryName(key)) {
                    columns.append((key, 1, [value.neo4jTypeName]))
                }
            }
        }
        change(table.labels) { group in
            group.count += table.count
            for column in columns { group.add(column.key, column.count, types: column.types) }
        }
    }

    private mutating func remove(_ row: Int, of table: some SegmentTable) throws {
        let properties = try table.properties(of: row)
        change(table.labels) { group in
            group.count -= 1
            for (key, _) in properties { group.add(key, -1, types: []) }
        }
    }

    private mutating func add(_ record: ElementRecord) {
        change(record.labels) { group in
            group.count += 1
            for (key, value) in record.properties { group.add(key, 1, types: [value.neo4jTypeName]) }
        }
    }
}

extension SegmentColumn {
    fileprivate var typeNames: Set<String> {
        switch storage {
        case .booleans: ["Boolean"]
        case .integers: ["Long"]
        case .floats: ["Double"]
        case .dates: ["Date"]
        case .localDateTimes, .wideLocalDateTimes: ["LocalDateTime"]
        case .strings, .dictionary: ["String"]
        case .vectors: ["FloatArray"]
        case .values: Set((0..<count).compactMap { self[$0]?.neo4jTypeName })
        }
    }
}

extension Value {
    /// The type as Neo4j's tools know it.
    fileprivate var neo4jTypeName: String {
        switch self {
        case .boolean: "Boolean"
        case .integer, .unsigned: "Long"
        case .float: "Double"
        case .string: "String"
        case .date: "Date"
        case .localTime: "LocalTime"
        case .zonedTime: "Time"
        case .localDateTime: "LocalDateTime"
        case .zonedDateTime: "DateTime"
        case .duration: "Duration"
        case .list(let elements): (elements.first?.neo4jTypeName ?? "Any") + "Array"
        case .decimal: "Decimal"
        case .bytes: "ByteArray"
        case .vector: "FloatArray"
        case .opaque: "Any"
        }
    }
}
