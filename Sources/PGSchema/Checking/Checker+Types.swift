import PropertyGraph

extension Checker {
    /// Warns of what a definition says by itself: nothing at all, or the same thing twice.
    mutating func checkTypes() {
        for type in catalog.types {
            checkEmptiness(of: type)
            checkDisagreements(in: type)
            for form in forms(of: type) {
                var unions: [[(written: LabelExpression, term: LabelTerm)]] = []
                form.forEachUnion { unions.append($0) }
                for union in unions { checkUnion(union, of: type) }
            }
            checkAlternativesInContext(of: type)
        }
        checkUnusedAbstractTypes()
        checkHiddenTypes()
    }

    private mutating func checkEmptiness(of type: ElementType) {
        guard expansion.isEmpty(type.id), !type.references.contains(where: expansion.isEmpty),
            let alternative = expansion[type.id]?.first
        else { return }
        let parts: [(BaseType, String, [ElementForm])] = [
            (alternative.element, "", [type.form]),
            (alternative.source, " at its source", endpointForms(of: type, \.source)),
            (alternative.target, " at its target", endpointForms(of: type, \.target)),
        ]
        guard let (base, place, forms) = parts.first(where: { $0.0.isEmpty }),
            let key = base.unsatisfiableKeys.first
        else { return }
        let demands = declarations(of: key, in: forms, by: type.name)
        warn(
            "No \(type.kind.rawValue) conforms to `\(type.name)`: no value of `\(key)`\(place) is \(demands).",
            at: self.place(of: type),
            suggestion: "Give `\(key)` the same type everywhere, or make it OPTIONAL in one of the places.")
    }

    /// What each part of a form demands of a key: "INT, as `a` says, and STRING, as `b` says".
    private func declarations(of key: String, in forms: [ElementForm], by owner: String) -> String {
        var found: [String] = []
        var seen: Set<TypeID> = []
        func visit(_ form: ElementForm, _ owner: String) {
            for property in form.properties where property.key == key && !property.isOptional {
                let text = "\(property.type), as `\(owner)` says"
                if !found.contains(text) { found.append(text) }
            }
            var types: Set<TypeID> = []
            form.labels?.collectTypes(into: &types)
            for id in types.sorted() where seen.insert(id).inserted {
                visit(catalog[id].form, catalog[id].name)
            }
        }
        for form in forms { visit(form, owner) }
        return found.count == 1 ? found[0] : "both " + found.joined(separator: ", and ")
    }

    private func endpointForms(
        of type: ElementType, _ end: KeyPath<ElementType.Endpoints, ElementForm>
    ) -> [ElementForm] {
        catalog.reachable(from: [type.id]).filter { catalog[$0].kind == .edge }
            .compactMap { catalog[$0].endpoints?[keyPath: end] }
    }

    /// OPTIONAL k INT and OPTIONAL k STRING combine to a key that may be either, which surprises.
    private mutating func checkDisagreements(in type: ElementType) {
        var parts: [LabelTerm] = []
        if let labels = type.form.labels {
            if case .all(let terms) = labels { parts = terms } else { parts = [labels] }
        }
        guard parts.count + (type.form.properties.isEmpty ? 0 : 1) > 1 else { return }
        var forms: [BaseType] = []
        for part in parts {
            guard let alternatives = expansion.alternatives(of: part, &budget), alternatives.count == 1 else {
                return
            }
            forms.append(alternatives[0].element)
        }
        forms.append(type.form.record)
        var combined = BaseType.neutral
        for form in forms {
            for key in combined.disagreements(with: form) {
                guard let one = combined.properties[key]?.type, let other = form.properties[key]?.type else {
                    continue
                }
                warn(
                    "`\(key)` of `\(type.name)` may be \(one) or \(other), because its parts disagree and all leave it optional.",
                    at: place(of: type), suggestion: "Give `\(key)` the same type in every part.")
            }
            combined = combined.combined(with: form)
        }
    }

    private mutating func checkUnion(
        _ union: [(written: LabelExpression, term: LabelTerm)], of type: ElementType
    ) {
        var first: [Set<Alternative>: String] = [:]
        for (written, term) in union {
            guard let alternatives = expansion.alternatives(of: term, &budget) else { continue }
            let possible = Set(alternatives.filter { !$0.isEmpty })
            if possible.isEmpty {
                warn(
                    "The alternative `\(written.plain)` of `\(type.name)` is dead: nothing conforms to it.",
                    at: written.range, suggestion: "Drop it, or mend what it refers to.")
            } else if let twin = first[possible] {
                let says = twin == written.plain ? "stands there twice" : "means the same as `\(twin)`"
                warn(
                    "The alternative `\(written.plain)` of `\(type.name)` \(says).", at: written.range,
                    suggestion: "Drop one of the two.")
            } else {
                first[possible] = written.plain
            }
        }
    }

    /// Alternatives that mean something alone, but nothing together with the rest of their type.
    private mutating func checkAlternativesInContext(of type: ElementType) {
        guard !expansion.isEmpty(type.id), expansion[type.id]?.contains(where: \.isEmpty) ?? false,
            let written = forms(of: type).first(where: { $0.place == .element })
        else { return }
        written.forEachUnion { union in
            for (expression, term) in union {
                guard let alone = expansion.alternatives(of: term, &budget), !alone.allSatisfy(\.isEmpty),
                    let labels = type.form.labels?.replacing(.any(union.map(\.term)), by: term)
                else { continue }
                let form = ElementForm(
                    labels: labels, opensLabels: type.form.opensLabels, properties: type.form.properties,
                    opensContent: type.form.opensContent)
                guard let together = expansion.alternatives(of: form, &budget), let key = together.deadKey
                else {
                    continue
                }
                warn(
                    "The alternative `\(expression.plain)` of `\(type.name)` is dead: with the rest, `\(key)` can have no value.",
                    at: expression.range, suggestion: "Drop it, or give `\(key)` the same type everywhere.")
            }
        }
    }
}

extension LabelTerm {
    /// The term with one part of it exchanged.
    fileprivate func replacing(_ old: LabelTerm, by new: LabelTerm) -> LabelTerm {
        if self == old { return new }
        return switch self {
        case .label, .type: self
        case .all(let parts): .all(parts.map { $0.replacing(old, by: new) })
        case .any(let parts): .any(parts.map { $0.replacing(old, by: new) })
        case .optional(let part): .optional(part.replacing(old, by: new))
        }
    }
}

extension [Alternative] {
    /// A key without a possible value, if none of the alternatives is possible.
    fileprivate var deadKey: String? {
        allSatisfy(\.isEmpty) ? first?.element.unsatisfiableKeys.first : nil
    }
}
