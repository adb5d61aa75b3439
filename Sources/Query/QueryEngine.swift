import Cypher
import GraphStore
import QueryValues

/// Runs queries against a store.
///
///     let engine = QueryEngine(store)
///     let result = try engine.run("MATCH (p:Person {name: $name}) RETURN p.born", ["name": "Ada"])
///     for row in result.rows { print(row[0]) }
///
/// A query that only reads sees one commit; one that writes is one transaction, checked by the schema as a whole.
/// Plans are kept and used again for the same text. May be used by many threads at once.
public final class QueryEngine: Sendable {
    /// The store.
    public let store: GraphStore
    /// What bounds a query.
    public let limits: QueryLimits
    /// What CALL can run.
    public let procedures: ProcedureRegistry
    private let plans = PlanCache()

    /// An engine for a store.
    public init(
        _ store: GraphStore, limits: QueryLimits = QueryLimits(), procedures: ProcedureRegistry = .builtIn
    ) {
        self.store = store
        self.limits = limits
        self.procedures = procedures
    }

    /// Runs a query and returns all rows.
    ///
    /// - Throws: ``QueryError``; `CancellationError` when the task is cancelled.
    public func run(_ text: String, _ parameters: [String: QueryValue] = [:]) throws -> QueryResult {
        var rows: [[QueryValue]] = []
        let summary = try run(text, parameters) { portion in
            rows += portion
            return true
        }
        return QueryResult(
            columns: summary.columns, rows: rows, changes: summary.changes, warnings: summary.warnings,
            plan: summary.plan)
    }

    /// Runs a query and hands on its rows as they are found.
    ///
    /// A query that writes has been checked and is durable when this returns, not when it hands on rows.
    ///
    /// - Parameters:
    ///   - text: The query.
    ///   - parameters: Values for its parameters.
    ///   - begin: Hears the names of the columns before there are rows.
    ///   - receive: Takes some rows, and returns false when no more are wanted.
    /// - Returns: Everything but the rows.
    /// - Throws: ``QueryError``, what `receive` throws; `CancellationError` when the task is cancelled.
    public func run(
        _ text: String, _ parameters: [String: QueryValue] = [:],
        begin: ([String]) throws -> Void = { _ in }, receive: ([[QueryValue]]) throws -> Bool
    ) throws -> QueryResult {
        do {
            let statement = try plans.statement(text)
            switch statement.body {
            case .schema(let script, let range):
                var result = try apply(schema: script, range, statement.mode)
                try begin(result.columns)
                if !result.rows.isEmpty { _ = try receive(result.rows) }
                result.rows = []
                return result
            case .query(let query):
                return try run(query, statement.mode, text, parameters, begin, receive)
            }
        } catch let error as StoreError { throw QueryError(error) }
    }

    private func run(
        _ query: Cypher.Query, _ mode: Statement.Mode, _ text: String, _ parameters: [String: QueryValue],
        _ begin: ([String]) throws -> Void, _ receive: ([[QueryValue]]) throws -> Bool
    ) throws -> QueryResult {
        if query.isWriting, mode != .explain {
            return try store.write { transaction in
                let plan = try plans.plan(query, text, parameters, StoreState(transaction), procedures)
                try begin(plan.columns)
                return try execute(plan, mode, parameters, transaction, writing: transaction, receive)
            }
        }
        return try store.read { snapshot in
            let plan = try plans.plan(query, text, parameters, StoreState(snapshot), procedures)
            try begin(plan.columns)
            if mode == .explain {
                return QueryResult(
                    columns: plan.columns, rows: [], warnings: plan.warnings, plan: plan.description())
            }
            return try execute(plan, mode, parameters, snapshot, writing: nil, receive)
        }
    }

    private func execute(
        _ plan: PreparedPlan, _ mode: Statement.Mode, _ parameters: [String: QueryValue],
        _ graph: any GraphReading, writing transaction: WriteTransaction?,
        _ receive: ([[QueryValue]]) throws -> Bool
    ) throws -> QueryResult {
        let profile = mode == .profile ? Profile() : nil
        let execution = Execution(
            reading: graph, writing: transaction, parameters: parameters, context: .now(),
            budget: Budget(limits), plan: plan, profile: profile)
        let root = plan.root.makeOperator(execution)
        try root.open(.single(variables: plan.width))
        var isWanted = true
        // A query that writes is run to its end, wanted or not.
        while isWanted || plan.isWriting, let batch = try root.pull() {
            guard isWanted, !plan.output.isEmpty else { continue }
            isWanted = try receive(try execution.rows(of: batch, plan.output))
        }
        try execution.requireNothingPending()
        return QueryResult(
            columns: plan.columns, rows: [], changes: execution.changes, warnings: plan.warnings,
            plan: profile.map { plan.description($0) })
    }

    /// CREATE GRAPH TYPE and its kin: the store is held to the schema from now on.
    private func apply(
        schema script: String, _ range: SourceRange, _ mode: Statement.Mode
    ) throws -> QueryResult {
        let schema = try StoredSchema(script)
        if mode == .explain {
            return QueryResult(
                columns: [], rows: [],
                plan: PlanDescription(name: "ApplySchema", details: schema.graphType))
        }
        let report = try store.apply(schema)
        guard report.conforms else { throw QueryError(StoreError.refused(report)).located(at: range) }
        return QueryResult(columns: ["graph type"], rows: [[.string(schema.graphType)]])
    }
}

extension Execution {
    /// The rows of a batch, with everything in them that outlives the transaction.
    func rows(of batch: Batch, _ output: [Variable]) throws -> [[QueryValue]] {
        let vectors = output.map { batch[$0] }
        return try (0..<batch.count).map { row in
            try vectors.map { try complete($0[row]) }
        }
    }

    /// A value with the contents of the elements in it.
    private func complete(_ value: QueryValue) throws -> QueryValue {
        switch value {
        case .node(let node): return .node(try complete(node))
        case .relationship(let relationship): return .relationship(try complete(relationship))
        case .path(let path):
            return .path(
                Path(
                    nodes: try path.nodes.map(complete), relationships: try path.relationships.map(complete)))
        case .list(let elements): return .list(try elements.map(complete))
        case .map(let map):
            return .map(
                QueryMap(try map.entries.map { (key: $0.key, value: try complete($0.value)) }))
        default: return value
        }
    }

    private func complete(_ node: Node) throws -> Node {
        let record = try graph.node(node.id.raw)
        return Node(
            node.id,
            content: NodeContent(
                labels: record?.labels ?? [], properties: QueryMap(stored: record?.properties ?? [])))
    }

    private func complete(_ relationship: Relationship) throws -> Relationship {
        let record = try graph.edge(relationship.id.raw)
        let ends = try graph.ends(ofEdge: relationship.id.raw)
        return Relationship(
            relationship.id,
            content: RelationshipContent(
                type: try type(of: relationship.id, nil), start: NodeID(ends?.source ?? Vector.none),
                end: NodeID(ends?.target ?? Vector.none),
                properties: QueryMap(stored: record?.properties ?? [])))
    }
}
