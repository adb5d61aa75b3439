/// Thrown after an error has been reported: leave everything up to the next place where reading can go on.
struct Abandoned: Error {}

/// A recursive-descent parser over the tokens of a script.
///
/// Its rules are in extensions, one file per part of the grammar. Each either returns a piece of the tree or
/// reports an error and throws ``Abandoned``, which a list or the script catches to go on at the next element.
/// A slip that leaves no doubt about what was meant is reported and repaired without throwing.
struct ScriptReader {
    let bytes: [UInt8]
    let tokens: [Token]
    let decoded: [String]
    let brackets: BracketTable
    /// Where the lexer found errors.
    ///
    /// Parsing errors in the same element would only be their echo.
    let lexicalErrors: [Int]
    /// The index of the token to read next.
    var position = 0
    /// The first token of the innermost element that errors are attributed to.
    var elementStart = 0
    var errors: [Diagnostic] = []
    /// How many errors were found, those included that are not listed because they echo others.
    var failureCount = 0
    /// Where the missing of a closing brace was noticed last.
    var unclosedAt = -1
    /// Stretches that were skipped behind an error, where the lexer's errors are its echo.
    var skipped: [SourceRange] = []

    init(_ bytes: [UInt8], _ stream: TokenStream) {
        self.bytes = bytes
        tokens = stream.tokens
        decoded = stream.decoded
        brackets = BracketTable(stream.tokens)
        lexicalErrors = stream.errors.map(\.range.lowerBound).sorted()
    }

    var current: Token { tokens[position] }

    /// The token so many places ahead, the end standing for everything beyond it.
    func peek(_ distance: Int = 1) -> Token { tokens[min(position + distance, tokens.count - 1)] }

    func at(_ kind: Token.Kind) -> Bool { tokens[position].kind == kind }

    func at(_ keyword: Keyword) -> Bool { tokens[position].keyword == keyword }

    mutating func advance() {
        if position < tokens.count - 1 { position += 1 }
    }

    /// Moves past a token of that kind if one stands here.
    mutating func accept(_ kind: Token.Kind) -> Bool {
        guard at(kind) else { return false }
        advance()
        return true
    }

    /// Moves past a keyword if it stands here.
    mutating func accept(_ keyword: Keyword) -> Bool {
        guard at(keyword) else { return false }
        advance()
        return true
    }

    /// The text of a token as it is written.
    func text(_ token: Token) -> String {
        String(decoding: bytes[token.range.lowerBound..<token.range.upperBound], as: UTF8.self)
    }

    /// From the first byte of a token to the last byte that was read.
    func range(from start: Int) -> SourceRange {
        tokens[start].range.through(tokens[max(start, position - 1)].range)
    }

    /// The empty range behind the last token that was read.
    var gap: SourceRange {
        let end = position > 0 ? tokens[position - 1].range.upperBound : current.range.lowerBound
        return SourceRange(end, end)
    }

    /// Whether two neighbouring tokens touch.
    func touch(_ index: Int) -> Bool {
        index + 1 < tokens.count && tokens[index].range.upperBound == tokens[index + 1].range.lowerBound
    }

    /// How the token here is named in an error.
    var found: String {
        guard !at(.end) else { return "the end of the text" }
        let whole = text(current)
        return whole.unicodeScalars.count > 40 ? "`\(String(whole.prefix(37)))...`" : "`\(whole)`"
    }

    /// Reports an error, unless it is the echo of one already reported.
    mutating func report(_ message: String, at range: SourceRange, suggestion: String? = nil) {
        failureCount += 1
        guard errors.count <= Parser.maximumErrorCount else { return }
        if let last = errors.last, last.range.lowerBound == range.lowerBound { return }
        let start = tokens[elementStart].range.lowerBound
        let echoes = lexicalErrors.firstIndex(notBelow: start)
        if echoes < lexicalErrors.count, lexicalErrors[echoes] < current.range.upperBound { return }
        errors.append(Diagnostic(.parse, message, at: range, suggestion: suggestion))
    }

    /// Reports that something else was expected here.
    mutating func failure(expecting expected: String, suggestion: String? = nil) -> Abandoned {
        // Where a brace was missing, everything else is missing too.
        guard errors.count <= Parser.maximumErrorCount, position != unclosedAt else {
            failureCount += 1
            return Abandoned()
        }
        report(
            "Expected \(expected), found \(found).", at: current.range,
            suggestion: suggestion ?? suggestionForForeignSyntax())
        return Abandoned()
    }

    /// Reports an error that ends the reading of this element.
    mutating func failure(_ message: String, at range: SourceRange, suggestion: String? = nil) -> Abandoned {
        report(message, at: range, suggestion: suggestion)
        return Abandoned()
    }

    mutating func expect(_ kind: Token.Kind, _ expected: String) throws(Abandoned) {
        guard !accept(kind) else { return }
        throw failure(expecting: expected)
    }

    /// Goes one level deeper into brackets, if that is not too deep.
    mutating func deeper(than depth: Int) throws(Abandoned) -> Int {
        guard depth < Parser.maximumDepth else {
            throw failure(
                "The nesting is too deep here: \(Parser.maximumDepth) levels are the limit.",
                at: current.range)
        }
        return depth + 1
    }
}

extension [Int] {
    /// The first place of a sorted array whose element is not below a number.
    fileprivate func firstIndex(notBelow number: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
