import PropertyGraph

/// A rule on the edges of one kind at a node: `FOR (x: t) MANDATORY y WITHIN (x)-[y: e]->()`.
struct Participation: Sendable {
    /// The nodes the rule is about.
    let node: LabelTerm?
    /// The edges.
    let edge: LabelTerm?
    /// The nodes at the other ends.
    let other: LabelTerm?
    /// Whether the edges start at the node.
    let isOutgoing: Bool
    /// Whether edges are counted, and not the nodes at the other ends.
    let countsEdges: Bool
    /// What must hold of them.
    let restrictions: Constraint.Restrictions

    init?(
        _ constraint: Constraint, _ restrictions: Constraint.Restrictions, _ descriptor: Constraint.Descriptor
    ) {
        let pattern = descriptor.pattern
        guard constraint.scope.variables.count == 1, pattern.connections.count == 1,
            pattern.variables.count == 3,
            pattern.condition == nil, pattern.filters.allSatisfy({ $0.properties.isEmpty }),
            descriptor.outputs.count == 1, case .element(let output) = descriptor.outputs[0]
        else { return nil }
        let connection = pattern.connections[0]
        guard connection.isDirected, connection.source == 0 || connection.target == 0,
            connection.source != connection.target, output != 0
        else { return nil }
        let own = pattern.term(of: 0)
        guard own == nil || own == constraint.targetTerm else { return nil }
        node = constraint.targetTerm
        edge = pattern.term(of: connection.edge)
        isOutgoing = connection.source == 0
        other = pattern.term(of: isOutgoing ? connection.target : connection.source)
        countsEdges = output == connection.edge
        self.restrictions = restrictions
    }
}
