import Cypher
import QueryValues

extension PatternPlanner {
    func labels(of node: Variable) -> [LabelExpression] {
        pattern.nodes.first { $0.variable == node }?.labels ?? []
    }

    /// The nodes that are connected to a node by relationships that are not walked yet.
    func component(of node: Variable) -> Set<Variable> {
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

    func selector(of position: Int) -> PathPattern.Selector {
        pattern.paths.first { $0.relationships.contains(position) }?.selector ?? .all
    }

    /// The relationship with a bound end that is expected to leave the fewest rows.
    func cheapestRelationship() -> (position: Int, fromLeft: Bool)? {
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
    func cost(_ relationship: PatternRelationship, fromLeft: Bool) -> Double {
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

    mutating func start(in component: Set<Variable>, _ plan: Plan) -> Plan {
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

    enum Access {
        case scan
        case id(BoundExpression, condition: Int)
        case lookup(label: String, key: String, BoundExpression, isList: Bool, condition: Int)
    }

    /// How a node is found best, and how many there will be.
    func access(to node: Variable) -> (Access, Double) {
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
