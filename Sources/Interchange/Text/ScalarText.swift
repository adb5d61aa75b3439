import PropertyGraph

/// Values of the types that are too rare for loops of their own.
enum ScalarText {
    /// Reads `true` or `false` in any case.
    static func boolean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool? {
        func reads(_ word: StaticString) -> Bool {
            bytes.count == word.utf8CodeUnitCount
                && bytes.indices.allSatisfy { bytes[$0] | 0x20 == word.utf8Start[$0] }
        }
        return reads("true") ? true : reads("false") ? false : nil
    }

    /// Reads a text as a type says; nil when it is not of the type.
    static func value(of type: ColumnType, _ bytes: UnsafeBufferPointer<UInt8>, _ lists: ListText) -> Value? {
        guard !bytes.isEmpty || type == .string else { return nil }
        return switch type {
        case .boolean: boolean(bytes).map(Value.boolean)
        case .integer(let range):
            IntegerText.read(bytes, 0, bytes.count).flatMap { range ~= $0 ? .integer($0) : nil }
        case .unsigned64: unsigned(bytes)
        case .float32: FloatText.readSingle(bytes).map { .float(Double($0)) }
        case .float64: FloatText.read(bytes, 0, bytes.count).map(Value.float)
        case .string: .string(String(decoding: bytes, as: UTF8.self))
        case .character: character(bytes)
        case .bytes: hexadecimal(bytes)
        case .date: DateTimeText.date(bytes, 0, bytes.count).map(Value.date)
        case .localTime: LocalTime(parsing: bytes).map(Value.localTime)
        case .zonedTime: zonedTime(bytes).map(Value.zonedTime)
        case .localDateTime: DateTimeText.localDateTime(bytes, 0, bytes.count).map(Value.localDateTime)
        case .zonedDateTime: zonedDateTime(bytes).map(Value.zonedDateTime)
        case .neptuneDate:
            DateTimeText.date(bytes, 0, bytes.count).map(Value.date)
                ?? zonedDateTime(bytes).map(Value.zonedDateTime)
        case .duration: CalendarDuration(parsing: bytes).map(Value.duration)
        case .decimal: DecimalNumber(parsing: bytes).map(Value.decimal)
        case .point: .opaque(type: "POINT", text: String(decoding: bytes, as: UTF8.self))
        case .vector: lists.vector(bytes)
        case .list(let element): lists.list(of: element, bytes)
        case .kuzu(let type): type.value(bytes, lists)
        }
    }

    private static func unsigned(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
        if let number = IntegerText.read(bytes, 0, bytes.count) {
            return number >= 0 ? .integer(number) : nil
        }
        return UInt64(String(decoding: bytes, as: UTF8.self)).map(Value.unsigned)
    }

    private static func character(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.unicodeScalars.count == 1 ? .string(text) : nil
    }

    /// Reads pairs of hexadecimal digits, perhaps after `0x`.
    private static func hexadecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
        let hasPrefix = bytes.starts(with: "0x".utf8)
        let digits = bytes.dropFirst(hasPrefix ? 2 : 0).map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count % 2 == 0 else { return nil }
        var result: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[index], let low = digits[index + 1] else { return nil }
            result.append(UInt8(high << 4 | low))
        }
        return .bytes(result)
    }

    /// Without an offset the time is in UTC, as for neo4j-admin.
    private static func zonedTime(_ bytes: UnsafeBufferPointer<UInt8>) -> ZonedTime? {
        ZonedTime(parsing: bytes) ?? LocalTime(parsing: bytes).map { ZonedTime(local: $0, offset: 0) }
    }

    /// Without an offset the moment is in UTC, and without a time it is midnight.
    private static func zonedDateTime(_ bytes: UnsafeBufferPointer<UInt8>) -> ZonedDateTime? {
        if let zoned = ZonedDateTime(parsing: bytes) { return zoned }
        let local =
            DateTimeText.localDateTime(bytes, 0, bytes.count)
            ?? DateTimeText.date(bytes, 0, bytes.count).map {
                LocalDateTime(date: $0, time: LocalTime(nanoseconds: 0))
            }
        return local.map { ZonedDateTime(local: $0, offset: 0) }
    }
}
