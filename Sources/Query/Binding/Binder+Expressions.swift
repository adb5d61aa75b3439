import Cypher
import QueryValues

/// What an expression may use where it stands.
struct ExpressionContext {
    /// What an aggregation means here.
    enum AggregationPlace {
        /// None may stand here.
        case forbidden
        /// It is added to the projection's.
        case collected
        /// It must be one of the projection's, as in ORDER BY.
        case repeated
        /// It would stand in another.
        case inside
    }
    var scope: Scope
    var aggregations = AggregationPlace.forbidden
    /// Whether a truth value is wanted, so that a pattern asks whether it matches.
    var wantsTruth = false

    init(_ scope: Scope, aggregations: AggregationPlace = .forbidden) {
        self.scope = scope
        self.aggregations = aggregations
    }

    /// Where any value may stand.
    var value: ExpressionContext { wanting(truth: false) }
    /// Where a truth value is wanted.
    var truth: ExpressionContext { wanting(truth: true) }

    private func wanting(truth: Bool) -> ExpressionContext {
        var context = self
        context.wantsTruth = truth
        return context
    }

    /// Where a name means each element of a list: what stands there is computed many times for a row.
    func nested(_ name: Name, as variable: Variable) -> ExpressionContext {
        var context = value
        context.scope = scope.nested(name.text, as: variable)
        if aggregations != .inside { context.aggregations = .forbidden }
        return context
    }
}

extension Binder {
    /// Binds an expression where any value may stand and no aggregation.
    mutating func bind(_ expression: Expression, in scope: Scope) throws(QueryError) -> TypedExpression {
        try bind(expression, ExpressionContext(scope))
    }

    /// Binds a condition.
    mutating func bindCondition(
        _ expression: Expression, _ context: ExpressionContext, of what: String
    ) throws(QueryError) -> BoundExpression {
        let bound = try bind(expression, context.truth)
        guard bound.type.overlaps(.boolean) else {
            throw .invalidArgumentType(what, wants: "a truth value", not: bound.type, at: expression.range)
        }
        return bound.expression
    }

    /// Binds an expression.
    ///
    /// The kinds of expression are apart so that what one of them needs on the stack is not there for all:
    /// the tree may be ``Parser/deepestNesting`` deep.
    mutating func bind(
        _ expression: Expression, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        if let column = try projectedColumn(for: expression, context) {
            return TypedExpression(.variable(column), type(of: column))
        }
        switch expression.form {
        case .literal, .parameter, .variable: return try bindLeaf(expression, context)
        case .property, .element, .slice: return try bindAccess(expression, context)
        case .unary, .binary, .logical, .comparison, .isNull, .hasLabels:
            return try bindOperation(expression, context)
        case .list, .map, .mapProjection: return try bindConstruction(expression, context.value)
        case .call, .countAll: return try bindCall(expression, context)
        case .conditional: return try bindConditional(expression, context)
        case .listComprehension, .quantifier, .reduce:
            return try bindComprehension(expression, context.value)
        case .patternComprehension, .pattern, .subquery: return try bindQueryExpression(expression, context)
        }
    }

    private func bindLeaf(
        _ expression: Expression, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        switch expression.form {
        case .parameter(let name): return TypedExpression(.parameter(name, expression.range), .any)
        case .variable(let name):
            let variable = try resolve(name, at: expression.range, in: context.scope)
            return TypedExpression(.variable(variable), type(of: variable))
        case .literal(let literal): return bind(literal)
        default: preconditionFailure("a leaf is a literal, a parameter or a variable")
        }
    }

    private mutating func bindAccess(
        _ expression: Expression, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        switch expression.form {
        case .property(let subject, let key): return try bindProperty(of: subject, key, context)
        case .element(let subject, let index):
            return try bindElement(of: subject, at: index, expression.range, context.value)
        case .slice(let subject, let from, let to):
            return try bindSlice(of: subject, from: from, to: to, expression.range, context.value)
        default: preconditionFailure("an access is to a property, an element or a slice")
        }
    }

    private mutating func bindConstruction(
        _ expression: Expression, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        switch expression.form {
        case .list(let elements): return try bindList(elements, context)
        case .map(let entries): return TypedExpression(.map(try bind(entries, context)), .map)
        case .mapProjection(let subject, let entries):
            return try bindMapProjection(of: subject, entries, expression.range, context)
        default: preconditionFailure("a construction is of a list or a map")
        }
    }

    private mutating func bindList(
        _ elements: [Expression], _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        var bound: [BoundExpression] = []
        var type = StaticType.null
        for element in elements {
            let element = try bind(element, context)
            bound.append(element.expression)
            type = type.joined(with: element.type)
        }
        return TypedExpression(.list(bound), .list(type))
    }

    private func bind(_ literal: Literal) -> TypedExpression {
        switch literal {
        case .null: TypedExpression(.constant(.null), .null)
        case .boolean(let value): TypedExpression(.constant(.boolean(value)), .boolean)
        case .integer(let value): TypedExpression(.constant(.integer(value)), .integer)
        case .float(let value): TypedExpression(.constant(.float(value)), .float)
        case .string(let value): TypedExpression(.constant(.string(value)), .string)
        }
    }

    /// Binds the entries of a map.
    mutating func bind(
        _ entries: [MapEntry], _ context: ExpressionContext
    ) throws(QueryError) -> [(key: String, value: BoundExpression)] {
        var bound: [(key: String, value: BoundExpression)] = []
        for entry in entries {
            bound.append((entry.key.text, try bind(entry.value, context).expression))
        }
        return bound
    }

    private mutating func bindProperty(
        of subject: Expression, _ key: Name, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let bound = try bind(subject, context.value)
        switch bound.type {
        case .boolean, .integer, .float, .number, .string, .list, .path:
            throw .noProperties(of: bound.type, at: subject.range)
        case .node, .relationship: mentions.keys.append(key)
        default: break
        }
        if case .variable(let variable) = bound.expression { mentions.properties.append((variable, key)) }
        return TypedExpression(
            .property(bound.expression, key: key.text, subject.range.through(key.range)), .any)
    }

    private mutating func bindElement(
        of subject: Expression, at index: Expression, _ range: SourceRange, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let bound = try bind(subject, context)
        let position = try bind(index, context)
        switch bound.type {
        case .boolean, .integer, .float, .number, .string, .path:
            throw .noElements(of: bound.type, at: subject.range)
        case .list where !position.type.overlaps(.integer):
            throw .invalidIndex(position.type, at: index.range)
        default: break
        }
        return TypedExpression(
            .element(of: bound.expression, at: position.expression, range), bound.type.element)
    }

    private mutating func bindSlice(
        of subject: Expression, from: Expression?, to: Expression?, _ range: SourceRange,
        _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let bound = try bind(subject, context)
        let from = try bind(optional: from, context)
        let to = try bind(optional: to, context)
        return TypedExpression(
            .slice(of: bound.expression, from: from?.expression, to: to?.expression, range),
            bound.type.isList ? bound.type : .any)
    }

    /// Binds an expression that may have been left out.
    mutating func bind(
        optional expression: Expression?, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression? {
        guard let expression else { return nil }
        return try bind(expression, context)
    }

    private mutating func bindMapProjection(
        of subject: Expression, _ entries: [ProjectedEntry], _ range: SourceRange,
        _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let bound = try bind(subject, context)
        guard bound.type.overlaps(anyOf: .map, .node, .relationship) else {
            throw .invalidArgumentType(
                "A map projection", wants: "a node, a relationship or a map", not: bound.type,
                at: subject.range)
        }
        var includesAll = false
        var values: [(key: String, value: BoundExpression)] = []
        for entry in entries {
            switch entry {
            case .property(let key):
                values.append((key.text, .property(bound.expression, key: key.text, key.range)))
            case .all: includesAll = true
            case .entry(let entry):
                values.append((entry.key.text, try bind(entry.value, context).expression))
            case .variable(let name):
                values.append(
                    (name.text, .variable(try resolve(name.text, at: name.range, in: context.scope))))
            }
        }
        return TypedExpression(
            .mapProjection(of: bound.expression, includesAll: includesAll, values, range), .map)
    }

    private mutating func bindConditional(
        _ expression: Expression, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        guard case .conditional(let operand, let alternatives, let otherwise) = expression.form else {
            preconditionFailure("CASE was expected")
        }
        var shared: SharedOperand?
        if let subject = try bind(optional: operand, context.value) { shared = SharedOperand(subject, &self) }
        var branches: [(condition: BoundExpression, result: BoundExpression)] = []
        var type = StaticType.null
        for alternative in alternatives {
            let condition: BoundExpression
            if let use = shared?.use {
                condition = .comparison(
                    .equal, use, try bind(alternative.condition, context.value).expression)
            } else {
                condition = try bindCondition(alternative.condition, context, of: "WHEN")
            }
            let result = try bind(alternative.result, context)
            type = type.joined(with: result.type)
            branches.append((condition, result.expression))
        }
        let last = try bind(optional: otherwise, context)
        type = type.joined(with: last?.type ?? .null)
        let choice = BoundExpression.conditional(branches, otherwise: last?.expression)
        return TypedExpression(shared?.enclose(choice, expression.range) ?? choice, type)
    }
}
