import PropertyGraph

extension Explanation {
    /// What it takes to conform to a type, in one or two sentences.
    public func sentence(for id: TypeID) -> String {
        let type = catalog[id]
        var text = "\(Wording.capitalArticle(type.name)) is \(definition(of: type))."
        if type.isAbstract { text += " It is abstract: it types nothing by itself, other types use it." }
        if let note = inheritanceNote(on: type) { text += " \(note)" }
        return text
    }

    private func definition(of type: ElementType) -> String {
        var ends =
            type.endpoints.map { " from \(end($0.source, of: type)) to \(end($0.target, of: type))" } ?? ""
        // Ends that take many words come last, lest they be taken for the edge's own labels and properties.
        var afterthought = ""
        if ends.contains(" with ") || ends.contains(" that ") {
            (ends, afterthought) = ("", ". It leads" + ends)
        }
        if let union = type.form.unionOfTypes, type.form.isBare, type.kind == .node {
            return "either " + Wording.list(union.map { Wording.article(catalog[$0].name) }, "or")
        }
        var lead = type.kind == .node ? "a node" : "an edge\(ends)"
        let (parents, rest) = parts(of: type.form.labels)
        var parts: [String] = []
        if !parents.isEmpty {
            let names = Wording.list(parents.map { catalog[$0].name })
            let everything = "everything \(names) \(parents.count == 1 ? "is" : "are")"
            lead = type.kind == .node ? everything : "\(lead) that is \(everything)"
            parts = rest.map { words($0) } + type.form.properties.map(words)
            return lead + (parts.isEmpty ? "" : ", plus \(Wording.list(parts))") + closing(of: type)
                + afterthought
        }
        let labels = rest.isEmpty ? "no labels" : self.labels(rest)
        // "Exactly either this label or that one" would say less, not more.
        let exact = isOpen(type).labels ? "at least " : rest.allSatisfy(\.isLabel) ? "exactly " : ""
        parts = [rest.isEmpty ? (isOpen(type).labels ? "any labels" : labels) : exact + labels]
        parts += type.form.properties.map(words)
        return "\(lead) with \(Wording.list(parts))\(closing(of: type))\(afterthought)"
    }

    /// The types that everything is taken from, and what else the expression asks for.
    private func parts(of term: LabelTerm?) -> (parents: [TypeID], rest: [LabelTerm]) {
        switch term {
        case nil: return ([], [])
        case .type(let id)?: return ([id], [])
        case .all(let terms)?:
            let split = terms.map { parts(of: $0) }
            return (split.flatMap(\.parents), split.flatMap(\.rest))
        case let other?: return ([], [other])
        }
    }

    private func labels(_ terms: [LabelTerm]) -> String {
        let plain = terms.filter(\.isLabel).map { catalog.text($0) }
        let others = terms.filter { !$0.isLabel }.map { words($0) }
        let named = plain.isEmpty ? [] : ["the label\(plain.count == 1 ? "" : "s") \(Wording.list(plain))"]
        return Wording.list(named + others)
    }

    private func words(_ term: LabelTerm) -> String {
        switch term {
        case .label(let label): "the label \(label)"
        case .type(let id): "all of \(catalog[id].name)"
        case .optional(let part): "perhaps \(words(part))"
        case .any(let parts): "either \(Wording.list(parts.map { words($0) }, "or"))"
        case .all(let parts): Wording.list(parts.map { words($0) }, "together with")
        }
    }

    private func words(_ property: PropertyForm) -> String {
        "\(property.isOptional ? "perhaps " : "")\(Wording.article(property.key)) (\(property.type.words))"
    }

    private func isOpen(_ type: ElementType) -> (labels: Bool, content: Bool) {
        let alternatives = expansion[type.id] ?? []
        return (
            type.form.opensLabels || alternatives.contains { $0.element.opensLabels },
            type.form.opensContent || alternatives.contains { $0.element.opensContent }
        )
    }

    private func closing(of type: ElementType) -> String {
        switch isOpen(type) {
        case (false, false): "; nothing else"
        case (true, false): "; any other labels, but no other properties"
        case (false, true): "; any other properties, but no other labels"
        case (true, true): "; any other labels and properties"
        }
    }

    private func end(_ form: ElementForm, of edge: ElementType) -> String {
        guard form.labels != nil || !form.properties.isEmpty || !form.isAnything else {
            // `()` combines with what the types that the edge is built from say of this end.
            return edge.conjuncts.isEmpty
                ? "any node" : "any node that \(Wording.list(edge.conjuncts.map { catalog[$0].name })) allows"
        }
        let node: String
        switch form.labels {
        case nil: node = "a node with no labels"
        case .type(let id)?: node = Wording.article(catalog[id].name)
        case let term?:
            let (parents, rest) = parts(of: term)
            if parents.isEmpty, rest.count == 1, case .any(let parts) = rest[0] {
                node = Wording.list(parts.map { catalog.article($0, .node) }, "or")
            } else if parents.isEmpty {
                node = "a node with \(labels(rest))"
            } else {
                let extra = rest.isEmpty ? "" : ", plus \(labels(rest))"
                node =
                    "a node that is everything \(Wording.list(parents.map { catalog[$0].name })) is\(extra)"
            }
        }
        let properties = form.properties.map(words)
        let open = [form.opensLabels ? "other labels" : nil, form.opensContent ? "other properties" : nil]
        let extras =
            properties + (open.contains { $0 != nil } ? ["any " + Wording.list(open.compactMap(\.self))] : [])
        return extras.isEmpty ? node : "\(node) with \(Wording.list(extras))"
    }

    /// Says whether instances conform to what their type is built from.
    private func inheritanceNote(on type: ElementType) -> String? {
        let (parents, _) = parts(of: type.form.labels)
        guard expansion[type.id] != nil, !expansion.isEmpty(type.id) else { return nil }
        // Nobody expects to conform to an abstract type that exists to be built on, unless it does.
        let apart = parents.filter { parent in
            !catalog[parent].isAbstract && expansion[parent] != nil
                && !expansion.mayHold(.type(parent), for: type.id)
        }
        let within = parents.filter { expansion.isSubtype(type.id, of: $0) }
        var notes: [String] = []
        if !within.isEmpty {
            notes.append(
                "Every \(type.name) is \(Wording.list(within.map { Wording.article(catalog[$0].name) })) too."
            )
        }
        if !apart.isEmpty {
            let names = apart.map { catalog[$0].name }
            let (them, closed) =
                apart.count == 1
                ? ("it", "\(names[0]) is closed and admits no more than it says")
                : ("them", "they are closed and admit no more than they say")
            notes.append(
                "It is built from \(Wording.list(names)), but does not conform to \(them), because \(closed)."
            )
        }
        return notes.isEmpty ? nil : notes.joined(separator: " ")
    }
}

extension ElementForm {
    /// The types of which it is any, if it is nothing but a union of types.
    var unionOfTypes: [TypeID]? {
        guard case .any(let parts)? = labels else { return nil }
        var types: [TypeID] = []
        for part in parts {
            guard case .type(let id) = part else { return nil }
            types.append(id)
        }
        return types
    }

    /// Whether it has nothing but labels and types.
    var isBare: Bool { properties.isEmpty && !opensLabels && !opensContent }

    /// Whether it is the endpoint `()`.
    var isAnything: Bool { labels == nil && properties.isEmpty && opensLabels && opensContent }
}
