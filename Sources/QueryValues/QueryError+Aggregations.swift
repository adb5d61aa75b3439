import Cypher

extension QueryError {
    /// An aggregation of numbers met something else.
    static func cannotAggregate(_ value: QueryValue, with aggregation: Aggregate) -> QueryError {
        QueryError(
            .type, "InvalidArgumentValue", phase: .runtime,
            "`\(aggregation.rawValue)` cannot take \(value.typeName) \(value.excerpt).",
            suggestion: "Convert the value before, as with `toInteger(x)` or `toFloat(x)`.")
    }

    /// Durations and numbers in one aggregation.
    static func mixedAggregation(_ aggregation: Aggregate) -> QueryError {
        QueryError(
            .type, "InvalidArgumentValue", phase: .runtime,
            "`\(aggregation.rawValue)` cannot combine numbers with durations.")
    }

    /// A sum of whole numbers beyond 64 bits.
    static func sumOverflow(_ aggregation: Aggregate) -> QueryError {
        QueryError(
            .arithmetic, "IntegerOverflow", phase: .runtime,
            "The result of `\(aggregation.rawValue)` is beyond 64 bits.",
            suggestion: "Sum floating-point numbers: `sum(toFloat(x))`.")
    }

    /// A percentile outside 0 to 1.
    static func percentileOutOfRange(_ percentile: QueryValue, _ aggregation: Aggregate) -> QueryError {
        QueryError(
            .argument, "NumberOutOfRange", phase: .runtime,
            "The second argument of `\(aggregation.rawValue)` is between 0.0 and 1.0, not \(percentile.excerpt).",
            suggestion: "Divide by 100 where the percentile is in percent.")
    }
}
