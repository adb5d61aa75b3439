import PropertyGraph

extension ValueCodec {
    /// Reads one value; nil when the bytes are not one.
    static func decode(_ reader: inout ByteReader, depth: Int = 0) -> Value? {
        guard let tag = reader.byte().flatMap(Tag.init(rawValue:)) else { return nil }
        switch tag {
        case .false_: return .boolean(false)
        case .true_: return .boolean(true)
        case .integer: return reader.signed().map(Value.integer)
        case .unsigned: return reader.varying().map(Value.unsigned)
        case .float: return reader.fixed(UInt64.self).map { .float(Double(bitPattern: $0)) }
        case .decimal:
            guard let scale = reader.byte(), scale <= 38, let unscaled = reader.fixed(Int128.self) else {
                return nil
            }
            return .decimal(DecimalNumber(unscaled: unscaled, scale: Int(scale)))
        case .string: return reader.text().map(Value.string)
        case .bytes: return reader.counted().map { .bytes([UInt8]($0)) }
        case .list: return decodeList(&reader, depth: depth)
        case .vector:
            guard let count = reader.count(ofSize: 4) else { return nil }
            var numbers: [Float] = []
            numbers.reserveCapacity(count)
            for _ in 0..<count {
                guard let bits = reader.fixed(UInt32.self) else { return nil }
                numbers.append(Float(bitPattern: bits))
            }
            return .vector(numbers)
        case .opaque:
            guard let type = reader.text(), let text = reader.text() else { return nil }
            return .opaque(type: type, text: text)
        case .date, .localTime, .zonedTime, .localDateTime, .zonedDateTime, .namedZoneDateTime, .duration:
            return decodeTemporal(tag, &reader)
        }
    }

    private static func decodeList(_ reader: inout ByteReader, depth: Int) -> Value? {
        guard depth < depthLimit, let count = reader.count() else { return nil }
        var elements: [Value] = []
        for _ in 0..<count {
            guard let element = decode(&reader, depth: depth + 1) else { return nil }
            elements.append(element)
        }
        return .list(elements)
    }

    private static func decodeTemporal(_ tag: Tag, _ reader: inout ByteReader) -> Value? {
        switch tag {
        case .date: return reader.signed32().map { .date(CalendarDate(days: $0)) }
        case .localTime: return reader.signed().map { .localTime(LocalTime(nanoseconds: $0)) }
        case .zonedTime:
            guard let nanoseconds = reader.signed(), let offset = reader.signed32() else { return nil }
            return .zonedTime(ZonedTime(local: LocalTime(nanoseconds: nanoseconds), offset: offset))
        case .localDateTime: return moment(&reader).map(Value.localDateTime)
        case .zonedDateTime, .namedZoneDateTime:
            guard let local = moment(&reader), let offset = reader.signed32() else { return nil }
            guard tag == .namedZoneDateTime else {
                return .zonedDateTime(ZonedDateTime(local: local, offset: offset))
            }
            return reader.text().map {
                .zonedDateTime(ZonedDateTime(local: local, offset: offset, zone: $0))
            }
        case .duration:
            guard let months = reader.signed(), let days = reader.signed(), let seconds = reader.signed(),
                let nanoseconds = reader.signed32()
            else { return nil }
            return .duration(
                CalendarDuration(months: months, days: days, seconds: seconds, nanoseconds: nanoseconds))
        default: return nil
        }
    }

    private static func moment(_ reader: inout ByteReader) -> LocalDateTime? {
        guard let seconds = reader.signed(), let nanoseconds = reader.signed32() else { return nil }
        return LocalDateTime(seconds: seconds, nanoseconds: nanoseconds)
    }
}
