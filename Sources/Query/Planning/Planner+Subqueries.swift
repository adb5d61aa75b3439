import QueryValues

extension Planner {
    /// Plans the subqueries in the expressions of a clause, which may use what is bound before it and by it.
    func planSubqueries(of clause: BoundClause, _ bound: Set<Variable>) {
        var bound = bound
        switch clause {
        case .match(let pattern, _): bound.formUnion(pattern.variables)
        case .project(let projection): bound.formUnion(projection.items.map(\.variable))
        case .merge(let merge): bound.formUnion(merge.pattern.variables)
        case .call(let call): bound.formUnion(call.outputs.map(\.variable))
        default: break
        }
        clause.forEachExpression { self.planSubqueries(of: $0, bound) }
        // Groups bind variables of their own for the conditions within.
        if case .match(let pattern, _) = clause {
            for relationship in pattern.relationships {
                guard let group = relationship.group else { continue }
                group.pattern.forEachExpression {
                    self.planSubqueries(of: $0, bound.union(group.pattern.variables))
                }
            }
        }
    }

    private func planSubqueries(of expression: BoundExpression, _ bound: Set<Variable>) {
        var locals = bound
        switch expression {
        case .listComprehension(let variable, _, _, _, _), .quantifier(_, let variable, _, _, _):
            locals.insert(variable)
        case .reduce(let accumulator, _, let variable, _, _, _): locals.formUnion([accumulator, variable])
        default: break
        }
        expression.forEachOperand { planSubqueries(of: $0, locals) }
        expression.forEachSubquery { plan(subquery: $0, bound, of: expression) }
    }

    private func plan(subquery: BoundQuery, _ bound: Set<Variable>, of expression: BoundExpression) {
        let ordinal = makeVariable()
        let isRowwise = subquery.countsOrLimits
        let (root, output) = plan(
            subquery, Plan(.argument, nil, estimate: 1), bound: bound, ordinal: isRowwise ? nil : ordinal)
        var needed: Set<Int> = [ordinal.number]
        var collected: Variable?
        if case .collect = expression {
            collected = output.first
            needed.formUnion(output.map(\.number))
        }
        subqueries[ObjectIdentifier(subquery.identity)] = PlannedSubquery(
            root: root.pruned(needed: needed, expression.multiplicity).plan, ordinal: ordinal,
            isRowwise: isRowwise, output: collected)
    }
}

extension BoundExpression {
    /// What a subquery in an expression asks for of equal rows.
    fileprivate var multiplicity: Multiplicity {
        switch self {
        case .exists: .ignored
        case .count: .asWeights
        default: .asRows
        }
    }
}

extension BoundQuery {
    /// Whether rows of the outside cannot share a run: the number of rows of each matters, or their order does.
    fileprivate var countsOrLimits: Bool {
        parts.contains { part in
            part.clauses.contains { clause in
                switch clause {
                case .project(let projection):
                    projection.isGrouping || projection.skip != nil || projection.limit != nil
                        || !projection.order.isEmpty
                case .subquery, .call: true
                default: false
                }
            }
        }
    }
}
