import PropertyGraph

extension Checker {
    /// Warns of abstract types that nothing is built from.
    mutating func checkUnusedAbstractTypes() {
        guard !catalog.graphTypes.isEmpty else { return }
        var used: Set<TypeID> = []
        for type in catalog.types { used.formUnion(type.references) }
        for constraint in catalog.graphTypes.flatMap(\.constraints) {
            for filter in constraint.patterns.flatMap(\.filters) { filter.labels?.collectTypes(into: &used) }
        }
        for type in catalog.types where type.isAbstract && !used.contains(type.id) {
            warn(
                "The abstract type `\(type.name)` is never used.", at: place(of: type),
                suggestion: "Build a type from it, or drop ABSTRACT if elements are to conform to it.")
        }
    }

    /// Warns of types of a graph type that are called like one of the catalog.
    mutating func checkHiddenTypes() {
        let names = Set(catalog.catalogTypes.map { catalog[$0].name })
        for type in catalog.types where names.contains(type.name) {
            guard let graphType = type.graphType else { continue }
            warn(
                "`\(type.name)` of graph type `\(graphType)` hides the catalog's type of the same name.",
                at: place(of: type),
                suggestion: "Rename one of them, or list `\(type.name)` without a definition.")
        }
    }

    /// Warns of members that no element can tell apart, and of edge types without possible ends.
    mutating func checkMembers(of graphType: GraphType) {
        var first: [Meaning: TypeID] = [:]
        for id in graphType.members where !catalog[id].isAbstract {
            guard let alternatives = expansion[id] else { continue }
            let possible = Set(alternatives.filter { !$0.isEmpty })
            guard !possible.isEmpty else { continue }
            let meaning = Meaning(kind: catalog[id].kind, alternatives: possible)
            if let twin = first[meaning] {
                warn(
                    "No element can tell `\(catalog[id].name)` and `\(catalog[twin].name)` apart: they mean the same.",
                    at: place(of: catalog[id]), suggestion: "Drop one of them, or give it a label of its own."
                )
            } else {
                first[meaning] = id
            }
        }
        if graphType.mode == .strict { checkEnds(in: graphType) }
    }

    private struct Meaning: Hashable {
        let kind: ElementKind
        let alternatives: Set<Alternative>
    }

    /// In a STRICT graph every node has a type, so an endpoint that no node type fits makes its edge type dead.
    private mutating func checkEnds(in graphType: GraphType) {
        guard let pool = NodePool(of: graphType, in: expansion) else { return }
        for id in graphType.members where catalog[id].kind == .edge && !catalog[id].isAbstract {
            // What is imported was looked at where it stands.
            guard catalog[id].graphType ?? graphType.name == graphType.name else { continue }
            guard let alternatives = expansion[id]?.filter({ !$0.isEmpty }), !alternatives.isEmpty else {
                continue
            }
            let sources = alternatives.filter { pool.fits($0.source) }
            if sources.contains(where: { pool.fits($0.target) }) { continue }
            let (end, written) =
                sources.isEmpty
                ? ("source", catalog[id].endpoints?.source) : ("target", catalog[id].endpoints?.target)
            let place = forms(of: catalog[id]).first {
                sources.isEmpty ? $0.place == .source : $0.place == .target
            }
            warn(
                "No edge of `\(graphType.name)` conforms to `\(catalog[id].name)`: none of its node types fits the \(end).",
                at: place?.written.range ?? self.place(of: catalog[id]),
                suggestion: written.flatMap { advice(on: $0, in: graphType) })
        }
    }

    /// The usual reason: the endpoint names a closed type, and the graph has only types built from it.
    private func advice(on endpoint: ElementForm, in graphType: GraphType) -> String? {
        guard case .type(let id)? = endpoint.labels else { return nil }
        let children = graphType.members.filter {
            !catalog[$0].isAbstract && catalog[$0].conjuncts.contains(id)
        }
        guard !children.isEmpty else { return nil }
        let names = children.prefix(3).map { "`\(catalog[$0].name)`" }.joined(separator: ", ")
        return
            "A node that is more than the closed `\(catalog[id].name)` does not conform to it: name \(names) here, or open `\(catalog[id].name)` in labels and content."
    }
}

extension ElementType {
    /// The types that it certainly takes everything from: those outside of unions and `?`.
    public var conjuncts: [TypeID] {
        func collect(_ term: LabelTerm) -> [TypeID] {
            switch term {
            case .type(let id): [id]
            case .all(let parts): parts.flatMap(collect)
            case .label, .any, .optional: []
            }
        }
        return form.labels.map(collect) ?? []
    }
}

extension Constraint {
    /// The pattern of the scope and, of a key, that of the descriptor.
    public var patterns: [GraphPattern] {
        if case .key(_, let descriptor) = requirement { [scope, descriptor.pattern] } else { [scope] }
    }
}
