import Cypher
import GraphStore
import QueryValues

/// DELETE and DETACH DELETE: of all rows, first the relationships, then the nodes.
final class DeleteOperator: UpdateOperator {
    private let elements: [BoundExpression]
    private let isDetaching: Bool

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ elements: [BoundExpression],
        isDetaching: Bool
    ) {
        self.elements = elements
        self.isDetaching = isDetaching
        super.init(execution, plan, input: input)
    }

    override func update(_ batches: [Batch]) throws -> [Batch] {
        var found = Found()
        for batch in batches {
            for element in elements {
                let values = try execution.evaluate(element, batch)
                for row in 0..<batch.count { try found.add(values[row]) }
            }
        }
        for edge in found.edges { try execution.delete(EdgeID(edge), transaction) }
        for node in found.nodes { try execution.delete(NodeID(node), isDetaching: isDetaching, transaction) }
        try execution.deletePending(transaction)
        return batches
    }

    private struct Found {
        var nodes: [UInt32] = []
        var edges: [UInt32] = []

        mutating func add(_ value: QueryValue) throws(QueryError) {
            switch value {
            case .null: break
            case .node(let node): nodes.append(node.id.raw)
            case .relationship(let one): edges.append(one.id.raw)
            case .path(let path):
                nodes += path.nodes.map(\.id.raw)
                edges += path.relationships.map(\.id.raw)
            case .list(let elements): for element in elements { try add(element) }
            default:
                throw .wrongType(
                    "DELETE takes nodes, relationships and paths, and this is \(value.written).", at: nil)
            }
        }
    }
}

extension Execution {
    func delete(_ edge: EdgeID, _ transaction: WriteTransaction) throws {
        guard !deleted.relationships.contains(edge.raw) else { return }
        deleted.types[edge.raw] = try type(of: edge, nil)
        deleted.relationships.insert(edge.raw)
        try transaction.delete(edge)
        changes.relationshipsDeleted += 1
    }

    /// Deletes a node, or puts it off while it has relationships: a later clause may delete them.
    func delete(_ node: NodeID, isDetaching: Bool, _ transaction: WriteTransaction) throws {
        guard !deleted.nodes.contains(node.raw) else { return }
        let edges = try EdgeDirection.allCases.flatMap { try transaction.edges(of: node, $0).map(\.edge) }
        if isDetaching {
            for edge in edges { try delete(edge, transaction) }
        }
        deleted.nodes.insert(node.raw)
        changes.nodesDeleted += 1
        if isDetaching || edges.isEmpty {
            try transaction.delete(node)
        } else {
            deleted.pending.append(node.raw)
        }
    }

    func deletePending(_ transaction: WriteTransaction) throws {
        deleted.pending = try deleted.pending.filter { node in
            for direction in EdgeDirection.allCases
            where try !transaction.edges(of: NodeID(node), direction).isEmpty { return true }
            try transaction.delete(NodeID(node))
            return false
        }
    }

    /// Throws if a node that was deleted still has relationships at the end of the query.
    func requireNothingPending() throws(QueryError) {
        guard let node = deleted.pending.first else { return }
        throw QueryError(
            .constraintVerificationFailed, "DeleteConnectedNode", phase: .runtime,
            "Node \(node) cannot be deleted: it still has relationships.",
            suggestion: "Delete them too, or write DETACH DELETE.")
    }
}
