import PropertyGraph

extension Checker {
    /// Warns of constraints that speak of nothing, or of less than it seems.
    mutating func checkConstraints(of graphType: GraphType) {
        guard !graphType.constraints.isEmpty else { return }
        var vocabulary = Vocabulary(of: graphType, in: catalog)
        let children = catalog.children(among: graphType.members)
        var reach = Reach()
        for constraint in graphType.constraints where graphType.range.contains(constraint.range) {
            checkReach(of: constraint, children, &reach)
            guard let definition = constraints[constraint.range] else { continue }
            for (labels, kind) in definition.labelExpressions {
                labels.forEachName { name, isForced in
                    guard !isForced else { return }
                    checkName(name, kind, &vocabulary, graphType)
                }
            }
            checkKeys(of: constraint, definition, in: graphType)
        }
    }

    private mutating func checkName(
        _ name: Name, _ kind: ElementKind, _ vocabulary: inout Vocabulary, _ graphType: GraphType
    ) {
        guard !vocabulary.types.contains(name.text), !vocabulary.labels[kind, default: []].contains(name.text)
        else { return }
        let near = vocabulary.nearest(to: name.text, kind)
        // A LOOSE graph, or a type with OPEN labels, has elements whose labels nobody declared.
        guard near != nil || graphType.mode == .strict && !vocabulary.open.contains(kind) else { return }
        warn(
            "`\(name.text)` is neither a type of `\(graphType.name)` nor a label of its \(kind.rawValue) types, so nothing is found by it.",
            at: name.range, suggestion: near.map { "Did you mean `\($0)`?" })
    }

    /// The names that the constraints of one graph type can use.
    private struct Vocabulary {
        let types: Set<String>
        private(set) var labels: [ElementKind: Set<String>] = [:]
        /// The kinds of which an element may carry labels that no type names.
        private(set) var open: Set<ElementKind> = []
        private var indexes: [ElementKind: NameIndex] = [:]

        init(of graphType: GraphType, in catalog: Catalog) {
            types = Set(graphType.members.map { catalog[$0].name })
            for id in catalog.reachable(from: graphType.members) {
                let type = catalog[id]
                type.form.labels?.collectLabels(into: &labels[type.kind, default: []])
                if type.form.opensLabels { open.insert(type.kind) }
            }
            for kind in ElementKind.allCases {
                let names = graphType.members.filter { catalog[$0].kind == kind }.map { catalog[$0].name }
                indexes[kind] = NameIndex(names + labels[kind, default: []].sorted())
            }
        }

        mutating func nearest(to name: String, _ kind: ElementKind) -> String? {
            indexes[kind]?.nearest(to: name)
        }
    }

    /// The types built from a type whose instances do not conform to it, found once for each type.
    private struct Reach {
        private var known: [TypeID: [TypeID]] = [:]

        mutating func missed(
            by parent: TypeID, _ children: [TypeID: [TypeID]], in expansion: Expansion
        ) -> [TypeID] {
            if let missed = known[parent] { return missed }
            var descendants: Set<TypeID> = []
            var waiting = children[parent] ?? []
            while let id = waiting.popLast() {
                if descendants.insert(id).inserted { waiting += children[id] ?? [] }
            }
            let missed = descendants.sorted().filter { id in
                !expansion.catalog[id].isAbstract && !expansion.isEmpty(id)
                    && !expansion.mayHold(.type(parent), for: id)
            }
            known[parent] = missed
            return missed
        }
    }

    /// Instances of a type built from a closed one do not conform to it, so its keys do not hold for them.
    private mutating func checkReach(
        of constraint: Constraint, _ children: [TypeID: [TypeID]], _ reach: inout Reach
    ) {
        for filter in constraint.scope.filters where filter.variable == constraint.target {
            guard case .type(let parent)? = filter.labels else { continue }
            let missed = reach.missed(by: parent, children, in: expansion)
            guard let child = missed.first else { continue }
            let type = catalog[parent]
            let names = missed.map { catalog[$0].name }
            let labels = expansion[parent].map { $0.count == 1 ? $0[0].element.labels.sorted() : [] } ?? []
            let byLabel =
                labels.isEmpty || labels.count > 2 ? "" : "the label `\(labels.joined(separator: "` & `"))`, "
            warn(
                "Instances of `\(catalog[child].name)` do not conform to the closed `\(type.name)`, so constraint \(constraint.number) does not hold for them.",
                at: constraints[constraint.range]?.targetLabels?.range ?? constraint.range,
                suggestion:
                    "Speak of \(byLabel)of `\(([type.name] + names.prefix(2)).joined(separator: " | "))`, or open `\(type.name)` in labels and content."
            )
        }
    }

    /// Warns of properties that nothing in reach can have.
    private mutating func checkKeys(
        of constraint: Constraint, _ definition: ConstraintDefinition, in graphType: GraphType
    ) {
        let targetTerms = constraint.scope.terms(of: constraint.target)
        let outputs = definition.outputs
        for output in outputs.scope {
            checkKey(output, in: constraint.scope, also: [], graphType)
        }
        for output in outputs.requirement {
            if case .key(_, let descriptor) = constraint.requirement {
                let isTarget = descriptor.pattern.variables.first?.name == output.variable.text
                checkKey(output, in: descriptor.pattern, also: isTarget ? targetTerms : [], graphType)
            } else {
                checkKey(output, in: constraint.scope, also: [], graphType)
            }
        }
    }

    private mutating func checkKey(
        _ output: Output, in pattern: GraphPattern, also terms: [LabelTerm], _ graphType: GraphType
    ) {
        guard let key = output.key,
            let variable = pattern.variables.firstIndex(where: { $0.name == output.variable.text })
        else { return }
        let terms = pattern.terms(of: variable) + terms
        guard let forms = candidates(for: terms, pattern.variables[variable].kind, in: graphType),
            !forms.contains(where: { $0.opensContent || $0.properties[key.text] != nil })
        else { return }
        let near = Spelling.nearest(to: key.text, among: Set(forms.flatMap(\.properties.keys)).sorted())
        warn(
            "Nothing that `\(output.variable.text)` can stand for has a property `\(key.text)`.",
            at: key.range,
            suggestion: near.map { "Did you mean `\($0)`?" })
    }

    /// The base types that satisfy label expressions; nil if there are none, or too many, or unknown ones.
    private func candidates(
        for terms: [LabelTerm], _ kind: ElementKind, in graphType: GraphType
    ) -> [BaseType]? {
        if terms.count == 1, case .type(let id) = terms[0] { return expansion[id]?.map(\.element) }
        guard graphType.mode == .strict, !terms.isEmpty else { return nil }
        var found: [BaseType] = []
        for id in graphType.members where catalog[id].kind == kind && !catalog[id].isAbstract {
            guard let alternatives = expansion[id] else { return nil }
            for alternative in alternatives
            where terms.allSatisfy({ expansion.mayHold($0, for: alternative) }) {
                found.append(alternative.element)
            }
        }
        return found.isEmpty ? nil : found
    }
}

extension SourceRange {
    /// Whether another stretch lies within this one: a constraint that is imported stands elsewhere.
    fileprivate func contains(_ other: SourceRange) -> Bool {
        lowerBound <= other.lowerBound && other.upperBound <= upperBound
    }
}

extension GraphPattern {
    /// Every label expression demanded of a variable.
    func terms(of variable: Int) -> [LabelTerm] {
        filters.filter { $0.variable == variable }.compactMap(\.labels)
    }
}

extension Catalog {
    /// The members that are built from each type, outside of unions and `?`.
    func children(among members: [TypeID]) -> [TypeID: [TypeID]] {
        var children: [TypeID: [TypeID]] = [:]
        for id in members {
            for parent in Set(self[id].conjuncts).sorted() { children[parent, default: []].append(id) }
        }
        return children
    }
}
