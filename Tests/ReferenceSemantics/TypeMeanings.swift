import PGSchema
import PropertyGraph

/// Expands type definitions into explicit sets of base types, eagerly and without any cleverness.
struct TypeMeanings {
    let declarations: Declarations

    /// The base types of a node type.
    func nodeType(_ declaration: Declaration, within path: [Declaration.Key] = []) throws(SchemaError)
        -> [BaseType]
    {
        guard case .node(let definition) = declaration.definition else {
            throw .wrongKind(declaration.key.name)
        }
        let place = try Place(declaration, declarations, path)
        return try nodes(definition.specification, at: place)
    }

    /// The triples of an edge type.
    func edgeType(_ declaration: Declaration, within path: [Declaration.Key] = []) throws(SchemaError)
        -> [BaseTriple]
    {
        guard case .edge(let definition) = declaration.definition else {
            throw .wrongKind(declaration.key.name)
        }
        let place = try Place(declaration, declarations, path)
        let sources = try endpoint(definition.source, at: place)
        let targets = try endpoint(definition.target, at: place)
        var middles = try edges(definition.specification.labels, at: place)
        let content = try record(definition.specification.content)
        for index in middles.indices {
            if definition.specification.opensLabels { middles[index].edge.labelsAreOpen = true }
            middles[index].edge = middles[index].edge.combined(with: content)
        }
        let ends = sources.flatMap { source in
            targets.map { BaseTriple(source: source, edge: .neutral, target: $0) }
        }
        return middles.flatMap { middle in ends.map { middle.combined(with: $0) } }
    }

    /// Where an expression stands: what names mean there, and which definitions lead to it.
    private struct Place {
        let scope: [String: Declaration]
        let path: [Declaration.Key]
        var own: String { path[path.count - 1].name }

        init(_ declaration: Declaration, _ declarations: Declarations, _ path: [Declaration.Key])
            throws(SchemaError)
        {
            guard !path.contains(declaration.key) else { throw .typeCycle(declaration.key.name) }
            scope = try declarations.scope(of: declaration.key.home)
            self.path = path + [declaration.key]
        }

        /// The type a bare name means, or nil for a label.
        func type(named name: Name, _ kind: ElementKind) throws(SchemaError) -> Declaration? {
            if name.text == own { return nil }
            guard let declaration = scope[name.text] else { return nil }
            guard declaration.kind == kind else { throw .wrongKind(name.text) }
            return declaration
        }

        /// The type after an `@`.
        func forcedType(named name: Name, _ kind: ElementKind) throws(SchemaError) -> Declaration {
            guard let declaration = scope[name.text] else { throw .unknownType(name.text) }
            guard declaration.kind == kind else { throw .wrongKind(name.text) }
            return declaration
        }
    }

    private func endpoint(_ specification: ElementSpecification, at place: Place) throws(SchemaError)
        -> [BaseType]
    {
        specification.isEmpty ? [.everything] : try nodes(specification, at: place)
    }

    private func nodes(_ specification: ElementSpecification, at place: Place) throws(SchemaError)
        -> [BaseType]
    {
        var alternatives = try nodes(specification.labels, at: place)
        let content = try record(specification.content)
        for index in alternatives.indices {
            if specification.opensLabels { alternatives[index].labelsAreOpen = true }
            alternatives[index] = alternatives[index].combined(with: content)
        }
        return alternatives
    }

    private func nodes(_ expression: LabelExpression?, at place: Place) throws(SchemaError) -> [BaseType] {
        switch expression {
        case nil: return [.neutral]
        case .name(let name):
            guard let type = try place.type(named: name, .node) else {
                return [BaseType(labels: [name.text])]
            }
            return try nodeType(type, within: place.path)
        case .typeReference(let name, _):
            return try nodeType(try place.forcedType(named: name, .node), within: place.path)
        case .all(let parts):
            var product = [BaseType.neutral]
            for part in parts {
                let factors = try nodes(part, at: place)
                product = product.flatMap { left in factors.map { left.combined(with: $0) } }
            }
            return product
        case .any(let parts):
            var union: [BaseType] = []
            for part in parts { union += try nodes(part, at: place) }
            return union
        case .optional(let inner, _): return try nodes(inner, at: place) + [.neutral]
        case .group(let inner, _, _): return try nodes(inner, at: place)
        }
    }

    private func edges(_ expression: LabelExpression?, at place: Place) throws(SchemaError) -> [BaseTriple] {
        switch expression {
        case nil: return [.neutral]
        case .name(let name):
            guard let type = try place.type(named: name, .edge) else {
                var triple = BaseTriple.neutral
                triple.edge.labels = [name.text]
                return [triple]
            }
            return try edgeType(type, within: place.path)
        case .typeReference(let name, _):
            return try edgeType(try place.forcedType(named: name, .edge), within: place.path)
        case .all(let parts):
            var product = [BaseTriple.neutral]
            for part in parts {
                let factors = try edges(part, at: place)
                product = product.flatMap { left in factors.map { left.combined(with: $0) } }
            }
            return product
        case .any(let parts):
            var union: [BaseTriple] = []
            for part in parts { union += try edges(part, at: place) }
            return union
        case .optional(let inner, _): return try edges(inner, at: place) + [.neutral]
        case .group(let inner, _, _): return try edges(inner, at: place)
        }
    }

    /// Content as a base type without labels.
    private func record(_ content: ContentSpecification?) throws(SchemaError) -> BaseType {
        var result = BaseType.neutral
        guard let content else { return result }
        result.contentIsOpen = content.isOpen
        for property in content.properties {
            try ValueMembership.check(property.type)
            let rule = PropertyRule(mayBeAbsent: property.isOptional, values: .type(property.type))
            guard result.rules.updateValue(rule, forKey: property.key.text) == nil else {
                throw .repeatedKey(property.key.text)
            }
        }
        return result
    }
}
