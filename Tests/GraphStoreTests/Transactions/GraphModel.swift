import GraphStore
import PropertyGraph
import Synchronization

/// A graph as plain dictionaries: what a store is compared with.
///
/// Elements go by their identifiers.
struct GraphModel: Equatable {
    struct Node: Equatable {
        var labels: Set<String>
        var properties: [String: Value]
    }
    struct Edge: Equatable {
        var from: Identifier
        var to: Identifier
        var labels: Set<String>
        var properties: [String: Value]
    }
    var nodes: [Identifier: Node] = [:]
    var edges: [Identifier: Edge] = [:]

    init() {}

    /// Everything that a snapshot says, element by element and list by list.
    init(_ graph: Snapshot) throws {
        let symbols = SymbolTable()
        let collected = Collected()
        try graph.stream(.node, symbols: symbols, workers: 1) {
            $0
        } absorb: { batch in
            for row in 0..<batch.count { collected.nodes.withLock { $0.append(batch.identifiers![row]) } }
        }
        for id in collected.nodes.withLock({ $0 }) {
            let node = try graph.node(named: id) ?? graph.node(named: id, space: Segment.newNodeSpace)
            guard let node, let record = try graph.record(of: node) else { continue }
            nodes[id] = Node(
                labels: Set(record.labels),
                properties: Dictionary(uniqueKeysWithValues: record.properties.map { ($0.key, $0.value) }))
            for (number, edge) in try graph.edges(of: node).enumerated() {
                guard let record = try graph.record(of: edge.edge),
                    let target = try graph.record(of: edge.other)?.name?.identifier
                else { continue }
                edges[record.name?.identifier ?? .text("\(id)/\(number)/\(target)")] = Edge(
                    from: id, to: target, labels: Set(record.labels),
                    properties: Dictionary(uniqueKeysWithValues: record.properties.map { ($0.key, $0.value) })
                )
            }
        }
    }

    private final class Collected: Sendable { let nodes = Mutex<[Identifier]>([]) }

    var lines: Set<String> {
        Set(
            nodes.map { "\($0.key) \($0.value.labels.sorted()) \(Self.text($0.value.properties))" }
                + edges.map {
                    "\($0.value.from)->\($0.value.to) \($0.value.labels.sorted()) \(Self.text($0.value.properties))"
                })
    }

    private static func text(_ properties: [String: Value]) -> String {
        properties.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.literal)" }.joined(separator: ",")
    }
}
