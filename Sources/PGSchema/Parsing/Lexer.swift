/// Cuts schema text into tokens.
///
/// It works on bytes, so that every offset is a UTF-8 offset of the caller's text, also when that text is not
/// valid UTF-8. What cannot be a token is reported and skipped.
struct Lexer {
    let bytes: [UInt8]
    var offset = 0
    var output = TokenStream()

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The tokens, comments and errors of a text.
    static func scan(_ bytes: [UInt8]) -> TokenStream {
        var lexer = Lexer(bytes)
        lexer.scan()
        return lexer.output
    }

    private mutating func scan() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x09...0x0D, 0x20: offset += 1
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "_"):
                scanName()
            case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber()
            case UInt8(ascii: "`"): scanQuotedName()
            case UInt8(ascii: "'"), UInt8(ascii: "\""): scanString()
            case UInt8(ascii: "/"): scanSlash()
            case 0x80...: scanBeyondASCII()
            default: scanSign()
            }
        }
        emit(.end, from: bytes.count)
    }

    /// The byte so far ahead, or zero beyond the end: no token contains a zero byte.
    func byte(ahead distance: Int = 0) -> UInt8 {
        offset + distance < bytes.count ? bytes[offset + distance] : 0
    }

    /// Adds a token that reaches from `start` to the current offset.
    mutating func emit(_ kind: Token.Kind, from start: Int, decoded: String? = nil) {
        var token = Token(kind: kind, keyword: nil, range: SourceRange(start, offset))
        if let decoded {
            token.payload = Int32(output.decoded.count)
            output.decoded.append(decoded)
        }
        output.tokens.append(token)
    }

    mutating func report(_ message: String, from start: Int, suggestion: String? = nil) {
        guard output.errors.count <= Parser.maximumErrorCount else { return }
        output.errors.append(
            Diagnostic(.parse, message, at: SourceRange(start, offset), suggestion: suggestion))
    }

    private mutating func scanName() {
        let start = offset
        skipNameCharacters()
        emit(.name, from: start)
        guard offset - start <= Keyword.longest else { return }
        let spelling = String(decoding: bytes[start..<offset], as: UTF8.self).uppercased()
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
                guard let (scalar, length) = scalar(at: offset), CharacterClass.continuesName(scalar) else {
                    return
                }
                offset += length
            default: return
            }
        }
    }

    private mutating func scanSlash() {
        let start = offset
        switch byte(ahead: 1) {
        case UInt8(ascii: "/"):
            while offset < bytes.count, bytes[offset] != 0x0A { offset += 1 }
            // A carriage return before the line feed belongs to the line break.
            if bytes[offset - 1] == 0x0D { offset -= 1 }
            addComment(from: start)
        case UInt8(ascii: "*"):
            offset += 2
            while offset < bytes.count, byte() != UInt8(ascii: "*") || byte(ahead: 1) != UInt8(ascii: "/") {
                offset += 1
            }
            guard offset < bytes.count else {
                output.errors.append(
                    Diagnostic(
                        .parse, "This comment is never closed.", at: SourceRange(start, start + 2),
                        suggestion: "Close it with `*/`."))
                return
            }
            offset += 2
            addComment(from: start)
        default: scanSign()
        }
    }

    private mutating func addComment(from start: Int) {
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        output.comments.append(Comment(text: text, range: SourceRange(start, offset)))
    }
}
