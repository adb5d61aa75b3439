import Conformance
import PropertyGraph

@testable import ReferenceSemantics

/// One thing that a transaction does; on an element that is not there it does nothing.
enum GraphEdit {
    case insertNode(ReferenceGraph.Node)
    case insertEdge(ReferenceGraph.Edge)
    case delete(id: String)
    case relabel(id: String, Set<String>)
    case set(id: String, key: String, Value?)

    func apply(to graph: inout ReferenceGraph) {
        switch self {
        case .insertNode(let node): graph.nodes.append(node)
        case .insertEdge(let edge):
            let ids = Set(graph.nodes.map(\.id))
            if ids.contains(edge.source), ids.contains(edge.target) { graph.edges.append(edge) }
        case .delete(let id):
            graph.nodes.removeAll { $0.id == id }
            graph.edges.removeAll { $0.id == id || $0.source == id || $0.target == id }
        case .relabel(let id, let labels):
            for index in graph.nodes.indices where graph.nodes[index].id == id {
                graph.nodes[index].labels = labels
            }
            for index in graph.edges.indices where graph.edges[index].id == id {
                graph.edges[index].labels = labels
            }
        case .set(let id, let key, let value):
            for index in graph.nodes.indices where graph.nodes[index].id == id {
                graph.nodes[index].properties[key] = value
            }
            for index in graph.edges.indices where graph.edges[index].id == id {
                graph.edges[index].properties[key] = value
            }
        }
    }
}

extension ReferenceGraph {
    func applying(_ edits: [GraphEdit]) -> ReferenceGraph {
        var graph = self
        for edit in edits { edit.apply(to: &graph) }
        return graph
    }
}

/// Makes edits out of what a case is made of, so that they meet its types and constraints.
struct RandomEdits {
    var random: SplitMix64
    private let pool: ReferenceGraph
    private let labels: [String]
    private let keys: [String]
    private let values: [Value]
    private var inserted = 0

    init(seed: UInt64, pool: ReferenceGraph, isRandomCase: Bool) {
        random = SplitMix64(seed: seed)
        self.pool = pool
        let records = pool.nodes.map(\.properties) + pool.edges.map(\.properties)
        let labels = pool.nodes.flatMap(\.labels) + pool.edges.flatMap(\.labels)
        self.labels = Set(labels + (isRandomCase ? RandomCase.labels : ["New"])).sorted()
        keys = Set(records.flatMap(\.keys) + (isRandomCase ? RandomCase.keys : ["new"])).sorted()
        let others = isRandomCase ? RandomCase.values + RandomCase.otherValues : RandomCase.values
        values = records.flatMap { $0.sorted { $0.key < $1.key }.map(\.value) } + others
    }

    mutating func make(on graph: ReferenceGraph) -> [GraphEdit] {
        var edits: [GraphEdit] = []
        var graph = graph
        for _ in 0..<random.pick([1, 1, 1, 2, 3, 5]) {
            let edit = makeOne(graph)
            edit.apply(to: &graph)
            edits.append(edit)
        }
        return edits
    }

    private mutating func makeOne(_ graph: ReferenceGraph) -> GraphEdit {
        let ids = graph.nodes.map(\.id) + graph.edges.map(\.id)
        switch random.count(0...9) {
        case 0, 1, 2: return insertNode()
        case 3, 4, 5: return graph.nodes.isEmpty ? insertNode() : insertEdge(graph)
        case 6: return ids.isEmpty ? insertNode() : .delete(id: random.pick(ids))
        case 7:
            guard !ids.isEmpty else { return insertNode() }
            let id = random.pick(ids)
            let old = graph.nodes.first { $0.id == id }?.labels ?? graph.edges.first { $0.id == id }?.labels
            return .relabel(id: id, (old ?? []).symmetricDifference([random.pick(labels)]))
        default:
            guard !ids.isEmpty else { return insertNode() }
            let value: Value? = random.chance(0.3) ? nil : random.pick(values)
            return .set(id: random.pick(ids), key: random.pick(keys), value)
        }
    }

    private mutating func freshName(_ prefix: String) -> String {
        inserted += 1
        return "\(prefix)\(inserted)"
    }

    private mutating func insertNode() -> GraphEdit {
        var node = ReferenceGraph.Node(id: freshName("new node "), labels: [], properties: [:])
        if !pool.nodes.isEmpty {
            let model = random.pick(pool.nodes)
            (node.labels, node.properties) = (model.labels, changed(model.properties))
        }
        return .insertNode(node)
    }

    private mutating func insertEdge(_ graph: ReferenceGraph) -> GraphEdit {
        var edge = ReferenceGraph.Edge(
            id: freshName("new edge "), labels: Set(random.some(of: labels, 0.4)), properties: [:],
            source: random.pick(graph.nodes).id, target: random.pick(graph.nodes).id)
        if !pool.edges.isEmpty {
            let model = random.pick(pool.edges)
            (edge.labels, edge.properties) = (model.labels, changed(model.properties))
            // Mostly between nodes that look like those of the model, so that its type still fits.
            if random.chance(0.8) {
                edge.source = like(model.source, graph) ?? edge.source
                edge.target = like(model.target, graph) ?? edge.target
            }
        }
        return .insertEdge(edge)
    }

    private mutating func like(_ id: String, _ graph: ReferenceGraph) -> String? {
        guard let model = pool.nodes.first(where: { $0.id == id }) else { return nil }
        let fitting = graph.nodes.filter { $0.labels == model.labels }
        return fitting.isEmpty ? nil : random.pick(fitting).id
    }

    private mutating func changed(_ properties: [String: Value]) -> [String: Value] {
        var properties = properties
        for key in properties.keys.sorted() where random.chance(0.4) { properties[key] = random.pick(values) }
        return properties
    }
}
