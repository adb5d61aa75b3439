/// Thrown after ``QueryReader/failure`` has been set: a large error in every frame would cost too much stack.
struct Abandoned: Error {}

/// A parser over the tokens of one statement.
///
/// Clauses and patterns are read by recursive descent, the operators of expressions with a stack of their
/// own. The rules are in extensions, one file per part of the grammar; each returns a piece of the tree, or
/// notes why it cannot and throws. Nothing is ever read twice: what an opening bracket begins is decided by
/// looking ahead.
final class QueryReader {
    let bytes: [UInt8]
    let stream: TokenStream
    let brackets: BracketTable
    /// The index of the token to read next.
    var position = 0
    /// How many constructs are open here.
    var depth = 0
    /// How many levels the deepest finished expression of the innermost open construct has.
    var height = 0
    /// Operands and operators of all open expressions, the innermost on top.
    var operands: [Operand] = []
    var operators: [PendingOperator] = []
    /// The bracket that closes the comprehension whose `|` is still to come, or -1.
    var comprehensionEnd = -1
    /// Whether a clause here must not write.
    var isReadingOnly = false
    /// Whether a truth value is wanted of the operand that starts here.
    var wantsTruth = false
    /// Why reading was abandoned.
    var failure: QueryError?

    init(_ bytes: [UInt8], _ stream: TokenStream) {
        self.bytes = bytes
        self.stream = stream
        brackets = BracketTable(stream.tokens)
    }

    var current: Token { stream.tokens[position] }
    var kind: Token.Kind { stream.tokens[position].kind }
    var keyword: Keyword? { stream.tokens[position].keyword }

    /// The token so many places ahead, the end standing for everything beyond it.
    func peek(_ distance: Int = 1) -> Token { token(position + distance) }

    /// A token by its index, the end standing for everything beyond it.
    func token(_ index: Int) -> Token { stream.tokens[min(index, stream.tokens.count - 1)] }

    func at(_ kind: Token.Kind) -> Bool { self.kind == kind }

    func at(_ keyword: Keyword) -> Bool { self.keyword == keyword }

    /// Whether two keywords stand here.
    func at(_ first: Keyword, _ second: Keyword) -> Bool { at(first) && peek().keyword == second }

    func advance() {
        if position < stream.tokens.count - 1 { position += 1 }
    }

    /// Moves past a token of that kind if one stands here.
    func accept(_ kind: Token.Kind) -> Bool {
        guard at(kind) else { return false }
        advance()
        return true
    }

    /// Moves past a keyword if it stands here.
    func accept(_ keyword: Keyword) -> Bool {
        guard at(keyword) else { return false }
        advance()
        return true
    }

    func expect(_ kind: Token.Kind, _ expected: String) throws(Abandoned) {
        guard !accept(kind) else { return }
        throw unexpected(expected)
    }

    func expect(_ keyword: Keyword) throws(Abandoned) {
        guard !accept(keyword) else { return }
        throw unexpected("`\(keyword.rawValue)`", candidates: [keyword.rawValue])
    }

    /// The text of a token as it is written.
    func text(_ token: Token) -> String { text(token.range) }

    func text(_ range: SourceRange) -> String {
        String(decoding: bytes[range.lowerBound..<range.upperBound], as: UTF8.self)
    }

    /// From the first byte of a token to the last byte that was read.
    func range(from start: Int) -> SourceRange {
        token(start).range.through(token(max(start, position - 1)).range)
    }

    /// The empty range before the token to read next.
    var gap: SourceRange { SourceRange(current.range.lowerBound, current.range.lowerBound) }

    /// Opens a construct that may hold others.
    ///
    /// Those that need much stack count for several levels: 200 levels must fit into 512 KiB without
    /// optimisation.
    func enter(levels: Int = 1) throws(Abandoned) {
        guard depth + levels <= Parser.deepestNesting else { throw tooDeep() }
        depth += levels
    }

    func leave(levels: Int = 1) { depth -= levels }

    /// Adds a level to the finished expression of the innermost open construct.
    func grow() throws(Abandoned) {
        height += 1
        guard depth + height <= Parser.deepestNesting else { throw tooDeep() }
    }

    func tooDeep() -> Abandoned { abandon(.tooDeep(at: current.range)) }

    func abandon(_ error: QueryError) -> Abandoned {
        failure = error
        return Abandoned()
    }
}
