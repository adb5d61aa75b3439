extension Value {
    /// The name of the narrowest plain type the value has, for messages: `INT`, `LIST<STRING>`; an opaque
    /// value has its own type's name.
    public var typeName: String {
        switch self {
        case .boolean: "BOOL"
        case .integer: "INT"
        case .unsigned: "UINT"
        case .float: "DOUBLE"
        case .decimal: "DECIMAL"
        case .string: "STRING"
        case .bytes: "BYTES"
        case .date: "DATE"
        case .localTime: "LOCAL TIME"
        case .zonedTime: "ZONED TIME"
        case .localDateTime: "LOCAL DATETIME"
        case .zonedDateTime: "ZONED DATETIME"
        case .duration: "DURATION"
        case .list(let elements):
            elements.isEmpty
                ? "LIST" : "LIST<\(Set(elements.map(\.typeName)).sorted().joined(separator: " | "))>"
        case .vector(let numbers): "VECTOR<\(numbers.count)>"
        case .opaque(let type, _): type
        }
    }

    /// The value as a message shows it: `'text'`, `DATE '2020-01-01'`, `[1, 2]`; long ones end in an ellipsis.
    public var literal: String {
        switch self {
        case .boolean(let value): value ? "TRUE" : "FALSE"
        case .integer(let number): String(number)
        case .unsigned(let number): String(number)
        case .float(let number): number.description
        case .decimal(let number): number.description
        case .string(let text): Value.quoted(text)
        case .bytes(let bytes):
            "X'\(bytes.prefix(20).map { Value.hexadecimal($0) }.joined())\(bytes.count > 20 ? "…" : "")'"
        case .date(let date): "\(typeName) '\(date)'"
        case .localTime(let time): "\(typeName) '\(time)'"
        case .zonedTime(let time): "\(typeName) '\(time)'"
        case .localDateTime(let moment): "\(typeName) '\(moment)'"
        case .zonedDateTime(let moment): "\(typeName) '\(moment)'"
        case .duration(let duration): "\(typeName) '\(duration)'"
        case .list(let elements): Value.bracketed(elements.lazy.map(\.literal))
        case .vector(let numbers): Value.bracketed(numbers.lazy.map(\.description))
        case .opaque(let type, let text): "\(type) \(Value.quoted(text))"
        }
    }

    /// Up to 40 characters between quotes, on one line.
    private static func quoted(_ text: String) -> String {
        var quoted = "'"
        for scalar in text.unicodeScalars.prefix(40) {
            switch scalar {
            case "'": quoted += "''"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value):
                quoted += "\\u00\(hexadecimal(UInt8(scalar.value)))"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + (text.unicodeScalars.dropFirst(40).isEmpty ? "'" : "…'")
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }

    /// Elements up to about 40 characters, then an ellipsis.
    private static func bracketed(_ elements: some Sequence<String>) -> String {
        var text = ""
        for element in elements {
            if !text.isEmpty { text += ", " }
            if text.unicodeScalars.count > 40 { return "[\(text)…]" }
            text += element
        }
        return "[\(text)]"
    }
}
