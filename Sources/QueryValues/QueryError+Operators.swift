import Cypher

extension QueryError {
    /// An operator got values that it cannot combine.
    static func cannotCombine(_ left: QueryValue, _ symbol: String, _ right: QueryValue) -> QueryError {
        QueryError(
            .type, "InvalidArgumentType", phase: .runtime,
            "`\(symbol)` cannot combine \(left.typeName) with \(right.typeName): \(left.excerpt) \(symbol) \(right.excerpt)."
        )
    }

    /// An operator before a value that it cannot take.
    static func cannotNegate(_ value: QueryValue) -> QueryError {
        QueryError(
            .type, "InvalidArgumentType", phase: .runtime,
            "`-` needs a number or a duration, not \(value.typeName) \(value.excerpt).")
    }

    /// A connective got something that is no truth value.
    static func notABoolean(_ value: QueryValue, for connective: String) -> QueryError {
        QueryError(
            .type, "InvalidArgumentType", phase: .runtime,
            "\(connective) needs BOOLEAN, not \(value.typeName) \(value.excerpt).",
            suggestion: "Compare the value with something, as in `x <> 0`.")
    }

    /// IN has something else than a list on its right.
    static func notAList(_ value: QueryValue, for use: String) -> QueryError {
        QueryError(
            .type, "InvalidArgumentType", phase: .runtime,
            "\(use) needs LIST, not \(value.typeName) \(value.excerpt).")
    }

    /// Square brackets after something that has no elements.
    static func noElements(in value: QueryValue) -> QueryError {
        QueryError(
            .type, "InvalidArgumentType", phase: .runtime,
            "\(value.typeName) \(value.excerpt) has no elements: only lists and maps do.")
    }

    /// A list indexed with something else than a whole number.
    static func listElement(at index: QueryValue) -> QueryError {
        QueryError(
            .type, "ListElementAccessByNonInteger", phase: .runtime,
            "A list is indexed by INTEGER, not by \(index.typeName) \(index.excerpt).")
    }

    /// A map indexed with something else than text.
    static func mapElement(at key: QueryValue) -> QueryError {
        QueryError(
            .type, "MapElementAccessByNonString", phase: .runtime,
            "A map is indexed by STRING, not by \(key.typeName) \(key.excerpt).")
    }

    /// A property of something that has none.
    static func noProperty(_ key: String, in value: QueryValue) -> QueryError {
        QueryError(
            .type, "InvalidArgumentType", phase: .runtime,
            "\(value.typeName) \(value.excerpt) has no property `\(key)`.",
            suggestion: "Nodes, relationships, maps and temporal values have properties.")
    }

    /// A whole number that does not fit in 64 bits.
    static func integerOverflow(_ left: QueryValue, _ symbol: String, _ right: QueryValue) -> QueryError {
        QueryError(
            .arithmetic, "IntegerOverflow", phase: .runtime,
            "\(left.excerpt) \(symbol) \(right.excerpt) is beyond 64 bits.",
            suggestion: "Compute with floating-point numbers: `toFloat(x)`.")
    }

    /// The negative of the smallest whole number.
    static func integerOverflow(negating value: QueryValue) -> QueryError {
        QueryError(
            .arithmetic, "IntegerOverflow", phase: .runtime, "-(\(value.excerpt)) is beyond 64 bits.",
            suggestion: "Compute with floating-point numbers: `toFloat(x)`.")
    }

    /// An exact number divided by zero.
    static func divisionByZero(_ left: QueryValue, _ symbol: String) -> QueryError {
        QueryError(
            .arithmetic, "DivisionByZero", phase: .runtime, "\(left.excerpt) \(symbol) 0 has no result.",
            suggestion: "Test the divisor before, or divide floating-point numbers: `x / 0.0` is Infinity.")
    }

    /// A pattern that is no regular expression.
    static func malformedPattern(_ pattern: String) -> QueryError {
        QueryError(
            .argument, "InvalidArgumentValue", phase: .runtime,
            "\(QueryValue.string(pattern).excerpt) is no regular expression.",
            suggestion: "Escape special characters with a backslash, itself doubled in a query: '\\\\.'.")
    }

    /// A pattern that takes too long to match.
    static func patternTooCostly(_ pattern: String) -> QueryError {
        QueryError(
            .resource, "RegularExpression", phase: .runtime,
            "Matching the regular expression \(QueryValue.string(pattern).excerpt) takes too many steps.",
            suggestion: "Avoid repetitions within repetitions, such as `(a+)+`.")
    }

    /// Where the error stands, unless it knows already.
    public func located(at range: SourceRange) -> QueryError {
        guard self.range == nil else { return self }
        var error = self
        error.range = range
        return error
    }
}
