/// Walks over the tokens of a script, statement by statement.
struct CypherReader {
    let path: String
    private let tokens: [CypherToken]
    private var position = 0

    /// Reads a script from a file.
    init(path: String) throws(InterchangeError) {
        let file = try InputFile(path: path)
        var bytes = [UInt8](repeating: 0, count: file.size)
        var failure: InterchangeError?
        let count = bytes.withUnsafeMutableBytes { buffer in
            do throws(InterchangeError) { return try file.read(into: buffer) } catch {
                failure = error
                return 0
            }
        }
        if let failure { throw failure }
        tokens = try CypherLexer.tokens(of: Array(bytes.prefix(count)), path: path)
        self.path = path
    }

    /// The token that comes next, or nil at the end.
    var current: CypherToken? { position < tokens.count ? tokens[position] : nil }

    /// The line that errors about the next token name.
    var line: Int { current?.line ?? tokens.last?.line ?? 1 }

    /// Passes the next token.
    mutating func advance() { position += 1 }

    /// Passes a keyword if it comes next.
    mutating func pass(_ word: String) -> Bool {
        guard current?.isWord(word) == true else { return false }
        advance()
        return true
    }

    /// Passes keywords if they come next, all of them or none.
    mutating func pass(words: String) -> Bool {
        let words = words.split(separator: " ")
        guard position + words.count <= tokens.count,
            words.indices.allSatisfy({ tokens[position + $0].isWord(String(words[$0])) })
        else { return false }
        position += words.count
        return true
    }

    /// Passes a sign if it comes next.
    mutating func pass(sign: String) -> Bool {
        guard current?.isSign(sign) == true else { return false }
        advance()
        return true
    }

    /// Passes a sign that must come next.
    mutating func expect(_ sign: String) throws(InterchangeError) {
        guard pass(sign: sign) else { throw unexpected("`\(sign)`") }
    }

    /// Passes a keyword that must come next.
    mutating func expect(word: String) throws(InterchangeError) {
        guard pass(word) else { throw unexpected(word) }
    }

    /// Passes a name that must come next.
    mutating func name(_ what: String) throws(InterchangeError) -> String {
        guard let token = current, token.isName else { throw unexpected(what) }
        advance()
        return token.text
    }

    /// Passes tokens up to a comma or a closing parenthesis that is not within brackets of its own.
    mutating func skipExpression() {
        var depth = 0
        while let token = current, !token.isSign(";") {
            if depth == 0, token.isSign(",") || token.isSign(")") || token.isWord("PRIMARY") { return }
            if ["(", "[", "{"].contains(where: token.isSign) { depth += 1 }
            if [")", "]", "}"].contains(where: token.isSign) { depth -= 1 }
            advance()
        }
    }

    /// Passes the rest of a statement and its semicolon.
    mutating func skipStatement() {
        while let token = current, !token.isSign(";") { advance() }
        advance()
    }

    /// The next tokens up to the end of the statement, shortened, as a message shows them.
    var statementText: String {
        let words = tokens[min(position, tokens.count)...].prefix { !$0.isSign(";") }.prefix(12)
        return shortened(words.map(\.text).joined(separator: " ").utf8)
    }

    /// An error about the token that comes next.
    func unexpected(_ expectation: String) -> InterchangeError {
        let found = current.map { "`\(shortened($0.text.utf8))`" } ?? "the end of the file"
        return error("\(found) stands here where \(expectation) is expected; export the database again")
    }

    /// An error on the next token's line, or on another.
    func error(_ sentence: String, line: Int? = nil) -> InterchangeError {
        InterchangeError(file: path, line: line ?? self.line, .malformed(sentence))
    }
}
