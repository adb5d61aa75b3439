import Cypher
import QueryValues

/// What can be wrong with how a result is read.
extension QueryError {
    static func noColumn(_ name: String, among columns: [String]) -> QueryError {
        let meant = Spelling.nearest(to: name, among: columns).map { "Did you mean `\($0)`?" }
        let known = columns.map { "`\($0)`" }.joined(separator: ", ")
        return QueryError(
            .argument, "NoSuchColumn", phase: .runtime, "The result has no column `\(name)`.",
            suggestion: meant ?? (columns.isEmpty ? nil : "It has \(known)."))
    }

    static func noColumn(at position: Int, of count: Int) -> QueryError {
        QueryError(
            .argument, "NoSuchColumn", phase: .runtime,
            "The result has no column at position \(position); it has \(count).",
            suggestion: "The first column is at position 0.")
    }

    static func notConvertible(_ value: QueryValue, of column: String, to type: String) -> QueryError {
        QueryError(
            .type, "NotConvertible", phase: .runtime,
            "The column `\(column)` has \(value.written) here, which is no Swift `\(type)`.",
            suggestion: value.isNull ? "Ask for `\(type)?`, which is nil for null." : nil)
    }
}
