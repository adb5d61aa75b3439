import Cypher

extension Operators {
    /// STARTS WITH: null where an operand is no text.
    public static func startsWith(_ text: QueryValue, _ part: QueryValue) -> QueryValue {
        guard case (.string(let text), .string(let part)) = (text, part) else { return .null }
        return .boolean(text.utf8.starts(with: part.utf8))
    }

    /// ENDS WITH: null where an operand is no text.
    public static func endsWith(_ text: QueryValue, _ part: QueryValue) -> QueryValue {
        guard case (.string(let text), .string(let part)) = (text, part) else { return .null }
        return .boolean(
            text.utf8.count >= part.utf8.count && text.utf8.suffix(part.utf8.count).elementsEqual(part.utf8))
    }

    /// CONTAINS: null where an operand is no text.
    public static func contains(_ text: QueryValue, _ part: QueryValue) -> QueryValue {
        guard case (.string(let text), .string(let part)) = (text, part) else { return .null }
        return .boolean(TextSearch(for: part).isPart(of: Array(text.utf8)))
    }

    /// `=~`: whether a regular expression matches the whole text; null where an operand is no text.
    public static func matches(_ text: QueryValue, _ pattern: QueryValue) throws(QueryError) -> QueryValue {
        guard case (.string(let text), .string(let pattern)) = (text, pattern) else { return .null }
        return .boolean(try RegularExpression.matches(text, pattern))
    }
}
