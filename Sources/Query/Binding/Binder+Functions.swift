import Cypher
import QueryValues

extension Binder {
    /// Binds a call by name: an aggregation, a function of the graph, a function of values.
    mutating func bindCall(
        _ expression: Expression, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        guard case .call(let call) = expression.form else {
            return try bindAggregation(.countAll, expression, isDistinct: false, [], context)
        }
        let name = call.name.text
        if let function = Aggregation.Function(name: name) {
            let count = function.argumentCount
            guard call.arguments.count == count else {
                throw .argumentCount(
                    of: name, count...count, found: call.arguments.count, at: expression.range)
            }
            return try bindAggregation(
                function, expression, isDistinct: call.isDistinct, call.arguments, context)
        }
        if call.isDistinct { throw .misplacedDistinct(name, at: call.name.range) }
        switch name.lowercased() {
        case "exists": return try bindExists(call, expression.range, context)
        case "coalesce":
            let arguments = try bindArguments(of: call, 1...1, isOpen: true, expression.range, context)
            let type = arguments.reduce(StaticType.null) { $0.joined(with: $1.type) }
            return TypedExpression(.coalesce(arguments.map(\.expression)), type)
        default: break
        }
        if let function = GraphFunction(called: name) {
            return try bindGraphFunction(function, call, expression.range, context)
        }
        guard let function = FunctionLibrary.function(named: name) else {
            throw .unknownFunction(name, at: call.name.range, among: Self.functionNames)
        }
        return try bindFunction(function, call, expression.range, context)
    }

    private mutating func bindArguments(
        of call: FunctionCall, _ allowed: ClosedRange<Int>, isOpen: Bool = false, _ range: SourceRange,
        _ context: ExpressionContext
    ) throws(QueryError) -> [TypedExpression] {
        let count = call.arguments.count
        guard count >= allowed.lowerBound, isOpen || count <= allowed.upperBound else {
            throw .argumentCount(of: call.name.text, allowed, isOpen: isOpen, found: count, at: range)
        }
        var bound: [TypedExpression] = []
        for argument in call.arguments { bound.append(try bind(argument, context.value)) }
        return bound
    }

    private mutating func bindFunction(
        _ function: Function, _ call: FunctionCall, _ range: SourceRange, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        if !function.isDeterministic, case .inside = context.aggregations {
            throw .randomInAggregation(function.name, at: range)
        }
        let most = function.arguments.count
        let arguments = try bindArguments(
            of: call, most - function.optional...most, isOpen: function.isVariadic, range, context)
        // `range` says at run time what is wrong with its arguments, as openCypher wants it.
        if function.name.lowercased() != "range", let last = function.arguments.last {
            for (position, argument) in arguments.enumerated() {
                let wanted = position < most ? function.arguments[position] : last
                guard argument.type.mayBe(wanted) else {
                    throw .invalidArgumentType(
                        "`\(function.name)`", wants: wanted.described, not: argument.type,
                        at: call.arguments[position].range)
                }
            }
        }
        return TypedExpression(
            .function(function, arguments.map(\.expression), range),
            Self.resultType(of: function, arguments.map(\.type)))
    }

    /// What a function gives, where that depends on its arguments or is more than it announces.
    private static func resultType(of function: Function, _ arguments: [StaticType]) -> StaticType {
        switch (function.name.lowercased(), arguments.first) {
        case ("head", let list?), ("last", let list?): list.element
        case ("tail", .list(let element)?), ("reverse", .list(let element)?): .list(element)
        case ("range", _): .list(.integer)
        case ("split", _): .list(.string)
        case ("abs", let number?) where number.isNumber: number
        default: StaticType(function.result)
        }
    }

    /// `exists(n.key)`, `exists((n)-->())`.
    private mutating func bindExists(
        _ call: FunctionCall, _ range: SourceRange, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        guard call.arguments.count == 1, let argument = call.arguments.first else {
            throw .argumentCount(of: "exists", 1...1, found: call.arguments.count, at: range)
        }
        switch argument.form {
        case .pattern: return try bind(argument, context.truth)
        case .property, .element:
            let value = try bind(argument, context.value)
            return TypedExpression(.isNull(value.expression, isNegated: true), .boolean)
        default:
            let type = try bind(argument, context.value).type
            throw .invalidArgumentType(
                "`exists`", wants: "a property or a pattern", not: type, at: argument.range)
        }
    }

    private mutating func bindGraphFunction(
        _ function: GraphFunction, _ call: FunctionCall, _ range: SourceRange, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let argument = try bindArguments(of: call, 1...1, range, context)[0]
        guard function.accepts(argument.type) else {
            throw .invalidArgumentType(
                "`\(call.name.text)`", wants: function.wanted, not: argument.type, at: call.arguments[0].range
            )
        }
        return TypedExpression(.graphFunction(function, [argument.expression], range), function.resultType)
    }

    /// The names of everything that can be called, for suggestions.
    private static var functionNames: [String] {
        FunctionLibrary.functions.map(\.name) + GraphFunction.allCases.map(\.rawValue) + [
            "coalesce", "count", "sum", "avg", "min", "max", "collect", "stDev", "stDevP", "percentileCont",
            "percentileDisc",
        ]
    }
}

extension Function.Argument {
    /// What messages call what is wanted.
    fileprivate var described: String {
        switch self {
        case .any, .temporal: "a value"
        case .boolean: "a truth value"
        case .integer: "a whole number"
        case .number: "a number"
        case .string: "text"
        case .list: "a list"
        case .map: "a map"
        case .path: "a path"
        case .oneOf(let choices): choices.map(\.described).joined(separator: " or ")
        }
    }
}
