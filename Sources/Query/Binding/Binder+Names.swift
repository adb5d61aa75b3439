import Cypher

extension Binder {
    /// The variable that a name means, or the column that stands for it behind a projection.
    func resolve(_ name: String, at range: SourceRange, in scope: Scope) throws(QueryError) -> Variable {
        guard let variable = scope[name] else {
            throw .undefinedVariable(name, at: range, among: scope.names)
        }
        for view in scope.groupings.reversed() where view.hidden.contains(variable.number) {
            if let column = view.columns[variable] { return column }
            switch view.omission {
            case .ambiguous: throw .ambiguousAggregation("`\(name)`", at: range)
            case .undefined: throw .hiddenVariable(name, at: range)
            }
        }
        return variable
    }

    /// The column that an equal expression of the projection has become.
    func projectedColumn(
        for expression: Expression, _ context: ExpressionContext
    ) throws(QueryError) -> Variable? {
        guard let view = context.scope.groupings.last, !view.expressions.isEmpty else { return nil }
        switch expression.form {
        case .variable, .literal, .parameter: return nil
        case .property:
            // The same words mean something else where a comprehension has taken the name.
            if let root = expression.propertyRoot, context.scope.defines(root, above: view.depth) {
                return nil
            }
            if expression.propertyRoot == nil, context.scope.depth > view.depth { return nil }
        default:
            guard context.scope.depth <= view.depth else { return nil }
        }
        guard let shape = ExpressionShape(expression), let match = view.expressions[shape] else { return nil }
        if view.refusesComplexKeys, match.origin == .complexKey {
            throw .ambiguousAggregation("This expression", at: expression.range)
        }
        return match.column
    }
}
