extension Lexer {
    /// Reads `7`, `0x1F`, `0o17`, `1.5`, `.5` or `2e-3`.
    mutating func scanNumber() {
        let start = offset
        var kind = Token.Kind.integer
        if byte() == UInt8(ascii: "0"), byte(ahead: 1) | 0x20 == UInt8(ascii: "x") {
            scanDigits(from: start, name: "hexadecimal") { $0.hexadecimalValue != nil }
            return
        }
        if byte() == UInt8(ascii: "0"), byte(ahead: 1) | 0x20 == UInt8(ascii: "o") {
            scanDigits(from: start, name: "octal") { $0.isDigit && $0 < UInt8(ascii: "8") }
            return
        }
        skipDigits()
        if byte() == UInt8(ascii: "."), byte(ahead: 1).isDigit {
            kind = .float
            offset += 1
            skipDigits()
        }
        if byte() | 0x20 == UInt8(ascii: "e") {
            let sign = byte(ahead: 1) == UInt8(ascii: "+") || byte(ahead: 1) == UInt8(ascii: "-") ? 1 : 0
            if byte(ahead: 1 + sign).isDigit {
                kind = .float
                offset += 1 + sign
                skipDigits()
            }
        }
        let end = offset
        skipNameCharacters()
        guard offset == end else {
            return emitBroken(from: start) { .invalidNumber($0, at: $1) }
        }
        if kind == .integer, end - start > 1, bytes[start] == UInt8(ascii: "0") {
            return emitBroken(from: start) { .leadingZero($0, at: $1) }
        }
        emit(kind, from: start)
    }

    private mutating func scanDigits(from start: Int, name: String, isDigit: (UInt8) -> Bool) {
        offset += 2
        let firstDigit = offset
        while isDigit(byte()) { offset += 1 }
        let end = offset
        skipNameCharacters()
        guard offset == end, end > firstDigit else {
            return emitBroken(from: start) { .invalidNumber($0, at: $1, system: name) }
        }
        emit(.integer, from: start)
    }

    private mutating func skipDigits() {
        while byte().isDigit { offset += 1 }
    }

    /// Reads a name in back-quotes; two back-quotes in a row stand for one.
    mutating func scanQuotedName() {
        let start = offset
        guard let name = quotedText() else { return emitUnclosed("name", from: start, by: "`") }
        emit(.quotedName, from: start, decoded: name)
    }

    /// Reads from a back-quote to the one that closes it; nil if there is none.
    private mutating func quotedText() -> String? {
        offset += 1
        var text: [UInt8] = []
        while offset < bytes.count {
            if byte() == UInt8(ascii: "`") {
                offset += 1
                guard byte() == UInt8(ascii: "`") else { return String(decoding: text, as: UTF8.self) }
            }
            text.append(byte())
            offset += 1
        }
        return nil
    }

    /// Reads `$name`, `$1` or `` $`a name` ``.
    mutating func scanParameter() {
        let start = offset
        offset += 1
        if byte() == UInt8(ascii: "`") {
            guard let name = quotedText() else { return emitUnclosed("name", from: start, by: "`") }
            return emit(.parameter, from: start, decoded: name)
        }
        skipNameCharacters()
        guard offset > start + 1 else {
            return emitBroken(from: start) { .namelessParameter(at: $1) }
        }
        emit(.parameter, from: start, decoded: String(decoding: bytes[start + 1..<offset], as: UTF8.self))
    }

    /// Reads a string in single or double quotes, line breaks included.
    mutating func scanString() {
        let start = offset
        let quote = bytes[offset]
        offset += 1
        var text: [UInt8] = []
        var mistake: QueryError?
        while offset < bytes.count {
            switch byte() {
            case quote:
                offset += 1
                if let mistake { return emitBroken(from: start) { _, _ in mistake } }
                return emit(.string, from: start, decoded: String(decoding: text, as: UTF8.self))
            case UInt8(ascii: "\\"):
                if let error = scanEscape(into: &text), mistake == nil { mistake = error }
            default:
                text.append(byte())
                offset += 1
            }
        }
        emitUnclosed("string", from: start, by: String(Unicode.Scalar(quote)))
    }

    private mutating func emitUnclosed(_ thing: String, from start: Int, by sign: String) {
        emitBroken(from: start) { _, _ in .unclosed(thing, at: SourceRange(start, start + 1), by: sign) }
    }

    /// Reads an escape sequence; returns what is wrong with it.
    private mutating func scanEscape(into text: inout [UInt8]) -> QueryError? {
        let start = offset
        let letter = byte(ahead: 1)
        offset += 2
        switch letter {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"): text.append(letter)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            guard let scalar = scanCodePoint(digits: letter == UInt8(ascii: "u") ? 4 : 8) else {
                return .invalidUnicodeEscape(at: SourceRange(start, min(offset, bytes.count)))
            }
            text.append(contentsOf: Array(String(scalar).utf8))
        default:
            offset = min(offset, bytes.count)
            while byte() & 0xC0 == 0x80 { offset += 1 }
            return .unknownEscape(self.text(from: start), at: SourceRange(start, offset))
        }
        return nil
    }

    /// Reads the digits of an escape; two escapes that form a surrogate pair are one character.
    private mutating func scanCodePoint(digits: Int) -> Unicode.Scalar? {
        guard let code = scanHexadecimal(digits) else { return nil }
        guard digits == 4, code & 0xFC00 == 0xD800 else { return Unicode.Scalar(code) }
        guard byte() == UInt8(ascii: "\\"), byte(ahead: 1) == UInt8(ascii: "u") else { return nil }
        offset += 2
        guard let low = scanHexadecimal(4), low & 0xFC00 == 0xDC00 else { return nil }
        return Unicode.Scalar(0x10000 + ((code & 0x3FF) << 10) + (low & 0x3FF))
    }

    private mutating func scanHexadecimal(_ digits: Int) -> UInt32? {
        var code: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = byte().hexadecimalValue else { return nil }
            code = code << 4 | UInt32(digit)
            offset += 1
        }
        return code
    }
}
