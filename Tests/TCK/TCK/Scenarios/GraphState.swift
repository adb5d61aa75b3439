import GraphStore
import PropertyGraph

/// Everything that is in a small graph, to be compared with what is in it later.
struct GraphState {
    enum Element: Hashable {
        case node(NodeID)
        case edge(EdgeID)
    }
    struct Property: Hashable {
        let element: Element
        let key: String
        let value: Value
        /// `1` and `1.0` are equal values and two states.
        let type: String
    }
    private(set) var nodes: Set<NodeID> = []
    private(set) var edges: Set<EdgeID> = []
    private(set) var properties: Set<Property> = []
    private(set) var labels: Set<String> = []

    init(_ snapshot: Snapshot) throws {
        // Ids are given in sequence and not again, so that all are found after a few that are not there any more.
        var number: UInt32 = 0
        while nodes.count < snapshot.nodeCount {
            let node = NodeID(number)
            number += 1
            guard let record = try snapshot.record(of: node) else { continue }
            nodes.insert(node)
            labels.formUnion(record.labels)
            add(record, of: .node(node))
        }
        number = 0
        while edges.count < snapshot.edgeCount {
            let edge = EdgeID(number)
            number += 1
            guard let record = try snapshot.record(of: edge) else { continue }
            edges.insert(edge)
            add(record, of: .edge(edge))
        }
    }

    private mutating func add(_ record: ElementRecord, of element: Element) {
        for (key, value) in record.properties {
            properties.insert(Property(element: element, key: key, value: value, type: value.typeName))
        }
    }
}
