import Cypher
import GraphStore
import QueryValues

extension Execution {
    func binary(
        _ operation: BinaryOperator, _ left: BoundExpression, _ right: BoundExpression, _ range: SourceRange,
        _ batch: Batch
    ) throws -> Vector {
        let (left, right) = (try evaluate(left, batch), try evaluate(right, batch))
        return try each(left, right, batch.count, range) { left, right throws(QueryError) in
            try Operators.apply(operation, left, right)
        }
    }

    /// A function of values, applied to each row, or once where all rows are alike.
    func call(
        _ function: Function, _ arguments: [BoundExpression], _ range: SourceRange, _ batch: Batch
    ) throws -> Vector {
        let vectors = try arguments.map { try evaluate($0, batch) }
        do throws(QueryError) {
            let isConstant = vectors.allSatisfy { if case .constant = $0 { true } else { false } }
            if function.name == "range" { try requireRoom(forRanges: vectors, isConstant ? 1 : batch.count) }
            if isConstant, function.isDeterministic, batch.count > 0 {
                return .constant(try function.apply(vectors.map { $0[0] }, context))
            }
            var builder = VectorBuilder(capacity: batch.count)
            for row in 0..<batch.count {
                builder.append(try function.apply(vectors.map { $0[row] }, context))
            }
            return builder.finish()
        } catch { throw error.located(at: range) }
    }

    /// `range` makes much of little: its lists are counted before they are made.
    private func requireRoom(forRanges vectors: [Vector], _ rows: Int) throws(QueryError) {
        var count = 0
        for row in 0..<rows {
            let arguments = vectors.map { $0[row] }
            guard !arguments.contains(where: \.isNull) else { continue }
            count =
                count.addingReportingOverflow(Int(clamping: try IntegerRange(arguments).count)).partialValue
            try budget.require(bytes: count > 1 << 40 || count < 0 ? .max : count * 24)
        }
    }

    /// A function that reads the graph, or takes its elements apart.
    func call(
        _ function: GraphFunction, _ arguments: [BoundExpression], _ range: SourceRange, _ batch: Batch
    ) throws -> Vector {
        let operand = try evaluate(arguments[0], batch)
        if function == .id, case .nodes(let ids) = operand, !ids.contains(Vector.none) {
            return .integers(ids.map { Int64($0) })
        }
        return try each(operand, batch.count, range) { try self.apply(function, $0, range) }
    }

    private func apply(_ function: GraphFunction, _ value: QueryValue, _ range: SourceRange) throws
        -> QueryValue
    {
        switch (function, value) {
        case (.exists, _): return .boolean(!value.isNull)
        case (_, .null): return .null
        case (.labels, .node(let node)): return .list(try labels(of: node.id, range).map { .string($0) })
        case (.type, .relationship(let one)): return .string(try type(of: one.id, range))
        case (.properties, _): return try properties(of: value, range).map { .map($0) } ?? .null
        case (.keys, _):
            return .list((try properties(of: value, range)?.keys ?? []).map { .string($0) })
        case (.startNode, .relationship(let one)):
            return .node(Node(try ends(of: one.id, range).source))
        case (.endNode, .relationship(let one)): return .node(Node(try ends(of: one.id, range).target))
        case (.id, .node(let node)): return .integer(Int64(node.id.raw))
        case (.id, .relationship(let one)): return .integer(Int64(one.id.raw))
        case (.elementId, .node(let node)): return .string("n\(node.id.raw)")
        case (.elementId, .relationship(let one)): return .string("r\(one.id.raw)")
        case (.nodes, .path(let path)): return .list(path.nodes.map { .node($0) })
        case (.relationships, .path(let path)): return .list(path.relationships.map { .relationship($0) })
        case (.length, .path(let path)): return .integer(Int64(path.relationships.count))
        default:
            throw QueryError(
                .type, "InvalidArgumentValue", phase: .runtime,
                "`\(function.rawValue)` takes \(function.expectation), and this is \(value.written).",
                at: range)
        }
    }

    /// The ends of a relationship, which stay known when it is deleted.
    func ends(of relationship: EdgeID, _ range: SourceRange?) throws -> (source: NodeID, target: NodeID) {
        guard let ends = try graph.ends(ofEdge: relationship.raw) else {
            throw QueryError.deletedElement("relationship", at: range)
        }
        return (NodeID(ends.source), NodeID(ends.target))
    }

    func maps(_ entries: [(key: String, value: BoundExpression)], _ batch: Batch) throws -> [QueryMap] {
        let vectors = try entries.map { (key: $0.key, values: try evaluate($0.value, batch)) }
        return (0..<batch.count).map { row in
            QueryMap(vectors.lazy.map { (key: $0.key, value: $0.values[row]) })
        }
    }

    func mapProjection(
        _ subject: BoundExpression, _ includesAll: Bool, _ entries: [(key: String, value: BoundExpression)],
        _ range: SourceRange, _ batch: Batch
    ) throws -> Vector {
        let subjects = try evaluate(subject, batch)
        let maps = try maps(entries, batch)
        return .values(
            try (0..<batch.count).map { row in
                guard !subjects[row].isNull else { return .null }
                guard includesAll else { return .map(maps[row]) }
                var map = try properties(of: subjects[row], range) ?? QueryMap()
                for (key, value) in maps[row].entries { map[key] = value }
                return .map(map)
            })
    }
}

extension GraphFunction {
    /// What it takes, for messages.
    fileprivate var expectation: String {
        switch self {
        case .labels: "a node"
        case .type, .startNode, .endNode: "a relationship"
        case .id, .elementId: "a node or a relationship"
        case .properties, .keys: "a node, a relationship or a map"
        case .nodes, .relationships, .length: "a path"
        case .exists: "a property"
        }
    }
}
