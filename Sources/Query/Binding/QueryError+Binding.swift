import Cypher

/// The texts of what is wrong with names and clauses.
extension QueryError {
    private static func syntax(
        _ detail: String, _ message: String, at range: SourceRange?, suggestion: String? = nil
    ) -> QueryError {
        QueryError(.syntax, detail, phase: .compileTime, message, at: range, suggestion: suggestion)
    }

    static func undefinedVariable(_ name: String, at range: SourceRange, among names: [String]) -> QueryError
    {
        let nearest = Spelling.nearest(to: name, among: names)
        return syntax(
            "UndefinedVariable", "Variable `\(name)` is not defined here.", at: range,
            suggestion: nearest.map { "Did you mean `\($0)`?" })
    }

    static func hiddenVariable(_ name: String, at range: SourceRange) -> QueryError {
        syntax(
            "UndefinedVariable",
            "Variable `\(name)` is not defined here: behind DISTINCT or an aggregation only the columns are.",
            at: range, suggestion: "Make it a column.")
    }

    static func variableAlreadyBound(_ name: String, at range: SourceRange) -> QueryError {
        syntax("VariableAlreadyBound", "Variable `\(name)` is already defined.", at: range)
    }

    static func boundNodeRedefined(_ name: String, at range: SourceRange) -> QueryError {
        syntax(
            "VariableAlreadyBound",
            "Node `\(name)` is there already; it cannot get labels or properties where it is used again.",
            at: range,
            suggestion: "Write `(\(name))`, and change it with SET.")
    }

    static func variableTypeConflict(
        _ name: String, is type: StaticType, wanted: StaticType, at range: SourceRange
    ) -> QueryError {
        syntax(
            "VariableTypeConflict",
            "Variable `\(name)` is \(type.described), but \(wanted.described) is wanted here.", at: range)
    }

    static func relationshipUsedTwice(_ name: String, at range: SourceRange) -> QueryError {
        syntax(
            "RelationshipUniquenessViolation",
            "Relationship `\(name)` stands twice in one pattern, where every relationship is another.",
            at: range)
    }

    static func newVariableInPredicate(_ name: String, at range: SourceRange, among names: [String])
        -> QueryError
    {
        let nearest = Spelling.nearest(to: name, among: names)
        return syntax(
            "UndefinedVariable",
            "Variable `\(name)` is not defined here, and a pattern in a condition defines none.",
            at: range,
            suggestion: nearest.map { "Did you mean `\($0)`?" }
                ?? "Use `EXISTS { ... }` to name new elements.")
    }

    static func noVariablesInScope(at range: SourceRange) -> QueryError {
        syntax("NoVariablesInScope", "`*` means all variables, but none is defined here.", at: range)
    }

    static func columnNameConflict(_ name: String, at range: SourceRange) -> QueryError {
        syntax("ColumnNameConflict", "Two columns are called `\(name)`.", at: range)
    }

    static func noExpressionAlias(_ text: String, at range: SourceRange) -> QueryError {
        syntax(
            "NoExpressionAlias", "In WITH an expression needs a name.", at: range,
            suggestion: "Write `\(text.count <= 40 ? text : "...") AS name`.")
    }

    static func differentColumns(_ first: [String], _ other: [String], at range: SourceRange) -> QueryError {
        func list(_ names: [String]) -> String {
            names.isEmpty ? "none" : names.map { "`\($0)`" }.joined(separator: ", ")
        }
        return syntax(
            "DifferentColumnsInUnion",
            "The parts of a UNION need the same columns: the first has \(list(first)), this \(list(other)).",
            at: range)
    }

    static func mixedUnion(at range: SourceRange) -> QueryError {
        syntax("InvalidClauseComposition", "UNION and UNION ALL cannot be mixed in one query.", at: range)
    }

    static func unfinishedQuery(at range: SourceRange) -> QueryError {
        syntax(
            "InvalidClauseComposition", "The query ends without a result or a change.", at: range,
            suggestion: "End it with RETURN.")
    }

    static func clauseAfterReturn(at range: SourceRange) -> QueryError {
        syntax("InvalidClauseComposition", "RETURN ends a query; no clause can follow it.", at: range)
    }

    static func updateInExpression(at range: SourceRange) -> QueryError {
        syntax("InvalidClauseComposition", "A subquery in an expression cannot change the graph.", at: range)
    }

    static func readingInForEach(at range: SourceRange) -> QueryError {
        syntax(
            "InvalidClauseComposition", "FOREACH can only contain clauses that change the graph.", at: range)
    }

    static func importedExpression(at range: SourceRange) -> QueryError {
        syntax(
            "InvalidClauseComposition",
            "The WITH that begins a subquery takes variables from outside; it can do nothing else.",
            at: range,
            suggestion: "Put another WITH behind it.")
    }

    static func collectedColumns(_ count: Int, at range: SourceRange) -> QueryError {
        syntax(
            "InvalidClauseComposition",
            "COLLECT needs a subquery with one column; this one has \(count == 0 ? "none" : "\(count)").",
            at: range)
    }
}

/// The texts of what is wrong with expressions.
extension QueryError {
    static func unexpectedPattern(at range: SourceRange) -> QueryError {
        syntax(
            "UnexpectedSyntax", "A pattern can only stand where a condition is wanted.", at: range,
            suggestion: "Use `EXISTS { ... }`, `COUNT { ... }` or a pattern comprehension.")
    }

    static func unexpectedSyntax(_ message: String, at range: SourceRange, suggestion: String? = nil)
        -> QueryError
    {
        syntax("UnexpectedSyntax", message, at: range, suggestion: suggestion)
    }

    static func invalidArgumentType(
        _ what: String, wants wanted: String, not type: StaticType, at range: SourceRange
    ) -> QueryError {
        syntax("InvalidArgumentType", "\(what) wants \(wanted), but this is \(type.described).", at: range)
    }

    static func noProperties(of type: StaticType, at range: SourceRange) -> QueryError {
        let message = "Only nodes, relationships and maps have properties, but this is \(type.described)."
        return type == .path
            ? syntax("InvalidArgumentType", message, at: range)
            : QueryError(.type, "InvalidArgumentType", phase: .compileTime, message, at: range)
    }

    static func noElements(of type: StaticType, at range: SourceRange) -> QueryError {
        QueryError(
            .type, "InvalidArgumentType", phase: .compileTime,
            "Only lists and maps have elements, but this is \(type.described).", at: range)
    }

    static func invalidIndex(_ type: StaticType, at range: SourceRange) -> QueryError {
        QueryError(
            .type, "InvalidArgumentType", phase: .compileTime,
            "The position in a list is a whole number, but this is \(type.described).", at: range)
    }

    static func unknownFunction(_ name: String, at range: SourceRange, among names: [String]) -> QueryError {
        syntax(
            "UnknownFunction", "There is no function `\(name)`.", at: range,
            suggestion: Spelling.nearest(to: name, among: names).map { "Did you mean `\($0)`?" })
    }

    static func argumentCount(
        of name: String, _ allowed: ClosedRange<Int>, isOpen: Bool = false, found: Int, at range: SourceRange
    ) -> QueryError {
        let wanted =
            isOpen
            ? "\(allowed.lowerBound) or more"
            : allowed.count == 1
                ? "\(allowed.lowerBound)"
                : allowed.count == 2
                    ? "\(allowed.lowerBound) or \(allowed.upperBound)"
                    : "\(allowed.lowerBound) to \(allowed.upperBound)"
        let noun = wanted == "1" ? "argument" : "arguments"
        return syntax(
            "InvalidNumberOfArguments",
            "`\(name)` takes \(wanted == "0" ? "no" : wanted) \(noun), not \(found).",
            at: range)
    }

    static func misplacedDistinct(_ name: String, at range: SourceRange) -> QueryError {
        syntax(
            "UnexpectedSyntax", "DISTINCT can only stand in aggregations, and `\(name)` is none.", at: range)
    }

    static func invalidAggregation(at range: SourceRange) -> QueryError {
        syntax(
            "InvalidAggregation", "An aggregation can only stand in the columns of WITH and RETURN.",
            at: range,
            suggestion: "Put it into a WITH before.")
    }

    static func unprojectedAggregation(at range: SourceRange) -> QueryError {
        syntax(
            "InvalidAggregation", "ORDER BY can only repeat aggregations that are in the columns.", at: range,
            suggestion: "Make it a column.")
    }

    static func nestedAggregation(at range: SourceRange) -> QueryError {
        syntax(
            "NestedAggregation", "An aggregation cannot stand in another.", at: range,
            suggestion: "Compute the inner one in a WITH before.")
    }

    static func ambiguousAggregation(_ text: String, at range: SourceRange) -> QueryError {
        syntax(
            "AmbiguousAggregationExpression",
            "\(text) stands beside an aggregation, but is none of the columns that rows are grouped by.",
            at: range, suggestion: "Make it a column of its own, or compute it in a WITH before.")
    }

    static func randomInAggregation(_ name: String, at range: SourceRange) -> QueryError {
        syntax(
            "NonConstantExpression",
            "`\(name)` gives another value each time, and cannot stand in an aggregation.", at: range)
    }

    static func variableInRowCount(_ clause: String, at range: SourceRange) -> QueryError {
        syntax(
            "NonConstantExpression",
            "\(clause) is computed once, before there are rows, and cannot depend on them.",
            at: range)
    }

    static func negativeRowCount(_ clause: String, at range: SourceRange) -> QueryError {
        syntax("NegativeIntegerArgument", "\(clause) cannot be negative.", at: range)
    }
}
