import PGSchema
import PropertyGraph

/// Makes scripts: a catalog, perhaps a graph type to import, and a graph type to judge by.
struct RandomSchema {
    /// A name that can be referred to, with the size of its expansion.
    struct Known {
        var name: String
        var alternatives: Int
    }
    /// Expansions are eager, so they must stay small.
    private static let largestExpansion = 48

    var random: SplitMix64
    private var nodeCount = 0
    private var edgeCount = 0
    /// Whether this script may mean nothing; the slips are then likely.
    private var isCareless = false

    init(random: SplitMix64) { self.random = random }

    mutating func makeScript() -> Script {
        isCareless = random.chance(0.12)
        var statements: [Statement] = []
        var catalog: [TypeElement] = []
        if random.chance(0.45) {
            catalog = makeTypes(nodes: 1...2, edges: 0...1, Scope())
            for type in catalog {
                switch type.element {
                case .nodeType(let definition):
                    statements.append(.createNodeType(definition, range: nowhere))
                case .edgeType(let definition):
                    statements.append(.createEdgeType(definition, range: nowhere))
                case .reference, .constraint: break
                }
            }
        }
        var importable: [(name: String, members: [TypeElement])] = []
        for index in 0..<random.pick([0, 0, 0, 1, 1, 2]) {
            let (definition, members) = makeGraphType(named: "base\(index)", catalog, importable)
            statements.append(.createGraphType(definition, range: nowhere))
            importable.append(("base\(index)", members))
        }
        let (definition, _) = makeGraphType(named: "g", catalog, importable)
        statements.append(.createGraphType(definition, range: nowhere))
        if isCareless, random.chance(0.1) { statements.append(statements[0]) }
        return Script(statements: statements)
    }

    /// A type element with what others may know of it.
    struct TypeElement {
        var element: GraphTypeElement
        var known: Known
        var kind: ElementKind
    }

    /// What can be referred to at a place.
    private struct Scope {
        var nodes: [Known] = []
        var edges: [Known] = []

        mutating func add(_ type: TypeElement) {
            if type.kind == .node { nodes.append(type.known) } else { edges.append(type.known) }
        }
    }

    private mutating func makeGraphType(
        named name: String, _ catalog: [TypeElement], _ importable: [(name: String, members: [TypeElement])]
    ) -> (GraphTypeDefinition, members: [TypeElement]) {
        var imports: [Name] = []
        var members: [TypeElement] = []
        for (name, imported) in importable where random.chance(0.7) {
            imports.append(Name(made: name))
            for type in imported where !members.contains(where: { $0.known.name == type.known.name }) {
                members.append(type)
            }
        }
        if isCareless, random.chance(0.1) { imports.append(Name(made: random.pick([name, "nowhere"]))) }
        var elements: [GraphTypeElement] = []
        for type in catalog where random.chance(0.7) {
            elements.append(.reference(Name(made: type.known.name)))
            if !members.contains(where: { $0.known.name == type.known.name }) { members.append(type) }
        }
        if isCareless, random.chance(0.1) { elements.append(.reference(Name(made: "ghost"))) }
        var scope = Scope()
        for type in members { scope.add(type) }
        for type in catalog where !members.contains(where: { $0.known.name == type.known.name }) {
            scope.add(type)
        }
        let isSupplementary = name != "g" || !members.isEmpty
        let own = makeTypes(
            nodes: (isSupplementary ? 0 : 1)...3, edges: random.chance(0.7) ? 1...2 : 0...3, scope)
        elements += own.map(\.element)
        members += own
        if random.chance(0.5) { elements.shuffle(using: &random) }
        // What stands after a constraint could be read as another of its patterns, so constraints come last.
        var constraints = RandomConstraint(
            random: random, nodeTypes: members.filter { $0.kind == .node }.map(\.known.name),
            edgeTypes: members.filter { $0.kind == .edge }.map(\.known.name), isCareless: isCareless)
        for _ in 0..<random.pick(name == "g" ? [0, 1, 1, 2, 2, 3] : [0, 0, 1]) {
            elements.append(.constraint(constraints.make()))
        }
        random = constraints.random
        let definition = GraphTypeDefinition(
            name: Name(made: name), mode: random.chance(0.6) ? .strict : .loose, imports: imports,
            elements: elements)
        return (definition, members)
    }

    private mutating func makeTypes(nodes: ClosedRange<Int>, edges: ClosedRange<Int>, _ scope: Scope)
        -> [TypeElement]
    {
        var scope = scope
        var types: [TypeElement] = []
        for _ in 0..<random.count(nodes) {
            types.append(makeNodeType(scope))
            scope.add(types[types.count - 1])
        }
        for _ in 0..<random.count(edges) {
            types.append(makeEdgeType(scope))
            scope.add(types[types.count - 1])
        }
        return types
    }

    private mutating func makeNodeType(_ scope: Scope) -> TypeElement {
        nodeCount += 1
        // Some types are called like a label, which is then a label in just one place.
        let isNamedLikeLabel = nodeCount <= 3 && random.chance(0.04)
        let name = isNamedLikeLabel ? RandomCase.labels[nodeCount - 1] : "t\(nodeCount)"
        let (specification, size) = makeSpecification(scope.nodes, own: "t\(nodeCount)", scope.edges)
        let definition = NodeTypeDefinition(
            isAbstract: random.chance(0.15), name: Name(made: name), specification: specification,
            range: nowhere)
        return TypeElement(
            element: .nodeType(definition), known: Known(name: name, alternatives: size), kind: .node)
    }

    private mutating func makeEdgeType(_ scope: Scope) -> TypeElement {
        edgeCount += 1
        let name = "r\(edgeCount)"
        let (middle, size) = makeSpecification(scope.edges, own: "r\(edgeCount)", scope.nodes)
        var sizes = [size]
        var ends: [ElementSpecification] = []
        for _ in 0..<2 {
            var (end, size) = makeSpecification(scope.nodes, own: "t\(nodeCount)", scope.edges)
            if !scope.nodes.isEmpty, random.chance(0.55) {
                let type = random.pick(scope.nodes)
                end = ElementSpecification(
                    labels: .name(Name(made: type.name)), opensLabels: false, content: nil, range: nowhere)
                size = type.alternatives
            }
            if random.chance(0.2) || sizes.reduce(size, *) > 8 * Self.largestExpansion {
                end = ElementSpecification(labels: nil, opensLabels: false, content: nil, range: nowhere)
                size = 1
            }
            sizes.append(size)
            ends.append(end)
        }
        let definition = EdgeTypeDefinition(
            isAbstract: random.chance(0.1), name: Name(made: name), specification: middle, source: ends[0],
            target: ends[1], range: nowhere)
        let known = Known(name: name, alternatives: sizes.reduce(1, *))
        return TypeElement(element: .edgeType(definition), known: known, kind: .edge)
    }

    private mutating func makeSpecification(_ known: [Known], own: String, _ wrongKind: [Known])
        -> (ElementSpecification, alternatives: Int)
    {
        var labels: (LabelExpression, alternatives: Int)?
        if random.chance(0.93) {
            var maker = RandomLabels(random: random, types: known)
            let made = maker.make(depth: 2)
            labels = made.alternatives <= Self.largestExpansion ? made : maker.makeLeaf()
            random = maker.random
        }
        if isCareless, random.chance(0.06) {
            let name = Name(made: wrongKind.isEmpty ? "ghost" : random.pick(wrongKind).name)
            let itself = LabelExpression.typeReference(Name(made: own), range: nowhere)
            labels = (random.pick([.typeReference(name, range: nowhere), .name(name), itself]), 1)
        }
        let specification = ElementSpecification(
            labels: labels?.0, opensLabels: random.chance(0.2),
            content: random.chance(0.7) ? makeContent() : nil, range: nowhere)
        return (specification, labels?.alternatives ?? 1)
    }

    private mutating func makeContent() -> ContentSpecification {
        var properties = random.some(of: RandomCase.keys, 0.6).map { key in
            PropertyDefinition(
                isOptional: random.chance(0.45), key: Name(made: key), type: makeValueType(), range: nowhere)
        }
        if isCareless, !properties.isEmpty, random.chance(0.1) { properties.append(properties[0]) }
        if random.chance(0.3) { properties.reverse() }
        return ContentSpecification(properties: properties, isOpen: random.chance(0.3), range: nowhere)
    }

    private mutating func makeValueType() -> ValueTypeSyntax {
        let simple = [
            "INT", "INT", "INT8", "UINT", "DOUBLE", "FLOAT32", "STRING", "STRING", "BOOL", "DATE",
            "DATETIME", "ZONED DATETIME",
        ]
        func term(_ name: String, _ arguments: [Int] = []) -> ValueTypeSyntax.Term {
            ValueTypeSyntax.Term(name: name, arguments: arguments, range: nowhere)
        }
        var terms = [term(random.pick(simple))]
        if random.chance(0.2) { terms.append(term(random.pick(simple))) }
        if random.chance(0.05) { terms = [term("STRING", [2, 3])] }
        if random.chance(0.03) {
            let element = ValueTypeSyntax(alternatives: terms, range: nowhere)
            terms = [ValueTypeSyntax.Term(name: "LIST", element: [element], maximum: 2, range: nowhere)]
        }
        if isCareless, random.chance(0.03) { terms = [term("BLORB")] }
        return ValueTypeSyntax(alternatives: terms, range: nowhere)
    }
}
