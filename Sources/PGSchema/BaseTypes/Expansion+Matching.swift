import PropertyGraph

extension Expansion {
    /// Whether some element of an alternative satisfies a label expression of a constraint.
    ///
    /// True also for types whose alternatives are too many to look at.
    public func mayHold(_ term: LabelTerm, for alternative: Alternative) -> Bool {
        switch term {
        case .label(let label): alternative.element.opensLabels || alternative.element.labels.contains(label)
        case .type(let id): self[id]?.contains { $0.intersects(alternative) } ?? true
        case .all(let parts): parts.allSatisfy { mayHold($0, for: alternative) }
        case .any(let parts): parts.contains { mayHold($0, for: alternative) }
        case .optional: true
        }
    }

    /// Whether every element of an alternative certainly satisfies a label expression of a constraint.
    public func mustHold(_ term: LabelTerm, for alternative: Alternative) -> Bool {
        switch term {
        case .label(let label): alternative.element.labels.contains(label)
        case .type(let id): self[id]?.contains { $0.contains(alternative) } ?? false
        case .all(let parts): parts.allSatisfy { mustHold($0, for: alternative) }
        case .any(let parts): parts.contains { mustHold($0, for: alternative) }
        case .optional: true
        }
    }

    /// Whether every element of a type certainly satisfies a label expression of a constraint.
    public func mustHold(_ term: LabelTerm, for id: TypeID) -> Bool {
        if term == .type(id) { return true }
        if case .any(let parts) = term, parts.contains(.type(id)) { return true }
        guard let alternatives = self[id], !alternatives.isEmpty else { return false }
        return alternatives.allSatisfy { mustHold(term, for: $0) }
    }

    /// Whether some element of a type satisfies a label expression of a constraint.
    public func mayHold(_ term: LabelTerm, for id: TypeID) -> Bool {
        self[id]?.contains { mayHold(term, for: $0) } ?? true
    }

    /// Whether every element of the one type conforms to the other; false if that cannot be told.
    public func isSubtype(_ id: TypeID, of other: TypeID) -> Bool { mustHold(.type(other), for: id) }
}

/// The node types that a graph may contain, for finding those that fit an endpoint.
struct NodePool {
    private var nodes: [(id: TypeID, form: BaseType)] = []
    private var withLabel: [String: [Int]] = [:]
    private var open: [Int] = []

    /// The concrete node types of a graph type, or nil if one has too many alternatives.
    init?(of graphType: GraphType, in expansion: Expansion) {
        for id in graphType.members {
            let type = expansion.catalog[id]
            guard type.kind == .node, !type.isAbstract else { continue }
            guard let alternatives = expansion[id] else { return nil }
            for alternative in alternatives where !alternative.isEmpty {
                for label in alternative.element.labels { withLabel[label, default: []].append(nodes.count) }
                if alternative.element.opensLabels { open.append(nodes.count) }
                nodes.append((id, alternative.element))
            }
        }
    }

    /// The types of which some node has a form, in the order of the graph type.
    func types(fitting form: BaseType) -> [TypeID] {
        var found: [TypeID] = []
        for candidate in candidates(for: form)
        where found.last != nodes[candidate].id && nodes[candidate].form.intersects(form) {
            found.append(nodes[candidate].id)
        }
        return found
    }

    /// Whether some node has a form.
    func fits(_ form: BaseType) -> Bool {
        candidates(for: form).contains { nodes[$0].form.intersects(form) }
    }

    private func candidates(for form: BaseType) -> [Int] {
        // A node that carries a label of the form, or may carry any label; all nodes if the form has no label.
        guard let label = form.labels.min(by: { count($0) < count($1) }) else { return Array(nodes.indices) }
        return Set((withLabel[label] ?? []) + open).sorted()
    }

    private func count(_ label: String) -> Int { withLabel[label]?.count ?? 0 }
}
