import PropertyGraph

/// The elements that show what is wrong: violating ones, and those of their matches.
struct Evidence {
    private(set) var nodes: Set<UInt32> = []
    private(set) var edges: Set<UInt32> = []
    /// Targets without a tuple, by the number of the constraint.
    ///
    /// An excerpt of the graph shows other targets without a tuple, whose matches are just not part of it.
    private(set) var targetsWithoutTuple: [Int: Set<UInt32>] = [:]

    var isEmpty: Bool { nodes.isEmpty && edges.isEmpty }

    mutating func add(_ kind: ElementKind, _ id: UInt32) {
        if kind == .node { nodes.insert(id) } else { edges.insert(id) }
    }

    /// Adds everything that a match found.
    mutating func add(_ match: [UInt32], of pattern: ReachPattern) {
        for (kind, id) in zip(pattern.kinds, match) { add(kind, id) }
    }

    mutating func addTargetWithoutTuple(_ target: UInt32, constraint: Int) {
        targetsWithoutTuple[constraint, default: []].insert(target)
    }
}

extension Evidence {
    mutating func merge(_ other: Evidence) {
        nodes.formUnion(other.nodes)
        edges.formUnion(other.edges)
        targetsWithoutTuple.merge(other.targetsWithoutTuple) { $0.union($1) }
    }
}
