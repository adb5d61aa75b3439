/// A word, sign or literal of the Cypher that Kuzu writes into its exports.
struct CypherToken: Equatable {
    enum Kind: Equatable {
        /// A keyword or a plain name.
        case word
        /// A name in back-quotes.
        case quotedName
        case string
        case number
        case sign
    }
    let kind: Kind
    /// The text without its quotes, escapes resolved.
    let text: String
    /// The line it starts on, from 1.
    let line: Int

    /// Whether this is the keyword, in any case.
    func isWord(_ word: String) -> Bool { kind == .word && text.uppercased() == word }

    /// Whether this is the sign.
    func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }

    /// Whether this can name a table or a column.
    var isName: Bool { kind == .word || kind == .quotedName }
}

/// Cuts a script into tokens.
struct CypherLexer {
    private let bytes: [UInt8]
    private let path: String
    private var position = 0
    private var line = 1

    /// Reads all tokens of a script.
    static func tokens(of bytes: [UInt8], path: String) throws(InterchangeError) -> [CypherToken] {
        var lexer = CypherLexer(bytes: bytes, path: path)
        var tokens: [CypherToken] = []
        while let token = try lexer.next() { tokens.append(token) }
        return tokens
    }

    private init(bytes: [UInt8], path: String) {
        self.bytes = bytes
        self.path = path
    }

    private mutating func next() throws(InterchangeError) -> CypherToken? {
        try skipSpaces()
        guard let byte = peek() else { return nil }
        switch byte {
        case UInt8(ascii: "`"): return try quoted(by: byte, as: .quotedName)
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return try quoted(by: byte, as: .string)
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            return try token(.number) { $0 == UInt8(ascii: ".") || isOfWord($0) }
        case let byte where isOfWord(byte): return try token(.word, while: isOfWord)
        default:
            position += 1
            return CypherToken(kind: .sign, text: String(Character(Unicode.Scalar(byte))), line: line)
        }
    }

    private func peek(_ distance: Int = 0) -> UInt8? {
        position + distance < bytes.count ? bytes[position + distance] : nil
    }

    private mutating func token(
        _ kind: CypherToken.Kind, while belongs: (UInt8) -> Bool
    ) throws(InterchangeError) -> CypherToken {
        let start = position
        while let byte = peek(), belongs(byte) { position += 1 }
        return CypherToken(kind: kind, text: try text(bytes[start..<position], line), line: line)
    }

    private mutating func quoted(
        by quote: UInt8, as kind: CypherToken.Kind
    ) throws(InterchangeError) -> CypherToken {
        let start = line
        var content: [UInt8] = []
        position += 1
        while let byte = peek() {
            position += 1
            if byte == UInt8(ascii: "\n") { line += 1 }
            if byte == quote {
                guard peek() == quote else {
                    return CypherToken(kind: kind, text: try text(content[...], start), line: start)
                }
                position += 1
            } else if byte == UInt8(ascii: "\\"), kind == .string, let escaped = peek() {
                position += 1
                content.append(Self.escapes[escaped] ?? escaped)
                continue
            }
            content.append(byte)
        }
        throw error("the quote that opens here is never closed; close it, or export again", start)
    }

    private static let escapes: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D,
    ]

    private mutating func skipSpaces() throws(InterchangeError) {
        while let byte = peek() {
            switch (byte, peek(1)) {
            case (UInt8(ascii: "\n"), _):
                line += 1
                position += 1
            case (UInt8(ascii: " "), _), (UInt8(ascii: "\t"), _), (UInt8(ascii: "\r"), _): position += 1
            case (UInt8(ascii: "/"), UInt8(ascii: "/")?):
                while let byte = peek(), byte != UInt8(ascii: "\n") { position += 1 }
            case (UInt8(ascii: "/"), UInt8(ascii: "*")?): try skipComment()
            default: return
            }
        }
    }

    private mutating func skipComment() throws(InterchangeError) {
        let start = line
        position += 2
        while let byte = peek() {
            if byte == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                position += 2
                return
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            position += 1
        }
        throw error("the comment that starts here never ends; end it with `*/`", start)
    }

    private func text(_ bytes: ArraySlice<UInt8>, _ line: Int) throws(InterchangeError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw InterchangeError(file: path, line: line, .invalidUTF8)
        }
        return text
    }

    private func error(_ sentence: String, _ line: Int) -> InterchangeError {
        InterchangeError(file: path, line: line, .malformed(sentence))
    }
}

/// Whether a byte can stand in a word; those beyond ASCII are taken to be of letters.
private func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
        true
    default: false
    }
}
