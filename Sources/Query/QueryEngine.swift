import Cypher
import Foundation
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
        preconditionFailure("not written yet")
    }
}

/// What bounds a query.
public struct QueryLimits: Sendable {
    /// How many bytes of intermediate results a query may keep.
    public var memory: Int
    /// How long a query may run.
    public var time: Duration?

    /// Limits.
    public init(memory: Int = 4 << 30, time: Duration? = nil) {
        self.memory = memory
        self.time = time
    }
}

/// What a query gave.
public struct QueryResult: Sendable {
    /// The names of the columns, in order.
    public var columns: [String]
    /// The rows, each with a value for every column.
    public var rows: [[QueryValue]]
    /// What was written.
    public var changes: QueryChanges
    /// Things worth knowing though the query ran.
    public var warnings: [Diagnostic]
    /// The plan, for EXPLAIN and PROFILE.
    public var plan: PlanDescription?

    /// A result.
    public init(
        columns: [String], rows: [[QueryValue]], changes: QueryChanges = QueryChanges(),
        warnings: [Diagnostic] = [],
        plan: PlanDescription? = nil
    ) {
        self.columns = columns
        self.rows = rows
        self.changes = changes
        self.warnings = warnings
        self.plan = plan
    }
}

/// How a query is, or was, executed: an operator with those it reads from.
public struct PlanDescription: Sendable {
    /// The operator: `NodeByKey`, `Expand`.
    public var name: String
    /// What it works on: `(p:Person) by Person.id`.
    public var details: String
    /// How many rows the planner expected.
    public var estimatedRows: Double?
    /// How many rows there were, with PROFILE.
    public var rows: Int?
    /// How long it took without those below, with PROFILE.
    public var time: Duration?
    /// What it reads from.
    public var inputs: [PlanDescription]

    /// A description.
    public init(
        name: String, details: String, estimatedRows: Double? = nil, rows: Int? = nil, time: Duration? = nil,
        inputs: [PlanDescription] = []
    ) {
        self.name = name
        self.details = details
        self.estimatedRows = estimatedRows
        self.rows = rows
        self.time = time
        self.inputs = inputs
    }
}

/// How much a query changed.
public struct QueryChanges: Sendable, Equatable {
    /// Nodes that were made.
    public var nodesCreated = 0
    /// Nodes that were deleted.
    public var nodesDeleted = 0
    /// Relationships that were made.
    public var relationshipsCreated = 0
    /// Relationships that were deleted.
    public var relationshipsDeleted = 0
    /// Properties that were set, as often as that happened.
    public var propertiesSet = 0
    /// Labels that nodes got.
    public var labelsAdded = 0
    /// Labels that nodes lost.
    public var labelsRemoved = 0

    /// No changes.
    public init() {}

    /// Whether nothing changed.
    public var isEmpty: Bool { self == QueryChanges() }
}
