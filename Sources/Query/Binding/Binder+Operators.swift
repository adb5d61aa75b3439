import Cypher
import QueryValues

extension Binder {
    mutating func bindOperation(
        _ expression: Expression, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let range = expression.range
        switch expression.form {
        case .unary(let op, let operand): return try bindUnary(op, operand, range, context)
        case .binary(let op, let left, let right):
            return try bindBinary(op, left, right, range, context.value)
        case .logical(let op, let operands): return try bindLogical(op, operands, range, context)
        case .comparison(let operands, let operators):
            return try bindComparison(operands, operators, range, context.value)
        case .isNull(let operand, let isNegated):
            let bound = try bind(operand, context.value)
            return TypedExpression(.isNull(bound.expression, isNegated: isNegated), .boolean)
        case .hasLabels(let subject, let labels):
            return try bindLabelCondition(subject, labels, range, context.value)
        default: preconditionFailure("an operation was expected")
        }
    }

    private mutating func bindLogical(
        _ op: LogicalOperator, _ operands: [Expression], _ range: SourceRange, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        var bound: [BoundExpression] = []
        for operand in operands { bound.append(try bindCondition(operand, context, of: op.rawValue)) }
        return TypedExpression(.logical(op, bound, range), .boolean)
    }

    private mutating func bindLabelCondition(
        _ subject: Expression, _ labels: LabelExpression, _ range: SourceRange, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let bound = try bind(subject, context)
        guard bound.type.overlaps(anyOf: .node, .relationship) else {
            throw .invalidArgumentType(
                "A condition on labels", wants: "a node or a relationship", not: bound.type, at: subject.range
            )
        }
        mention(labels, of: bound.type)
        return TypedExpression(.hasLabels(bound.expression, labels, range), .boolean)
    }

    private mutating func bindUnary(
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

    private mutating func bindBinary(
        _ op: BinaryOperator, _ left: Expression, _ right: Expression, _ range: SourceRange,
        _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let first = try bind(left, context)
        let second = try bind(right, context)
        let type = try resultType(op, (first.type, left.range), (second.type, right.range))
        return TypedExpression(.binary(op, first.expression, second.expression, range), type)
    }

    /// The type of what an operator gives; what it cannot give anything for is an error.
    private func resultType(
        _ op: BinaryOperator, _ left: (type: StaticType, range: SourceRange),
        _ right: (type: StaticType, range: SourceRange)
    ) throws(QueryError) -> StaticType {
        switch op {
        case .add, .concatenate: return try sumType(op, left, right)
        case .subtract, .multiply, .divide, .modulo, .power:
            for (type, range) in [left, right] where !type.mayBeOperand(of: op) {
                throw .invalidArgumentType("`\(op.rawValue)`", wants: "a number", not: type, at: range)
            }
            return arithmeticType(op, left.type, right.type)
        case .in:
            guard right.type.overlaps(.list(.any)) else {
                throw .invalidArgumentType("IN", wants: "a list", not: right.type, at: right.range)
            }
            return .boolean
        case .startsWith, .endsWith, .contains, .matches: return .boolean
        }
    }

    /// The type of a sum, which may also be a text, a list, or a moment later.
    private func sumType(
        _ op: BinaryOperator, _ left: (type: StaticType, range: SourceRange),
        _ right: (type: StaticType, range: SourceRange)
    ) throws(QueryError) -> StaticType {
        let (first, second) = (left.type, right.type)
        if first.isList || second.isList {
            // Of two lists the elements; of a list and a value, the value becomes an element.
            let elements = (first.isList ? first.element : first, second.isList ? second.element : second)
            return .list(elements.0.joined(with: elements.1))
        }
        if first.isUnknown || second.isUnknown { return .any }
        if first == .string || second == .string { return op == .add ? .any : .string }
        for (type, range) in [left, right] where type == .boolean || type == .map || type.isOfGraph {
            throw .invalidArgumentType(
                "`\(op.rawValue)`", wants: "numbers, texts or lists", not: type, at: range)
        }
        return op == .add ? arithmeticType(op, first, second) : .any
    }

    private func arithmeticType(_ op: BinaryOperator, _ left: StaticType, _ right: StaticType) -> StaticType {
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
    private mutating func bindComparison(
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
