import Cypher
import GraphStore
import PropertyGraph
import QueryValues

/// An operator that changes the graph for each row.
///
/// It takes all rows before it changes anything, and changes everything before it hands on a row: a clause never sees half
/// of another one's work.
class UpdateOperator: Operator {
    private var results: ArraySlice<Batch>?

    override func open(_ argument: Batch) throws {
        results = nil
        try super.open(argument)
    }

    override final func next() throws -> Batch? {
        if results == nil { results = try update(try pullAll()).filter { $0.count > 0 }[...] }
        return results?.popFirst()
    }

    /// The rows after the change.
    func update(_ batches: [Batch]) throws -> [Batch] { preconditionFailure("each operator makes its rows") }

    /// The transaction that is written to.
    final var transaction: WriteTransaction {
        guard let writing = execution.writing else {
            preconditionFailure("a query that writes runs in a transaction")
        }
        return writing
    }
}

extension Execution {
    /// The properties of a map as the store keeps them; null leaves a key without a value.
    func storable(_ map: QueryMap) throws(QueryError) -> [String: Value] {
        var properties: [String: Value] = [:]
        for (key, value) in map.entries {
            if let stored = try value.storable() { properties[key] = stored }
        }
        return properties
    }
}

/// CREATE.
final class CreateOperator: UpdateOperator {
    private let paths: [CreatedPath]

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ paths: [CreatedPath]) {
        self.paths = paths
        super.init(execution, plan, input: input)
    }

    override func update(_ batches: [Batch]) throws -> [Batch] {
        try batches.map { batch in
            var rows: [Batch] = []
            for row in 0..<batch.count {
                var single = batch.slice(row..<row + 1)
                for path in paths { try execution.create(path, &single, transaction) }
                rows.append(single)
            }
            return Batch.joined(rows)
        }
    }
}

extension Execution {
    /// Makes what is new of a path for the only row of a batch.
    func create(_ path: CreatedPath, _ row: inout Batch, _ transaction: WriteTransaction) throws {
        for node in path.nodes where !node.isBound {
            let properties = try properties(node.properties, row)
            let id = try transaction.insertNode(labels: node.labels, properties: try storable(properties))
            changes.nodesCreated += 1
            changes.labelsAdded += Set(node.labels).count
            changes.propertiesSet += properties.entries.reduce(0) { $0 + ($1.value.isNull ? 0 : 1) }
            row[node.variable] = .nodes([id.raw])
        }
        for relationship in path.relationships {
            let (source, target) = (row[relationship.source][0], row[relationship.target][0])
            guard case .node(let from) = source, case .node(let to) = target else {
                throw QueryError(
                    .entityNotFound, "MissingNode", phase: .runtime,
                    "A relationship `:\(relationship.type)` cannot be made: one of its nodes is null.",
                    suggestion: "Leave such rows out with WHERE ... IS NOT NULL.")
            }
            try requireThere(from.id, nil)
            try requireThere(to.id, nil)
            let properties = try properties(relationship.properties, row)
            let id = try transaction.insertEdge(
                from: from.id, to: to.id, labels: [relationship.type], properties: try storable(properties))
            changes.relationshipsCreated += 1
            changes.propertiesSet += properties.entries.reduce(0) { $0 + ($1.value.isNull ? 0 : 1) }
            row[relationship.variable] = .relationships([id.raw])
        }
        guard let variable = path.variable, let first = path.nodes.first else { return }
        var walked = Batch(count: 1, vectors: row.vectors)
        walked[variable] = .values([try self.path(from: first.variable, path.relationships, row)])
        row = walked
    }

    private func path(
        from start: Variable, _ relationships: [CreatedPath.CreatedRelationship], _ row: Batch
    ) throws -> QueryValue {
        guard case .node(let first) = row[start][0] else { return .null }
        var nodes = [first]
        var walked: [Relationship] = []
        for relationship in relationships {
            guard case .relationship(let one) = row[relationship.variable][0] else { return .null }
            let ends = try ends(of: one.id, nil)
            walked.append(one)
            nodes.append(Node(ends.source == nodes[nodes.count - 1].id ? ends.target : ends.source))
        }
        return .path(Path(nodes: nodes, relationships: walked))
    }

    /// The properties that an expression gives an element.
    func properties(_ expression: BoundExpression?, _ row: Batch) throws -> QueryMap {
        guard let expression else { return QueryMap() }
        let value = try value(expression, row)
        guard let map = try properties(of: value, nil) else { return QueryMap() }
        return map
    }
}
