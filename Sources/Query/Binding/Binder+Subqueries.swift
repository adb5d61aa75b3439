import Cypher
import QueryValues

extension Binder {
    /// Binds an expression that is a query of its own.
    mutating func bindQueryExpression(
        _ expression: Expression, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        let range = expression.range
        switch expression.form {
        case .patternComprehension(let path, let condition, let result):
            return try bindPatternComprehension(path, condition, result, range, context)
        case .pattern(let path): return try bindPatternExpression(path, range, context)
        case .subquery(let form, let subquery): return try bindSubquery(form, subquery, range, context)
        default: preconditionFailure("a pattern or a subquery was expected")
        }
    }

    /// A subquery of clauses that are bound already.
    private func subquery(
        _ clauses: [BoundClause], columns: [String] = [], output: [Variable] = []
    ) -> BoundQuery {
        BoundQuery(
            parts: [BoundPart(clauses: clauses, output: output)], keepsDuplicates: [], columns: columns,
            variables: [], warnings: [], isWriting: false)
    }

    /// A projection of one new column.
    private mutating func column(_ value: TypedExpression) -> (clause: BoundClause, variable: Variable) {
        let variable = makeVariable(nil, value.type)
        let projection = BoundProjection(
            items: [(variable, value.expression)], aggregations: [], groupingKeys: [0], isGrouping: false,
            isDistinct: false, order: [], skip: nil, limit: nil, conditions: [], isLast: true)
        return (.project(projection), variable)
    }

    /// `(a)-->(b)` where a truth value is wanted, and `shortestPath((a)-[*]->(b))` as a value.
    private mutating func bindPatternExpression(
        _ path: PathPattern, _ range: SourceRange, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        if path.isFunctionStyle, path.selector != .all, !context.wantsTruth {
            return try bindPathValue(path, range, context)
        }
        guard context.wantsTruth else { throw .unexpectedPattern(at: range) }
        var scope = context.scope.nestedSubquery(firstNumber: variables.count)
        let pattern = try bindPattern([path], condition: nil, in: &scope, definesNames: false)
        return TypedExpression(.exists(subquery([.match(pattern, isOptional: false)])), .boolean)
    }

    /// The shortest path between two nodes, or all of them.
    private mutating func bindPathValue(
        _ path: PathPattern, _ range: SourceRange, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        var scope = context.scope.nestedSubquery(firstNumber: variables.count)
        var pattern = try bindPattern([path], condition: nil, in: &scope, definesNames: false)
        guard let found = pattern.paths.first else { throw .unexpectedPattern(at: range) }
        // It has no name, and yet is asked for.
        pattern.paths[0].isNamed = true
        let (projection, variable) = column(TypedExpression(.variable(found.variable), .path))
        let paths = BoundExpression.collect(
            subquery([.match(pattern, isOptional: false), projection], columns: ["path"], output: [variable]))
        return path.selector == .allShortest
            ? TypedExpression(paths, .list(.path))
            : TypedExpression(.element(of: paths, at: .constant(.integer(0)), range), .path)
    }

    private mutating func bindPatternComprehension(
        _ path: PathPattern, _ condition: Expression?, _ result: Expression, _ range: SourceRange,
        _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        var scope = context.scope.nestedSubquery(firstNumber: variables.count)
        let pattern = try bindPattern([path], condition: condition, in: &scope, definesNames: true)
        var inner = ExpressionContext(scope)
        if context.aggregations == .inside { inner.aggregations = .inside }
        let value = try bind(result, inner)
        let (projection, variable) = column(value)
        let values = subquery(
            [.match(pattern, isOptional: false), projection], columns: ["value"], output: [variable])
        return TypedExpression(.collect(values), .list(value.type))
    }

    /// `EXISTS { ... }`, `COUNT { ... }`, `COLLECT { ... }`.
    private mutating func bindSubquery(
        _ form: SubqueryForm, _ subquery: Subquery, _ range: SourceRange, _ context: ExpressionContext
    ) throws(QueryError) -> TypedExpression {
        var scope = context.scope.nestedSubquery(firstNumber: variables.count)
        let bound: BoundQuery
        switch subquery {
        case .pattern(let paths, let condition):
            let pattern = try bindPattern(paths, condition: condition, in: &scope, definesNames: true)
            bound = self.subquery([.match(pattern, isOptional: false)])
        case .query(let query): bound = try bindQuery(query, in: scope, place: .expression)
        }
        switch form {
        case .exists: return TypedExpression(.exists(bound), .boolean)
        case .count: return TypedExpression(.count(bound), .integer)
        case .collect:
            guard bound.columns.count == 1, let variable = bound.parts.first?.output.first else {
                throw .collectedColumns(bound.columns.count, at: range)
            }
            return TypedExpression(.collect(bound), .list(type(of: variable)))
        }
    }
}
