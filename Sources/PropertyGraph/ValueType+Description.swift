extension ValueType: CustomStringConvertible {
    /// The type as PG-Schema spells it: `INT`, `STRING(1, 20)`, `LIST<DATE>[3]`, `INT | STRING`.
    public var description: String {
        switch self {
        case .boolean: "BOOL"
        case .string(let minimum, let maximum): "STRING\(ValueType.bounds(minimum, maximum))"
        case .bytes(let minimum, let maximum): "BYTES\(ValueType.bounds(minimum, maximum))"
        case .signed(let bits): bits == 64 ? "INT" : "INT\(bits)"
        case .unsigned(let bits): bits == 64 ? "UINT" : "UINT\(bits)"
        case .float32: "FLOAT32"
        case .float64: "DOUBLE"
        case .decimal(let precision?, let scale?): "DECIMAL(\(precision), \(scale))"
        case .decimal(let precision?, nil): "DECIMAL(\(precision))"
        case .decimal: "DECIMAL"
        case .date: "DATE"
        case .localTime: "LOCAL TIME"
        case .zonedTime: "ZONED TIME"
        case .localDateTime: "LOCAL DATETIME"
        case .zonedDateTime: "ZONED DATETIME"
        case .duration: "DURATION"
        case .list(let element, let maximum): "LIST<\(element)>\(maximum.map { "[\($0)]" } ?? "")"
        case .vector(let dimension): "VECTOR<\(dimension)>"
        case .union([.localTime, .zonedTime]): "TIME"
        case .union([.localDateTime, .zonedDateTime]): "DATETIME"
        case .union(let types): types.map(\.description).joined(separator: " | ")
        }
    }

    private static func bounds(_ minimum: Int, _ maximum: Int?) -> String {
        switch (minimum, maximum) {
        case (0, nil): ""
        case (0, let maximum?): "(\(maximum))"
        case (_, let maximum?): "(\(minimum), \(maximum))"
        case (_, nil): "(\(minimum), *)"
        }
    }
}
