/// How tightly an operator binds; what comes later binds tighter.
enum Strength: Int, Comparable {
    case or, xor, and, not, comparison, predicate, sum, product, power, sign

    static func < (left: Strength, right: Strength) -> Bool { left.rawValue < right.rawValue }
}

/// An operator whose right operand is still being read.
struct PendingOperator {
    /// What it is.
    enum Form {
        case prefix(UnaryOperator)
        case binary(BinaryOperator)
        case logical(LogicalOperator)
        case comparison(ComparisonOperator)
    }
    var form: Form
    var strength: Strength
    /// Where it starts.
    var offset: Int

    /// Whether a run of it is one expression with many operands.
    var isFlat: Bool {
        switch form {
        case .logical, .comparison: true
        case .prefix, .binary: false
        }
    }
}

/// A finished operand and how many levels it has.
struct Operand {
    var expression: Expression
    var height: Int
}
