import Cypher
import QueryValues

/// Chooses the order in which the parts of one pattern are found.
///
/// It goes on from what is bound with the step that is expected to leave the fewest rows; where nothing is connected to
/// what is bound, it starts again with the cheapest node.
struct PatternPlanner {
    let planner: Planner
    let pattern: BoundPattern
    /// What stands before the pattern, and what it mentions at all: other variables in conditions are local to them.
    let universe: Set<Variable>
    var bound: Set<Variable>
    var conditions: [BoundExpression]
    var relationships: [Int]
    var paths: [PatternPath]
    /// Relationships that later ones must differ from.
    var walked: [Walked] = []

    struct Walked {
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
    init(_ whole: PatternPlanner, component: Set<Variable>) {
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
    mutating func plan(on input: Plan) -> Plan {
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
    func isEnd(_ node: Variable) -> Bool {
        pattern.relationships.contains { $0.left == node || $0.right == node }
    }

    /// Finds a node, and all that is connected to it.
    mutating func find(_ node: Variable, _ input: Plan) -> Plan {
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

    mutating func expandAll(_ input: Plan) -> Plan {
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
    mutating func finish(_ input: Plan) -> Plan {
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

    func assemble(_ path: PatternPath, _ plan: Plan) -> Plan {
        let items = path.relationships.map { position -> PathItem in
            let relationship = pattern.relationships[position]
            if relationship.group != nil { return .walk(relationship.variable) }
            return relationship.repetition != nil || path.selector != .all
                ? .relationships(relationship.variable) : .relationship(relationship.variable)
        }
        return Plan(.path(path.variable, start: path.start, items), plan, estimate: plan.estimate)
    }

    /// The variables of the query that a condition mentions, its own left out.
    func mentioned(_ condition: BoundExpression) -> Set<Variable> {
        var found: Set<Variable> = []
        condition.forEachVariable { if universe.contains($0) { found.insert($0) } }
        return found
    }
}
