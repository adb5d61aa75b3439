import Cypher
import PropertyGraph

/// A function of values that a query calls by name: `toUpper`, `duration.between`.
///
/// Functions that read the graph (`labels`, `properties`, ...) and aggregations are not among them; the layer above
/// has them.
public struct Function: Sendable {
    /// The types that an argument may have, as far as they are told before the query runs.
    public enum Argument: Sendable {
        /// Anything.
        case any
        /// A truth value.
        case boolean
        /// A whole number.
        case integer
        /// A number.
        case number
        /// Text.
        case string
        /// A list.
        case list
        /// A map.
        case map
        /// Any of these.
        case oneOf([Argument])
        /// A date, a time, a duration, or whatever else a temporal function takes.
        case temporal
        /// A path.
        case path
    }
    /// What a function gives, as far as it is told before the query runs.
    public enum Result: Sendable {
        case any, boolean, integer, float, number, string, list, map
        case date, localTime, zonedTime, localDateTime, zonedDateTime, duration
    }
    /// The name in its usual spelling; names are looked up without regard to case.
    public let name: String
    /// The arguments; the last `optional` of them may be left out.
    public let arguments: [Argument]
    /// How many of the last arguments may be left out.
    public let optional: Int
    /// Whether the last argument may be repeated.
    public let isVariadic: Bool
    /// What it gives.
    public let result: Result
    /// Whether equal arguments give equal results within a query: false for `rand`.
    public let isDeterministic: Bool
    /// A line for `--help` and completion.
    public let summary: String
    /// The function itself, which is called with as many arguments as it allows.
    public let apply: @Sendable ([QueryValue], EvaluationContext) throws(QueryError) -> QueryValue

    /// A function.
    public init(
        _ name: String, _ arguments: [Argument], optional: Int = 0, isVariadic: Bool = false,
        gives result: Result, isDeterministic: Bool = true, _ summary: String,
        apply: @escaping @Sendable ([QueryValue], EvaluationContext) throws(QueryError) -> QueryValue
    ) {
        self.name = name
        self.arguments = arguments
        self.optional = optional
        self.isVariadic = isVariadic
        self.result = result
        self.isDeterministic = isDeterministic
        self.summary = summary
        self.apply = apply
    }
}

/// What functions know besides their arguments; the same throughout a statement.
public struct EvaluationContext: Sendable {
    /// The moment at which the statement began, in UTC.
    public let statementTime: LocalDateTime
    /// The zone that `datetime()` and its kin use where none is named: UTC, or an IANA name.
    public let zone: String
    /// Random numbers from zero to below one.
    public let random: @Sendable () -> Double

    /// A context.
    public init(statementTime: LocalDateTime, zone: String, random: @escaping @Sendable () -> Double) {
        self.statementTime = statementTime
        self.zone = zone
        self.random = random
    }
}
