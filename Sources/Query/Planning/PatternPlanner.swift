import Cypher
import QueryValues

/// Chooses the order in which the parts of one pattern are found.
///
/// It goes on from what is bound with the step that is expected to leave the fewest rows; where nothing is connected to
/// what is bound, it starts again with the cheapest node.
struct PatternPlanner {
    private let planner: Planner
    private let pattern: BoundPattern
    /// What stands before the pattern, and what it mentions at all: other variables in conditions are local to them.
    private let universe: Set<Variable>
    private var bound: Set<Variable>
    private var conditions: [BoundExpression]
    private var relationships: [Int]
    private var paths: [PatternPath]
    /// Relationships that later ones must differ from.
    private var walked: [Walked] = []

    private struct Walked {
        let variable: Variable
        let types: LabelExpression?
        /// Where it starts and ends; nil unless it is a single one with a direction.
        let ends: (source: Variable, target: Variable)?
    }

    init(_ planner: Planner, _ pattern: BoundPattern, bound: Set<Variable>) {
        self.planner = planner
        self.pattern = pattern
        self.bound = bound
        universe = bound.union(pattern.variables)
        conditions = pattern.conditions
        relationships = Array(pattern.relationships.indices)
        paths = pattern.paths
    }

    /// A part of the pattern that is not connected to what is bound, planned by itself.
    private init(_ whole: PatternPlanner, component: Set<Variable>) {
        planner = whole.planner
        pattern = whole.pattern
        universe = whole.universe
        bound = []
        conditions = whole.conditions.filter { whole.mentioned($0).isSubset(of: component) }
        relationships = whole.relationships.filter {
            component.contains(whole.pattern.relationships[$0].left)
        }
        paths = []
    }

    /// The steps that find the pattern in each row of a plan.
    private mutating func plan(on input: Plan) -> Plan {
        var plan = input
        for node in pattern.nodes where bound.contains(node.variable) {
            if !node.labels.isEmpty {
                plan = Plan(.labels(node.variable, node.labels), plan, estimate: plan.estimate / 2)
            } else if !isEnd(node.variable) {
                // No step asks anything of it, yet null is no node.
                let isThere = BoundExpression.isNull(.variable(node.variable), isNegated: true)
                plan = Plan(.filter([isThere]), plan, estimate: plan.estimate)
            }
        }
        plan = finish(plan)
        for node in pattern.nodes { plan = find(node.variable, plan) }
        precondition(conditions.isEmpty, "every condition can be judged once the whole pattern is bound")
        return plan
    }

    /// Whether a relationship of the pattern starts or ends at a node.
    private func isEnd(_ node: Variable) -> Bool {
        pattern.relationships.contains { $0.left == node || $0.right == node }
    }

    /// Finds a node, and all that is connected to it.
    private mutating func find(_ node: Variable, _ input: Plan) -> Plan {
        var plan = expandAll(input)
        // A shortest path needs both of its ends: the first start may have been the other one.
        while !bound.contains(node) {
            let component = component(of: node)
            if !bound.isEmpty, let joined = join(component, plan) {
                plan = joined
            } else {
                plan = start(in: component, plan)
            }
            plan = expandAll(plan)
        }
        return plan
    }

    private mutating func expandAll(_ input: Plan) -> Plan {
        var plan = input
        while let next = cheapestRelationship() {
            if let closing = closing(next) {
                relationships.removeAll { $0 == next.position || $0 == closing.position }
                plan = finish(intersect(next, closing, plan))
                continue
            }
            relationships.removeAll { $0 == next.position }
            plan = finish(walk(next.position, fromLeft: next.fromLeft, plan))
        }
        return plan
    }

    /// Applies the conditions that can be judged, and puts together the paths that are complete.
    private mutating func finish(_ input: Plan) -> Plan {
        var plan = input
        for path in paths where path.relationships.allSatisfy({ !relationships.contains($0) }) {
            guard bound.contains(path.start) else { continue }
            if path.isNamed { plan = assemble(path, plan) }
            bound.insert(path.variable)
            paths.removeAll { $0.variable == path.variable }
        }
        let ready = conditions.filter { mentioned($0).isSubset(of: bound) }
        guard !ready.isEmpty else { return plan }
        conditions = conditions.filter { !mentioned($0).isSubset(of: bound) }
        let selectivity = ready.reduce(1.0) { $0 * $1.selectivity }
        return Plan(.filter(ready), plan, estimate: max(plan.estimate * selectivity, 0.01))
    }

    private func assemble(_ path: PatternPath, _ plan: Plan) -> Plan {
        let items = path.relationships.map { position -> PathItem in
            let relationship = pattern.relationships[position]
            if relationship.group != nil { return .walk(relationship.variable) }
            return relationship.repetition != nil || path.selector != .all
                ? .relationships(relationship.variable) : .relationship(relationship.variable)
        }
        return Plan(.path(path.variable, start: path.start, items), plan, estimate: plan.estimate)
    }

    /// The variables of the query that a condition mentions, its own left out.
    private func mentioned(_ condition: BoundExpression) -> Set<Variable> {
        var found: Set<Variable> = []
        condition.forEachVariable { if universe.contains($0) { found.insert($0) } }
        return found
    }
}

// Choosing.
extension PatternPlanner {
    private func labels(of node: Variable) -> [LabelExpression] {
        pattern.nodes.first { $0.variable == node }?.labels ?? []
    }

    /// The nodes that are connected to a node by relationships that are not walked yet.
    private func component(of node: Variable) -> Set<Variable> {
        var found: Set<Variable> = [node]
        var grew = true
        while grew {
            grew = false
            for position in relationships {
                let relationship = pattern.relationships[position]
                let ends: Set = [relationship.left, relationship.right]
                guard !found.isDisjoint(with: ends) else { continue }
                for variable in ends.union([relationship.variable]) where found.insert(variable).inserted {
                    grew = true
                }
            }
        }
        return found
    }

    private func selector(of position: Int) -> PathPattern.Selector {
        pattern.paths.first { $0.relationships.contains(position) }?.selector ?? .all
    }

    /// The relationship with a bound end that is expected to leave the fewest rows.
    private func cheapestRelationship() -> (position: Int, fromLeft: Bool)? {
        var best: (cost: Double, position: Int, fromLeft: Bool)?
        func consider(_ cost: Double, _ position: Int, fromLeft: Bool) {
            if cost < best?.cost ?? .infinity { best = (cost, position, fromLeft) }
        }
        for position in relationships {
            let relationship = pattern.relationships[position]
            let (left, right) = (bound.contains(relationship.left), bound.contains(relationship.right))
            if relationship.isBound, relationship.repetition == nil {
                consider(-1, position, fromLeft: left || !right)
                continue
            }
            if selector(of: position) != .all {
                if left, right { consider(0, position, fromLeft: true) }
                continue
            }
            if left, right {
                consider(0.01 * cost(relationship, fromLeft: true), position, fromLeft: true)
            } else if left {
                consider(cost(relationship, fromLeft: true), position, fromLeft: true)
            } else if right, relationship.group == nil {
                consider(cost(relationship, fromLeft: false), position, fromLeft: false)
            }
        }
        return best.map { ($0.position, $0.fromLeft) }
    }

    /// How many rows a relationship is expected to make of one.
    private func cost(_ relationship: PatternRelationship, fromLeft: Bool) -> Double {
        let (from, to) =
            fromLeft ? (relationship.left, relationship.right) : (relationship.right, relationship.left)
        let direction = Expansion.Direction(relationship.direction, fromLeft: fromLeft)
        let degree = planner.statistics.degree(relationship.types, direction, from: labels(of: from))
        let kept = planner.statistics.selectivity(of: labels(of: to), relationship.types, direction)
        if let repetition = relationship.repetition {
            let length = min(repetition.maximum ?? 6, 6)
            let reached = (0..<max(length, 1)).reduce(1.0) { total, _ in total * max(degree, 1.1) }
            return 10 * reached * kept
        }
        if relationship.group != nil { return 1_000 * max(degree, 1) }
        return degree * kept
    }

    private mutating func start(in component: Set<Variable>, _ plan: Plan) -> Plan {
        var best: (cost: Double, degree: Int, node: Variable, access: Access)?
        // A repetition in parentheses is walked from its left end only, so that end must not be left for later.
        let needed = relationships.compactMap { position -> Variable? in
            let relationship = pattern.relationships[position]
            return relationship.group != nil && component.contains(relationship.left)
                ? relationship.left : nil
        }
        let candidates = pattern.nodes.map(\.variable).filter {
            component.contains($0) && !bound.contains($0)
        }
        let preferred = candidates.filter { needed.isEmpty || needed.contains($0) }
        for node in preferred.isEmpty ? candidates : preferred {
            let (access, cost) = access(to: node)
            // Of equally many, the one in the middle: what leads away from it may only have to be counted.
            let degree = relationships.count {
                pattern.relationships[$0].left == node || pattern.relationships[$0].right == node
            }
            if let best, (best.cost, -best.degree) <= (cost, -degree) { continue }
            best = (cost, degree, node, access)
        }
        guard let (cost, _, node, access) = best else {
            preconditionFailure("a part of a pattern that is not bound has a node")
        }
        bound.insert(node)
        let estimate = plan.estimate * max(cost, 0.01)
        switch access {
        case .scan: return finish(Plan(.scan(node, labels(of: node)), plan, estimate: estimate))
        case .id(let value, let condition):
            conditions.remove(at: condition)
            return finish(Plan(.nodeByID(node, value, labels(of: node)), plan, estimate: estimate))
        case .lookup(let label, let key, let value, let isList, let condition):
            conditions.remove(at: condition)
            let step = PlanStep.lookup(
                node, label: label, key: key, value: value, isList: isList, labels(of: node))
            return finish(Plan(step, plan, estimate: estimate))
        }
    }

    private enum Access {
        case scan
        case id(BoundExpression, condition: Int)
        case lookup(label: String, key: String, BoundExpression, isList: Bool, condition: Int)
    }

    /// How a node is found best, and how many there will be.
    private func access(to node: Variable) -> (Access, Double) {
        let labels = labels(of: node)
        let count = planner.statistics.nodeCount(labels)
        let label = labels.lazy.compactMap(\.plainLabels).first?.first?.text
        var best: (Access, Double) = (.scan, max(count, 1))
        for (position, condition) in conditions.enumerated() {
            if case .binary(.in, .property(.variable(node), let key, _), let list, _) = condition,
                mentioned(list).isSubset(of: bound), let label, planner.statistics.hasIndex(label, key),
                best.1 > 3
            {
                best = (.lookup(label: label, key: key, list, isList: true, condition: position), 3)
            }
            guard case .comparison(.equal, let left, let right) = condition else { continue }
            for (subject, value) in [(left, right), (right, left)] {
                guard mentioned(value).isSubset(of: bound) else { continue }
                switch subject {
                case .property(.variable(node), let key, _):
                    // Without an index, each row would look at every node.
                    guard let label, planner.statistics.hasIndex(label, key) else { continue }
                    if best.1 > 1 {
                        best = (.lookup(label: label, key: key, value, isList: false, condition: position), 1)
                    }
                case .graphFunction(.id, let operands, _):
                    guard case .variable(node)? = operands.first else { continue }
                    best = (.id(value, condition: position), 0.5)
                default: continue
                }
            }
        }
        return best
    }
}

// Walking.
extension PatternPlanner {
    /// A relationship as it is walked from one of its ends.
    private func expansion(_ position: Int, fromLeft: Bool) -> Expansion {
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
    private mutating func remember(_ position: Int) {
        let relationship = pattern.relationships[position]
        bound.formUnion([relationship.left, relationship.right, relationship.variable])
        if let group = relationship.group { bound.formUnion(group.collected.map(\.outer)) }
        walked.append(
            Walked(
                variable: relationship.variable, types: relationship.group == nil ? relationship.types : nil,
                ends: relationship.ends))
    }

    private mutating func walk(_ position: Int, fromLeft: Bool, _ plan: Plan) -> Plan {
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
    private func connect(_ expansion: Expansion, _ plan: Plan, _ estimate: Double) -> Plan {
        var expansion = expansion
        expansion.isFromBound = bound.contains(expansion.from)
        let connected = Plan(.connect(expansion), plan, estimate: estimate)
        let labels = labels(of: expansion.from)
        guard !expansion.isFromBound, !labels.isEmpty else { return connected }
        return Plan(.labels(expansion.from, labels), connected, estimate: estimate)
    }

    /// A second relationship that joins the node which another one would find to what is bound.
    private func closing(
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

    private mutating func intersect(
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

    private func walk(
        _ group: PatternRelationship.Group, _ expansion: Expansion, _ plan: Plan, _ estimate: Double
    ) -> Plan {
        let start = bound.union([group.start])
        let inner = PatternPlanner(planner, group.pattern, bound: start)
            .planned(on: Plan(.argument, nil, estimate: 1))
        let step = PlanStep.group(
            GroupExpansion(
                group: group, from: expansion.from, to: expansion.to, isInto: expansion.isInto,
                labels: expansion.labels, repetition: inner, ordinal: planner.makeVariable(),
                differsFrom: expansion.differsFrom,
                relationships: group.pattern.relationships.map(\.variable), walk: expansion.relationship))
        return Plan(step, plan, estimate: estimate)
    }

    func planned(on input: Plan) -> Plan {
        var copy = self
        return copy.plan(on: input)
    }

    /// Whether a relationship that was walked may be the one that is walked next.
    private func mayBeSame(_ earlier: Walked, _ relationship: PatternRelationship) -> Bool {
        let types = relationship.group == nil ? relationship.types : nil
        guard planner.statistics.mayHaveSeveralTypes || earlier.types.mayMeet(types) else { return false }
        guard let first = earlier.ends, let second = relationship.ends,
            first.target == second.source || first.source == second.target
        else { return true }
        // One behind the other, they can only be the same relationship if it is a loop.
        return planner.statistics.mayHaveLoops(types)
    }

    /// A part that is only connected by equal values, or has relationships of its own: found once, and joined.
    private mutating func join(_ component: Set<Variable>, _ plan: Plan) -> Plan? {
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

    private mutating func planComponent(_ component: Set<Variable>) -> Plan {
        var plan = start(in: component, Plan(.argument, nil, estimate: 1))
        plan = expandAll(plan)
        return plan
    }
}

extension PatternRelationship {
    /// Where a single relationship with a direction starts and ends; nil for any other.
    fileprivate var ends: (source: Variable, target: Variable)? {
        guard repetition == nil, group == nil else { return nil }
        switch direction {
        case .right: return (left, right)
        case .left: return (right, left)
        case .either: return nil
        }
    }

    fileprivate func mentioned(_ universe: Set<Variable>) -> Set<Variable> {
        var found: Set<Variable> = []
        for condition in repetition?.conditions ?? [] {
            condition.forEachVariable { if universe.contains($0) { found.insert($0) } }
        }
        group?.pattern.forEachExpression { condition in
            condition.forEachVariable { if universe.contains($0) { found.insert($0) } }
        }
        return found
    }
}

extension Expansion.Direction {
    init(_ direction: RelationshipPattern.Direction, fromLeft: Bool) {
        switch direction {
        case .right: self = fromLeft ? .outgoing : .incoming
        case .left: self = fromLeft ? .incoming : .outgoing
        case .either: self = .either
        }
    }
}

extension LabelExpression? {
    /// Whether a relationship that has one type may be meant by both.
    fileprivate func mayMeet(_ other: LabelExpression?) -> Bool {
        guard let left = self?.alternatives, let right = other?.alternatives else { return true }
        return left.contains { name in right.contains { $0.utf8.elementsEqual(name.utf8) } }
    }
}

extension LabelExpression {
    /// The names of a disjunction of plain names; nil for anything else.
    var alternatives: [String]? {
        switch self {
        case .label(let name): [name.text]
        case .or(let left, let right):
            left.alternatives.flatMap { first in right.alternatives.map { first + $0 } }
        case .any, .and, .not: nil
        }
    }
}

extension BoundExpression {
    /// The part of the rows that a condition is expected to leave.
    fileprivate var selectivity: Double {
        switch self {
        case .comparison(.equal, _, _): 0.1
        case .comparison(.notEqual, _, _), .not: 0.9
        case .comparison: 0.4
        case .isNull(_, let isNegated): isNegated ? 0.9 : 0.1
        case .exists: 0.5
        default: 0.5
        }
    }
}
