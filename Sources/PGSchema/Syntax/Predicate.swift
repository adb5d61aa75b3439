import PropertyGraph

/// A condition after WHERE or CHECK.
public indirect enum Predicate: Sendable {
    /// `a < b` and the like.
    case comparison(Operand, Comparison, Operand)
    /// `a IS NULL`, or `a IS NOT NULL` when negated.
    case isNull(Operand, negated: Bool, range: SourceRange)
    /// `a IN [b, c]`, or `a NOT IN [b, c]` when negated.
    case isIn(Operand, [Operand], negated: Bool, range: SourceRange)
    /// A Boolean property or literal standing alone.
    case operand(Operand)
    /// `NOT a`.
    case not(Predicate, range: SourceRange)
    /// `a AND b AND ...`, two or more.
    case all([Predicate])
    /// `a OR b OR ...`, two or more.
    case any([Predicate])
    /// `( ... )`.
    case group(Predicate, range: SourceRange)

    /// The comparison operators.
    public enum Comparison: String, Sendable, CaseIterable {
        /// `=`.
        case equal = "="
        /// `<>`, also written `!=`.
        case notEqual = "<>"
        /// `<`.
        case less = "<"
        /// `<=`.
        case lessOrEqual = "<="
        /// `>`.
        case greater = ">"
        /// `>=`.
        case greaterOrEqual = ">="
    }

    /// The text of the whole condition.
    public var range: SourceRange {
        switch self {
        case .comparison(let left, _, let right): left.range.through(right.range)
        case .isNull(_, _, let range), .isIn(_, _, _, let range), .not(_, let range), .group(_, let range):
            range
        case .operand(let operand): operand.range
        case .all(let parts), .any(let parts): parts[0].range.through(parts[parts.count - 1].range)
        }
    }
}

/// What a condition compares.
public enum Operand: Sendable {
    /// `x.key`, or `x` for the element itself, which `=` and `<>` compare by identity.
    case output(Output)
    /// A constant.
    case literal(Literal)

    /// Where it stands.
    public var range: SourceRange {
        switch self {
        case .output(let output): output.range
        case .literal(let literal): literal.range
        }
    }
}

/// A constant: `7`, `1.5`, `'text'`, `TRUE`, `DATE '2021-03-05'`, `NULL`.
public struct Literal: Sendable {
    /// The value; nil is NULL.
    public var value: Value?
    /// Where it stands.
    public var range: SourceRange

    /// A constant at a place.
    public init(value: Value?, range: SourceRange) {
        self.value = value
        self.range = range
    }
}
