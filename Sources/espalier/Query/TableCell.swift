import QueryValues

/// A value as a table shows it.
struct TableCell {
    enum Kind { case null, number, other }
    let text: String
    let width: Int
    let kind: Kind

    /// Text stands without quotes, everything else as a query would write it.
    init(_ value: QueryValue) {
        text = Self.oneLine(value.plainText)
        width = text.displayWidth
        switch value {
        case .null: kind = .null
        case .integer, .float, .stored(.decimal), .stored(.unsigned): kind = .number
        default: kind = .other
        }
    }

    /// The text with escapes for what would break the line or steer a terminal.
    static func oneLine(_ text: String) -> String {
        func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
            scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
                || scalar == "\u{2028}" || scalar == "\u{2029}"
        }
        guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
        var safe = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": safe.append(contentsOf: "\\n".unicodeScalars)
            case "\r": safe.append(contentsOf: "\\r".unicodeScalars)
            case "\t": safe.append(contentsOf: "\\t".unicodeScalars)
            case _ where isUnsafe(scalar):
                let code = String(scalar.value, radix: 16)
                let padded = String(repeating: "0", count: 4 - code.count) + code
                safe.append(contentsOf: "\\u\(padded)".unicodeScalars)
            default: safe.append(scalar)
            }
        }
        return String(safe)
    }
}

extension QueryValue {
    /// The value as people write it outside of a query: text and temporal values without quotes.
    var plainText: String {
        switch self {
        case .string(let text): text
        // Their texts have nothing to escape.
        case .date, .localTime, .zonedTime, .localDateTime, .zonedDateTime, .duration:
            String(description.dropFirst().dropLast())
        default: description
        }
    }
}
