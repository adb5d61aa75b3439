import PGSchema
import PropertyGraph

/// What a variable stands for.
enum Element: Hashable {
    case node(String)
    case edge(String)

    var id: String {
        switch self {
        case .node(let id), .edge(let id): id
        }
    }
}

/// What every variable stands for.
typealias Assignment = [String: Element]

/// Matches patterns homomorphically: different variables may stand for one element.
struct PatternMatching {
    let graph: ReferenceGraph
    let conformance: MemberConformance
    /// What names mean besides labels.
    let members: [String: Declaration]

    /// Every way to extend an assignment so that all patterns match.
    func assignments(of patterns: [PathPattern], extending start: Assignment) -> Set<Assignment> {
        var assignments: Set<Assignment> = [start]
        for pattern in patterns {
            assignments = Set(assignments.flatMap { matches(of: pattern, extending: $0) })
        }
        return assignments
    }

    /// Whether an element satisfies labels and types; none written is no demand.
    func satisfies(_ element: Element, _ labels: LabelExpression?) -> Bool {
        switch labels {
        case nil: true
        case .name(let name):
            if let member = members[name.text] {
                conformance.holds(element.id, member.key)
            } else {
                self.labels(of: element).contains(name.text)
            }
        case .typeReference(let name, _):
            members[name.text].map { conformance.holds(element.id, $0.key) } ?? false
        case .all(let parts): parts.allSatisfy { satisfies(element, $0) }
        case .any(let parts): parts.contains { satisfies(element, $0) }
        case .optional: true
        case .group(let inner, _, _): satisfies(element, inner)
        }
    }

    func property(_ element: Element, _ key: String) -> Value? {
        switch element {
        case .node(let id): graph.node(id).properties[key]
        case .edge(let id): graph.edge(id).properties[key]
        }
    }

    private func labels(of element: Element) -> Set<String> {
        switch element {
        case .node(let id): graph.node(id).labels
        case .edge(let id): graph.edge(id).labels
        }
    }

    private func matches(of pattern: PathPattern, extending start: Assignment) -> [Assignment] {
        // Each walk is an assignment and the node it has come to.
        var walks = graph.nodes.compactMap { node in
            visit(node.id, pattern.start, start).map { (assignment: $0, node: node.id) }
        }
        for step in pattern.steps {
            var longer: [(assignment: Assignment, node: String)] = []
            for walk in walks {
                for edge in graph.edges {
                    for next in ends(of: edge, from: walk.node, step.edge.direction) {
                        guard let crossed = cross(edge.id, step.edge, walk.assignment),
                            let arrived = visit(next, step.node, crossed)
                        else { continue }
                        longer.append((arrived, next))
                    }
                }
            }
            walks = longer
        }
        return walks.map(\.assignment)
    }

    /// Where the edge leads from a node, if the pattern may walk it that way.
    private func ends(
        of edge: ReferenceGraph.Edge, from node: String, _ direction: EdgePattern.Direction
    ) -> Set<String> {
        var ends: Set<String> = []
        if direction != .incoming, edge.source == node { ends.insert(edge.target) }
        if direction != .outgoing, edge.target == node { ends.insert(edge.source) }
        return ends
    }

    private func visit(_ id: String, _ pattern: NodePattern, _ assignment: Assignment) -> Assignment? {
        guard satisfies(.node(id), pattern.labels), hasEqual(.node(id), pattern.properties) else {
            return nil
        }
        return bind(pattern.variable, to: .node(id), in: assignment)
    }

    private func cross(_ id: String, _ pattern: EdgePattern, _ assignment: Assignment) -> Assignment? {
        guard satisfies(.edge(id), pattern.labels), hasEqual(.edge(id), pattern.properties) else {
            return nil
        }
        return bind(pattern.variable, to: .edge(id), in: assignment)
    }

    private func hasEqual(_ element: Element, _ properties: [PropertyEquality]) -> Bool {
        properties.allSatisfy { equality in
            guard let wanted = equality.value.value, let found = property(element, equality.key.text) else {
                return false
            }
            return CanonicalValue(wanted) == CanonicalValue(found)
        }
    }

    private func bind(_ variable: Name?, to element: Element, in assignment: Assignment) -> Assignment? {
        guard let variable else { return assignment }
        if let known = assignment[variable.text] { return known == element ? assignment : nil }
        var longer = assignment
        longer[variable.text] = element
        return longer
    }
}
