import PGSchema
import PropertyGraph

/// Participation and cardinality: `FOR (x: A) MANDATORY SINGLETON y WITHIN (x)-[y: R]->()`.
///
/// The same with the node at the other end as the output. One pass over the edges, no adjacency.
struct IncidentElement {
    private let connection: GraphPattern.Connection
    private let countsEdges: Bool
    private let targetIsSource: Bool
    /// By context: whether edges of it count.
    private let accepted: [Bool]
    private let targets: Targets
    private let view: GraphView

    /// Nil where the descriptor is another one.
    init?(
        _ pattern: CompiledPattern, _ outputs: [CompiledPatternTerm],
        _ restrictions: Constraint.Restrictions, _ targets: Targets, _ view: GraphView
    ) throws {
        guard targets.kind == .node, !restrictions.exclusive, pattern.kinds.count == 3,
            pattern.connections.count == 1, pattern.connections[0].isDirected, pattern.conditions.isEmpty,
            pattern.filters.allSatisfy({ $0.properties.isEmpty }), outputs.count == 1,
            case .element(let output) = outputs[0], output != 0
        else { return nil }
        connection = pattern.connections[0]
        // Three variables and a loop: the third stands apart, and the edge list says nothing of it.
        guard connection.source != connection.target else { return nil }
        targetIsSource = connection.source == 0
        guard targetIsSource || connection.target == 0 else { return nil }
        countsEdges = output == connection.edge
        var accepted = try view.acceptedEdges(pattern.filters[connection.edge].labels)
        let sources = try view.acceptedNodes(pattern.filters[connection.source].labels)
        let ends = try view.acceptedNodes(pattern.filters[connection.target].labels)
        for id in view.contexts where accepted[id.index] {
            let context = view.typing.context(id)
            accepted[id.index] = sources[context.source.index] && ends[context.target.index]
        }
        self.accepted = accepted
        self.targets = targets
        self.view = view
    }

    func run(_ restrictions: Constraint.Restrictions, into findings: inout ConstraintFindings) {
        // What each node has: nothing yet, one element, or more than one.
        var single = [UInt32](repeating: IntegerIndex.missing, count: view.graph.nodeCount)
        var several: [UInt32: UInt32] = [:]
        for segment in view.graph.edges {
            if case .uniform(let context) = segment.contexts, !accepted[context.index] { continue }
            let nodes = targetIsSource ? segment.sources : segment.targets
            let others = targetIsSource ? segment.targets : segment.sources
            for row in 0..<segment.elements.count {
                guard segment.isInGraph(row), accepted[segment.contexts[row].index] else { continue }
                let found = countsEdges ? segment.elements.first + UInt32(row) : others[row]
                let node = Int(nodes[row])
                if single[node] == IntegerIndex.missing {
                    single[node] = found
                } else if single[node] != found, several[UInt32(node)] == nil {
                    several[UInt32(node)] = found
                }
            }
        }
        targets.forEach(view) { node, _, _ in
            if restrictions.mandatory, single[Int(node)] == IntegerIndex.missing {
                findings.addMandatory(node)
            }
            if restrictions.singleton, let second = several[node] {
                findings.addSingleton(node, [[value(single[Int(node)])], [value(second)]])
            }
        }
    }

    private func value(_ element: UInt32) -> TermValue { countsEdges ? .edge(element) : .node(element) }
}
