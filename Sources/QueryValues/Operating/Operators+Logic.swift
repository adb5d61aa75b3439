import Cypher

extension Operators {
    /// AND, where a false operand decides whatever the other is.
    public static func and(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue {
        switch (try truth(of: left, for: "AND"), try truth(of: right, for: "AND")) {
        case (false?, _), (_, false?): false
        case (nil, _), (_, nil): .null
        case (true?, true?): true
        }
    }

    /// OR, where a true operand decides whatever the other is.
    public static func or(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue {
        switch (try truth(of: left, for: "OR"), try truth(of: right, for: "OR")) {
        case (true?, _), (_, true?): true
        case (nil, _), (_, nil): .null
        case (false?, false?): false
        }
    }

    /// XOR: null where an operand is.
    public static func xor(_ left: QueryValue, _ right: QueryValue) throws(QueryError) -> QueryValue {
        // Both are looked at before either is null: a wrong type is an error beside null too.
        let (left, right) = (try truth(of: left, for: "XOR"), try truth(of: right, for: "XOR"))
        guard let left, let right else { return .null }
        return .boolean(left != right)
    }

    /// NOT: null of null.
    public static func not(_ value: QueryValue) throws(QueryError) -> QueryValue {
        QueryValue(truth: try truth(of: value, for: "NOT").map(!))
    }

    /// The truth value that a connective, WHERE or CASE needs: nil for null, an error for what is neither.
    public static func truth(of value: QueryValue, for connective: String) throws(QueryError) -> Bool? {
        switch value {
        case .boolean(let value): value
        case .null: nil
        default: throw .notABoolean(value, for: connective)
        }
    }
}
