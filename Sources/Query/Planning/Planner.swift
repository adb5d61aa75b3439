import Cypher
import QueryValues

/// Decides how a bound query is executed.
///
/// Clauses become steps one after the other; within a MATCH, the order of scans, lookups and expansions is chosen by the
/// expected number of rows, greedily (``PatternPlanner``).
final class Planner {
    let statistics: Statistics
    private(set) var width: Int
    var subqueries: [ObjectIdentifier: PlannedSubquery] = [:]
    /// Whether there were more clauses than could be run.
    private var isTooLong = false

    private init(_ query: BoundQuery, _ statistics: Statistics) {
        self.statistics = statistics
        width = query.variables.count
    }

    /// The plan of a query.
    ///
    /// - Throws: ``QueryError`` for a query of more steps than a stack can hold.
    static func plan(_ query: BoundQuery, _ statistics: Statistics) throws(QueryError) -> PreparedPlan {
        let planner = Planner(query, statistics)
        let (root, output) = planner.plan(query, Plan(.argument, nil, estimate: 1), bound: [], ordinal: nil)
        guard !planner.isTooLong else { throw .tooManySteps() }
        let pruned = root.pruned(needed: Set(output.map(\.number))).plan
        return PreparedPlan(
            root: pruned, columns: query.columns, output: output, width: planner.width,
            subqueries: planner.subqueries, isWriting: query.isWriting, warnings: query.warnings, query: query
        )
    }

    /// A variable that the text does not have.
    func makeVariable() -> Variable {
        defer { width += 1 }
        return Variable(width)
    }

    /// The plan of a query on the rows of another one, and the variables of its columns.
    func plan(
        _ query: BoundQuery, _ input: Plan, bound: Set<Variable>, ordinal: Variable?
    ) -> (plan: Plan, output: [Variable]) {
        guard query.parts.count > 1 else {
            return (plan(query.parts[0], input, bound: bound, ordinal: ordinal), query.parts[0].output)
        }
        let parts = query.parts.map { part in
            let argument = Plan(.argument, nil, estimate: 1)
            return (plan: plan(part, argument, bound: bound, ordinal: ordinal), outputs: part.output)
        }
        let output = query.parts[0].output
        let estimate = parts.reduce(0) { $0 + $1.plan.estimate }
        var union = Plan(.union(parts, as: output), input, estimate: estimate)
        if query.keepsDuplicates.contains(false) {
            union = Plan(.distinct(output + (ordinal.map { [$0] } ?? [])), union, estimate: estimate)
        }
        return (union, output)
    }

    private func plan(
        _ part: BoundPart, _ input: Plan, bound: Set<Variable>, ordinal: Variable?
    ) -> Plan {
        var plan = input
        var bound = bound
        for clause in part.clauses {
            if plan.depth > Plan.deepest {
                isTooLong = true
                break
            }
            planSubqueries(of: clause, bound)
            plan = self.plan(clause, plan, &bound, ordinal: ordinal)
        }
        return plan
    }

    private func plan(
        _ clause: BoundClause, _ input: Plan, _ bound: inout Set<Variable>, ordinal: Variable?
    ) -> Plan {
        switch clause {
        case .match(let pattern, let isOptional):
            defer { bound.formUnion(pattern.variables) }
            guard isOptional else { return PatternPlanner(self, pattern, bound: bound).planned(on: input) }
            let ordinal = makeVariable()
            let inner = PatternPlanner(self, pattern, bound: bound).planned(
                on: Plan(.argument, nil, estimate: 1))
            let nulls = pattern.variables.subtracting(bound).sorted { $0.number < $1.number }
            return Plan(
                .optional(inner, ordinal: ordinal, nulls: nulls), input,
                estimate: input.estimate * max(1, inner.estimate))
        case .unwind(let list, let variable):
            bound.insert(variable)
            return Plan(.unwind(list, variable), input, estimate: input.estimate * list.expectedLength)
        case .project(let projection):
            bound.formUnion(projection.items.map(\.variable))
            return plan(projection, input, ordinal: ordinal)
        case .create(let paths):
            for path in paths { path.forEachVariable { bound.insert($0) } }
            // Scripts have thousands of these one after the other.
            if case .create(let before) = input.step, let start = input.input {
                return Plan(.create(before + paths), start, estimate: input.estimate)
            }
            return Plan(.create(paths), input, estimate: input.estimate)
        case .merge(let merge):
            let match = PatternPlanner(self, merge.pattern, bound: bound)
                .planned(on: Plan(.argument, nil, estimate: 1))
            merge.created.forEachVariable { bound.insert($0) }
            return Plan(.merge(merge, match: match), input, estimate: input.estimate)
        case .set(let items): return Plan(.set(items), input, estimate: input.estimate)
        case .delete(let elements, let isDetaching):
            return Plan(.delete(elements, isDetaching: isDetaching), input, estimate: input.estimate)
        case .call(let call):
            bound.formUnion(call.outputs.map(\.variable))
            return Plan(.call(call), input, estimate: input.estimate * 10)
        case .subquery(let query, _): return plan(subquery: query, input, &bound)
        case .forEach(let variable, let list, let clauses):
            var inner = Plan(.argument, nil, estimate: 1)
            var innerBound = bound.union([variable])
            for clause in clauses {
                planSubqueries(of: clause, innerBound)
                inner = plan(clause, inner, &innerBound, ordinal: nil)
            }
            return Plan(.forEach(variable, in: list, inner), input, estimate: input.estimate)
        }
    }

    /// `CALL { ... }`.
    private func plan(subquery query: BoundQuery, _ input: Plan, _ bound: inout Set<Variable>) -> Plan {
        let ordinal = makeVariable()
        let (root, output) = plan(query, Plan(.argument, nil, estimate: 1), bound: bound, ordinal: nil)
        let planned = PlannedSubquery(root: root, ordinal: ordinal, isRowwise: true, output: nil)
        bound.formUnion(output)
        // What one row's subquery writes must not be seen by what the next row is read from.
        let before = query.isWriting ? Plan(.collectAll, input, estimate: input.estimate) : input
        let isUnit = output.isEmpty
        let applied = Plan(
            .apply(planned, isUnit: isUnit), before, estimate: input.estimate * (isUnit ? 1 : root.estimate))
        return query.isWriting ? Plan(.collectAll, applied, estimate: applied.estimate) : applied
    }

    private func plan(_ projection: BoundProjection, _ input: Plan, ordinal: Variable?) -> Plan {
        var plan = input
        if projection.isGrouping {
            let keys = projection.groupingKeys.map { projection.items[$0] }
            let groups = keys.isEmpty ? 1 : max(1, input.estimate.squareRoot())
            plan = Plan(.aggregate(keys: keys, projection.aggregations, carried: []), plan, estimate: groups)
            let rest = projection.items.indices.filter { !projection.groupingKeys.contains($0) }
            if !rest.isEmpty {
                plan = Plan(.project(rest.map { projection.items[$0] }), plan, estimate: groups)
            }
        } else if !projection.items.isEmpty {
            plan = Plan(.project(projection.items), plan, estimate: plan.estimate)
        }
        if projection.isDistinct {
            let variables = projection.items.map(\.variable) + (ordinal.map { [$0] } ?? [])
            plan = Plan(.distinct(variables), plan, estimate: max(1, plan.estimate / 2))
        }
        let rows =
            projection.limit.flatMap(\.constantCount).map { min(Double($0), plan.estimate) } ?? plan.estimate
        if !projection.order.isEmpty {
            if let limit = projection.limit {
                plan = Plan(.top(projection.order, skip: projection.skip, limit: limit), plan, estimate: rows)
            } else {
                plan = Plan(.sort(projection.order), plan, estimate: plan.estimate)
            }
        }
        if projection.order.isEmpty || projection.limit == nil,
            projection.skip != nil || projection.limit != nil
        {
            plan = Plan(.page(skip: projection.skip, limit: projection.limit), plan, estimate: rows)
        }
        if !projection.conditions.isEmpty {
            plan = Plan(.filter(projection.conditions), plan, estimate: plan.estimate / 3)
        }
        return plan
    }
}

extension BoundExpression {
    /// The number that SKIP or LIMIT states.
    fileprivate var constantCount: Int64? {
        if case .constant(.integer(let count)) = self { count } else { nil }
    }

    /// How many rows UNWIND is expected to make of one.
    fileprivate var expectedLength: Double {
        if case .list(let elements) = self { Double(elements.count) } else { 10 }
    }
}

extension BoundPattern {
    /// The variables that the pattern binds, or uses as nodes and relationships.
    var variables: Set<Variable> {
        var found: Set<Variable> = []
        for node in nodes { found.insert(node.variable) }
        for relationship in relationships {
            if let group = relationship.group {
                for pair in group.collected { found.insert(pair.outer) }
            }
            found.insert(relationship.variable)
        }
        for path in paths { found.insert(path.variable) }
        return found
    }
}
