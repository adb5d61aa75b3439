import Cypher
import QueryValues

extension Binder {
    mutating func bindComprehension(
        _ expression: Expression, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let range = expression.range
        switch expression.form {
        case .listComprehension(let variable, let list, let condition, let result):
            return try bindListComprehension(variable, list, condition, result, range, context)
        case .quantifier(let quantifier, let variable, let list, let condition):
            return try bindQuantifier(quantifier, variable, list, condition, range, context)
        case .reduce(let accumulator, let initial, let variable, let list, let result):
            return try bindReduce(accumulator, initial, variable, list, result, range, context)
        default: preconditionFailure("a comprehension was expected")
        }
    }

    /// Binds the list that a comprehension goes through.
    private mutating func bindList(
        _ list: Expression, _ context: ExpressionContext, of what: String
    ) throws(QueryError) -> TypedExpression {
        let bound = try bind(list, context)
        guard bound.type.overlaps(.list(.any)) else {
            throw .invalidArgumentType(what, wants: "a list", not: bound.type, at: list.range)
        }
        return bound
    }

    private mutating func bindListComprehension(
        _ name: Name, _ list: Expression, _ condition: Expression?, _ result: Expression?,
        _ range: SourceRange,
        _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let list = try bindList(list, context, of: "A list comprehension")
        let variable = makeVariable(name.text, list.type.element)
        let inner = context.nested(name, as: variable)
        var predicate: BoundExpression?
        if let condition { predicate = try bindCondition(condition, inner, of: "WHERE") }
        let value = try bind(optional: result, inner)
        return TypedExpression(
            .listComprehension(
                variable, in: list.expression, condition: predicate, result: value?.expression, range),
            .list(value?.type ?? list.type.element))
    }

    private mutating func bindQuantifier(
        _ quantifier: Quantifier, _ name: Name, _ list: Expression, _ condition: Expression?,
        _ range: SourceRange, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let list = try bindList(list, context, of: "`\(quantifier.rawValue)`")
        let variable = makeVariable(name.text, list.type.element)
        // Without a condition, the elements are the truth values.
        let condition = condition ?? Expression(.variable(name.text), at: name.range)
        let predicate = try bindCondition(
            condition, context.nested(name, as: variable), of: "`\(quantifier.rawValue)`")
        return TypedExpression(
            .quantifier(quantifier, variable, in: list.expression, condition: predicate, range), .boolean)
    }

    private mutating func bindReduce(
        _ accumulator: Name, _ initial: Expression, _ name: Name, _ list: Expression, _ result: Expression,
        _ range: SourceRange, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let initial = try bind(initial, context)
        let list = try bindList(list, context, of: "`reduce`")
        // What a step gives is not known before the step is bound, and may be of another type than the first.
        let sum = makeVariable(accumulator.text, .any)
        let variable = makeVariable(name.text, list.type.element)
        let inner = context.nested(accumulator, as: sum).nested(name, as: variable)
        let step = try bind(result, inner)
        return TypedExpression(
            .reduce(
                accumulator: sum, initial: initial.expression, variable, in: list.expression,
                result: step.expression, range),
            initial.type.joined(with: step.type))
    }
}
