import Conformance
import PropertyGraph
import ReferenceSemantics

/// A graph in memory that answers about single elements and counts how many it was asked for.
final class MemoryGraph: NavigableGraph {
    struct Edge {
        let source: UInt32
        let target: UInt32
        var element: StoredElement
    }
    let name = "graph"
    private(set) var nodes: [UInt32: StoredElement] = [:]
    private(set) var edges: [UInt32: Edge] = [:]
    private var outgoing: [UInt32: [(edge: UInt32, other: UInt32)]] = [:]
    private var incoming: [UInt32: [(edge: UInt32, other: UInt32)]] = [:]
    /// How many elements were handed out since this was last zero.
    var accesses = 0

    func insert(node id: UInt32, _ element: StoredElement) { nodes[id] = element }

    func insert(edge id: UInt32, from source: UInt32, to target: UInt32, _ element: StoredElement) {
        edges[id] = Edge(source: source, target: target, element: element)
        outgoing[source, default: []].append((id, target))
        incoming[target, default: []].append((id, source))
    }

    func remove(edge id: UInt32) {
        guard let edge = edges.removeValue(forKey: id) else { return }
        outgoing[edge.source]?.removeAll { $0.edge == id }
        incoming[edge.target]?.removeAll { $0.edge == id }
    }

    func element(_ kind: ElementKind, _ id: UInt32) -> StoredElement? {
        accesses += 1
        return kind == .node ? nodes[id] : edges[id]?.element
    }

    func ends(ofEdge id: UInt32) -> (source: UInt32, target: UInt32) {
        accesses += 1
        guard let edge = edges[id] else { preconditionFailure("Edge \(id) is not there to have ends.") }
        return (edge.source, edge.target)
    }

    func forEachEdge(
        of node: UInt32, isOutgoing: Bool, _ body: (_ edge: UInt32, _ other: UInt32) throws -> Bool
    ) throws -> Bool {
        precondition(nodes[node] != nil, "Node \(node) is not there to have edges.")
        for (edge, other) in (isOutgoing ? outgoing : incoming)[node] ?? [] {
            accesses += 1
            if try !body(edge, other) { return false }
        }
        return true
    }

    func elements(_ kind: ElementKind, where keys: [String], equal values: [Value]) -> [UInt32] {
        precondition(keys == Set(keys).sorted() && keys.count == values.count, "Keys come sorted, each once.")
        let wanted = zip(keys, values).map { ($0, $1) }
        func has(_ element: StoredElement) -> Bool {
            wanted.allSatisfy { key, value in
                element.properties.contains { $0.key == key && $0.value == value }
            }
        }
        let found =
            kind == .node
            ? nodes.filter { has($0.value) }.map(\.key) : edges.filter { has($0.value.element) }.map(\.key)
        accesses += found.count
        return found.sorted()
    }
}

extension StoredElement {
    init(_ id: String, _ labels: Set<String>, _ properties: [String: Value]) {
        self.init(
            labels: labels.sorted(),
            properties: properties.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            identifier: .text(id))
    }
}

extension MemoryGraph {
    /// A reference graph, its elements numbered as a dictionary says.
    convenience init(_ graph: ReferenceGraph, _ numbers: [String: UInt32]) {
        self.init()
        for node in graph.nodes {
            guard let id = numbers[node.id] else { continue }
            insert(node: id, StoredElement(node.id, node.labels, node.properties))
        }
        for edge in graph.edges {
            guard let id = numbers[edge.id], let source = numbers[edge.source],
                let target = numbers[edge.target]
            else { continue }
            insert(
                edge: id, from: source, to: target, StoredElement(edge.id, edge.labels, edge.properties))
        }
    }
}
