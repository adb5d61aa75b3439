import Cypher
import QueryValues

extension PatternPlanner {
    /// A relationship as it is walked from one of its ends.
    func expansion(_ position: Int, fromLeft: Bool) -> Expansion {
        let relationship = pattern.relationships[position]
        let (from, to) =
            fromLeft ? (relationship.left, relationship.right) : (relationship.right, relationship.left)
        let isInto = bound.contains(to)
        return Expansion(
            from: from, relationship: relationship.variable, to: to,
            direction: Expansion.Direction(relationship.direction, fromLeft: fromLeft),
            types: relationship.types, isInto: isInto, labels: isInto ? [] : labels(of: to),
            differsFrom: walked.filter { mayBeSame($0, relationship) }.map(\.variable))
    }

    /// Counts a relationship, and what it leads to, among what is bound.
    mutating func remember(_ position: Int) {
        let relationship = pattern.relationships[position]
        bound.formUnion([relationship.left, relationship.right, relationship.variable])
        if let group = relationship.group { bound.formUnion(group.collected.map(\.outer)) }
        walked.append(
            Walked(
                variable: relationship.variable, types: relationship.group == nil ? relationship.types : nil,
                ends: relationship.ends))
    }

    mutating func walk(_ position: Int, fromLeft: Bool, _ plan: Plan) -> Plan {
        let relationship = pattern.relationships[position]
        var expansion = expansion(position, fromLeft: fromLeft)
        let isInto = expansion.isInto
        let isRepeatedlyBound = relationship.isBound && relationship.repetition != nil
        if isRepeatedlyBound { expansion.relationship = planner.makeVariable() }
        defer { remember(position) }
        let estimate = plan.estimate * max(cost(relationship, fromLeft: fromLeft), 0.01) * (isInto ? 0.01 : 1)
        if let group = relationship.group { return walk(group, expansion, plan, estimate) }
        let selector = selector(of: position)
        if selector != .all {
            let repetition = relationship.repetition
            let step = PlanStep.shortest(
                ShortestExpansion(
                    expansion: expansion, minimum: repetition?.minimum ?? 1,
                    maximum: repetition == nil ? 1 : repetition?.maximum,
                    element: repetition?.element ?? relationship.variable,
                    conditions: repetition?.conditions ?? [], findsAll: selector == .allShortest))
            return Plan(step, plan, estimate: plan.estimate)
        }
        guard let repetition = relationship.repetition else {
            return relationship.isBound
                ? connect(expansion, plan, estimate) : Plan(.expand(expansion), plan, estimate: estimate)
        }
        let walked = Plan(
            .repeatedly(
                RepeatedExpansion(
                    expansion: expansion, minimum: repetition.minimum, maximum: repetition.maximum,
                    element: repetition.element, conditions: repetition.conditions, isReversed: !fromLeft)),
            plan, estimate: estimate)
        guard isRepeatedlyBound else { return walked }
        let isSame = BoundExpression.comparison(
            .equal, .variable(expansion.relationship), .variable(relationship.variable))
        return Plan(.filter([isSame]), walked, estimate: walked.estimate)
    }

    /// Finds the ends of a relationship that is bound, be one of them bound or not.
    func connect(_ expansion: Expansion, _ plan: Plan, _ estimate: Double) -> Plan {
        var expansion = expansion
        expansion.isFromBound = bound.contains(expansion.from)
        let connected = Plan(.connect(expansion), plan, estimate: estimate)
        let labels = labels(of: expansion.from)
        guard !expansion.isFromBound, !labels.isEmpty else { return connected }
        return Plan(.labels(expansion.from, labels), connected, estimate: estimate)
    }

    /// A second relationship that joins the node which another one would find to what is bound.
    func closing(
        _ next: (position: Int, fromLeft: Bool)
    ) -> (position: Int, fromLeft: Bool)? {
        func isPlain(_ relationship: PatternRelationship) -> Bool {
            relationship.repetition == nil && relationship.group == nil && !relationship.isBound
        }
        let first = pattern.relationships[next.position]
        let found = next.fromLeft ? first.right : first.left
        guard isPlain(first), selector(of: next.position) == .all, !bound.contains(found) else { return nil }
        for position in relationships where position != next.position && selector(of: position) == .all {
            let relationship = pattern.relationships[position]
            guard isPlain(relationship), relationship.left != relationship.right else { continue }
            if relationship.right == found, bound.contains(relationship.left) { return (position, true) }
            if relationship.left == found, bound.contains(relationship.right) { return (position, false) }
        }
        return nil
    }

    mutating func intersect(
        _ next: (position: Int, fromLeft: Bool), _ closing: (position: Int, fromLeft: Bool), _ plan: Plan
    ) -> Plan {
        let first = expansion(next.position, fromLeft: next.fromLeft)
        remember(next.position)
        var second = expansion(closing.position, fromLeft: closing.fromLeft)
        remember(closing.position)
        second.isInto = true
        second.labels = []
        let kept = cost(pattern.relationships[next.position], fromLeft: next.fromLeft)
        return Plan(.intersect(first, second), plan, estimate: plan.estimate * max(kept * 0.05, 0.01))
    }

    func walk(
        _ group: PatternRelationship.Group, _ expansion: Expansion, _ plan: Plan, _ estimate: Double
    ) -> Plan {
        let start = bound.union([group.start])
        let inner = PatternPlanner(planner, group.pattern, bound: start)
            .planned(on: Plan(.argument, nil, estimate: 1))
        let step = PlanStep.group(
            GroupExpansion(
                group: group, from: expansion.from, to: expansion.to, isInto: expansion.isInto,
                labels: expansion.labels, repetition: inner,
                differsFrom: expansion.differsFrom,
                relationships: group.pattern.relationships.map(\.variable), walk: expansion.relationship))
        return Plan(step, plan, estimate: estimate)
    }

    func planned(on input: Plan) -> Plan {
        var copy = self
        return copy.plan(on: input)
    }

    /// Whether a relationship that was walked may be the one that is walked next.
    func mayBeSame(_ earlier: Walked, _ relationship: PatternRelationship) -> Bool {
        let types = relationship.group == nil ? relationship.types : nil
        guard planner.statistics.mayHaveSeveralTypes || earlier.types.mayMeet(types) else { return false }
        guard let first = earlier.ends, let second = relationship.ends,
            first.target == second.source || first.source == second.target
        else { return true }
        // One behind the other, they can only be the same relationship if it is a loop.
        return planner.statistics.mayHaveLoops(types)
    }

    /// A part that is only connected by equal values, or has relationships of its own: found once, and joined.
    mutating func join(_ component: Set<Variable>, _ plan: Plan) -> Plan? {
        let hasLookup = pattern.nodes.contains { node in
            guard component.contains(node.variable) else { return false }
            if case .scan = access(to: node.variable).0 { return false }
            return true
        }
        guard !hasLookup else { return nil }
        let hasSelector = relationships.contains {
            component.contains(pattern.relationships[$0].left) && selector(of: $0) != .all
        }
        let isRelated = relationships.contains { position in
            let relationship = pattern.relationships[position]
            return component.contains(relationship.left)
                && (relationship.isBound || relationship.group != nil
                    || !relationship.mentioned(universe).isSubset(of: component))
        }
        guard !hasSelector, !isRelated else { return nil }
        var keys: [(left: BoundExpression, right: BoundExpression, position: Int)] = []
        for (position, condition) in conditions.enumerated() {
            guard case .comparison(.equal, let first, let second) = condition else { continue }
            for (left, right) in [(first, second), (second, first)] {
                let (outside, inside) = (mentioned(left), mentioned(right))
                guard !outside.isEmpty, outside.isSubset(of: bound), !inside.isEmpty,
                    inside.isSubset(of: component)
                else { continue }
                keys.append((left, right, position))
                break
            }
        }
        guard !keys.isEmpty else { return nil }
        var part = PatternPlanner(self, component: component)
        // Relationships of other parts of the same pattern must differ, which is judged behind the join.
        guard
            !relationships.contains(where: { component.contains(pattern.relationships[$0].left) })
                || walked.isEmpty
        else { return nil }
        let right = part.planComponent(component)
        for key in keys.reversed() { conditions.remove(at: key.position) }
        conditions = conditions.filter { !mentioned($0).isSubset(of: component) }
        relationships.removeAll { component.contains(pattern.relationships[$0].left) }
        walked += part.walked
        bound.formUnion(component)
        let estimate = max(plan.estimate, right.estimate)
        let adds = component.sorted { $0.number < $1.number }
        return finish(
            Plan(
                .join(right, left: keys.map(\.left), right: keys.map(\.right), adds: adds), plan,
                estimate: estimate))
    }

    mutating func planComponent(_ component: Set<Variable>) -> Plan {
        var plan = start(in: component, Plan(.argument, nil, estimate: 1))
        plan = expandAll(plan)
        return plan
    }
}
