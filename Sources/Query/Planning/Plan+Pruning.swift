import QueryValues

extension Plan {
    /// The same plan, each step of which knows what those above it ask for.
    ///
    /// Where nobody asks for what an expansion finds, but only how often, it becomes a count; where nobody asks even that, a
    /// walk becomes a search for what can be reached.
    ///
    /// - Parameters:
    ///   - needed: The numbers of the variables that are asked for of the last step.
    ///   - multiplicity: What is asked for of equal rows.
    /// - Returns: The plan, and what it asks for of the rows that it is given.
    func pruned(
        needed: Set<Int>, _ multiplicity: Multiplicity = .asRows
    ) -> (plan: Plan, ofArgument: Set<Int>) {
        // Not by recursion: a query may have thousands of clauses.
        var spine: [(plan: Plan, pruned: PrunedStep, needed: Set<Int>)] = []
        var (current, asked, multiplicity) = (self, needed, multiplicity)
        while true {
            let pruned = current.prunedStep(needed: asked, multiplicity)
            spine.append((current, pruned, asked))
            guard !pruned.isStart, let input = current.input else {
                asked = pruned.below
                break
            }
            (current, asked, multiplicity) = (input, pruned.below, pruned.multiplicity)
        }
        var plan: Plan?
        for (original, pruned, needed) in spine.reversed() {
            plan = original.with(pruned.step, plan, needed)
        }
        guard let plan else { preconditionFailure("a plan has a step") }
        return (plan, asked)
    }

    private struct PrunedStep {
        let step: PlanStep
        /// What is asked for of the rows it starts from, and of equal ones among them.
        let below: Set<Int>
        let multiplicity: Multiplicity
        /// Whether it starts from the rows that the whole plan is given.
        let isStart: Bool
    }

    private func prunedStep(needed: Set<Int>, _ multiplicity: Multiplicity) -> PrunedStep {
        var below = needed
        var step = step
        var inputMultiplicity = Multiplicity.asRows
        switch step {
        case .scan, .lookup, .nodeByID, .expand, .degree, .intersect, .connect, .repeatedly, .group,
            .shortest, .filter, .labels,
            .path, .project, .join, .unwind:
            inputMultiplicity = multiplicity
        case .distinct: inputMultiplicity = .ignored
        case .aggregate(_, let aggregations, _):
            inputMultiplicity = aggregations.allSatisfy(\.ignoresDuplicates) ? .ignored : .asWeights
        default: break
        }
        switch step {
        case .argument:
            return PrunedStep(step: step, below: needed, multiplicity: .asRows, isStart: true)
        case .expand(let expansion)
        where multiplicity != .asRows && !expansion.isInto && expansion.differsFrom.isEmpty
            && needed.isDisjoint(with: [expansion.relationship.number, expansion.to.number]):
            step = .degree(expansion)
            below.insert(expansion.from.number)
        case .degree(let expansion): below.insert(expansion.from.number)
        case .scan(let variable, _): below.remove(variable.number)
        case .lookup(let variable, _, _, let value, _, _), .nodeByID(let variable, let value, _):
            below.remove(variable.number)
            value.addVariables(to: &below)
        case .expand(let expansion), .connect(let expansion):
            if case .expand = step { below.remove(expansion.relationship.number) }
            expansion.addVariables(to: &below)
            if case .connect = step { below.insert(expansion.relationship.number) }
        case .intersect(let first, let second):
            below.subtract([first.relationship.number, second.relationship.number])
            first.addVariables(to: &below)
            below.insert(second.from.number)
            // The two relationships are compared with each other where they are found.
            below.formUnion(second.differsFrom.filter { $0 != first.relationship }.map(\.number))
        case .repeatedly(var walk):
            if multiplicity == .ignored, walk.canBeReachability,
                !needed.contains(walk.expansion.relationship.number)
            {
                walk.isReachability = true
                step = .repeatedly(walk)
            }
            below.remove(walk.expansion.relationship.number)
            walk.expansion.addVariables(to: &below)
            for condition in walk.conditions { condition.addVariables(to: &below) }
        case .shortest(let walk):
            below.remove(walk.expansion.relationship.number)
            walk.expansion.addVariables(to: &below)
            for condition in walk.conditions { condition.addVariables(to: &below) }
        case .group(var walk):
            if !walk.isInto { below.remove(walk.to.number) }
            below.formUnion([walk.from.number] + walk.differsFrom.map(\.number))
            if walk.isInto { below.insert(walk.to.number) }
            let inner = Set(
                walk.group.collected.map(\.inner.number) + walk.group.walk.map(\.number)
                    + walk.relationships.map(\.number) + [walk.group.end.number])
            let (repetition, asked) = walk.repetition.pruned(needed: inner)
            walk.repetition = repetition
            below.formUnion(asked)
            step = .group(walk)
        case .filter(let conditions): for condition in conditions { condition.addVariables(to: &below) }
        case .labels(let variable, _): below.insert(variable.number)
        case .path(let variable, let start, let items):
            below.remove(variable.number)
            below.formUnion([start.number] + items.map(\.variable.number))
        case .project(let items):
            for item in items { below.remove(item.variable.number) }
            for item in items { item.expression.addVariables(to: &below) }
        case .aggregate(let keys, let aggregations, _):
            let made = Set(keys.map(\.variable.number) + aggregations.map(\.result.number))
            let carried = needed.subtracting(made).sorted().map { Variable($0) }
            below = []
            for key in keys { key.expression.addVariables(to: &below) }
            for aggregation in aggregations {
                aggregation.argument?.addVariables(to: &below)
                aggregation.parameter?.addVariables(to: &below)
            }
            step = .aggregate(keys: keys, aggregations, carried: carried)
        case .distinct(let variables): below.formUnion(variables.map(\.number))
        case .sort(let keys), .top(let keys, _, _):
            for key in keys { key.expression.addVariables(to: &below) }
        case .page, .collectAll: break
        case .unwind(let list, let variable):
            below.remove(variable.number)
            list.addVariables(to: &below)
        case .optional(let inner, let ordinal, let nulls):
            let (plan, asked) = inner.pruned(needed: needed.union([ordinal.number]))
            below.subtract(nulls.map(\.number))
            below.formUnion(asked.subtracting([ordinal.number]))
            step = .optional(plan, ordinal: ordinal, nulls: nulls)
        case .apply(let subquery, let isUnit):
            let (plan, asked) = subquery.root.pruned(needed: isUnit ? [] : needed)
            below.formUnion(asked)
            let planned = PlannedSubquery(
                root: plan, ordinal: subquery.ordinal, isRowwise: subquery.isRowwise, output: subquery.output)
            step = .apply(planned, isUnit: isUnit)
        case .join(let right, let leftKeys, let rightKeys, let adds):
            var inside = Set(adds.map(\.number)).intersection(needed)
            for key in rightKeys { key.addVariables(to: &inside) }
            below.subtract(adds.map(\.number))
            for key in leftKeys { key.addVariables(to: &below) }
            step = .join(right.pruned(needed: inside).plan, left: leftKeys, right: rightKeys, adds: adds)
        case .union(let parts, let outputs):
            let outer = needed.subtracting(outputs.map(\.number))
            below = outer
            let pruned = parts.map { part in
                let (plan, asked) = part.plan.pruned(needed: outer.union(part.outputs.map(\.number)))
                below.formUnion(asked)
                return (plan: plan, outputs: part.outputs)
            }
            // The parts begin from the argument themselves.
            return PrunedStep(
                step: .union(pruned, as: outputs), below: below, multiplicity: .asRows, isStart: true)
        case .create, .merge, .set, .delete, .call, .forEach: step = prunedUpdate(&below, needed)
        }
        return PrunedStep(step: step, below: below, multiplicity: inputMultiplicity, isStart: false)
    }

    private func prunedUpdate(_ below: inout Set<Int>, _ needed: Set<Int>) -> PlanStep {
        switch step {
        case .create(let paths):
            for path in paths {
                path.forEachVariable { below.insert($0.number) }
                path.forEachExpression { $0.addVariables(to: &below) }
            }
        case .merge(let merge, let match):
            let clause = BoundClause.merge(merge)
            clause.forEachVariable { below.insert($0.number) }
            let (plan, asked) = match.pruned(needed: below)
            below.formUnion(asked)
            return .merge(merge, match: plan)
        case .set(let items):
            for item in items {
                item.forEachVariable { below.insert($0.number) }
                item.forEachExpression { $0.addVariables(to: &below) }
            }
        case .delete(let elements, _): for element in elements { element.addVariables(to: &below) }
        case .call(let call):
            for output in call.outputs { below.remove(output.variable.number) }
            for argument in call.arguments { argument.addVariables(to: &below) }
            for condition in call.conditions { condition.addVariables(to: &below) }
        case .forEach(let variable, let list, let updates):
            let (plan, asked) = updates.pruned(needed: [])
            below.formUnion(asked)
            below.remove(variable.number)
            list.addVariables(to: &below)
            return .forEach(variable, in: list, plan)
        default: preconditionFailure("every other step is pruned where it stands")
        }
        return step
    }

    private func with(_ step: PlanStep, _ input: Plan?, _ needed: Set<Int>) -> Plan {
        var live = [Bool](repeating: false, count: (needed.max() ?? -1) + 1)
        for number in needed { live[number] = true }
        return Plan(step, input, estimate: estimate, live: live)
    }
}

/// What is asked for of equal rows.
enum Multiplicity {
    /// Each of them.
    case asRows
    /// One, with a weight.
    case asWeights
    /// One.
    case ignored
}

extension Aggregation {
    /// Whether equal rows change nothing.
    fileprivate var ignoresDuplicates: Bool {
        switch function {
        case .min, .max: true
        default: isDistinct
        }
    }
}

extension RepeatedExpansion {
    /// Whether a node is the end of some walk exactly if it can be reached at all.
    fileprivate var canBeReachability: Bool { minimum <= 1 && expansion.differsFrom.isEmpty }
}

extension Plan {
    /// Whether somebody above asks for a variable.
    func isLive(_ variable: Variable) -> Bool { variable.number < live.count && live[variable.number] }
}

extension Expansion {
    fileprivate func addVariables(to needed: inout Set<Int>) {
        if isInto { needed.insert(to.number) } else { needed.remove(to.number) }
        if isFromBound { needed.insert(from.number) } else { needed.remove(from.number) }
        needed.formUnion(differsFrom.map(\.number))
    }
}

extension PathItem {
    fileprivate var variable: Variable {
        switch self {
        case .relationship(let variable), .relationships(let variable), .walk(let variable): variable
        }
    }
}

extension BoundExpression {
    fileprivate func addVariables(to needed: inout Set<Int>) { forEachVariable { needed.insert($0.number) } }
}
