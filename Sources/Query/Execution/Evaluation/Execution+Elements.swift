import Cypher
import GraphStore
import PropertyGraph
import QueryValues

extension Execution {
    /// The values of a property: of nodes, relationships, maps, temporal values.
    func property(_ key: String, of subject: Vector, _ count: Int, _ range: SourceRange) throws -> Vector {
        switch subject {
        case .nodes(let ids):
            if !deleted.nodes.isEmpty, ids.contains(where: deleted.nodes.contains) {
                throw QueryError.deletedElement("node", at: range)
            }
            return try columns.values(key, ofNodes: ids)
        case .relationships(let ids):
            if !deleted.relationships.isEmpty, ids.contains(where: deleted.relationships.contains) {
                throw QueryError.deletedElement("relationship", at: range)
            }
            return try columns.values(key, ofEdges: ids)
        default: return try each(subject, count, range) { try self.property(key, of: $0, range) }
        }
    }

    private func property(_ key: String, of value: QueryValue, _ range: SourceRange?) throws -> QueryValue {
        switch value {
        case .node(let node):
            try requireThere(node.id, range)
            return try columns.value(key, ofNode: node.id.raw)
        case .relationship(let relationship):
            try requireThere(relationship.id, range)
            return try columns.value(key, ofEdge: relationship.id.raw)
        default: return try Operators.property(key, of: value) ?? .null
        }
    }

    /// `list[index]`, `map[key]`, `node[key]`.
    func element(of value: QueryValue, at position: QueryValue, _ range: SourceRange?) throws -> QueryValue {
        switch (value, position) {
        case (.node, .null), (.relationship, .null): return .null
        case (.node, .string(let key)), (.relationship, .string(let key)):
            return try property(key, of: value, range)
        case (.node, _), (.relationship, _):
            throw QueryError(
                .type, "MapElementAccessByNonString", phase: .runtime,
                "A property is found by its name, and this is \(position.written).", at: range)
        default: return try Operators.element(of: value, at: position) ?? .null
        }
    }

    func requireThere(_ node: NodeID, _ range: SourceRange?) throws(QueryError) {
        if deleted.nodes.contains(node.raw) { throw .deletedElement("node", at: range) }
    }

    func requireThere(_ relationship: EdgeID, _ range: SourceRange?) throws(QueryError) {
        if deleted.relationships.contains(relationship.raw) {
            throw .deletedElement("relationship", at: range)
        }
    }

    /// `n:A`, `r:KNOWS` as a condition.
    func hasLabels(
        _ subject: Vector, _ labels: LabelExpression, _ count: Int, _ range: SourceRange
    ) throws -> [Truth] {
        if case .nodes(let ids) = subject, deleted.nodes.isEmpty { return try hasLabels(ids, [labels]) }
        return try (0..<count).map { row -> Truth in
            switch subject[row] {
            case .null: return .unknown
            case .node(let node):
                return Truth(labels.holds(of: try self.labels(of: node.id, range)))
            case .relationship(let one):
                return Truth(labels.holds(of: [try self.type(of: one.id, range)]))
            case let value:
                throw QueryError.wrongType(
                    "Only nodes and relationships have labels, and this is \(value.written).", at: range)
            }
        }
    }

    /// Whether nodes satisfy label expressions; unknown of null.
    func hasLabels(_ ids: [UInt32], _ labels: [LabelExpression]) throws -> [Truth] {
        var ofTable: [Truth?] = [Truth?](repeating: nil, count: graph.segment?.nodeTables.count ?? 0)
        return try ids.map { id in
            guard id != Vector.none else { return .unknown }
            guard let segment = graph.segment, id < graph.baseNodes,
                try !(graph.delta?.isMarked(.node, id) ?? false)
            else { return Truth(labels.hold(of: try graph.labels(ofNode: id) ?? [])) }
            let table = segment.nodeTable(of: id)
            if let known = ofTable[table] { return known }
            let truth = Truth(labels.hold(of: segment.nodeTables[table].labels))
            ofTable[table] = truth
            return truth
        }
    }

    func labels(of node: NodeID, _ range: SourceRange?) throws -> [String] {
        try requireThere(node, range)
        return try graph.labels(ofNode: node.raw) ?? []
    }

    /// The type of a relationship, which can be asked for even when it is deleted.
    func type(of relationship: EdgeID, _ range: SourceRange?) throws -> String {
        if let type = deleted.types[relationship.raw] { return type }
        return try graph.labels(ofEdge: relationship.raw)?.first ?? ""
    }

    func properties(of value: QueryValue, _ range: SourceRange?) throws -> QueryMap? {
        switch value {
        case .null: return nil
        case .map(let map): return map
        case .node(let node):
            try requireThere(node.id, range)
            return QueryMap(stored: try graph.node(node.id.raw)?.properties ?? [])
        case .relationship(let one):
            try requireThere(one.id, range)
            return QueryMap(stored: try graph.edge(one.id.raw)?.properties ?? [])
        default:
            throw QueryError.wrongType(
                "Nodes, relationships and maps have properties, and this is \(value.written).", at: range)
        }
    }
}

extension QueryMap {
    /// The properties of an element.
    init(stored properties: [(key: String, value: Value)]) {
        self.init(properties.lazy.map { (key: $0.key, value: QueryValue($0.value)) })
    }
}
