import PGSchema
import PropertyGraph

/// Makes graphs for a schema: elements drawn from the expanded types, some of them then disturbed.
struct RandomGraph {
    private var random: SplitMix64
    private var nodeTypes: [[BaseType]] = []
    private var edgeTypes: [[BaseTriple]] = []
    private var graph = ReferenceGraph()
    /// How likely each element is to be disturbed.
    private var noise: Double
    private var isLoose = false

    init(random: SplitMix64, script: Script) {
        self.random = random
        noise = self.random.pick([0, 0, 0, 0, 0.1, 0.4])
        // Without a usable schema the graph does not matter.
        try? expand(script)
    }

    private mutating func expand(_ script: Script) throws(SchemaError) {
        let declarations = try Declarations(script)
        guard let graphType = declarations.graphTypes.last else { return }
        isLoose = graphType.mode == .loose
        let meanings = TypeMeanings(declarations: declarations)
        let members = try declarations.members(of: graphType.name.text).values
            .filter { !$0.isAbstract }.sorted { $0.key.name < $1.key.name }
        for member in members {
            switch member.kind {
            case .node: nodeTypes.append(try meanings.nodeType(member))
            case .edge: edgeTypes.append(try meanings.edgeType(member))
            }
        }
    }

    mutating func make() -> ReferenceGraph {
        // Edges that come first make the nodes they need; edges that come last must do with what is there.
        let edgesFirst = random.chance(0.6)
        if edgesFirst { addEdges() }
        for _ in 0..<random.pick([1, 2, 2, 3, 3, 4, 4]) where !nodeTypes.isEmpty {
            let alternatives = pickOften(nodeTypes)
            _ = addNode(like: pickOften(alternatives))
        }
        if !edgesFirst { addEdges() }
        addStrayEdges()
        addParallelEdge()
        for index in graph.nodes.indices where random.chance(noise) {
            let node = graph.nodes[index]
            (graph.nodes[index].labels, graph.nodes[index].properties) =
                disturbed(node.labels, node.properties)
        }
        for index in graph.edges.indices where random.chance(noise) {
            let edge = graph.edges[index]
            (graph.edges[index].labels, graph.edges[index].properties) =
                disturbed(edge.labels, edge.properties)
            if random.chance(0.3) { graph.edges[index].target = random.pick(graph.nodes).id }
        }
        graph.edges.removeLast(max(0, graph.edges.count - 4))
        return graph
    }

    private mutating func addEdges() {
        for _ in 0..<random.pick([0, 2, 3, 4, 4, 6]) where !edgeTypes.isEmpty {
            let triples = pickOften(edgeTypes)
            addEdge(like: pickOften(triples))
        }
    }

    /// Edges that no type asked for: likely in a loose graph type, where they do no harm.
    private mutating func addStrayEdges() {
        guard !graph.nodes.isEmpty, random.chance(isLoose ? 0.5 : noise) else { return }
        for _ in 0..<random.count(1...3) {
            let (labels, properties) = (someLabels(), someProperties())
            graph.edges.append(
                .init(
                    id: "e\(graph.edges.count + 1)", labels: labels, properties: properties,
                    source: pickOften(graph.nodes).id, target: random.pick(graph.nodes).id))
        }
    }

    /// A second edge between the same nodes, or the other way round.
    private mutating func addParallelEdge() {
        guard !graph.edges.isEmpty, random.chance(0.25) else { return }
        var edge = random.pick(graph.edges)
        edge.id = "e\(graph.edges.count + 1)"
        if random.chance(0.2) { (edge.source, edge.target) = (edge.target, edge.source) }
        graph.edges.append(edge)
    }

    private mutating func someValue() -> Value {
        random.pick(random.chance(0.15) ? RandomCase.otherValues : RandomCase.values)
    }

    /// Often the first, so that keys collide and edges meet.
    private mutating func pickOften<Choice>(_ choices: [Choice]) -> Choice {
        random.chance(0.4) ? choices[0] : random.pick(choices)
    }

    private mutating func addNode(like type: BaseType) -> String? {
        guard graph.nodes.count < 4, let properties = record(of: type) else { return nil }
        let id = "n\(graph.nodes.count + 1)"
        graph.nodes.append(.init(id: id, labels: labels(of: type), properties: properties))
        return id
    }

    private mutating func addEdge(like triple: BaseTriple) {
        guard let properties = record(of: triple.edge), let source = end(like: triple.source),
            let target = end(like: triple.target)
        else { return }
        graph.edges.append(
            .init(
                id: "e\(graph.edges.count + 1)", labels: labels(of: triple.edge), properties: properties,
                source: source, target: target))
    }

    /// A node that fits, new only if there is none.
    private mutating func end(like type: BaseType) -> String? {
        let fitting = graph.nodes.filter { type.admits(labels: $0.labels, properties: $0.properties) }
        return fitting.isEmpty ? addNode(like: typed(type)) : pickOften(fitting).id
    }

    /// A type that a node of the graph may have, if one lies within an endpoint; else the endpoint itself.
    private mutating func typed(_ endpoint: BaseType) -> BaseType {
        let candidates = nodeTypes.flatMap { $0 }.filter { $0.labels.isSuperset(of: endpoint.labels) }
        return candidates.isEmpty || random.chance(0.2) ? endpoint : random.pick(candidates)
    }

    private mutating func labels(of type: BaseType) -> Set<String> {
        type.labelsAreOpen ? type.labels.union(random.some(of: RandomCase.labels, 0.2)) : type.labels
    }

    /// A record of the type, or nil if none of the few values fits a required key.
    private mutating func record(of type: BaseType) -> [String: Value]? {
        var record: [String: Value] = [:]
        for key in RandomCase.keys {
            guard let rule = type.rules[key] else {
                if type.contentIsOpen, random.chance(0.3) { record[key] = someValue() }
                continue
            }
            if rule.mayBeAbsent, random.chance(0.4) { continue }
            let fitting = (RandomCase.values + RandomCase.otherValues).filter(rule.values.admits)
            if !fitting.isEmpty {
                record[key] = pickOften(fitting)
            } else if !rule.mayBeAbsent {
                return nil
            }
        }
        return record
    }

    private mutating func disturbed(_ labels: Set<String>, _ properties: [String: Value])
        -> (Set<String>, [String: Value])
    {
        var properties = properties
        switch random.count(0...3) {
        case 0: return (labels.symmetricDifference([random.pick(RandomCase.labels)]), properties)
        case 1: properties[random.pick(RandomCase.keys)] = nil
        case 2: properties[random.pick(RandomCase.keys)] = someValue()
        default: return (someLabels(), someProperties())
        }
        return (labels, properties)
    }

    private mutating func someLabels() -> Set<String> { Set(random.some(of: RandomCase.labels, 0.4)) }

    private mutating func someProperties() -> [String: Value] {
        var properties: [String: Value] = [:]
        for key in random.some(of: RandomCase.keys, 0.4) { properties[key] = someValue() }
        return properties
    }
}
