import PropertyGraph

/// One value of any type as bytes that say themselves what they are: a tag, then the content.
///
/// Every bit of a value comes back: NaN payloads, the scale of a decimal, the order of a list. `docs/format.md`
/// draws the tags.
enum ValueCodec {
    /// How deep lists may nest; deeper ones could exhaust the stack of whoever reads them.
    static let depthLimit = 256

    /// What stands in front of a value's content.
    enum Tag: UInt8 {
        case false_ = 0
        case true_, integer, unsigned, float, decimal, string, bytes, date, localTime, zonedTime
        case localDateTime, zonedDateTime, namedZoneDateTime, duration, list, vector, opaque
    }

    /// Whether a value's lists are shallow enough to store.
    static func canEncode(_ value: Value, depth: Int = 0) -> Bool {
        guard case .list(let elements) = value else { return true }
        return depth < depthLimit && elements.allSatisfy { canEncode($0, depth: depth + 1) }
    }

    /// Appends a value.
    static func encode(_ value: Value, to writer: inout ByteWriter) {
        switch value {
        case .boolean(let truth): put(truth ? .true_ : .false_, &writer)
        case .integer(let number):
            put(.integer, &writer)
            writer.append(signed: number)
        case .unsigned(let number):
            put(.unsigned, &writer)
            writer.append(varying: number)
        case .float(let number):
            put(.float, &writer)
            writer.append(fixed: number.bitPattern)
        case .decimal(let number):
            put(.decimal, &writer)
            writer.append(UInt8(number.scale))
            writer.append(fixed: number.unscaled)
        case .string(let text):
            put(.string, &writer)
            writer.append(text: text)
        case .bytes(let bytes):
            put(.bytes, &writer)
            writer.append(counted: bytes)
        case .list(let elements):
            put(.list, &writer)
            writer.append(varying: UInt64(elements.count))
            for element in elements { encode(element, to: &writer) }
        case .vector(let numbers):
            put(.vector, &writer)
            writer.append(varying: UInt64(numbers.count))
            for number in numbers { writer.append(fixed: number.bitPattern) }
        case .opaque(let type, let text):
            put(.opaque, &writer)
            writer.append(text: type)
            writer.append(text: text)
        case .date, .localTime, .zonedTime, .localDateTime, .zonedDateTime, .duration:
            encodeTemporal(value, to: &writer)
        }
    }

    private static func encodeTemporal(_ value: Value, to writer: inout ByteWriter) {
        switch value {
        case .date(let date):
            put(.date, &writer)
            writer.append(signed: Int64(date.days))
        case .localTime(let time):
            put(.localTime, &writer)
            writer.append(signed: time.nanoseconds)
        case .zonedTime(let time):
            put(.zonedTime, &writer)
            writer.append(signed: time.local.nanoseconds)
            writer.append(signed: Int64(time.offset))
        case .localDateTime(let moment):
            put(.localDateTime, &writer)
            append(moment, &writer)
        case .zonedDateTime(let moment):
            put(moment.zone == nil ? .zonedDateTime : .namedZoneDateTime, &writer)
            append(moment.local, &writer)
            writer.append(signed: Int64(moment.offset))
            if let zone = moment.zone { writer.append(text: zone) }
        case .duration(let duration):
            put(.duration, &writer)
            for part in [duration.months, duration.days, duration.seconds, Int64(duration.nanoseconds)] {
                writer.append(signed: part)
            }
        default: break
        }
    }

    private static func put(_ tag: Tag, _ writer: inout ByteWriter) { writer.append(tag.rawValue) }

    private static func append(_ moment: LocalDateTime, _ writer: inout ByteWriter) {
        writer.append(signed: moment.seconds)
        writer.append(signed: Int64(moment.nanoseconds))
    }
}
