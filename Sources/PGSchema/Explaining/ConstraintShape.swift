import PropertyGraph

/// What a constraint amounts to, if it has one of the usual shapes.
enum ConstraintShape {
    /// Restrictions on properties of the target: `FOR (x: t) KEY x.a, x.b`.
    case properties([String], Constraint.Restrictions, condition: Condition?)
    /// Restrictions on the edges of one kind that a node has, or on the nodes at their other ends.
    case participation(Participation)
    /// Restrictions on an edge's ends and properties: `FOR e WITHIN ()-[e: L]->() EXCLUSIVE x, e.k WITHIN (x)-[e]->()`.
    case edge([EdgePart], Constraint.Restrictions)
    /// A condition on the target.
    case check(Condition)
    /// Anything else.
    case other

    /// What identifies an edge.
    enum EdgePart {
        case source, target
        case property(String)
    }

    init(_ constraint: Constraint) {
        self = .other
        guard constraint.targetKey == nil, constraint.scope.condition == nil, constraint.hasPlainScope else {
            return
        }
        switch constraint.requirement {
        case .check(let condition): self = .check(condition)
        case .key(let restrictions, let descriptor):
            if let keys = Self.ownProperties(descriptor) {
                self = .properties(keys, restrictions, condition: descriptor.pattern.condition)
            } else if let participation = Participation(constraint, restrictions, descriptor) {
                self = .participation(participation)
            } else if let parts = Self.edgeParts(descriptor) {
                self = .edge(parts, restrictions)
            }
        }
    }

    private static func ownProperties(_ descriptor: Constraint.Descriptor) -> [String]? {
        let pattern = descriptor.pattern
        guard pattern.variables.count == 1, pattern.filters.isEmpty else { return nil }
        var keys: [String] = []
        for output in descriptor.outputs {
            guard case .property(0, let key) = output else { return nil }
            keys.append(key)
        }
        return keys
    }

    private static func edgeParts(_ descriptor: Constraint.Descriptor) -> [EdgePart]? {
        let pattern = descriptor.pattern
        guard pattern.connections.count == 1, let connection = pattern.connections.first,
            connection.edge == 0,
            connection.isDirected, connection.source != connection.target, pattern.variables.count == 3,
            pattern.filters.isEmpty, pattern.condition == nil
        else { return nil }
        var parts: [EdgePart] = []
        for output in descriptor.outputs {
            switch output {
            case .property(0, let key): parts.append(.property(key))
            case .element(connection.source): parts.append(.source)
            case .element(connection.target): parts.append(.target)
            default: return nil
            }
        }
        return parts
    }
}

extension Constraint {
    /// Whether the scope says no more than which labels and types its one node, or one edge, has.
    fileprivate var hasPlainScope: Bool {
        guard scope.filters.allSatisfy({ $0.properties.isEmpty }) else { return false }
        if scope.variables.count == 1 { return true }
        return scope.connections.count == 1 && scope.connections[0].edge == target
            && scope.variables.count == 3
            && scope.connections[0].isDirected && scope.connections[0].source != scope.connections[0].target
    }

    /// What the scope demands of its target.
    var targetTerm: LabelTerm? { scope.term(of: target) }
}

extension GraphPattern {
    /// What is demanded of a variable; several demands hold at once.
    func term(of variable: Int) -> LabelTerm? {
        let terms = self.terms(of: variable)
        return terms.count > 1 ? .all(terms) : terms.first
    }
}
