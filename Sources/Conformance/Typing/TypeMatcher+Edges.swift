import PGSchema

extension TypeMatcher {
    /// The alternatives of an edge type that may lead to an edge and its ends being wholly accounted for.
    mutating func states(
        ofEdgeType type: TypeID, _ context: EdgeContext, outside: Bounds<EdgeMatchState>
    ) throws(Alternatives.TooMany) -> [EdgeMatchState] {
        guard plan.hasChoices[type.index] else {
            guard let sole = soleState(ofEdgeType: type, context),
                sole.canReach(whole(context), with: outside.possible)
            else { return [] }
            return [sole]
        }
        let question = PartQuestion(type: type, subject: context, outside: outside)
        if let known = edgeStates[question] { return known }
        let compiled = plan.types[type.index]
        guard let own = ownState(of: compiled.form, classes[context.edge]),
            let (sourceForm, targetForm) = compiled.ends,
            let sourceBounds = bounds(of: sourceForm, context.source),
            let targetBounds = bounds(of: targetForm, context.target)
        else { return [] }
        var known = [Bounds(EdgeMatchState(edge: own)), .source(sourceBounds), .target(targetBounds)]
        for term in compiled.form.factors { known.append(bounds(of: term, context)) }
        let others = Bounds.outside(each: known, within: outside)
        let sources = try states(of: sourceForm, context.source, outside: others[1].part(\.source))
        let targets = try states(of: targetForm, context.target, outside: others[2].part(\.target))
        let parts = [
            [EdgeMatchState(edge: own)], sources.map { EdgeMatchState(source: $0) },
            targets.map { EdgeMatchState(target: $0) },
        ]
        let found = try product(
            of: compiled.form.factors, knowing: Array(others.dropFirst(3)), with: parts, context, outside)
        edgeStates[question] = found
        return found
    }

    private mutating func product(
        of terms: [CompiledTerm], knowing others: [Bounds<EdgeMatchState>],
        with first: [[EdgeMatchState]] = [], _ context: EdgeContext, _ outside: Bounds<EdgeMatchState>
    ) throws(Alternatives.TooMany) -> [EdgeMatchState] {
        var parts = first
        if parts.contains(where: \.isEmpty) { return [] }
        for (term, others) in zip(terms, others) {
            let part = try states(of: term, context, outside: others)
            if part.isEmpty { return [] }
            parts.append(part)
        }
        return try Alternatives.all(parts, outside: outside, whole: whole(context))
    }

    private func whole(_ context: EdgeContext) -> EdgeMatchState {
        EdgeMatchState(
            edge: .whole(classes[context.edge]), source: .whole(classes[context.source]),
            target: .whole(classes[context.target]))
    }

    private mutating func states(
        of term: CompiledTerm, _ context: EdgeContext, outside: Bounds<EdgeMatchState>
    ) throws(Alternatives.TooMany) -> [EdgeMatchState] {
        switch term {
        case .label(let label):
            guard let position = classes[context.edge].position(ofLabel: label) else { return [] }
            return [EdgeMatchState(edge: MatchState(labels: Bits(position)))]
        case .type(let type): return try states(ofEdgeType: type, context, outside: outside)
        case .all(let terms):
            let known = terms.map { bounds(of: $0, context) }
            return try product(
                of: terms, knowing: Bounds.outside(each: known, within: outside), context, outside)
        case .any(let terms):
            var parts: [[EdgeMatchState]] = []
            for term in terms { parts.append(try states(of: term, context, outside: outside)) }
            return try Alternatives.any(parts)
        case .optional(let term):
            return try Alternatives.any([try states(of: term, context, outside: outside), [.neutral]])
        }
    }

    /// Where there are no alternatives, any answer will do: the search finds out by itself.
    private mutating func bounds(of term: CompiledTerm, _ context: EdgeContext) -> Bounds<EdgeMatchState> {
        switch term {
        case .label(let label):
            guard let position = classes[context.edge].position(ofLabel: label) else { return .neutral }
            return Bounds(EdgeMatchState(edge: MatchState(labels: Bits(position))))
        case .type(let type):
            let question = Question(type: type, subject: context)
            if let known = edgeBounds[question] { return known }
            let found = bounds(ofEdgeType: plan.types[type.index], context)
            edgeBounds[question] = found
            return found
        case .all(let terms): return terms.reduce(.neutral) { $0.and(bounds(of: $1, context)) }
        case .any(let terms):
            return terms.dropFirst().reduce(bounds(of: terms[0], context)) { $0.or(bounds(of: $1, context)) }
        case .optional(let term): return bounds(of: term, context).or(.neutral)
        }
    }

    private mutating func bounds(
        ofEdgeType type: CompiledType, _ context: EdgeContext
    ) -> Bounds<EdgeMatchState> {
        guard let own = ownState(of: type.form, classes[context.edge]), let (source, target) = type.ends,
            let sourceBounds = bounds(of: source, context.source),
            let targetBounds = bounds(of: target, context.target)
        else { return .neutral }
        var result = Bounds(EdgeMatchState(edge: own)).and(.source(sourceBounds)).and(.target(targetBounds))
        for term in type.form.factors { result = result.and(bounds(of: term, context)) }
        return result
    }
}

extension Bounds<EdgeMatchState> {
    fileprivate static func source(_ bounds: Bounds<MatchState>) -> Bounds<EdgeMatchState> {
        Bounds(
            certain: EdgeMatchState(source: bounds.certain), possible: EdgeMatchState(source: bounds.possible)
        )
    }

    fileprivate static func target(_ bounds: Bounds<MatchState>) -> Bounds<EdgeMatchState> {
        Bounds(
            certain: EdgeMatchState(target: bounds.certain), possible: EdgeMatchState(target: bounds.possible)
        )
    }
}
