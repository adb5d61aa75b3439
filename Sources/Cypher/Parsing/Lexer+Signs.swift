import PGSchema

extension Lexer {
    /// Reads punctuation; everything else of ASCII is broken.
    mutating func scanSign() {
        let start = offset
        let kind = signKind(bytes[offset])
        offset += 1
        guard let kind else { return emitUnknown(Unicode.Scalar(bytes[start]), from: start) }
        let next = byte()
        switch (kind, next) {
        case (.dot, UInt8(ascii: ".")): extend(to: .dots, from: start)
        case (.bar, UInt8(ascii: "|")): extend(to: .bars, from: start)
        case (.plus, UInt8(ascii: "=")): extend(to: .plusEqual, from: start)
        case (.equal, UInt8(ascii: "~")): extend(to: .matches, from: start)
        case (.less, UInt8(ascii: "=")): extend(to: .lessOrEqual, from: start)
        case (.less, UInt8(ascii: ">")): extend(to: .notEqual, from: start)
        case (.greater, UInt8(ascii: "=")): extend(to: .greaterOrEqual, from: start)
        default: emit(kind, from: start)
        }
    }

    private mutating func extend(to kind: Token.Kind, from start: Int) {
        offset += 1
        emit(kind, from: start)
    }

    private func signKind(_ byte: UInt8) -> Token.Kind? {
        switch byte {
        case UInt8(ascii: "("): .leftParenthesis
        case UInt8(ascii: ")"): .rightParenthesis
        case UInt8(ascii: "["): .leftBracket
        case UInt8(ascii: "]"): .rightBracket
        case UInt8(ascii: "{"): .leftBrace
        case UInt8(ascii: "}"): .rightBrace
        case UInt8(ascii: ","): .comma
        case UInt8(ascii: ";"): .semicolon
        case UInt8(ascii: ":"): .colon
        case UInt8(ascii: "."): .dot
        case UInt8(ascii: "|"): .bar
        case UInt8(ascii: "&"): .ampersand
        case UInt8(ascii: "!"): .exclamation
        case UInt8(ascii: "%"): .percent
        case UInt8(ascii: "+"): .plus
        case UInt8(ascii: "-"): .dash
        case UInt8(ascii: "*"): .star
        case UInt8(ascii: "^"): .caret
        case UInt8(ascii: "="): .equal
        case UInt8(ascii: "<"): .less
        case UInt8(ascii: ">"): .greater
        default: nil
        }
    }

    /// Reads what starts with a byte of 0x80 or more: letters, blanks, dashes, arrow heads.
    mutating func scanBeyondASCII() {
        let start = offset
        // The bytes of a string are UTF-8; the replacement character only keeps this function total.
        let (scalar, length) = bytes.scalar(at: offset) ?? ("\u{FFFD}", 1)
        offset += length
        switch CharacterClass(scalar) {
        case .letter:
            skipNameCharacters()
            emit(.name, from: start)
        case .blank: break
        case .dash: emitTypographic(.dash, from: start)
        case .less: emitTypographic(.less, from: start)
        case .greater: emitTypographic(.greater, from: start)
        case .other: emitUnknown(scalar, from: start)
        }
    }

    private mutating func emitTypographic(_ kind: Token.Kind, from start: Int) {
        emit(kind, from: start)
        output.tokens[output.tokens.count - 1].isTypographic = true
    }

    private mutating func emitUnknown(_ scalar: Unicode.Scalar, from start: Int) {
        emitBroken(from: start) { .unknownCharacter(scalar, at: $1) }
    }
}
