import PropertyGraph

/// The names that `$type` may have: those of Neo4j's typed JSON, and ours for types Neo4j lacks.
enum ValueTypeName: String, CaseIterable {
    case boolean = "Boolean"
    case integer = "Integer"
    case float = "Float"
    case string = "String"
    case base64 = "Base64"
    case list = "List"
    case map = "Map"
    case null = "Null"
    case date = "Date"
    case time = "Time"
    case localTime = "LocalTime"
    case offsetDateTime = "OffsetDateTime"
    case zonedDateTime = "ZonedDateTime"
    case localDateTime = "LocalDateTime"
    case duration = "Duration"
    case point = "Point"
    case decimal = "Decimal"
    case bytes = "Bytes"
    case float32 = "Float32"
    case vector = "Vector"
    case dateTime = "DateTime"
    case zonedTime = "ZonedTime"
    case unsignedInteger = "UnsignedInteger"

    /// The value that a text stands for, or nil when it is not one of the type's.
    func value(_ text: UnsafeBufferPointer<UInt8>) -> Value? {
        switch self {
        case .boolean: text.equals("true") ? true : text.equals("false") ? false : nil
        case .integer, .unsignedInteger: whole(text)
        case .float: FloatText.read(text, 0, text.count).map(Value.float)
        case .float32: FloatText.readSingle(text).map { .float(Double($0)) }
        case .string: .string(String(decoding: text, as: UTF8.self))
        case .base64, .bytes: Base64.decode(text).map(Value.bytes)
        case .date: CalendarDate(parsing: text).map(Value.date)
        case .time, .zonedTime: ZonedTime(parsing: text).map(Value.zonedTime)
        case .localTime: LocalTime(parsing: text).map(Value.localTime)
        case .offsetDateTime, .zonedDateTime, .dateTime: ZonedDateTime(parsing: text).map(Value.zonedDateTime)
        case .localDateTime: LocalDateTime(parsing: text).map(Value.localDateTime)
        case .duration: CalendarDuration(parsing: text).map(Value.duration)
        case .decimal: DecimalNumber(parsing: text).map(Value.decimal)
        case .point: .opaque(type: "POINT", text: String(decoding: text, as: UTF8.self))
        case .list, .map, .vector, .null: nil
        }
    }

    private func whole(_ text: UnsafeBufferPointer<UInt8>) -> Value? {
        let digits = String(decoding: text, as: UTF8.self)
        if self == .integer, let number = Int64(digits) { return .integer(number) }
        return UInt64(digits).map { Int64(exactly: $0).map(Value.integer) ?? .unsigned($0) }
    }
}
