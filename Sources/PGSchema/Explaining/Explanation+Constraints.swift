import PropertyGraph

extension Explanation {
    /// What a constraint holds its targets to, as a sentence.
    public func sentence(for constraint: Constraint) -> String {
        let kind = constraint.scope.variables[constraint.target].kind
        let noun = catalog.noun(constraint.targetTerm, kind)
        return switch ConstraintShape(constraint) {
        case .properties(let keys, let restrictions, let condition):
            Wording.sentence(properties(keys, restrictions, condition, of: noun, kind))
        case .participation(let participation): Wording.sentence(self.participation(participation))
        case .edge(let parts, let restrictions): Wording.sentence(edge(parts, restrictions, noun))
        case .check(let condition): Wording.sentence(check(condition, noun, constraint.targetTerm))
        case .other: Wording.sentence(general(constraint))
        }
    }

    private func properties(
        _ keys: [String], _ restrictions: Constraint.Restrictions, _ condition: Condition?, of noun: String,
        _ kind: ElementKind
    ) -> String {
        let pronoun = ConditionWording(name: { _ in "it" }, isAlone: true)
        let suffix = condition.map { ", counting only values where \(pronoun.text($0))" } ?? ""
        let same =
            keys.count == 1
            ? "the same \(keys[0])" : "the same \(Wording.list(keys)) all together"
        let have = Wording.list(keys.map(Wording.article))
        switch (restrictions.mandatory, restrictions.exclusive) {
        case (true, true):
            let share = keys.count == 1 ? "no two share one" : "no two share all of them"
            return "every \(noun) has \(have), and \(share)\(suffix)"
        case (true, false):
            guard let condition else { return "every \(noun) has \(have)" }
            return "every \(noun) has \(have), and \(pronoun.text(condition))"
        case (false, true): return "no two \(Self.plural(noun, kind)) have \(same)\(suffix)"
        case (false, false):
            return "every \(noun) has at most one \(Wording.list(keys)), as is always the case"
        }
    }

    private func participation(_ rule: Participation) -> String {
        let node = catalog.noun(rule.node, .node)
        let edge = catalog.noun(rule.edge, .edge).removingSuffix(" edge")
        let edgeNoun = rule.edge == nil ? "edge" : edge + " edge"
        let preposition = rule.isOutgoing ? "to" : "from"
        let number =
            switch (rule.restrictions.mandatory, rule.restrictions.singleton) {
            case (true, true): "exactly one"
            case (true, false): "at least one"
            case (false, true): "at most one"
            case (false, false): ""
            }
        let other = catalog.noun(rule.other, .node)
        var parts: [String] = []
        if !number.isEmpty {
            let otherEnd = rule.other == nil ? "" : " \(preposition) \(catalog.article(rule.other, .node))"
            let direction = rule.isOutgoing ? "outgoing" : "incoming"
            parts.append(
                rule.countsEdges
                    ? "every \(node) has \(number) \(direction) \(edgeNoun)\(otherEnd)"
                    : "every \(node) has \(Wording.article(edgeNoun)) \(preposition) \(number) \(other)")
            if number == "at most one", !rule.countsEdges {
                parts = ["every \(node) has \(edgeNoun)s \(preposition) at most one \(other)"]
            }
        }
        if rule.restrictions.exclusive, !rule.countsEdges {
            parts.append(
                "no two \(Self.plural(node, .node)) have \(Wording.article(edgeNoun)) \(preposition) the same \(other)"
            )
        }
        return parts.isEmpty
            ? "no two \(Self.plural(node, .node)) share one \(edgeNoun), as is always the case"
            : parts.joined(separator: ", and ")
    }

    private func edge(
        _ parts: [ConstraintShape.EdgePart], _ restrictions: Constraint.Restrictions, _ noun: String
    ) -> String {
        let names = parts.map { part in
            switch part {
            case .source: "source"
            case .target: "target"
            case .property(let key): key
            }
        }
        let keys = parts.compactMap { if case .property(let key) = $0 { key } else { nil } }
        var sentences: [String] = []
        let edge = noun.hasSuffix("edge") ? noun : "\(noun) edge"
        if restrictions.mandatory, !keys.isEmpty {
            sentences.append("every \(edge) has \(Wording.list(keys.map(Wording.article)))")
        }
        if restrictions.exclusive {
            sentences.append("no two \(edge)s have the same \(Wording.list(names))")
        }
        return sentences.isEmpty
            ? "every \(edge) has at most one \(Wording.list(names)), as is always the case"
            : sentences.joined(separator: ", and ")
    }

    private func check(_ condition: Condition, _ noun: String, _ term: LabelTerm?) -> String {
        let keys = condition.properties
        let wording = ConditionWording(name: { _ in "it" }, isAlone: true)
        let text = wording.text(condition)
        guard !condition.asksForAbsence else { return "for every \(noun), \(text)" }
        if keys.count == 1, text.hasPrefix(keys[0] + " "),
            !text.dropFirst(keys[0].count + 1).contains(keys[0])
        {
            let proviso = isRequired(keys[0], term) ? "" : ", if there is one,"
            return "the \(keys[0]) of every \(noun)\(proviso) \(text.dropFirst(keys[0].count + 1))"
        }
        return "for every \(noun), \(text), as far as the values are there"
    }

    /// `Person nodes`, `personType nodes`: names of types have no plural of their own.
    private static func plural(_ noun: String, _ kind: ElementKind) -> String {
        noun == kind.rawValue || noun.hasSuffix(" \(kind.rawValue)")
            ? noun + "s" : "\(noun) \(kind.rawValue)s"
    }

    /// Whether everything that conforms to a type has a property.
    private func isRequired(_ key: String, _ term: LabelTerm?) -> Bool {
        guard let term, let alternatives = expansion.alternatives(of: term) else { return false }
        return alternatives.allSatisfy { $0.element.properties[key]?.isOptional == false }
    }

    /// What every constraint means: tuples found for each target.
    private func general(_ constraint: Constraint) -> String {
        let target = constraint.scope.variables[constraint.target].name ?? "x"
        let subject = constraint.targetKey.map { "\(target).\($0)" } ?? target
        let names = ConditionWording(
            name: { constraint.scope.variables[$0].name ?? "it" }, isAlone: false)
        let whereScope = constraint.scope.condition.map { " where \(names.text($0))" } ?? ""
        let scope = "for every \(subject) found by \(catalog.text(constraint.scope))\(whereScope)"
        switch constraint.requirement {
        case .check(let condition):
            let own = ConditionWording(name: { _ in target }, isAlone: false)
            return "\(scope): \(own.text(condition)), as far as the values are there"
        case .key(let restrictions, let descriptor):
            let pattern = descriptor.pattern
            let wording = ConditionWording(name: { pattern.variables[$0].name ?? "it" }, isAlone: false)
            let outputs = Wording.list(descriptor.outputs.map(wording.text))
            let path = catalog.text(pattern)
            let isBare = pattern.variables.count == 1 && pattern.filters.isEmpty
            let found =
                (isBare ? "" : " with \(path)")
                + (pattern.condition.map { " where \(wording.text($0))" } ?? "")
            var demands: [String] = []
            switch (restrictions.mandatory, restrictions.singleton) {
            case (true, true): demands.append("there is exactly one \(outputs)\(found)")
            case (true, false): demands.append("there is at least one \(outputs)\(found)")
            case (false, true): demands.append("there is at most one \(outputs)\(found)")
            case (false, false): break
            }
            if restrictions.exclusive {
                demands.append(
                    demands.isEmpty
                        ? "no other \(subject) has the same \(outputs)\(found)"
                        : "no other \(subject) has the same\(descriptor.outputs.count == 1 ? "" : " combination")"
                )
            }
            return "\(scope), \(demands.joined(separator: ", and "))"
        }
    }
}

extension String {
    fileprivate func removingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
