extension BruteForce {
    func value(of term: ModelQuery.Term, in row: Row) throws -> ModelValue {
        switch term {
        case .literal(let value): return value
        case .variable(let name):
            guard case .value(let value)? = row[name] else { return .null }
            return value
        case .property(let name, let key): return properties(of: row[name])[key] ?? .null
        case .size(let name):
            switch row[name] {
            case .edges(let list)?, .nodes(let list)?: return .integer(list.count)
            default: return .null
            }
        case .ids(let name):
            switch row[name] {
            case .edges(let list)?, .nodes(let list)?: return Self.list(list)
            default: return .null
            }
        case .pathLength(let name):
            guard case .path(_, let edges)? = row[name] else { return .null }
            return .integer(edges.count)
        case .pathNodes(let name):
            guard case .path(let nodes, _)? = row[name] else { return .null }
            return Self.list(nodes)
        case .pathEdges(let name):
            guard case .path(_, let edges)? = row[name] else { return .null }
            return Self.list(edges)
        case .hasLabels(let name, let labels):
            switch row[name] {
            case .node(let node)?: return .boolean(labels.holds(of: graph.nodes[node].labels))
            default: return .null
            }
        case .count(let path): return .integer(try matches(of: path, where: nil, in: row))
        }
    }

    private static func list(_ ids: [Int]) -> ModelValue { .list(ids.map { .integer($0) }) }

    private func properties(of item: Item?) -> [String: ModelValue] {
        switch item {
        case .node(let node)?: graph.nodes[node].properties
        case .edge(let edge)?: graph.edges[edge].properties
        default: [:]
        }
    }

    /// True, false, or nil where it is unknown.
    func truth(of condition: ModelQuery.Condition, in row: Row) throws -> Bool? {
        try spend()
        switch condition {
        case .compare(let left, let comparison, let right):
            return comparison.holds(try value(of: left, in: row), try value(of: right, in: row))
        case .isNull(let term, let isNegated): return (try value(of: term, in: row) == .null) != isNegated
        case .isIn(let term, let values):
            let searched = try value(of: term, in: row)
            return Self.any(values.map { searched.equals($0) })
        case .same(let left, let right, let isNegated):
            guard let left = row[left], let right = row[right], left != .null, right != .null else {
                return nil
            }
            return (left == right) != isNegated
        case .isTrue(let term):
            guard case .boolean(let value) = try value(of: term, in: row) else { return nil }
            return value
        case .all(let list, let key, let comparison, let expected):
            let elements: [Item]
            switch row[list] {
            case .edges(let edges)?: elements = edges.map { .edge($0) }
            case .nodes(let nodes)?: elements = nodes.map { .node($0) }
            default: return nil
            }
            // All hold unless one does not.
            return Self.any(
                elements.map { comparison.holds(properties(of: $0)[key] ?? .null, expected).map { !$0 } }
            ).map { !$0 }
        case .exists(let path, let condition): return try matches(of: path, where: condition, in: row) > 0
        case .not(let inner): return try truth(of: inner, in: row).map { !$0 }
        case .or(let left, let right):
            return Self.any([try truth(of: left, in: row), try truth(of: right, in: row)])
        case .and(let left, let right):
            let negated = [try truth(of: left, in: row), try truth(of: right, in: row)].map { $0.map { !$0 } }
            return Self.any(negated).map { !$0 }
        case .xor(let left, let right):
            guard let left = try truth(of: left, in: row), let right = try truth(of: right, in: row) else {
                return nil
            }
            return left != right
        }
    }

    /// Whether one of them is true; unknown where only an unknown one may be.
    private static func any(_ truths: [Bool?]) -> Bool? {
        if truths.contains(true) { return true }
        return truths.contains(nil) ? nil : false
    }
}

extension ModelQuery.Comparison {
    func holds(_ left: ModelValue, _ right: ModelValue) -> Bool? {
        switch self {
        case .equal: left.equals(right)
        case .notEqual: left.equals(right).map { !$0 }
        case .less: left.isLess(than: right)
        case .greater: right.isLess(than: left)
        case .lessOrEqual: right.isLess(than: left).map { !$0 }
        case .greaterOrEqual: left.isLess(than: right).map { !$0 }
        }
    }
}
