extension Lexer {
    /// Reads punctuation; everything else of ASCII is an error.
    mutating func scanSign() {
        let start = offset
        let byte = bytes[offset]
        offset += 1
        switch byte {
        case UInt8(ascii: "("): emit(.leftParenthesis, from: start)
        case UInt8(ascii: ")"): emit(.rightParenthesis, from: start)
        case UInt8(ascii: "["): emit(.leftBracket, from: start)
        case UInt8(ascii: "]"): emit(.rightBracket, from: start)
        case UInt8(ascii: "{"): emit(.leftBrace, from: start)
        case UInt8(ascii: "}"): emit(.rightBrace, from: start)
        case UInt8(ascii: ","): emit(.comma, from: start)
        case UInt8(ascii: ";"): emit(.semicolon, from: start)
        case UInt8(ascii: ":"): emit(.colon, from: start)
        case UInt8(ascii: "."): emit(.dot, from: start)
        case UInt8(ascii: "&"): emit(.ampersand, from: start)
        case UInt8(ascii: "|"): emit(.bar, from: start)
        case UInt8(ascii: "?"): emit(.question, from: start)
        case UInt8(ascii: "@"): emit(.at, from: start)
        case UInt8(ascii: "-"): emit(.dash, from: start)
        case UInt8(ascii: "="): emit(.equal, from: start)
        case UInt8(ascii: "<"): emitLess(from: start)
        case UInt8(ascii: ">"): emitGreater(from: start)
        case UInt8(ascii: "!") where self.byte() == UInt8(ascii: "="):
            offset += 1
            emit(.notEqual, from: start)
        default: reportUnexpected(Unicode.Scalar(byte), from: start)
        }
    }

    /// Reads what starts with a byte of 0x80 or more: letters, blanks, dashes, arrow heads.
    mutating func scanBeyondASCII() {
        let start = offset
        guard let (scalar, length) = scalar(at: offset) else {
            // One error for a run of bad bytes: the text is probably in another encoding.
            repeat {
                offset += 1
            } while offset < bytes.count && bytes[offset] >= 0x80 && self.scalar(at: offset) == nil
            report(
                "The text is not valid UTF-8 here.", from: start,
                suggestion: "Save the file in the encoding UTF-8.")
            return
        }
        offset += length
        switch CharacterClass(scalar) {
        case .letter:
            skipNameCharacters()
            emit(.name, from: start)
        case .blank: break
        case .dash: emit(.dash, from: start)
        case .less: emitLess(from: start)
        case .greater: emitGreater(from: start)
        case .other:
            guard ("\u{2018}"..."\u{201D}").contains(scalar) else {
                return reportUnexpected(scalar, from: start)
            }
            scanCurlyString(from: start)
        }
    }

    /// Reads a string in the quotes of typesetters, up to the next such quote or the end of the line.
    private mutating func scanCurlyString(from start: Int) {
        let textStart = offset
        while offset < bytes.count, bytes[offset] != 0x0A {
            guard let (scalar, length) = scalar(at: offset) else {
                offset += 1
                continue
            }
            if ("\u{2018}"..."\u{201D}").contains(scalar) { break }
            offset += length
        }
        let text = String(decoding: bytes[textStart..<offset], as: UTF8.self)
        if let (scalar, length) = scalar(at: offset), scalar != "\n" { offset += length }
        report(
            "These are not the quotes of a string.", from: start,
            suggestion: "Use straight quotes: `'` or `\"`.")
        emit(.string, from: start, decoded: text)
    }

    private mutating func emitLess(from start: Int) {
        switch byte() {
        case UInt8(ascii: "="):
            offset += 1
            emit(.lessOrEqual, from: start)
        case UInt8(ascii: ">"):
            offset += 1
            emit(.notEqual, from: start)
        default: emit(.less, from: start)
        }
    }

    private mutating func emitGreater(from start: Int) {
        guard byte() == UInt8(ascii: "=") else { return emit(.greater, from: start) }
        offset += 1
        emit(.greaterOrEqual, from: start)
    }

    private mutating func reportUnexpected(_ scalar: Unicode.Scalar, from start: Int) {
        let isVisible =
            scalar.properties.generalCategory != .control && scalar.properties.generalCategory != .format
        let code =
            "U+" + String(repeating: "0", count: max(0, 4 - scalar.hexadecimal.count)) + scalar.hexadecimal
        let shown = isVisible ? "`\(scalar)`" : "the character \(code)"
        if scalar == "#" {
            while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
        }
        // The same character again and again is one mistake.
        while let next = self.scalar(at: offset), next.scalar == scalar { offset += next.length }
        let suggestion: String? =
            switch scalar {
            case "#": "Comments start with `//`."
            case "*": "A path has a fixed length: write out each step."
            case "!": "Labels cannot be negated; conditions are, with `NOT`."
            case "$": "A schema has no parameters: write the value."
            case "+", "%", "/", "^": "Conditions compare properties and constants, without arithmetic."
            default: nil
            }
        report("Did not expect \(shown) here.", from: start, suggestion: suggestion)
    }
}

extension Unicode.Scalar {
    /// The code point in hexadecimal digits.
    fileprivate var hexadecimal: String { String(value, radix: 16, uppercase: true) }
}
