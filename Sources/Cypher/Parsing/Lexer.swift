import PGSchema

/// Cuts the text of queries into tokens.
///
/// It works on bytes, in one pass, so that every offset is a UTF-8 offset of the caller's text. What is no
/// token becomes a broken one: the error counts only if the parser gets that far.
struct Lexer {
    let bytes: [UInt8]
    var offset = 0
    var output = TokenStream()

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The tokens of a text.
    ///
    /// - Complexity: O(length).
    static func scan(_ bytes: [UInt8]) -> TokenStream {
        var lexer = Lexer(bytes)
        lexer.output.tokens.reserveCapacity(bytes.count / 4 + 1)
        lexer.scan()
        return lexer.output
    }

    private mutating func scan() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x09...0x0D, 0x1C...0x20: offset += 1
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "_"):
                scanName()
            case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
            case UInt8(ascii: ".") where byte(ahead: 1).isDigit: scanNumber()
            case UInt8(ascii: "`"): scanQuotedName()
            case UInt8(ascii: "'"), UInt8(ascii: "\""): scanString()
            case UInt8(ascii: "$"): scanParameter()
            case UInt8(ascii: "/"): scanSlash()
            case 0x80...: scanBeyondASCII()
            default: scanSign()
            }
        }
        emit(.endOfText, from: bytes.count)
    }

    /// The byte so far ahead, or zero beyond the end: no token contains a zero byte.
    func byte(ahead distance: Int = 0) -> UInt8 {
        offset + distance < bytes.count ? bytes[offset + distance] : 0
    }

    /// Adds a token that reaches from `start` to the current offset.
    mutating func emit(_ kind: Token.Kind, from start: Int, decoded: String? = nil) {
        var token = Token(kind: kind, keyword: nil, range: SourceRange(start, offset))
        if let decoded {
            token.payload = output.decoded.count
            output.decoded.append(decoded)
        }
        output.tokens.append(token)
    }

    /// Adds a broken token that reaches from `start` to the current offset, and notes why if it is the first.
    ///
    /// The closure makes the error of the token's text and place.
    mutating func emitBroken(from start: Int, because error: (String, SourceRange) -> QueryError) {
        if output.error == nil { output.error = error(text(from: start), SourceRange(start, offset)) }
        emit(.broken, from: start)
    }

    /// What stands from `start` to the current offset.
    func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }

    private mutating func scanName() {
        let start = offset
        skipNameCharacters()
        emit(.name, from: start)
        let length = offset - start
        guard length <= Keyword.longest else { return }
        let spelling = String(unsafeUninitializedCapacity: length) { buffer in
            for index in 0..<length {
                let byte = bytes[start + index]
                buffer[index] = byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") ? byte & 0xDF : byte
            }
            return length
        }
        output.tokens[output.tokens.count - 1].keyword = Keyword.spellings[spelling]
    }

    /// Moves past letters, digits, underscores and the marks that Unicode allows within names.
    mutating func skipNameCharacters() {
        while offset < bytes.count {
            switch bytes[offset] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                offset += 1
            case 0x80...:
                guard let (scalar, length) = bytes.scalar(at: offset), CharacterClass.continuesName(scalar)
                else { return }
                offset += length
            default: return
            }
        }
    }

    private mutating func scanSlash() {
        let start = offset
        switch byte(ahead: 1) {
        case UInt8(ascii: "/"):
            while offset < bytes.count, byte() != 0x0A, byte() != 0x0D { offset += 1 }
        case UInt8(ascii: "*"):
            offset += 2
            while offset < bytes.count, byte() != UInt8(ascii: "*") || byte(ahead: 1) != UInt8(ascii: "/") {
                offset += 1
            }
            guard offset < bytes.count else {
                return emitBroken(from: start) { _, _ in
                    .unclosed("comment", at: SourceRange(start, start + 2), by: "*/")
                }
            }
            offset += 2
        default:
            offset += 1
            emit(.slash, from: start)
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    /// The value of a hexadecimal digit.
    var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
