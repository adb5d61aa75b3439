import Cypher
import QueryValues

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
