import Cypher
import PropertyGraph

/// What the operators and functions of plain values ask of the temporal ones.
enum TemporalHooks {
    static let functions: [Function] = []

    /// The sum; nil where no operand is temporal, as with the other operators.
    static func add(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? { nil }
    static func subtract(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? { nil }
    static func multiply(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? { nil }
    static func divide(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? { nil }

    /// `date.year`: nil where the value is not temporal.
    static func component(_ key: String, of value: QueryValue) throws(QueryError) -> QueryValue? { nil }

    /// The text as openCypher writes it; nil where the value is not temporal.
    static func text(of value: QueryValue) -> String? { nil }
}
