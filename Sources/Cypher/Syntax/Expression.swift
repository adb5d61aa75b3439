/// An expression as written, with where it stands.
///
/// Chains of AND, OR and XOR, and of comparisons, are one expression with many operands; everything else nests, and the
/// parser bounds how deep (``Parser/deepestNesting``).
public struct Expression: Sendable {
    /// What it is.
    public indirect enum Form: Sendable {
        /// A constant that stands in the text.
        case literal(Literal)
        /// `$name`.
        case parameter(String)
        /// A name that a clause defines.
        case variable(String)
        /// `subject.key`.
        case property(Expression, key: Name)
        /// `list[index]`, `map[key]`.
        case element(of: Expression, at: Expression)
        /// `list[from..to]`.
        case slice(of: Expression, from: Expression?, to: Expression?)
        /// `NOT x`, `-x`, `+x`.
        case unary(UnaryOperator, Expression)
        /// Two operands.
        case binary(BinaryOperator, Expression, Expression)
        /// `a AND b AND c`: two operands or more.
        case logical(LogicalOperator, [Expression])
        /// `a < b <= c`: one operand more than operators.
        case comparison([Expression], [ComparisonOperator])
        /// `x IS NULL`, `x IS NOT NULL`.
        case isNull(Expression, isNegated: Bool)
        /// `n:A&B`, `r:KNOWS`.
        case hasLabels(Expression, LabelExpression)
        /// `[a, b]`.
        case list([Expression])
        /// `{key: value}`.
        case map([MapEntry])
        /// `n {.name, .*, age: 3, other}`.
        case mapProjection(of: Expression, [ProjectedEntry])
        /// `name(arguments)`; also an aggregation.
        case call(FunctionCall)
        /// `count(*)`.
        case countAll
        /// `CASE`.
        case conditional(operand: Expression?, [Alternative], otherwise: Expression?)
        /// `[x IN list WHERE p | e]`.
        case listComprehension(variable: Name, list: Expression, condition: Expression?, result: Expression?)
        /// `all(x IN list WHERE p)`; the condition is nil where it was left out.
        case quantifier(Quantifier, variable: Name, list: Expression, condition: Expression?)
        /// `reduce(sum = 0, x IN list | sum + x)`.
        case reduce(
            accumulator: Name, initial: Expression, variable: Name, list: Expression, result: Expression)
        /// `[p = (a)-->(b) WHERE c | e]`.
        case patternComprehension(PathPattern, condition: Expression?, result: Expression)
        /// `(a)-->(b)` where a truth value is wanted.
        case pattern(PathPattern)
        /// `EXISTS { ... }`, `COUNT { ... }`, `COLLECT { ... }`.
        case subquery(SubqueryForm, Subquery)
    }
    /// What it is.
    public var form: Form
    /// Where it stands.
    public var range: SourceRange
    /// Whether it stood in parentheses of its own.
    public var isParenthesized: Bool

    /// An expression at a place.
    public init(_ form: Form, at range: SourceRange, isParenthesized: Bool = false) {
        self.form = form
        self.range = range
        self.isParenthesized = isParenthesized
    }
}

/// A constant that stands in the text.
public enum Literal: Sendable, Equatable {
    /// NULL.
    case null
    /// TRUE or FALSE.
    case boolean(Bool)
    /// A whole number within 64 bits.
    case integer(Int64)
    /// A floating-point number.
    case float(Double)
    /// Text, its escapes resolved.
    case string(String)
}

/// An operator before its operand.
public enum UnaryOperator: String, Sendable {
    /// NOT.
    case not = "NOT"
    /// The negative.
    case minus = "-"
    /// The number itself.
    case plus = "+"
}

/// An operator between two operands.
public enum BinaryOperator: String, Sendable {
    /// Sum, concatenation, or a span of time later.
    case add = "+"
    /// Difference.
    case subtract = "-"
    /// Product.
    case multiply = "*"
    /// Quotient.
    case divide = "/"
    /// Remainder, with the sign of the dividend.
    case modulo = "%"
    /// Power, always a floating-point number.
    case power = "^"
    /// Membership of a list.
    case `in` = "IN"
    /// Beginning of a text.
    case startsWith = "STARTS WITH"
    /// End of a text.
    case endsWith = "ENDS WITH"
    /// Part of a text.
    case contains = "CONTAINS"
    /// A regular expression that matches the whole text.
    case matches = "=~"
    /// Texts or lists one after the other, as in GQL.
    case concatenate = "||"
}

/// A connective of truth values.
public enum LogicalOperator: String, Sendable {
    /// AND.
    case and = "AND"
    /// OR.
    case or = "OR"
    /// XOR.
    case xor = "XOR"
}

/// A comparison.
public enum ComparisonOperator: String, Sendable {
    /// `=`
    case equal = "="
    /// `<>`
    case notEqual = "<>"
    /// `<`
    case less = "<"
    /// `<=`
    case lessOrEqual = "<="
    /// `>`
    case greater = ">"
    /// `>=`
    case greaterOrEqual = ">="
}

/// A key and its value in a map.
public struct MapEntry: Sendable {
    /// The key.
    public var key: Name
    /// The value.
    public var value: Expression

    /// A key with a value.
    public init(key: Name, value: Expression) {
        self.key = key
        self.value = value
    }
}

/// A part of a map projection.
public enum ProjectedEntry: Sendable {
    /// `.key`
    case property(Name)
    /// `.*`
    case all(SourceRange)
    /// `key: value`
    case entry(MapEntry)
    /// `variable`
    case variable(Name)
}

/// A function with its arguments.
public struct FunctionCall: Sendable {
    /// The name as written, namespaces included: `date.truncate`.
    public var name: Name
    /// Whether DISTINCT stands before the arguments.
    public var isDistinct: Bool
    /// The arguments.
    public var arguments: [Expression]

    /// A call.
    public init(name: Name, isDistinct: Bool, arguments: [Expression]) {
        self.name = name
        self.isDistinct = isDistinct
        self.arguments = arguments
    }
}

/// A branch of CASE.
public struct Alternative: Sendable {
    /// What must hold, or equal the operand.
    public var condition: Expression
    /// The value then.
    public var result: Expression

    /// A branch.
    public init(condition: Expression, result: Expression) {
        self.condition = condition
        self.result = result
    }
}

/// How many elements of a list must satisfy a condition.
public enum Quantifier: String, Sendable {
    /// Each.
    case all
    /// At least one.
    case any
    /// None.
    case none
    /// Exactly one.
    case single
}

/// What is asked of a subquery in an expression.
public enum SubqueryForm: String, Sendable {
    /// Whether it has rows.
    case exists = "EXISTS"
    /// How many rows it has.
    case count = "COUNT"
    /// Its only column, as a list.
    case collect = "COLLECT"
}

/// What stands between the braces of a subquery.
public indirect enum Subquery: Sendable {
    /// `{ (a)-->(b) WHERE c }`, with or without MATCH: a pattern alone.
    case pattern([PathPattern], condition: Expression?)
    /// `{ MATCH ... RETURN ... }`.
    case query(Query)
}
