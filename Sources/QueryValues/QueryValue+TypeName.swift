import PropertyGraph

extension QueryValue {
    /// The name of the value's type, for messages and `valueType`: `INTEGER`, `LOCAL DATETIME`.
    public var typeName: String {
        switch self {
        case .null: "NULL"
        case .boolean: "BOOLEAN"
        case .integer: "INTEGER"
        case .float: "FLOAT"
        case .string: "STRING"
        case .list: "LIST"
        case .map: "MAP"
        case .node: "NODE"
        case .relationship: "RELATIONSHIP"
        case .path: "PATH"
        case .date: "DATE"
        case .localTime: "LOCAL TIME"
        case .zonedTime: "ZONED TIME"
        case .localDateTime: "LOCAL DATETIME"
        case .zonedDateTime: "ZONED DATETIME"
        case .duration: "DURATION"
        case .stored(let value): value.typeName
        }
    }

    /// Whether the value is null.
    public var isNull: Bool { if case .null = self { true } else { false } }
}
