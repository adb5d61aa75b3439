import PropertyGraph

/// Says conditions in English; the names of variables depend on where the condition stands.
struct ConditionWording {
    /// How the element that a variable found is called.
    let name: (Int) -> String
    /// Whether a property is named without its owner, because there is only one.
    let isAlone: Bool

    func text(_ condition: Condition) -> String { text(condition, isNested: false) }

    private func text(_ condition: Condition, isNested: Bool) -> String {
        switch condition {
        case .comparison(let left, let comparison, let right):
            return "\(text(left)) \(words(comparison)) \(text(right))"
        case .isNull(let term, let negated): return "\(text(term)) is \(negated ? "there" : "absent")"
        case .isIn(let term, let candidates, let negated):
            let choices = candidates.map { text($0) }
            guard choices.count > 1 else {
                return "\(text(term)) is \(negated ? "not " : "")\(choices.first ?? "anything")"
            }
            return
                "\(text(term)) is \(negated ? "none" : "one") of \(Wording.list(choices, negated ? "and" : "or"))"
        case .term(let term): return "\(text(term)) is true"
        case .not(let inner): return "it is not so that \(text(inner, isNested: true))"
        case .all(let parts): return join(parts, "and", isNested)
        case .any(let parts): return join(parts, "or", isNested)
        }
    }

    private func join(_ parts: [Condition], _ conjunction: String, _ isNested: Bool) -> String {
        let joined = parts.map { text($0, isNested: true) }.joined(separator: " \(conjunction) ")
        return isNested ? "(\(joined))" : joined
    }

    func text(_ term: PatternTerm) -> String {
        switch term {
        case .element(let variable): name(variable)
        case .property(let variable, let key): isAlone ? key : "\(name(variable)).\(key)"
        case .constant(let value): value?.literal ?? "NULL"
        }
    }

    private func words(_ comparison: Predicate.Comparison) -> String {
        switch comparison {
        case .equal: "is"
        case .notEqual: "is not"
        case .less: "is less than"
        case .lessOrEqual: "is at most"
        case .greater: "is greater than"
        case .greaterOrEqual: "is at least"
        }
    }
}

extension Condition {
    /// The properties it speaks of, in order and without repetition.
    var properties: [String] {
        var found: [String] = []
        func visit(_ term: PatternTerm) {
            if case .property(_, let key) = term, !found.contains(key) { found.append(key) }
        }
        func visit(_ condition: Condition) {
            switch condition {
            case .comparison(let left, _, let right):
                visit(left)
                visit(right)
            case .isNull(let term, _), .term(let term): visit(term)
            case .isIn(let term, let candidates, _):
                visit(term)
                for candidate in candidates { visit(candidate) }
            case .not(let inner): visit(inner)
            case .all(let parts), .any(let parts): for part in parts { visit(part) }
            }
        }
        visit(self)
        return found
    }

    /// Whether it asks for the presence of a value, so that an absent one can decide it.
    var asksForAbsence: Bool {
        switch self {
        case .isNull: true
        case .comparison, .isIn, .term: false
        case .not(let inner): inner.asksForAbsence
        case .all(let parts), .any(let parts): parts.contains(where: \.asksForAbsence)
        }
    }
}
