extension HeaderCursor {
    /// A JSON string (RFC 8259, section 7), with the spaces before it.
    mutating func jsonString() throws(FileProblem) -> String {
        skipSpaces()
        guard pass("\"") else { throw unexpected("a string in quotes") }
        let start = position
        var content: [UInt8] = []
        while true {
            let byte = try next()
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: content, as: UTF8.self) else {
                    throw FileProblem(
                        "a string in its header (at byte \(start)) is not UTF-8; write it again")
                }
                return text
            case UInt8(ascii: "\\"): try appendEscape(to: &content)
            case 0..<0x20:
                throw FileProblem("a string in its header (at byte \(start)) holds byte \(byte) as it is")
            default: content.append(byte)
            }
        }
    }

    private mutating func appendEscape(to content: inout [UInt8]) throws(FileProblem) {
        let place = position
        switch try next() {
        case UInt8(ascii: "\""): content.append(UInt8(ascii: "\""))
        case UInt8(ascii: "\\"): content.append(UInt8(ascii: "\\"))
        case UInt8(ascii: "/"): content.append(UInt8(ascii: "/"))
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "u"):
            guard let scalar = try escapedScalar() else { throw Self.invalidEscape(at: place) }
            content.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw Self.invalidEscape(at: place)
        }
    }

    /// The character of `\uXXXX`, or of a pair of them beyond the first plane; nil where a half is alone.
    private mutating func escapedScalar() throws(FileProblem) -> Unicode.Scalar? {
        let high = try hexadecimalUnit()
        guard high & 0xFC00 == 0xD800 else { return Unicode.Scalar(high) }
        guard try next() == UInt8(ascii: "\\"), try next() == UInt8(ascii: "u") else { return nil }
        let low = try hexadecimalUnit()
        guard low & 0xFC00 == 0xDC00 else { return nil }
        return Unicode.Scalar(0x10000 + (high & 0x3FF) << 10 + low & 0x3FF)
    }

    private mutating func hexadecimalUnit() throws(FileProblem) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            let place = position
            guard let digit = Character(Unicode.Scalar(try next())).hexDigitValue else {
                throw Self.invalidEscape(at: place)
            }
            code = code << 4 | UInt32(digit)
        }
        return code
    }

    private static func invalidEscape(at place: Int) -> FileProblem {
        FileProblem("its header is damaged: the escape at byte \(place) means no character; write it again")
    }
}

/// A text as a JSON string, in quotes.
func jsonQuoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\u{0}"..<"\u{20}":
            let digits = String(scalar.value, radix: 16)
            quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        default: quoted.unicodeScalars.append(scalar)
        }
    }
    return quoted + "\""
}
