import Cypher
import QueryValues

extension QueryError {
    static func memoryExceeded(limit: Int) -> QueryError {
        QueryError(
            .resource, "MemoryLimitExceeded", phase: .runtime,
            "The query keeps more than \(limit >> 20) MiB of intermediate results.",
            suggestion: "Return or collect fewer rows, or raise the limit.")
    }

    static func timeExceeded() -> QueryError {
        QueryError(
            .resource, "TimeLimitExceeded", phase: .runtime, "The query ran longer than its time limit.",
            suggestion: "Narrow the patterns, or raise the limit.")
    }

    static func tooManySteps() -> QueryError {
        QueryError(
            .resource, "QueryTooDeep", phase: .compileTime,
            "The query has more than \(Plan.deepest) steps one behind the other.",
            suggestion: "Cut it into several queries.")
    }

    static func countOverflow() -> QueryError {
        QueryError(
            .arithmetic, "IntegerOverflow", phase: .runtime,
            "There are more rows than a whole number of 64 bits can count.")
    }

    static func missingParameter(_ name: String, at range: SourceRange) -> QueryError {
        QueryError(
            .parameterMissing, "MissingParameter", phase: .compileTime,
            "The parameter `$\(name)` was not given.",
            at: range, suggestion: "Pass a value for `\(name)`.")
    }

    static func deletedElement(_ what: String, at range: SourceRange? = nil) -> QueryError {
        QueryError(
            .entityNotFound, "DeletedEntityAccess", phase: .runtime,
            "This \(what) was deleted earlier in the query, so nothing can be read from it.", at: range,
            suggestion: "Read what you need before DELETE, with WITH.")
    }

    static func wrongType(_ message: String, at range: SourceRange?, suggestion: String? = nil) -> QueryError
    {
        QueryError(
            .type, "InvalidArgumentType", phase: .runtime, message, at: range, suggestion: suggestion)
    }

    /// A value that is no number of rows.
    static func rowCount(
        _ value: QueryValue, of expression: BoundExpression, in clause: String
    ) -> QueryError {
        var range: SourceRange?
        var subject = "this"
        if case .parameter(let name, let place) = expression {
            (range, subject) = (place, "the parameter `$\(name)`")
        }
        if case .integer = value {
            return QueryError(
                .syntax, "NegativeIntegerArgument", phase: .runtime,
                "\(clause) takes a number of rows, and \(subject) is \(value.written), which is negative.",
                at: range)
        }
        return QueryError(
            .syntax, "InvalidArgumentType", phase: .runtime,
            "\(clause) takes a whole number of rows, and \(subject) is \(value.written).", at: range)
    }
}
