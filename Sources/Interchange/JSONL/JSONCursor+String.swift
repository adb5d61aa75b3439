/// Where the content of a string is: in the line, or unescaped in ``JSONCursor/unescaped`` until the next one.
enum JSONText {
    case plain(Range<Int>)
    case unescaped
}

extension JSONCursor {
    /// Calls `body` with the UTF-8 bytes of the string read last.
    func withBytes<Result>(
        of text: JSONText, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        switch text {
        case .plain(let range): body(UnsafeBufferPointer(rebasing: bytes[range]))
        case .unescaped: unescaped.withUnsafeBufferPointer(body)
        }
    }

    /// The string read last.
    func string(_ text: JSONText) -> String {
        withBytes(of: text) { String(decoding: $0, as: UTF8.self) }
    }

    /// Reads a string and copies it; the cursor stands at its quote.
    mutating func copiedString() throws(JSONLError) -> String {
        // In one expression, the copy would be made of what was unescaped before.
        let text = try string()
        return string(text)
    }

    /// Reads a string; the cursor stands at its quote.
    mutating func string() throws(JSONLError) -> JSONText {
        position += 1
        let start = position
        while true {
            let byte = current
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return .plain(start..<position - 1)
            case UInt8(ascii: "\\"):
                unescaped.removeAll(keepingCapacity: true)
                unescaped.append(contentsOf: bytes[start..<position])
                try unescapeRest()
                return .unescaped
            case 0..<0x20: throw controlCharacter()
            case 0x80...: position += try lengthOfCharacter()
            default: position += 1
            }
        }
    }

    private mutating func unescapeRest() throws(JSONLError) {
        while true {
            let byte = current
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return
            case UInt8(ascii: "\\"): try unescapeOne()
            case 0..<0x20: throw controlCharacter()
            case 0x80...:
                let length = try lengthOfCharacter()
                unescaped.append(contentsOf: bytes[position..<position + length])
                position += length
            default:
                unescaped.append(byte)
                position += 1
            }
        }
    }

    private mutating func unescapeOne() throws(JSONLError) {
        position += 1
        let letter = current
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(letter)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "u"): try unescapeUnit()
        default: throw error(.invalidEscape, at: position - 2)
        }
    }

    /// Reads the digits after `\u`, and the second half of a surrogate pair.
    private mutating func unescapeUnit() throws(JSONLError) {
        let start = position - 2
        var code = try hexadecimalUnit()
        if code & 0xFC00 == 0xD800 {
            guard pass("\\u") else { throw error(.loneSurrogate, at: start) }
            let low = try hexadecimalUnit()
            guard low & 0xFC00 == 0xDC00 else { throw error(.loneSurrogate, at: start) }
            code = 0x10000 + (code & 0x3FF) << 10 + low & 0x3FF
        }
        guard let scalar = Unicode.Scalar(code) else { throw error(.loneSurrogate, at: start) }
        unescaped.append(contentsOf: Array(String(Character(scalar)).utf8))
    }

    private mutating func hexadecimalUnit() throws(JSONLError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(current)).hexDigitValue, current < 0x80 else {
                throw error(.invalidEscape)
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }

    private func controlCharacter() -> JSONLError {
        error(current == UInt8(ascii: "\n") ? .incomplete("a string") : .controlCharacter(current))
    }

    /// How many bytes the character here has, which starts with a byte above 0x7F.
    private func lengthOfCharacter() throws(JSONLError) -> Int {
        let length = utf8Length(bytes[position...])
        guard let length else { throw error(.invalidUTF8) }
        return length
    }
}

/// The length of the first character if it is well-formed and not ASCII (Unicode 16, table 3-7).
private func utf8Length(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[bytes.startIndex + offset] : 0 }
    func continues(_ offset: Int) -> Bool { byte(offset) & 0xC0 == 0x80 }
    let second = byte(1)
    switch byte(0) {
    case 0xC2...0xDF: return continues(1) ? 2 : nil
    case 0xE0: return (0xA0...0xBF).contains(second) && continues(2) ? 3 : nil
    case 0xED: return (0x80...0x9F).contains(second) && continues(2) ? 3 : nil
    case 0xE1...0xEF: return continues(1) && continues(2) ? 3 : nil
    case 0xF0: return (0x90...0xBF).contains(second) && continues(2) && continues(3) ? 4 : nil
    case 0xF1...0xF3: return continues(1) && continues(2) && continues(3) ? 4 : nil
    case 0xF4: return (0x80...0x8F).contains(second) && continues(2) && continues(3) ? 4 : nil
    default: return nil
    }
}
