/// A type of Kuzu's columns.
indirect enum KuzuType: Equatable, Sendable {
    /// A type that a column of a CSV file can have too, under the name that Kuzu gives it.
    case scalar(ColumnType, name: String)
    case serial
    case int128
    case decimal(precision: Int, scale: Int)
    case uuid
    case blob
    case interval
    case list(KuzuType)
    case array(KuzuType, count: Int)
    case structure([KuzuField])
    case map(KuzuType, KuzuType)
    case union([KuzuField])
}

/// A column, or a part of a structure or union, with its type.
struct KuzuField: Equatable, Sendable {
    let name: String
    let type: KuzuType
}

extension KuzuType {
    /// All types that are one word, under all names that Kuzu knows them by.
    private static let named: [String: KuzuType] = {
        let scalars: [(ColumnType, String, [String])] = [
            (.boolean, "BOOL", ["BOOLEAN"]),
            (.integer(.int8), "INT8", []), (.integer(.int16), "INT16", ["SMALLINT"]),
            (.integer(.int32), "INT32", ["INT", "INTEGER"]), (.integer(.int64), "INT64", ["BIGINT"]),
            (.integer(0...255), "UINT8", []), (.integer(0...65_535), "UINT16", []),
            (.integer(0...4_294_967_295), "UINT32", []), (.unsigned64, "UINT64", []),
            (.float32, "FLOAT", ["REAL", "FLOAT4"]), (.float64, "DOUBLE", ["FLOAT8"]),
            (.string, "STRING", ["VARCHAR", "TEXT", "JSON"]), (.date, "DATE", []),
            (.localDateTime, "TIMESTAMP", ["TIMESTAMP_NS", "TIMESTAMP_MS", "TIMESTAMP_SEC"]),
            (.zonedDateTime, "TIMESTAMP_TZ", []),
        ]
        var types: [String: KuzuType] = [
            "SERIAL": .serial, "INT128": .int128, "HUGEINT": .int128, "UINT128": .int128, "UUID": .uuid,
            "BLOB": .blob, "BYTEA": .blob, "INTERVAL": .interval, "DURATION": .interval,
        ]
        for (type, name, others) in scalars {
            for spelling in [name] + others { types[spelling] = .scalar(type, name: name) }
        }
        return types
    }()

    /// The type of a name in any case.
    init?(named name: String) {
        guard let type = Self.named[name.uppercased()] else { return nil }
        self = type
    }

    /// How the values stand in a CSV file.
    var columnType: ColumnType {
        switch self {
        case .scalar(let type, _): type
        case .serial: .integer(.int64)
        case .decimal: .decimal
        case .uuid: .string
        case .int128, .blob, .interval, .list, .array, .structure, .map, .union: .kuzu(self)
        }
    }

    /// The type as Kuzu writes it.
    var name: String {
        switch self {
        case .scalar(_, let name): name
        case .serial: "SERIAL"
        case .int128: "INT128"
        case .decimal(let precision, let scale): "DECIMAL(\(precision), \(scale))"
        case .uuid: "UUID"
        case .blob: "BLOB"
        case .interval: "INTERVAL"
        case .list(let element): "\(element.name)[]"
        case .array(let element, let count): "\(element.name)[\(count)]"
        case .structure(let fields): "STRUCT(\(Self.names(of: fields)))"
        case .map(let key, let value): "MAP(\(key.name), \(value.name))"
        case .union(let fields): "UNION(\(Self.names(of: fields)))"
        }
    }

    private static func names(of fields: [KuzuField]) -> String {
        fields.map { "\($0.name) \($0.type.name)" }.joined(separator: ", ")
    }
}

extension CypherReader {
    /// Reads a type; `aliases` are those that the script has defined.
    mutating func type(_ aliases: [String: KuzuType], depth: Int = 0) throws(InterchangeError) -> KuzuType {
        guard depth < 32 else { throw error("types nest more than 32 deep here; make the column simpler") }
        let line = line
        let name = try name("a type")
        var type: KuzuType
        switch name.uppercased() {
        case "DECIMAL", "NUMERIC": type = try decimal()
        case "STRUCT": type = .structure(try fields(aliases, depth))
        case "UNION": type = .union(try fields(aliases, depth))
        case "MAP":
            try expect("(")
            let key = try self.type(aliases, depth: depth + 1)
            try expect(",")
            type = .map(key, try self.type(aliases, depth: depth + 1))
            try expect(")")
        default:
            guard let known = KuzuType(named: name) ?? aliases[name] else {
                throw error(
                    "the type `\(shortened(name.utf8))` is not known; cast the column to STRING", line: line)
            }
            type = known
        }
        var brackets = 0
        while pass(sign: "[") {
            brackets += 1
            guard depth + brackets < 32 else {
                throw error("types nest more than 32 deep here; make the column simpler")
            }
            if pass(sign: "]") {
                type = .list(type)
            } else {
                type = .array(type, count: try number(in: 1...Int(Int32.max)))
                try expect("]")
            }
        }
        return type
    }

    private mutating func decimal() throws(InterchangeError) -> KuzuType {
        // Kuzu's own default.
        guard pass(sign: "(") else { return .decimal(precision: 18, scale: 3) }
        let precision = try number(in: 1...38)
        var scale = 0
        if pass(sign: ",") { scale = try number(in: 0...precision) }
        try expect(")")
        return .decimal(precision: precision, scale: scale)
    }

    private mutating func fields(
        _ aliases: [String: KuzuType], _ depth: Int
    ) throws(InterchangeError) -> [KuzuField] {
        try expect("(")
        var fields: [KuzuField] = []
        repeat {
            let name = try name("the name of a field")
            fields.append(KuzuField(name: name, type: try type(aliases, depth: depth + 1)))
        } while pass(sign: ",")
        try expect(")")
        return fields
    }

    private mutating func number(in range: ClosedRange<Int>) throws(InterchangeError) -> Int {
        guard let token = current, token.kind == .number, let number = Int(token.text), range ~= number else {
            throw unexpected("a number from \(range.lowerBound) to \(range.upperBound)")
        }
        advance()
        return number
    }
}
