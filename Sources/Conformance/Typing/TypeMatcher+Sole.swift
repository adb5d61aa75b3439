import PGSchema

/// Types with a single alternative, which is nearly all: what they say of an element needs no search.
extension TypeMatcher {
    func hasChoices(_ form: CompiledForm) -> Bool { form.term.map(hasChoices) ?? false }

    private func hasChoices(_ term: CompiledTerm) -> Bool {
        switch term {
        case .label: false
        case .type(let type): plan.hasChoices[type.index]
        case .all(let parts): parts.contains(where: hasChoices)
        case .any, .optional: true
        }
    }

    /// The alternative of a form without choices; nil when it does not fit whatever comes beside it.
    mutating func soleState(of form: CompiledForm, _ node: ClassID) -> MatchState? {
        guard var state = ownState(of: form, classes[node]) else { return nil }
        for term in form.factors {
            guard let part = soleState(of: term, node) else { return nil }
            state = state.combined(with: part)
        }
        return state
    }

    private mutating func soleState(of term: CompiledTerm, _ node: ClassID) -> MatchState? {
        switch term {
        case .label(let label):
            return classes[node].position(ofLabel: label).map { MatchState(labels: Bits($0)) }
        case .type(let type):
            let question = Question(type: type, subject: node)
            if let known = soleNodeStates[question] { return known }
            let found = soleState(of: plan.types[type.index].form, node)
            soleNodeStates[question] = .some(found)
            return found
        case .all(let parts):
            var state = MatchState.neutral
            for part in parts {
                guard let next = soleState(of: part, node) else { return nil }
                state = state.combined(with: next)
            }
            return state
        case .any, .optional: preconditionFailure("a union is a choice")
        }
    }

    /// The same for an edge type and both its ends.
    mutating func soleState(ofEdgeType type: TypeID, _ context: EdgeContext) -> EdgeMatchState? {
        let question = Question(type: type, subject: context)
        if let known = soleEdgeStates[question] { return known }
        let found = soleState(of: plan.types[type.index], context)
        soleEdgeStates[question] = .some(found)
        return found
    }

    private mutating func soleState(of type: CompiledType, _ context: EdgeContext) -> EdgeMatchState? {
        guard let own = ownState(of: type.form, classes[context.edge]), let ends = type.ends,
            let source = soleState(of: ends.source, context.source),
            let target = soleState(of: ends.target, context.target)
        else { return nil }
        var state = EdgeMatchState(edge: own, source: source, target: target)
        for term in type.form.factors {
            guard let part = soleState(of: term, context) else { return nil }
            state = state.combined(with: part)
        }
        return state
    }

    private mutating func soleState(of term: CompiledTerm, _ context: EdgeContext) -> EdgeMatchState? {
        switch term {
        case .label(let label):
            return classes[context.edge].position(ofLabel: label).map {
                EdgeMatchState(edge: MatchState(labels: Bits($0)))
            }
        case .type(let type): return soleState(ofEdgeType: type, context)
        case .all(let parts):
            var state = EdgeMatchState.neutral
            for part in parts {
                guard let next = soleState(of: part, context) else { return nil }
                state = state.combined(with: next)
            }
            return state
        case .any, .optional: preconditionFailure("a union is a choice")
        }
    }
}
