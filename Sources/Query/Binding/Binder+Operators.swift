import Cypher
import QueryValues

extension Binder {
    mutating func bindUnary(
        _ op: UnaryOperator, _ operand: Expression, _ range: SourceRange, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        if op == .not {
            return TypedExpression(.not(try bindCondition(operand, context, of: "NOT"), range), .boolean)
        }
        let bound = try bind(operand, context.value)
        guard bound.type.overlaps(anyOf: .number, .duration) else {
            throw .invalidArgumentType(
                "`\(op.rawValue)`", wants: "a number", not: bound.type, at: operand.range)
        }
        if op == .minus { return TypedExpression(.negative(bound.expression, range), bound.type) }
        guard !bound.type.isNumber else { return bound }
        // `+x` is x, but only of a number: `0 + x` says what is wrong with anything else.
        return TypedExpression(.binary(.add, .constant(.integer(0)), bound.expression, range), bound.type)
    }

    mutating func bindBinary(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ range: SourceRange,
        _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let first = try bind(left, context)
        let second = try bind(right, context)
        let bound = BoundExpression.binary(op, first.expression, second.expression, range)
        switch op {
        case .add, .concatenate:
            return TypedExpression(bound, try sumType(op, (first, left), (second, right)))
        case .subtract, .multiply, .divide, .modulo, .power:
            for (operand, source) in [(first, left), (second, right)] where !operand.type.mayBeOperand(of: op)
            {
                throw .invalidArgumentType(
                    "`\(op.rawValue)`", wants: "a number", not: operand.type, at: source.range)
            }
            return TypedExpression(bound, resultType(op, first.type, second.type))
        case .in:
            guard second.type.overlaps(.list(.any)) else {
                throw .invalidArgumentType("IN", wants: "a list", not: second.type, at: right.range)
            }
            return TypedExpression(bound, .boolean)
        case .startsWith, .endsWith, .contains, .matches:
            return TypedExpression(bound, .boolean)
        }
    }

    /// The type of a sum, which may also be a text, a list, or a moment later.
    private func sumType(
        _ op: BinaryOperator, _ left: (bound: TypedExpression, source: Expression),
        _ right: (bound: TypedExpression, source: Expression)
    ) throws(QueryError) -> StaticType {
        let (first, second) = (left.bound.type, right.bound.type)
        if first.isList || second.isList {
            // Of two lists the elements; of a list and a value, the value becomes an element.
            return .list(
                (first.isList ? first.element : first).joined(with: second.isList ? second.element : second))
        }
        if first.isUnknown || second.isUnknown { return .any }
        if first == .string || second == .string { return op == .add ? .any : .string }
        for (type, source) in [(first, left.source), (second, right.source)]
        where type == .boolean || type == .map || type.isOfGraph {
            throw .invalidArgumentType(
                "`\(op.rawValue)`", wants: "numbers, texts or lists", not: type, at: source.range)
        }
        return op == .add ? resultType(op, first, second) : .any
    }

    private func resultType(_ op: BinaryOperator, _ left: StaticType, _ right: StaticType) -> StaticType {
        switch (left, right) {
        case _ where op == .power: .float
        case (.integer, .integer): .integer
        case (.float, let other) where other.isNumber: .float
        case (let other, .float) where other.isNumber: .float
        case _ where left.isNumber && right.isNumber: .number
        case (.duration, .duration): .duration
        case (let moment, .duration) where moment.isInstant: moment
        default: .any
        }
    }

    /// A comparison, or a chain of them, which is a conjunction.
    mutating func bindComparison(
        _ operands: [Expression], _ operators: [ComparisonOperator], _ range: SourceRange,
        _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        var bound: [TypedExpression] = []
        for operand in operands { bound.append(try bind(operand, context)) }
        var uses = bound.map(\.expression)
        var shared: [SharedOperand] = []
        for position in uses.indices.dropFirst().dropLast() {
            let operand = SharedOperand(bound[position], &self)
            uses[position] = operand.use
            shared.append(operand)
        }
        let comparisons = zip(operators, zip(uses, uses.dropFirst())).map { op, pair in
            BoundExpression.comparison(op, pair.0, pair.1)
        }
        let chain = comparisons.count == 1 ? comparisons[0] : .logical(.and, comparisons, range)
        return TypedExpression(shared.reversed().reduce(chain) { $1.enclose($0, range) }, .boolean)
    }
}

extension StaticType {
    /// Whether a value may be an operand of arithmetic; of sums, see the binder.
    fileprivate func mayBeOperand(of op: BinaryOperator) -> Bool {
        switch op {
        case .subtract: overlaps(.number) || self == .duration || isInstant
        case .multiply, .divide: overlaps(anyOf: .number, .duration)
        default: overlaps(.number)
        }
    }
}
