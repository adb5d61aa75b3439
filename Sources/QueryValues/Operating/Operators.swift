import Cypher

/// The operators of values.
///
///     try Operators.apply(.add, 1, 2.5)               // 3.5
///     try Operators.apply(.in, 1, [2, nil])           // null
///     try Operators.element(of: ["a", "b"], at: -1)   // "b"
///
/// Errors do not know where they stand in the query; the caller adds that: `QueryError.located(at:)`.
public enum Operators {
    /// The result of an operator between two values.
    public static func apply(
        _ symbol: BinaryOperator, _ left: QueryValue, _ right: QueryValue
    ) throws(QueryError) -> QueryValue {
        switch symbol {
        case .add: try add(left, right)
        case .subtract: try subtract(left, right)
        case .multiply: try multiply(left, right)
        case .divide: try divide(left, right)
        case .modulo: try modulo(left, right)
        case .power: try power(left, right)
        case .in: try isIn(left, right)
        case .startsWith: startsWith(left, right)
        case .endsWith: endsWith(left, right)
        case .contains: contains(left, right)
        case .matches: try matches(left, right)
        case .concatenate: try concatenate(left, right)
        }
    }

    /// The result of a comparison.
    public static func compare(
        _ left: QueryValue, _ comparison: ComparisonOperator, _ right: QueryValue
    ) -> QueryValue {
        QueryValue(truth: left.satisfies(comparison, right))
    }
}

extension QueryValue {
    /// A truth value, or null where it is unknown.
    init(truth: Bool?) {
        self = truth.map(QueryValue.boolean) ?? .null
    }
}
