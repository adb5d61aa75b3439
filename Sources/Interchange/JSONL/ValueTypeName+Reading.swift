import PropertyGraph

extension ValueTypeName {
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
