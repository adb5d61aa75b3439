import PropertyGraph

/// Writes a map as the JSON text that ``Value/opaque(type:text:)`` keeps of it.
struct MapText {
    private var bytes = Array("{".utf8)

    /// Adds an entry; false when JSON has no form for its value.
    mutating func append(_ key: String, _ cell: ArrowCell) -> Bool {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(jsonString: key)
        bytes.append(UInt8(ascii: ":"))
        switch cell {
        case .absent: bytes += "null".utf8
        case .malformed: return false
        // A map in a map needs no mark of its type.
        case .value(.opaque("MAP", let text)): bytes += text.utf8
        case .value(let value): return bytes.append(json: value)
        }
        return true
    }

    /// The map.
    var value: Value { .opaque(type: "MAP", text: String(decoding: bytes, as: UTF8.self) + "}") }
}

extension Value {
    /// The value as a text field would have it, for identifiers and messages.
    package var plainText: String {
        switch self {
        case .boolean(let value): "\(value)"
        case .integer(let number): "\(number)"
        case .unsigned(let number): "\(number)"
        case .float(let number): "\(number)"
        case .decimal(let number): "\(number)"
        case .string(let text): text
        case .bytes(let bytes): Base64.encode(bytes)
        case .date(let date): "\(date)"
        case .localTime(let time): "\(time)"
        case .zonedTime(let time): "\(time)"
        case .localDateTime(let moment): "\(moment)"
        case .zonedDateTime(let moment): "\(moment)"
        case .duration(let duration): "\(duration)"
        case .list(let values): "[" + values.map(\.plainText).joined(separator: ",") + "]"
        case .vector(let numbers): "[" + numbers.map(\.description).joined(separator: ",") + "]"
        case .opaque(_, let text): text
        }
    }
}
