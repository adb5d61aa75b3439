import Cypher
import GraphStore

/// How many elements of which kind the store has, as far as the planner wants to know.
///
/// Counts of the segment are exact; what the delta adds is counted as if it could be anything.
struct Statistics {
    private struct NodeKind {
        let labels: [String]
        let count: Int
    }
    private struct EdgeKind {
        let labels: [String]
        let source: [String]
        let target: [String]
        let count: Int
    }
    private let nodes: [NodeKind]
    private let edges: [EdgeKind]
    private let changed: Int
    /// Whether a relationship may have more than one type, as PG-Schema allows.
    let mayHaveSeveralTypes: Bool
    private let graph: StoreGraph

    init(_ graph: StoreGraph) {
        self.graph = graph
        let tables = graph.segment?.nodeTables ?? []
        nodes = tables.map { NodeKind(labels: $0.labels, count: $0.count) }
        edges = (graph.segment?.edgeTables ?? []).map {
            EdgeKind(
                labels: $0.labels, source: tables[$0.source].labels, target: tables[$0.target].labels,
                count: $0.count)
        }
        changed = graph.delta?.changedElements ?? 0
        mayHaveSeveralTypes = changed > 0 || edges.contains { $0.labels.count != 1 }
    }

    /// Whether a relationship of some types may begin and end at one node.
    func mayHaveLoops(_ types: LabelExpression?) -> Bool {
        guard changed == 0, let segment = graph.segment else { return true }
        return segment.edgeTables.contains { table in
            (types?.holds(of: table.labels) ?? true) && ((try? table.hasLoops()) ?? true)
        }
    }

    /// Whether nodes with a label are found by the value of a key without looking at all.
    func hasIndex(_ label: String, _ key: String) -> Bool { (try? graph.hasIndex(label, key)) ?? false }

    /// About how many nodes have some labels.
    func nodeCount(_ labels: [LabelExpression]) -> Double {
        Double(nodes.reduce(changed) { $0 + (labels.hold(of: $1.labels) ? $1.count : 0) })
    }

    /// About how many relationships of some types a node of some labels has.
    func degree(
        _ types: LabelExpression?, _ direction: Expansion.Direction, from labels: [LabelExpression]
    ) -> Double {
        var count = 0
        for kind in edges where types?.holds(of: kind.labels) ?? true {
            if direction != .incoming, labels.hold(of: kind.source) { count += kind.count }
            if direction != .outgoing, labels.hold(of: kind.target) { count += kind.count }
        }
        let owners = nodes.reduce(0) { $0 + (labels.hold(of: $1.labels) ? $1.count : 0) }
        // What the delta has is taken for two relationships a node.
        return owners > 0 ? Double(count) / Double(owners) : 2
    }

    /// Of the relationships of some types that leave a node, the part that ends at a node of some labels.
    func selectivity(
        of labels: [LabelExpression], _ types: LabelExpression?, _ direction: Expansion.Direction
    ) -> Double {
        guard !labels.isEmpty else { return 1 }
        var (all, kept) = (1, 1)
        for kind in edges where types?.holds(of: kind.labels) ?? true {
            if direction != .incoming {
                all += kind.count
                if labels.hold(of: kind.target) { kept += kind.count }
            }
            if direction != .outgoing {
                all += kind.count
                if labels.hold(of: kind.source) { kept += kind.count }
            }
        }
        return Double(kept) / Double(all)
    }
}
