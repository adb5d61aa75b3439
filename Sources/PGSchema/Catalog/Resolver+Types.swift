import PropertyGraph

extension Resolver {
    /// Longer chains of references than this would only come from a program gone wrong.
    static let maximumReferenceDepth = 200

    /// Gives every declared type its form.
    mutating func resolveTypes() {
        for index in definitions.indices {
            let definition = definitions[index]
            let id = TypeID(index: index)
            let form: ElementForm
            var endpoints: ElementType.Endpoints?
            switch definition {
            case .node(let node):
                form = resolve(node.specification, kind: .node, inside: id)
            case .edge(let edge):
                form = resolve(edge.specification, kind: .edge, inside: id)
                endpoints = ElementType.Endpoints(
                    source: resolveEndpoint(edge.source, inside: id),
                    target: resolveEndpoint(edge.target, inside: id))
            }
            catalog.types.append(
                ElementType(
                    id: id, name: definition.name.text, kind: definition.kind,
                    isAbstract: definition.isAbstract, form: form, endpoints: endpoints,
                    graphType: scopeOfType[index].graphType, range: definition.range))
        }
    }

    private mutating func resolveEndpoint(
        _ specification: ElementSpecification, inside owner: TypeID
    ) -> ElementForm {
        specification.isEmpty ? .anything : resolve(specification, kind: .node, inside: owner)
    }

    private mutating func resolve(
        _ specification: ElementSpecification, kind: ElementKind, inside owner: TypeID
    ) -> ElementForm {
        var keys: Set<String> = []
        var properties: [PropertyForm] = []
        for property in specification.content?.properties ?? [] {
            let type = resolve(property.type)
            guard keys.insert(property.key.text).inserted else {
                report(
                    "Property `\(property.key.text)` is declared twice.", at: property.key.range,
                    suggestion:
                        "Drop one of the two, or write both types as one: `\(property.key.text) T1 | T2`.")
                continue
            }
            if let type {
                properties.append(
                    PropertyForm(key: property.key.text, type: type, isOptional: property.isOptional))
            }
        }
        return ElementForm(
            labels: specification.labels.map { resolve($0, kind: kind, inside: owner) },
            opensLabels: specification.opensLabels, properties: properties,
            opensContent: specification.content?.isOpen ?? false)
    }

    private mutating func resolve(
        _ expression: LabelExpression, kind: ElementKind, inside owner: TypeID
    ) -> LabelTerm {
        expression.resolved { [scope = scopeOfType[owner.index]] name, isForced in
            // Inside its own definition a type's name is a label: `(Person: Person { ... })`.
            if !isForced, name.text == definitions[owner.index].name.text { return .label(name.text) }
            guard let id = scope.members[name.text] ?? catalogScope[name.text] else {
                if droppedNames.contains(name.text) {
                    report(
                        "Type `\(name.text)` was dropped, and `\(definitions[owner.index].name.text)` still needs it.",
                        at: name.range,
                        suggestion: "Drop `\(definitions[owner.index].name.text)` too, or leave the DROP out."
                    )
                } else if isForced {
                    let names = Array(scope.members.keys) + Array(catalogScope.keys)
                    reportUnknown("type", name, among: names)
                }
                return .label(name.text)
            }
            return check(name, refersTo: kind, found: id)
        }
    }

    /// The type, or an error if it is of the other kind.
    mutating func check(_ name: Name, refersTo kind: ElementKind, found id: TypeID) -> LabelTerm {
        let found = definitions[id.index].kind
        if found == kind { return .type(id) }
        report(
            "`\(name.text)` is \(found == .node ? "a node" : "an edge") type, but \(kind == .node ? "a node" : "an edge") is described here.",
            at: name.range,
            suggestion:
                "If a label is meant, rename the type, because a type's name is never read as a label.")
        return .label(name.text)
    }

    /// Reports types that refer to themselves through others, and chains too long to follow.
    mutating func rejectCycles() {
        enum Mark { case new, open, done }
        var marks = [Mark](repeating: .new, count: catalog.types.count)
        var depths = [Int](repeating: 0, count: catalog.types.count)
        let references = catalog.types.map { $0.references.sorted() }
        for root in catalog.types.indices where marks[root] == .new {
            var stack = [(type: root, next: 0)]
            marks[root] = .open
            while let (type, next) = stack.last {
                guard next < references[type].count else {
                    stack.removeLast()
                    marks[type] = .done
                    depths[type] = 1 + (references[type].map { depths[$0.index] }.max() ?? 0)
                    if depths[type] == Self.maximumReferenceDepth {
                        report(
                            "`\(catalog.types[type].name)` refers to types over more than \(Self.maximumReferenceDepth) steps.",
                            at: definitions[type].name.range, suggestion: "Shorten the chain of types.")
                    }
                    continue
                }
                stack[stack.count - 1].next += 1
                let reference = references[type][next].index
                switch marks[reference] {
                case .new:
                    marks[reference] = .open
                    stack.append((reference, 0))
                case .open:
                    let start = stack.firstIndex { $0.type == reference } ?? 0
                    let names = (stack[start...].map(\.type) + [reference]).map {
                        "`\(catalog.types[$0].name)`"
                    }
                    report(
                        "Type `\(catalog.types[reference].name)` refers to itself: \(names.joined(separator: " -> ")).",
                        at: definitions[type].name.range,
                        suggestion: "Break the circle; a type is built only from types that do not need it.")
                case .done: break
                }
            }
        }
    }
}

extension LabelExpression {
    /// Replaces every name by what `meaning` says of it; `isForced` tells an `@name` from a bare one.
    func resolved(_ meaning: (_ name: Name, _ isForced: Bool) -> LabelTerm) -> LabelTerm {
        switch self {
        case .name(let name): meaning(name, false)
        case .typeReference(let name, _): meaning(name, true)
        case .all(let parts): .all(parts.map { $0.resolved(meaning) })
        case .any(let parts): .any(parts.map { $0.resolved(meaning) })
        case .optional(let part, _): .optional(part.resolved(meaning))
        case .group(let part, _, _): part.resolved(meaning)
        }
    }
}

extension ElementType {
    /// The types it refers to, in labels and endpoints.
    public var references: Set<TypeID> {
        var found: Set<TypeID> = []
        for form in [form, endpoints?.source, endpoints?.target] { form?.labels?.collectTypes(into: &found) }
        return found
    }
}

extension LabelTerm {
    /// Adds the types that the term names.
    public func collectTypes(into types: inout Set<TypeID>) {
        switch self {
        case .label: break
        case .type(let id): types.insert(id)
        case .all(let parts), .any(let parts): for part in parts { part.collectTypes(into: &types) }
        case .optional(let part): part.collectTypes(into: &types)
        }
    }

    /// Adds the labels that the term names itself, not those of its types.
    public func collectLabels(into labels: inout Set<String>) {
        switch self {
        case .label(let label): labels.insert(label)
        case .type: break
        case .all(let parts), .any(let parts): for part in parts { part.collectLabels(into: &labels) }
        case .optional(let part): part.collectLabels(into: &labels)
        }
    }
}
