import PropertyGraph

extension Checker {
    /// Warns of labels in definitions that look like the misspelt name of a type.
    mutating func checkLabels() {
        var scopes: [ScopeName: Scope] = [:]
        for type in catalog.types {
            for form in forms(of: type) {
                let name = ScopeName(graphType: type.graphType, kind: form.kind)
                var scope = scopes.removeValue(forKey: name) ?? Scope(name, in: catalog)
                form.forEachLabel { label in
                    guard let near = scope.near(label.text) else { return }
                    warn(
                        "`\(label.text)` is read as a label, but looks like the type `\(near)`.",
                        at: label.range,
                        suggestion: "Did you mean `\(near)`?")
                }
                scopes[name] = scope
            }
        }
    }

    private struct ScopeName: Hashable {
        let graphType: String?
        let kind: ElementKind
    }

    /// The type names that a definition can use.
    private struct Scope {
        private var index: NameIndex
        /// The labels in each type's own definition.
        private var ownLabels: [String: Set<String>] = [:]
        /// Labels that are called like their type but for the case of letters, as in `(person: Person)`.
        private var paired: Set<String> = []

        init(_ name: ScopeName, in catalog: Catalog) {
            let members = name.graphType.flatMap { catalog.graphType(named: $0) }?.members ?? []
            let types = (members + catalog.catalogTypes).map { catalog[$0] }.filter { $0.kind == name.kind }
            for type in types {
                var labels: Set<String> = []
                type.form.labels?.collectLabels(into: &labels)
                let lowercase = type.name.lowercased()
                for label in labels where label.lowercased() == lowercase { paired.insert(label) }
                ownLabels[type.name, default: []].formUnion(labels)
            }
            index = NameIndex(types.map(\.name))
        }

        /// The type that a label is a misspelling of; a type that has the label itself is none.
        mutating func near(_ label: String) -> String? {
            guard !paired.contains(label), !index.contains(label), let near = index.nearest(to: label),
                !ownLabels[near, default: []].contains(label)
            else { return nil }
            return near
        }
    }
}

extension Catalog {
    /// The types of a graph type and those they are built from.
    func reachable(from roots: [TypeID]) -> [TypeID] {
        var seen = Set(roots)
        var order: [TypeID] = []
        var waiting = Array(roots.reversed())
        while let id = waiting.popLast() {
            order.append(id)
            for next in self[id].references.sorted() where seen.insert(next).inserted { waiting.append(next) }
        }
        return order
    }
}
