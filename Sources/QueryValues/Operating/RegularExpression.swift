import Cypher
import Foundation
import Synchronization

/// Regular expressions of `=~`, in the syntax of ICU, which is nearly that of Java.
enum RegularExpression {
    /// Compiled expressions by the bytes of their patterns.
    private static let compiled = Mutex<[GroupingKey: NSRegularExpression]>([:])
    /// How many are kept: a query has few patterns, unless it makes them from data.
    private static let capacity = 256
    /// How often ICU reports progress before a match is given up: some seconds of backtracking.
    private static let patience = 2_000

    /// Whether a pattern matches the whole of a text.
    static func matches(_ text: String, _ pattern: String) throws(QueryError) -> Bool {
        let expression = try expression(pattern)
        var (isMatch, reports, failed) = (false, 0, false)
        expression.enumerateMatches(
            in: text, options: [.anchored, .reportProgress, .reportCompletion],
            range: NSRange(location: 0, length: text.utf16.count)
        ) { match, flags, stop in
            reports += 1
            isMatch = isMatch || match != nil
            // ICU keeps what it may come back to on a stack of its own, and gives up when that is full.
            failed = failed || flags.contains(.internalError)
            if isMatch || failed || reports > patience { stop.pointee = true }
        }
        guard isMatch || !failed && reports <= patience else { throw .patternTooCostly(pattern) }
        return isMatch
    }

    private static func expression(_ pattern: String) throws(QueryError) -> NSRegularExpression {
        let key = GroupingKey(.string(pattern))
        if let known = compiled.withLock({ $0[key] }) { return known }
        guard let expression = compile(pattern) else { throw .malformedPattern(pattern) }
        compiled.withLock { compiled in
            if compiled.count >= capacity { compiled.removeAll(keepingCapacity: true) }
            compiled[key] = expression
        }
        return expression
    }

    /// Compiles a pattern so that it matches to the end of the text.
    private static func compile(_ pattern: String) -> NSRegularExpression? {
        // Alone first: `a)|(b` is no pattern, though it would become one between parentheses. The empty pattern is one,
        // though Foundation says that it is not.
        guard pattern.isEmpty || (try? NSRegularExpression(pattern: pattern)) != nil else { return nil }
        // A quotation and a comment may run to the end of the pattern and would swallow the parenthesis.
        for end in ["", "\\E", "\n"] {
            if let whole = try? NSRegularExpression(pattern: "(?:\(pattern)\(end))\\z") { return whole }
        }
        return nil
    }
}
