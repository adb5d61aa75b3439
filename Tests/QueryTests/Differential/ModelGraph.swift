import GraphStore
import PropertyGraph
@testable import ReferenceSemantics

/// A graph of a few elements, as lists.
///
/// Every element has its position as the property `id`; `a` is a small number and `b` a letter, where they are there.
struct ModelGraph {
    struct Node {
        var labels: [String]
        var properties: [String: ModelValue]
    }
    struct Edge {
        var source: Int
        var target: Int
        var type: String
        var properties: [String: ModelValue]
    }
    var nodes: [Node] = []
    var edges: [Edge] = []

    static let labels = ["A", "B", "C"]
    static let types = ["T", "U"]
    static let values: [String: [ModelValue]] = [
        "a": [.integer(0), .integer(1), .integer(2)], "b": [.string("x"), .string("y"), .integer(1)],
    ]

    static func random(using random: inout SplitMix64) -> ModelGraph {
        var graph = ModelGraph()
        for id in 0..<random.count(1...7) {
            graph.nodes.append(
                Node(labels: random.some(of: labels, 0.4), properties: properties(id, &random)))
        }
        for id in 0..<random.count(0...10) {
            let source = random.count(0...graph.nodes.count - 1)
            // Loops and parallel edges come often.
            let target = random.chance(0.15) ? source : random.count(0...graph.nodes.count - 1)
            graph.edges.append(
                Edge(
                    source: source, target: target, type: random.pick(types),
                    properties: properties(id, &random)))
        }
        return graph
    }

    private static func properties(_ id: Int, _ random: inout SplitMix64) -> [String: ModelValue] {
        var properties: [String: ModelValue] = ["id": .integer(id)]
        for key in ["a", "b"] where random.chance(0.7) { properties[key] = random.pick(values[key]!) }
        return properties
    }

    /// The query that makes it, for somebody who looks into a disagreement.
    var text: String {
        let nodes = nodes.enumerated().map { id, node in
            "(n\(id)\(node.labels.map { ":\($0)" }.joined()) \(Self.text(node.properties)))"
        }
        let edges = edges.map {
            "(n\($0.source))-[:\($0.type) \(Self.text($0.properties))]->(n\($0.target))"
        }
        return "CREATE " + (nodes + edges).joined(separator: ",\n    ")
    }

    private static func text(_ properties: [String: ModelValue]) -> String {
        let entries = properties.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }
        return "{\(entries.joined(separator: ", "))}"
    }
}

extension ModelGraph {
    /// A store with this graph, a part of it in the segment and a part in the delta.
    ///
    /// What is in the segment is partly wrong at first: the delta has to hide it.
    func store(at path: String, using random: inout SplitMix64) throws -> GraphStore {
        let store = try GraphStore.create(path)
        let stored = random.chance(0.2) ? 0 : random.count(0...nodes.count)
        let storedEdges = edges.indices.filter {
            edges[$0].source < stored && edges[$0].target < stored && random.chance(0.7)
        }
        let wrongNodes = (0..<stored).filter { _ in random.chance(0.3) }
        let wrongEdges = storedEdges.filter { _ in random.chance(0.3) }
        try store.write { graph in
            for id in 0..<stored {
                try insert(node: id, into: graph)
                guard wrongNodes.contains(id), let node = try graph.node(named: Self.name("n", id)) else {
                    continue
                }
                try graph.set("a", to: 7, of: node)
                try graph.setLabels(["C", "Wrong"], of: node)
            }
            for id in storedEdges {
                try insert(edge: id, into: graph)
                guard wrongEdges.contains(id), let edge = try graph.edge(named: Self.name("e", id)) else {
                    continue
                }
                try graph.set("b", to: "wrong", of: edge)
            }
            if stored > 0 {
                let decoy = try graph.insertNode(labels: ["A"], properties: ["id": -1], identifier: "decoy")
                for id in 0..<stored {
                    guard let node = try graph.node(named: Self.name("n", id)) else { continue }
                    try graph.insertEdge(from: decoy, to: node, labels: ["T"], properties: ["id": -1])
                    try graph.insertEdge(from: node, to: decoy, labels: ["U"], properties: ["id": -1])
                }
            }
        }
        try store.merge()
        try store.write { graph in
            if let decoy = try graph.node(named: "decoy") { try graph.delete(decoy, detaching: true) }
            for id in wrongNodes {
                guard let node = try graph.node(named: Self.name("n", id)) else { continue }
                try graph.set("a", to: nodes[id].properties["a"].flatMap(Self.value), of: node)
                try graph.setLabels(nodes[id].labels, of: node)
            }
            for id in wrongEdges {
                guard let edge = try graph.edge(named: Self.name("e", id)) else { continue }
                try graph.set("b", to: edges[id].properties["b"].flatMap(Self.value), of: edge)
            }
            for id in stored..<nodes.count { try insert(node: id, into: graph) }
            for id in edges.indices where !storedEdges.contains(id) { try insert(edge: id, into: graph) }
        }
        if random.chance(0.3) { try store.merge() }
        return store
    }

    private static func name(_ prefix: String, _ id: Int) -> Identifier { Identifier("\(prefix)\(id)") }

    private func insert(node id: Int, into graph: WriteTransaction) throws {
        try graph.insertNode(
            labels: nodes[id].labels, properties: nodes[id].properties.compactMapValues(Self.value),
            identifier: Self.name("n", id))
    }

    private func insert(edge id: Int, into graph: WriteTransaction) throws {
        let edge = edges[id]
        guard let source = try graph.node(named: Self.name("n", edge.source)),
            let target = try graph.node(named: Self.name("n", edge.target))
        else { return }
        try graph.insertEdge(
            from: source, to: target, labels: [edge.type],
            properties: edge.properties.compactMapValues(Self.value), identifier: Self.name("e", id))
    }

    private static func value(_ value: ModelValue) -> Value? {
        switch value {
        case .null, .list: nil
        case .boolean(let value): .boolean(value)
        case .integer(let number): .integer(Int64(number))
        case .string(let text): .string(text)
        }
    }
}
