import Cypher
import QueryValues

/// An expression whose names are resolved.
///
/// Ranges are kept where evaluating can fail.
indirect enum BoundExpression: Sendable {
    case constant(QueryValue)
    case parameter(String, SourceRange)
    case variable(Variable)
    case property(BoundExpression, key: String, SourceRange)
    case element(of: BoundExpression, at: BoundExpression, SourceRange)
    case slice(of: BoundExpression, from: BoundExpression?, to: BoundExpression?, SourceRange)
    case not(BoundExpression, SourceRange)
    case negative(BoundExpression, SourceRange)
    case binary(BinaryOperator, BoundExpression, BoundExpression, SourceRange)
    case logical(LogicalOperator, [BoundExpression], SourceRange)
    case comparison(ComparisonOperator, BoundExpression, BoundExpression)
    case isNull(BoundExpression, isNegated: Bool)
    case hasLabels(BoundExpression, LabelExpression, SourceRange)
    case list([BoundExpression])
    case map([(key: String, value: BoundExpression)])
    /// `n {.*, key: value}`: all properties of the subject, then the entries; null where the subject is.
    case mapProjection(
        of: BoundExpression, includesAll: Bool, [(key: String, value: BoundExpression)], SourceRange)
    case function(Function, [BoundExpression], SourceRange)
    /// A function that reads the graph.
    case graphFunction(GraphFunction, [BoundExpression], SourceRange)
    /// The first argument that is not null.
    case coalesce([BoundExpression])
    /// CASE; where there was an operand, the conditions compare with it.
    case conditional([(condition: BoundExpression, result: BoundExpression)], otherwise: BoundExpression?)
    case listComprehension(
        Variable, in: BoundExpression, condition: BoundExpression?, result: BoundExpression?, SourceRange)
    case quantifier(Quantifier, Variable, in: BoundExpression, condition: BoundExpression, SourceRange)
    case reduce(
        accumulator: Variable, initial: BoundExpression, Variable, in: BoundExpression,
        result: BoundExpression,
        SourceRange)
    /// Whether a subquery has rows: EXISTS, and a pattern where a truth value is wanted.
    ///
    /// Variables of the outside are used by number.
    case exists(BoundQuery)
    /// How many rows a subquery has.
    case count(BoundQuery)
    /// The values of the only column of a subquery: COLLECT, and pattern comprehensions.
    case collect(BoundQuery)
}

/// The functions that read the graph, or take graph elements apart.
enum GraphFunction: String, Sendable, CaseIterable {
    case labels, type, properties, keys, startNode, endNode, id, elementId, nodes, relationships, length,
        exists
}

/// What is known of a value before the query runs.
///
/// Null belongs to every type.
indirect enum StaticType: Sendable, Hashable {
    case any
    case boolean, integer, float, number, string, map, node, relationship, path
    case list(StaticType)
    case date, localTime, zonedTime, localDateTime, zonedDateTime, duration
    /// The type of a literal null, which fits everywhere.
    case null
}
