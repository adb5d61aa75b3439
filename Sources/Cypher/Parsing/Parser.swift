/// Reads queries.
public enum Parser {
    /// How deeply expressions, patterns and subqueries may nest.
    ///
    /// The tree is as deep at most, so that everybody who walks it by recursion has enough stack.
    public static let deepestNesting = 200

    /// Parses one statement; a semicolon may end it.
    ///
    /// Hostile text is fine: nesting deeper than ``deepestNesting`` is an error like any other.
    /// - Complexity: O(length).
    public static func parse(_ text: String) throws(QueryError) -> Statement {
        let bytes = Array(text.utf8)
        let reader = QueryReader(bytes, Lexer.scan(bytes))
        do {
            return try reader.statement()
        } catch {
            throw reader.failure ?? .emptyQuery(at: SourceRange(0, bytes.count))
        }
    }

    /// Splits a script at the semicolons outside of strings, comments and quoted names.
    ///
    /// Statements that hold nothing but comments are left out. - Complexity: O(length).
    public static func parseScript(_ text: String) -> [(range: SourceRange, text: String)] {
        let bytes = Array(text.utf8)
        return Lexer.scan(bytes).tokens.split { $0.kind == .semicolon || $0.kind == .endOfText }.compactMap {
            part in
            guard let first = part.first, let last = part.last else { return nil }
            let range = first.range.through(last.range)
            return (range, String(decoding: bytes[range.lowerBound..<range.upperBound], as: UTF8.self))
        }
    }
}
