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
