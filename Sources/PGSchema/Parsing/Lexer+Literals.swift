extension Lexer {
    /// Reads `7`, `1.5` or `2e-3`.
    mutating func scanNumber() {
        let start = offset
        var kind = Token.Kind.integer
        skipDigits()
        if byte() == UInt8(ascii: "."), isDigit(byte(ahead: 1)) {
            kind = .decimal
            offset += 1
            skipDigits()
        }
        if byte() | 0x20 == UInt8(ascii: "e") {
            let sign = byte(ahead: 1) == UInt8(ascii: "+") || byte(ahead: 1) == UInt8(ascii: "-") ? 1 : 0
            if isDigit(byte(ahead: 1 + sign)) {
                kind = .decimal
                offset += 1 + sign
                skipDigits()
            }
        }
        let end = offset
        skipNameCharacters()
        guard offset > end else { return emit(kind, from: start) }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        report(
            "`\(text)` is neither a number nor a name: names do not start with a digit.", from: start,
            suggestion: "If it is a name, put it in back-quotes: `` `\(text)` ``.")
        emit(.name, from: start)
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private mutating func skipDigits() {
        while isDigit(byte()) { offset += 1 }
    }

    /// Reads a name in back-quotes; two back-quotes in a row stand for one.
    mutating func scanQuotedName() {
        let start = offset
        offset += 1
        var text: [UInt8] = []
        while !isAtLineEnd {
            switch byte() {
            case UInt8(ascii: "`") where byte(ahead: 1) == UInt8(ascii: "`"):
                text.append(byte())
                offset += 2
            case UInt8(ascii: "`"):
                offset += 1
                if text.isEmpty { report("A name cannot be empty.", from: start) }
                return emit(.quotedName, from: start, decoded: decode(text, from: start + 1))
            default:
                text.append(byte())
                offset += 1
            }
        }
        report("This name is never closed.", from: start, suggestion: "Close it with a back-quote.")
        emit(.quotedName, from: start, decoded: decode(text, from: start + 1))
    }

    /// Reads a string in single or double quotes.
    ///
    /// The quote itself is written twice or after a backslash. A line break is not allowed: one forgotten quote
    /// would otherwise turn the rest of the file inside out.
    mutating func scanString() {
        let start = offset
        let quote = bytes[offset]
        offset += 1
        var text: [UInt8] = []
        while !isAtLineEnd {
            switch byte() {
            case quote where byte(ahead: 1) == quote:
                text.append(quote)
                offset += 2
            case quote:
                offset += 1
                return emit(.string, from: start, decoded: decode(text, from: start + 1))
            case UInt8(ascii: "\\"): scanEscape(into: &text)
            default:
                text.append(byte())
                offset += 1
            }
        }
        report(
            "This string is never closed.", from: start,
            suggestion: "Close it with `\(Unicode.Scalar(quote))`; a line break within is written `\\n`.")
        emit(.string, from: start, decoded: decode(text, from: start + 1))
    }

    private var isAtLineEnd: Bool { offset >= bytes.count || bytes[offset] == 0x0A }

    private mutating func decode(_ text: [UInt8], from start: Int) -> String {
        if let string = String(validating: text, as: UTF8.self) { return string }
        report(
            "The text is not valid UTF-8 here.", from: start,
            suggestion: "Save the file in the encoding UTF-8.")
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func scanEscape(into text: inout [UInt8]) {
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
            guard let scalar = scanCodePoint(digits: letter == UInt8(ascii: "u") ? 4 : 6) else {
                report(
                    "This escape names no character.", from: start,
                    suggestion: "Write `\\u` and four hexadecimal digits, or `\\U` and six.")
                return
            }
            text.append(contentsOf: Array(String(scalar).utf8))
        default:
            // The line break or the end after a lone backslash ends the string, not the escape.
            offset = min(letter < 0x20 ? start + 1 : offset, bytes.count)
            while byte() & 0xC0 == 0x80 { offset += 1 }
            report(
                "This escape is unknown.", from: start,
                suggestion: "A backslash itself is written twice: `\\\\`.")
        }
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
            guard let digit = Character(Unicode.Scalar(byte())).hexDigitValue else { return nil }
            code = code << 4 | UInt32(digit)
            offset += 1
        }
        return code
    }
}
