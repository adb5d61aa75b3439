import Cypher
import QueryValues

/// A projection while it is bound.
private struct ProjectionInProgress {
    /// The columns, in order.
    var names: [String] = []
    /// What has been bound of them; items with aggregations come after all others.
    var items: [(variable: Variable, expression: BoundExpression)?] = []
    var keys: [Int] = []
    var view: GroupingView

    mutating func put(_ variable: Variable, _ expression: BoundExpression, at position: Int) {
        items[position] = (variable, expression)
    }
}

extension Binder {
    /// Binds WITH or RETURN; the scope becomes what follows it.
    mutating func bindProjection(
        _ projection: Projection, condition: Expression?, isLast: Bool, in scope: inout Scope
    ) throws(QueryError) -> (projection: BoundProjection, columns: [String]) {
        let outer = aggregations
        aggregations = AggregationCollector(argumentScope: scope)
        defer { aggregations = outer }
        var progress = ProjectionInProgress(
            view: GroupingView(
                hidden: scope.firstNumber..<variables.count, omission: .ambiguous, refusesComplexKeys: true,
                depth: scope.depth))
        let passedOn = projection.includesAll ? scope.innermost : []
        // WITH may pass on nothing; a result without columns would be none.
        if projection.includesAll, isLast, scope.isEmpty { throw .noVariablesInScope(at: projection.range) }
        progress.names = try names(of: projection, passedOn, isLast: isLast)
        progress.items = Array(repeating: nil, count: progress.names.count)
        for (position, (name, variable)) in passedOn.enumerated() {
            let column = makeVariable(name, type(of: variable))
            progress.view.columns[variable] = column
            progress.put(column, .variable(variable), at: position)
            progress.keys.append(position)
        }
        try bindKeys(projection.items, &progress, scope, first: passedOn.count)
        try bindAggregates(projection.items, &progress, scope, first: passedOn.count)
        let items = progress.items.compactMap(\.self)
        let columns = Array(zip(progress.names, items.map(\.variable)))
        let isGrouping = progress.keys.count < items.count
        let behind = scopeBehind(
            columns.map { (name: $0.0, variable: $0.1) }, progress.view,
            hides: isGrouping || projection.isDistinct, scope)
        var bound = BoundProjection(
            items: items, aggregations: aggregations.found, groupingKeys: progress.keys,
            isGrouping: isGrouping,
            isDistinct: projection.isDistinct, order: [], skip: nil, limit: nil, conditions: [],
            isLast: isLast)
        bound.order = try bindOrder(projection.order, behind, isGrouping: isGrouping)
        bound.skip = try bindRowCount(projection.skip, "SKIP", behind)
        bound.limit = try bindRowCount(projection.limit, "LIMIT", behind)
        if let condition {
            bound.conditions = try bindConjuncts(of: condition, ExpressionContext(behind), of: "WHERE")
        }
        scope = scope.replacingInnermost(with: columns.map { (name: $0.0, variable: $0.1) })
        return (bound, progress.names)
    }

    private func names(
        of projection: Projection, _ passedOn: [(name: String, variable: Variable)], isLast: Bool
    ) throws(QueryError) -> [String] {
        var names = passedOn.map(\.name)
        var taken = Set(names.map(QueryName.init))
        for item in projection.items {
            let name: String
            if let alias = item.alias {
                name = alias.text
            } else if case .variable(let variable) = item.expression.form {
                name = variable
            } else {
                guard isLast else { throw .noExpressionAlias(item.text, at: item.expression.range) }
                name = item.text
            }
            guard taken.insert(QueryName(name)).inserted else {
                throw .columnNameConflict(name, at: item.alias?.range ?? item.expression.range)
            }
            names.append(name)
        }
        return names
    }

    /// Binds the items without aggregations.
    private mutating func bindKeys(
        _ items: [Projection.Item], _ progress: inout ProjectionInProgress, _ scope: Scope, first: Int
    ) throws(QueryError) {
        for (position, item) in items.enumerated() where !item.expression.containsAggregation {
            let bound = try bind(item.expression, in: scope)
            let column = makeVariable(progress.names[first + position], bound.type)
            progress.put(column, bound.expression, at: first + position)
            progress.keys.append(first + position)
            if case .variable(let variable) = bound.expression {
                if progress.view.columns[variable] == nil { progress.view.columns[variable] = column }
            } else if let shape = ExpressionShape(item.expression), progress.view.expressions[shape] == nil {
                let isSimple = item.expression.propertyRoot != nil
                progress.view.expressions[shape] = (column, isSimple ? .simpleKey : .complexKey)
            }
        }
    }

    /// Binds the items with aggregations, which see the others as columns.
    private mutating func bindAggregates(
        _ items: [Projection.Item], _ progress: inout ProjectionInProgress, _ scope: Scope, first: Int
    ) throws(QueryError) {
        var aggregates: [(shape: ExpressionShape, column: Variable)] = []
        for (position, item) in items.enumerated() where progress.items[first + position] == nil {
            let context = ExpressionContext(scope.viewed(through: progress.view), aggregations: .collected)
            let bound = try bind(item.expression, context)
            let column = makeVariable(progress.names[first + position], bound.type)
            progress.put(column, bound.expression, at: first + position)
            if let shape = ExpressionShape(item.expression) { aggregates.append((shape, column)) }
        }
        for (shape, column) in aggregates { progress.view.expressions[shape] = (column, .aggregate) }
    }

    /// What ORDER BY and WHERE see: the columns, and what was before them unless that is hidden.
    private func scopeBehind(
        _ columns: [(name: String, variable: Variable)], _ view: GroupingView, hides: Bool, _ scope: Scope
    ) -> Scope {
        var behind = scope.nested()
        for (name, variable) in columns { behind.define(name, as: variable) }
        var view = view
        if !hides { view.hidden = 0..<0 }
        view.omission = .undefined
        view.refusesComplexKeys = false
        view.depth = behind.depth
        return behind.viewed(through: view)
    }

    private mutating func bindOrder(
        _ items: [Projection.SortItem], _ scope: Scope, isGrouping: Bool
    ) throws(QueryError) -> [(expression: BoundExpression, isDescending: Bool)] {
        var order: [(expression: BoundExpression, isDescending: Bool)] = []
        for item in items {
            var context = ExpressionContext(scope, aggregations: isGrouping ? .repeated : .forbidden)
            if item.expression.containsAggregation { context.scope = scope.refusingComplexKeys() }
            order.append((try bind(item.expression, context).expression, item.isDescending))
        }
        return order
    }

    /// Binds SKIP or LIMIT, which is computed before there are rows.
    private mutating func bindRowCount(
        _ expression: Expression?, _ clause: String, _ scope: Scope
    ) throws(QueryError) -> BoundExpression? {
        guard let expression else { return nil }
        let bound: TypedExpression
        do throws(QueryError) {
            bound = try bind(expression, in: Scope())
        } catch {
            guard error.detail == "UndefinedVariable" else { throw error }
            _ = try bind(expression, in: scope)
            throw .variableInRowCount(clause, at: error.range ?? expression.range)
        }
        guard bound.type.overlaps(.integer) else {
            throw .invalidArgumentType(clause, wants: "a whole number", not: bound.type, at: expression.range)
        }
        if case .constant(.integer(let count)) = bound.expression, count < 0 {
            throw .negativeRowCount(clause, at: expression.range)
        }
        if case .negative(.constant(.integer(let count)), _) = bound.expression, count > 0 {
            throw .negativeRowCount(clause, at: expression.range)
        }
        return bound.expression
    }
}
