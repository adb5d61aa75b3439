import PGSchema

extension TypeMatcher {
    /// The alternatives of a form that may lead to a node being wholly accounted for.
    mutating func states(
        of form: CompiledForm, _ node: ClassID, outside: Bounds<MatchState>
    ) throws(Alternatives.TooMany) -> [MatchState] {
        guard hasChoices(form) else {
            guard let sole = soleState(of: form, node),
                sole.canReach(.whole(classes[node]), with: outside.possible)
            else { return [] }
            return [sole]
        }
        guard let own = ownState(of: form, classes[node]) else { return [] }
        return try product(of: form.factors, with: own, node, outside: outside)
    }

    private mutating func product(
        of terms: [CompiledTerm], with own: MatchState, _ node: ClassID, outside: Bounds<MatchState>
    ) throws(Alternatives.TooMany) -> [MatchState] {
        var known = [Bounds(own)]
        for term in terms { known.append(bounds(of: term, node)) }
        let others = Bounds.outside(each: known, within: outside)
        var parts = [[own]]
        for (term, others) in zip(terms, others.dropFirst()) {
            let part = try states(of: term, node, outside: others)
            if part.isEmpty { return [] }
            parts.append(part)
        }
        return try Alternatives.all(parts, outside: outside, whole: .whole(classes[node]))
    }

    private mutating func states(
        of term: CompiledTerm, _ node: ClassID, outside: Bounds<MatchState>
    ) throws(Alternatives.TooMany) -> [MatchState] {
        switch term {
        case .label(let label):
            guard let position = classes[node].position(ofLabel: label) else { return [] }
            return [MatchState(labels: Bits(position))]
        case .type(let type):
            let question = PartQuestion(type: type, subject: node, outside: outside)
            if let known = nodeStates[question] { return known }
            let found = try states(of: plan.types[type.index].form, node, outside: outside)
            nodeStates[question] = found
            return found
        case .all(let terms): return try product(of: terms, with: .neutral, node, outside: outside)
        case .any(let terms):
            var parts: [[MatchState]] = []
            for term in terms { parts.append(try states(of: term, node, outside: outside)) }
            return try Alternatives.any(parts)
        case .optional(let term):
            return try Alternatives.any([try states(of: term, node, outside: outside), [.neutral]])
        }
    }

    /// What the alternatives of a form say of a node; nil when there are none.
    mutating func bounds(of form: CompiledForm, _ node: ClassID) -> Bounds<MatchState>? {
        guard let own = ownState(of: form, classes[node]) else { return nil }
        var result = Bounds(own)
        for term in form.factors { result = result.and(bounds(of: term, node)) }
        return result
    }

    /// Where there are no alternatives, any answer will do: the search finds out by itself.
    private mutating func bounds(of term: CompiledTerm, _ node: ClassID) -> Bounds<MatchState> {
        switch term {
        case .label(let label):
            guard let position = classes[node].position(ofLabel: label) else { return .neutral }
            return Bounds(MatchState(labels: Bits(position)))
        case .type(let type):
            let question = Question(type: type, subject: node)
            if let known = nodeBounds[question] { return known }
            let found = bounds(of: plan.types[type.index].form, node) ?? .neutral
            nodeBounds[question] = found
            return found
        case .all(let terms): return terms.reduce(.neutral) { $0.and(bounds(of: $1, node)) }
        case .any(let terms):
            return terms.dropFirst().reduce(bounds(of: terms[0], node)) { $0.or(bounds(of: $1, node)) }
        case .optional(let term): return bounds(of: term, node).or(.neutral)
        }
    }
}
