import Cypher
import GraphStore
import QueryValues

/// One run of a query: the graph it sees, what it was given, and what bounds it.
///
/// Belongs to one thread at a time.
final class Execution {
    /// The graph: a snapshot, or a transaction with what was written so far.
    let reading: any GraphReading
    /// The same, for loops.
    let graph: StoreGraph
    /// Nil for a query that only reads.
    let writing: WriteTransaction?
    let parameters: [String: QueryValue]
    /// All that CALL can run.
    let procedures: ProcedureRegistry
    let context: EvaluationContext
    let budget: Budget
    /// The plans of the subqueries of expressions.
    let plan: PreparedPlan
    var changes = QueryChanges()
    /// The operators of subqueries, made when they are first needed.
    var subqueries: [ObjectIdentifier: Operator] = [:]
    /// Labels, types and properties of what was deleted, for as long as rows still name it.
    var deleted = DeletedElements()
    /// Columns of properties, found once.
    let columns: PropertyColumns
    /// Whether operators count their rows, for PROFILE.
    let profile: Profile?
    /// A scan of which this thread takes portions, while others take the rest.
    var scanCursor: (scan: Plan, cursor: ScanCursor)?

    init(
        reading: any GraphReading, writing: WriteTransaction?, parameters: [String: QueryValue],
        procedures: ProcedureRegistry, context: EvaluationContext, budget: Budget, plan: PreparedPlan,
        profile: Profile? = nil
    ) {
        self.reading = reading
        graph = reading.source.graph
        self.writing = writing
        self.parameters = parameters
        self.procedures = procedures
        self.context = context
        self.budget = budget
        self.plan = plan
        self.profile = profile
        columns = PropertyColumns(graph)
    }
}

/// Elements that the query has deleted; they may still be returned, but not read.
struct DeletedElements {
    var nodes: Set<UInt32> = []
    var relationships: Set<UInt32> = []
    /// The types of the relationships, which may still be asked for.
    var types: [UInt32: String] = [:]
    /// Nodes that are not gone yet, because they still have relationships.
    var pending: [UInt32] = []
}
