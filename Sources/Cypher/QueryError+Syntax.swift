/// What can be wrong with the structure of a query.
extension QueryError {
    /// An error of kind SyntaxError with a detail of its own.
    static func text(
        _ detail: String, _ message: String, at range: SourceRange, _ suggestion: String? = nil
    ) -> QueryError {
        QueryError(.syntax, detail, phase: .compileTime, message, at: range, suggestion: suggestion)
    }

    /// An error for what the grammar does not know.
    static func syntax(
        _ message: String, at range: SourceRange, _ suggestion: String? = nil
    ) -> QueryError {
        text("UnexpectedSyntax", message, at: range, suggestion)
    }

    static func unexpected(
        _ found: String, expected: String, at range: SourceRange, suggestion: String?
    ) -> QueryError {
        syntax("Expected \(expected), found \(found).", at: range, suggestion)
    }

    static func notExpected(_ found: String, at range: SourceRange, suggestion: String?) -> QueryError {
        syntax("Did not expect \(found) here.", at: range, suggestion)
    }

    static func emptyQuery(at range: SourceRange) -> QueryError {
        syntax("There is no query here.", at: range, "A query is, for example, `MATCH (n) RETURN n`.")
    }

    static func severalStatements(at range: SourceRange) -> QueryError {
        syntax("Another statement follows the semicolon.", at: range, "Send one statement at a time.")
    }

    static func mixedUnions(at range: SourceRange) -> QueryError {
        text(
            "InvalidClauseComposition", "UNION and UNION ALL stand in one query.", at: range,
            "Use one of them throughout.")
    }

    static func updateInExpression(_ clause: String, at range: SourceRange) -> QueryError {
        text(
            "InvalidClauseComposition",
            "\(clause.uppercased()) stands in a subquery of an expression, which can only read.", at: range,
            "Write in a clause of its own, or in `CALL { ... }`.")
    }

    static func readInForEach(_ found: String, at range: SourceRange) -> QueryError {
        syntax(
            "FOREACH can only write, found \(found).", at: range,
            "Use CREATE, MERGE, SET, REMOVE, DELETE or FOREACH.")
    }

    static func yieldAllInQuery(_ procedure: Name, at range: SourceRange) -> QueryError {
        syntax(
            "`YIELD *` stands in a query of several clauses.", at: range,
            "Name the columns of `\(procedure.text)` that are used.")
    }

    static func notSettable(at range: SourceRange) -> QueryError {
        syntax(
            "This can be neither set nor removed.", at: range,
            "Name a property, `n.key`, or labels, `n:Label`.")
    }

    static func tooDeep(at range: SourceRange) -> QueryError {
        QueryError(
            .resource, "QueryTooDeep", phase: .compileTime,
            "The nesting is too deep here: \(Parser.deepestNesting) levels are the limit.", at: range,
            suggestion: "Pass long lists as parameters, and use lists instead of long sums.")
    }

    static func patternAsValue(at range: SourceRange) -> QueryError {
        syntax(
            "A pattern stands where a value is wanted.", at: range,
            "Write `EXISTS { ... }` for whether it occurs, `COUNT { ... }` for how often.")
    }

    static func notWithinOperator(at range: SourceRange) -> QueryError {
        syntax("NOT binds weaker than the operator before it.", at: range, "Put `NOT ...` in parentheses.")
    }

    static func keyExpected(_ found: String, at range: SourceRange) -> QueryError {
        syntax(
            "Expected a key, found \(found).", at: range,
            "A map is written `{key: value}`, its keys without quotes.")
    }
}
