import PropertyGraph

/// How many: `0..1`, `1`, `1..*`, `*`.
struct Multiplicity: Hashable, CustomStringConvertible {
    var isRequired = false
    var isSingle = false

    static let any = Multiplicity()

    var description: String {
        switch (isRequired, isSingle) {
        case (true, true): "1"
        case (true, false): "1..*"
        case (false, true): "0..1"
        case (false, false): "*"
        }
    }
}

/// How many nodes stand at each end of the edges of a type, as constraints say.
struct Cardinality: Hashable {
    /// How many sources a target has.
    var sources = Multiplicity.any
    /// How many targets a source has.
    var targets = Multiplicity.any
}

extension SchemaDrawing {
    /// What the constraints say of the ends of an edge type, and which of them say just that.
    func cardinality(of id: TypeID) -> (cardinality: Cardinality, shown: Set<Int>) {
        var cardinality = Cardinality()
        var shown: Set<Int> = []
        guard let alternatives = expansion[id], !alternatives.isEmpty, !catalog[id].isAbstract else {
            return (cardinality, [])
        }
        for counted in participations {
            let rule = counted.rule
            let near: KeyPath<Alternative, BaseType> = rule.isOutgoing ? \.source : \.target
            let far: KeyPath<Alternative, BaseType> = rule.isOutgoing ? \.target : \.source
            // Every node that can stand at the end is spoken of.
            guard alternatives.allSatisfy({ holds(rule.node, for: $0[keyPath: near]) }) else { continue }
            // "At most one" of a wider set of edges bounds these, too; "at least one" must mean these alone.
            let bounds =
                alternatives.allSatisfy { holds(rule.other, for: $0[keyPath: far]) }
                && (rule.edge.map { expansion.mustHold($0, for: id) } ?? true)
            let demands = counted.types == [id]
            if rule.isOutgoing {
                if rule.restrictions.mandatory, demands { cardinality.targets.isRequired = true }
                if rule.restrictions.singleton, bounds { cardinality.targets.isSingle = true }
                if rule.restrictions.exclusive, bounds, !rule.countsEdges {
                    cardinality.sources.isSingle = true
                }
            } else {
                if rule.restrictions.mandatory, demands { cardinality.sources.isRequired = true }
                if rule.restrictions.singleton, bounds { cardinality.sources.isSingle = true }
                if rule.restrictions.exclusive, bounds, !rule.countsEdges {
                    cardinality.targets.isSingle = true
                }
            }
            if demands, bounds { shown.insert(counted.number) }
        }
        return (cardinality, shown)
    }

    private func holds(_ term: LabelTerm?, for node: BaseType) -> Bool {
        guard let term else { return true }
        return expansion.mustHold(term, for: Alternative(element: node))
    }

}

/// A constraint that counts edges, and the edge types of which it may count some.
struct CountedEdges: Sendable {
    let number: Int
    let rule: Participation
    let types: [TypeID]
}

extension Expansion {
    /// Whether some edge of a type is among those that a rule counts.
    func mayFind(_ id: TypeID, by rule: Participation) -> Bool {
        guard let alternatives = self[id] else { return true }
        return alternatives.contains { alternative in
            let (near, far) =
                rule.isOutgoing
                ? (alternative.source, alternative.target) : (alternative.target, alternative.source)
            return rule.edge.map { mayHold($0, for: alternative) } ?? true
                && rule.node.map { mayHold($0, for: Alternative(element: near)) } ?? true
                && rule.other.map { mayHold($0, for: Alternative(element: far)) } ?? true
        }
    }
}
