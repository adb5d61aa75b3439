extension Plan {
    /// The operators of a plan, for one run.
    func makeOperator(_ execution: Execution) -> Operator {
        // Not by recursion: a query may have hundreds of steps.
        var steps: [Plan] = []
        var current: Plan? = self
        while let plan = current {
            steps.append(plan)
            current = plan.input
        }
        var made: Operator?
        for plan in steps.reversed() { made = plan.makeStep(execution, made) }
        guard let made else { preconditionFailure("a plan has a step") }
        return made
    }

    private func makeStep(_ execution: Execution, _ input: Operator?) -> Operator {
        switch step {
        case .argument: ArgumentOperator(execution, self, input: nil)
        case .scan(let variable, let labels):
            ScanOperator(execution, self, input: input, .all, variable, labels)
        case .lookup(let variable, let label, let key, let value, let isList, let labels):
            ScanOperator(
                execution, self, input: input, .key(label: label, key: key, value: value, isList: isList),
                variable, labels)
        case .nodeByID(let variable, let id, let labels):
            ScanOperator(execution, self, input: input, .id(id), variable, labels)
        case .expand(let expansion): ExpandOperator(execution, self, input: input, expansion)
        case .degree(let expansion): DegreeOperator(execution, self, input: input, expansion)
        case .intersect(let first, let second):
            IntersectOperator(execution, self, input: input, first, second)
        case .connect(let expansion): ConnectOperator(execution, self, input: input, expansion)
        case .repeatedly(let walk):
            walk.isReachability
                ? ReachOperator(execution, self, input: input, walk)
                : RepeatedExpandOperator(execution, self, input: input, walk)
        case .group(let walk): GroupOperator(execution, self, input: input, walk)
        case .shortest(let walk): ShortestOperator(execution, self, input: input, walk)
        case .filter(let conditions): FilterOperator(execution, self, input: input, conditions)
        case .labels(let variable, let labels):
            LabelOperator(execution, self, input: input, variable, labels)
        case .path(let variable, let start, let items):
            PathOperator(execution, self, input: input, variable, start, items)
        case .project(let items): ProjectOperator(execution, self, input: input, items)
        case .aggregate(let keys, let aggregations, let carried):
            AggregateOperator(execution, self, input: input, keys, aggregations, carried)
        case .distinct(let variables): DistinctOperator(execution, self, input: input, variables)
        case .sort(let keys): SortOperator(execution, self, input: input, keys)
        case .top(let keys, let skip, let limit):
            TopOperator(execution, self, input: input, keys, skip: skip, limit: limit)
        case .page(let skip, let limit): PageOperator(execution, self, input: input, skip: skip, limit: limit)
        case .unwind(let list, let variable): UnwindOperator(execution, self, input: input, list, variable)
        case .optional(let inner, let ordinal, let nulls):
            OptionalOperator(execution, self, input: input, inner.makeOperator(execution), ordinal, nulls)
        case .apply(let subquery, let isUnit):
            ApplyOperator(execution, self, input: input, subquery, isUnit: isUnit)
        case .join(let right, let leftKeys, let rightKeys, let adds):
            JoinOperator(
                execution, self, input: input, right.makeOperator(execution), leftKeys, rightKeys, adds)
        case .union(let parts, let outputs):
            UnionOperator(
                execution, self, input: nil, parts.map { ($0.plan.makeOperator(execution), $0.outputs) },
                outputs)
        case .create(let paths): CreateOperator(execution, self, input: input, paths)
        case .merge(let merge, let match):
            MergeOperator(execution, self, input: input, merge, match.makeOperator(execution))
        case .set(let items): SetOperator(execution, self, input: input, items)
        case .delete(let elements, let isDetaching):
            DeleteOperator(execution, self, input: input, elements, isDetaching: isDetaching)
        case .call(let call): ProcedureOperator(execution, self, input: input, call)
        case .forEach(let variable, let list, let updates):
            ForEachOperator(execution, self, input: input, variable, list, updates.makeOperator(execution))
        case .collectAll: CollectOperator(execution, self, input: input)
        }
    }
}
