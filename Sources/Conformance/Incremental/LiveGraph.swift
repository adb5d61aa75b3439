import PropertyGraph

/// Thrown where an answer would take a look at every element.
struct NeedsWholeGraph: Error {}

/// An element with symbols for names.
struct LiveElement {
    let labels: LabelSet
    let properties: [(key: Symbol, value: Value)]

    func value(_ key: Symbol) -> Value? { properties.first { $0.key == key }?.value }
}

/// A graph as it is after a change, as patterns see it; what was read once is kept until the check is over.
final class LiveGraph {
    let graph: any NavigableGraph
    let typing: Typing
    let symbols: SymbolTable
    private var nodes: [UInt32: LiveElement?] = [:]
    private var edges: [UInt32: LiveElement?] = [:]
    private var ends: [UInt32: (source: UInt32, target: UInt32)] = [:]
    private var nodeClasses: [UInt32: ClassID] = [:]
    private var contexts: [UInt32: Typing.ContextID] = [:]

    /// Looks at a graph; the ends of touched edges are known from the change.
    init(_ graph: any NavigableGraph, _ change: GraphChange, typing: Typing, symbols: SymbolTable) {
        self.graph = graph
        self.typing = typing
        self.symbols = symbols
        for (edge, before) in change.edges { ends[edge] = (before.source, before.target) }
    }

    func prepared(_ element: StoredElement) -> LiveElement {
        let labels = element.labels.isEmpty ? .empty : LabelSet(element.labels.map(symbols.intern))
        return LiveElement(
            labels: labels, properties: element.properties.map { (symbols.intern($0.key), $0.value) })
    }

    /// Nil when there is no such element.
    func element(_ kind: ElementKind, _ id: UInt32) throws -> LiveElement? {
        if let known = kind == .node ? nodes[id] : edges[id] { return known }
        let found = try graph.element(kind, id).map(prepared)
        switch kind {
        case .node: nodes.updateValue(found, forKey: id)
        case .edge: edges.updateValue(found, forKey: id)
        }
        return found
    }

    /// A property of an element that was read before, as all elements of a match are when they are admitted.
    func value(_ kind: ElementKind, _ id: UInt32, _ key: Symbol) -> Value? {
        let known = kind == .node ? nodes[id] : edges[id]
        return known?.flatMap { $0.value(key) }
    }

    func ends(ofEdge edge: UInt32) throws -> (source: UInt32, target: UInt32) {
        if let known = ends[edge] { return known }
        let found = try graph.ends(ofEdge: edge)
        ends[edge] = found
        return found
    }

    /// The class of an element: what typing can tell of it.
    func elementClass(_ kind: ElementKind, _ element: LiveElement) -> ClassID {
        let properties = element.properties.map { key, value in
            var passed = Bits()
            for (index, type) in typing.plan.tests(kind, key).enumerated() where type.admits(value) {
                passed.insert(index)
            }
            return ElementClass.Property(key: key, passed: passed, isMalformed: false)
        }
        let found = ElementClass(
            kind: kind, labels: element.labels, properties: properties.sorted { $0.key < $1.key })
        return typing.intern([found])[0]
    }

    /// The class of a node; nil when it is not there.
    func nodeClass(_ node: UInt32) throws -> ClassID? {
        if let known = nodeClasses[node] { return known }
        guard let element = try element(.node, node) else { return nil }
        let found = elementClass(.node, element)
        nodeClasses[node] = found
        return found
    }

    /// The class of an edge within its ends; nil when one of the three is not there.
    func context(ofEdge edge: UInt32) throws -> Typing.ContextID? {
        if let known = contexts[edge] { return known }
        guard let element = try element(.edge, edge) else { return nil }
        let ends = try ends(ofEdge: edge)
        guard let source = try nodeClass(ends.source), let target = try nodeClass(ends.target) else {
            return nil
        }
        let found = try typing.intern(
            TypeMatcher.EdgeContext(edge: elementClass(.edge, element), source: source, target: target))
        contexts[edge] = found
        return found
    }

    /// Whether an element is there and satisfies everything that a pattern demands of it alone.
    func admits(_ filter: ReachPattern.Filter, _ kind: ElementKind, _ id: UInt32) throws -> Bool {
        guard let element = try element(kind, id), element.has(filter.properties) else { return false }
        return try filter.labels.allSatisfy { term in
            term.asksForTypes
                ? try satisfies(kind, id, term) : term.isSatisfied(by: element.labels)
        }
    }

    private func satisfies(_ kind: ElementKind, _ id: UInt32, _ term: CompiledTerm) throws -> Bool {
        switch kind {
        case .node: try nodeClass(id).map { try typing.satisfies(node: $0, term) } ?? false
        case .edge: try context(ofEdge: id).map { try typing.satisfies(edge: $0, term) } ?? false
        }
    }

    /// The elements that have, under some keys, the values that another has under others.
    func joined(
        _ join: ReachPattern.Join, _ kind: ElementKind, with element: LiveElement
    ) throws -> [UInt32] {
        var values: [Value] = []
        for key in join.fromKeys {
            guard let value = element.value(key) else { return [] }
            values.append(value)
        }
        return try lookUp(kind, join.toKeys, values)
    }

    func lookUp(_ kind: ElementKind, _ keys: [Symbol], _ values: [Value]) throws -> [UInt32] {
        try graph.elements(kind, where: keys.map(symbols.name(of:)), equal: values)
    }
}

extension LiveElement {
    func has(_ properties: [(key: Symbol, value: Value?)]) -> Bool {
        properties.allSatisfy { property in
            guard let wanted = property.value else { return false }
            return value(property.key) == wanted
        }
    }
}
