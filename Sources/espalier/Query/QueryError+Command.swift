import Cypher
import GraphStore

/// What goes wrong around a query rather than in it.
extension QueryError {
    /// What the store said when it was opened, with ways out that fit a query.
    static func opening(_ error: StoreError, command: String) -> QueryError {
        if case .missing(let path) = error {
            return QueryError(
                .store, "StoreUnavailable", phase: .runtime, "There is no store \(path).",
                suggestion: "`espalier \(command) \(path) --create` makes an empty one, "
                    + "`espalier import \(path) ...` one with a graph.")
        }
        return QueryError(.store, "StoreUnavailable", phase: .runtime, error.description)
    }

    /// A query that Ctrl-C stopped.
    static let cancelled = QueryError(
        .resource, "Cancelled", phase: .runtime, "The query was cancelled; it changed nothing.")

    /// A text without any statement.
    static let emptyScript = QueryError(
        .syntax, "UnexpectedSyntax", phase: .compileTime, "There is no statement here.",
        suggestion: "A statement is, for example, `MATCH (n) RETURN count(n)`.")

    /// A file of the store that is not what it should be.
    static func damaged(_ reason: String) -> QueryError {
        QueryError(.store, "StoreUnavailable", phase: .runtime, reason)
    }

    /// A script that is no text.
    static func unreadableScript(_ message: String, suggestion: String? = nil) -> QueryError {
        QueryError(.syntax, "UnreadableText", phase: .compileTime, message, suggestion: suggestion)
    }

    /// A file of parameters that holds none.
    static func unreadableParameters(_ file: String, _ error: JSONParameterError) -> QueryError {
        let place = error.line.map { ":\($0):\(error.column ?? 1)" } ?? ""
        return QueryError(
            .argument, "UnreadableParameters", phase: .compileTime, "\(file)\(place): \(error.message)",
            suggestion: "Parameters are one JSON object, such as {\"name\": \"Ada\", \"ids\": [1, 2]}.")
    }

    /// A file in place of a query.
    func meaningFile(_ file: String, store: String) -> QueryError {
        var error = self
        error.suggestion = "\(file) is a file; `espalier query \(store) < \(file)` carries out what it holds."
        return error
    }
}
