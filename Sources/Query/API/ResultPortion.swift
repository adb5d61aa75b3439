import GraphStore
import QueryValues

/// Some rows of a result, while the transaction is open in which they were found.
struct ResultPortion {
    /// The names of the columns.
    let columns: [String]
    /// Whether the rows are those of a query that writes: they count only once it has committed.
    let isWriting: Bool
    private let execution: Execution
    private let batch: Batch
    private let output: [Variable]

    init(_ batch: Batch, _ plan: PreparedPlan, _ execution: Execution) {
        columns = plan.columns
        isWriting = plan.isWriting
        output = plan.output
        self.batch = batch
        self.execution = execution
    }

    /// How many rows there are.
    var count: Int { batch.count }

    /// The values of a column as they were found: elements are no more than their ids.
    func vector(_ column: Int) -> Vector { batch[output[column]] }

    /// The rows, with everything in them that outlives the transaction.
    ///
    /// Where they are kept, they count as memory of the query.
    func rows(areKept: Bool) throws -> [[QueryValue]] {
        let vectors = output.map { batch[$0] }
        var completion = ValueCompletion(execution)
        let rows = try (0..<batch.count).map { row in
            try completion.count(bytes: 32)
            return try vectors.map { try completion.complete($0[row]) }
        }
        if !areKept { completion.forget() }
        return rows
    }

    /// The values of a column, with everything in them that outlives the transaction; they count as memory that is kept.
    func values(_ column: Int) throws -> [QueryValue] {
        let vector = vector(column)
        var completion = ValueCompletion(execution)
        return try (0..<batch.count).map { try completion.complete(vector[$0]) }
    }

    /// Counts memory that is kept of the rows.
    func keep(bytes: Int) throws { try execution.budget.keep(bytes: bytes) }
}

/// Gives the elements in values the contents they have in the store, and counts the memory.
private struct ValueCompletion {
    private let execution: Execution
    private var bytes = 0

    init(_ execution: Execution) { self.execution = execution }

    /// Counts what a list and the like take, so that a value that looks small and is not ends the query.
    mutating func count(bytes: Int) throws {
        self.bytes += bytes
        try execution.budget.keep(bytes: bytes)
    }

    /// What was counted is not kept.
    func forget() { execution.budget.release(bytes: bytes) }

    mutating func complete(_ value: QueryValue) throws -> QueryValue { try completed(value) ?? value }

    /// The value with contents; nil where it has no elements in it.
    private mutating func completed(_ value: QueryValue) throws -> QueryValue? {
        switch value {
        case .node(let node): return .node(try complete(node))
        case .relationship(let relationship): return .relationship(try complete(relationship))
        case .path(let path):
            return .path(
                Path(
                    nodes: try path.nodes.map { try complete($0) },
                    relationships: try path.relationships.map { try complete($0) }))
        case .list(let elements):
            try execution.budget.work(elements.count)
            try count(bytes: 48)
            var result: [QueryValue]?
            for (position, element) in elements.enumerated() {
                guard let element = try completed(element) else { continue }
                result = result ?? elements
                result?[position] = element
            }
            return result.map { .list($0) }
        case .map(let map):
            try execution.budget.work(map.count)
            try count(bytes: 48)
            var result: QueryMap?
            for (key, value) in map.entries {
                try count(bytes: 16 + key.utf8.count)
                guard let value = try completed(value) else { continue }
                result = result ?? map
                result?[key] = value
            }
            return result.map { .map($0) }
        default:
            try count(bytes: value.footprint)
            return nil
        }
    }

    private mutating func complete(_ node: Node) throws -> Node {
        let record = try execution.graph.node(node.id.raw)
        let properties = QueryMap(stored: record?.properties ?? [])
        try count(bytes: 96 + QueryValue.map(properties).footprint)
        return Node(node.id, content: NodeContent(labels: record?.labels ?? [], properties: properties))
    }

    private mutating func complete(_ relationship: Relationship) throws -> Relationship {
        let record = try execution.graph.edge(relationship.id.raw)
        let ends = try execution.graph.ends(ofEdge: relationship.id.raw)
        let properties = QueryMap(stored: record?.properties ?? [])
        try count(bytes: 112 + QueryValue.map(properties).footprint)
        return Relationship(
            relationship.id,
            content: RelationshipContent(
                type: try execution.type(of: relationship.id, nil),
                start: NodeID(ends?.source ?? Vector.none), end: NodeID(ends?.target ?? Vector.none),
                properties: properties))
    }
}
