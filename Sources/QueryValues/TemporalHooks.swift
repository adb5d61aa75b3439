import Cypher
import PropertyGraph

/// What the operators and functions of plain values ask of the temporal ones.
enum TemporalHooks {
    static let functions: [Function] = TemporalFunctions.functions

    /// The sum; nil where no operand is temporal, as with the other operators.
    static func add(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        try TemporalArithmetic.add(left, right)
    }
    static func subtract(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        try TemporalArithmetic.subtract(left, right)
    }
    static func multiply(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        try TemporalArithmetic.multiply(left, right)
    }
    static func divide(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue? {
        try TemporalArithmetic.divide(left, right)
    }

    /// `date.year`: nil where the value is not temporal.
    static func component(_ key: String, of value: QueryValue) throws(QueryError) -> QueryValue? {
        try TemporalAccess.component(key, of: value)
    }

    /// The text as openCypher writes it; nil where the value is not temporal.
    static func text(of value: QueryValue) -> String? { TemporalText.text(of: value) }
}
