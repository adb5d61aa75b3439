import Cypher
import QueryValues

/// The aggregations of a projection while it is bound.
struct AggregationCollector {
    /// What has been found, each once however often it is written.
    var found: [Aggregation] = []
    /// The results by what the aggregations look like.
    var results: [ExpressionShape: Variable] = [:]
    /// What the arguments see: the variables before the projection.
    var argumentScope = Scope()
}

extension Binder {
    /// Binds an aggregation as the variable of its result.
    mutating func bindAggregation(
        _ function: Aggregation.Function, _ expression: Expression, isDistinct: Bool,
        _ arguments: [Expression],
        _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let range = expression.range
        switch context.aggregations {
        case .forbidden: throw .invalidAggregation(at: range)
        case .inside: throw .nestedAggregation(at: range)
        case .collected, .repeated: break
        }
        let shape = ExpressionShape(expression)
        if let shape, let result = aggregations.results[shape] {
            return TypedExpression(.variable(result), type(of: result))
        }
        if case .repeated = context.aggregations {
            // What is out of scope behind the projection is the more helpful thing to say.
            var inner = context
            inner.aggregations = .inside
            for argument in arguments { _ = try bind(argument, inner.value) }
            throw .unprojectedAggregation(at: range)
        }
        let inner = ExpressionContext(aggregations.argumentScope, aggregations: .inside)
        var bound: [TypedExpression] = []
        for argument in arguments { bound.append(try bind(argument, inner)) }
        let argument = bound.first
        let result = makeVariable(nil, function.resultType(of: argument?.type ?? .any))
        aggregations.found.append(
            Aggregation(
                function: function, isDistinct: isDistinct, argument: argument?.expression,
                parameter: bound.dropFirst().first?.expression, result: result, range: range))
        if let shape { aggregations.results[shape] = result }
        return TypedExpression(.variable(result), type(of: result))
    }
}
