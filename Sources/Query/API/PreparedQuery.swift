import Cypher
import GraphStore
import QueryValues

/// A query that was read and checked once, to be run with different parameters.
///
///     let born = try engine.prepare("MATCH (p:Person {name: $name}) RETURN p.born LIMIT $most")
///     born.parameters     // name; most, an INTEGER
///     let result = try born.run(["name": "Ada", "most": 1])
///
/// It is planned again when the store has changed so much that another plan may be better. May be used by many threads at
/// once.
public struct PreparedQuery: Sendable {
    /// A parameter that the query uses.
    public struct Parameter: Sendable, Equatable {
        /// The name, without `$`.
        public let name: String
        /// The type that it must have, or be null, where the query leaves no choice: `INTEGER`, `LIST`, `MAP`, `STRING`.
        public let type: String?
    }
    /// The parameters that the query uses, ordered by the bytes of their names.
    public let parameters: [Parameter]
    /// The names of the columns, in order; empty where there is no RETURN.
    public let columns: [String]
    /// Things worth knowing though the query can run.
    public let warnings: [Diagnostic]

    private let engine: QueryEngine
    private let statement: KeptStatement
    private let uses: ParameterUses

    init(_ engine: QueryEngine, _ statement: KeptStatement) throws {
        self.engine = engine
        self.statement = statement
        var uses = ParameterUses()
        switch statement.statement.body {
        case .schema: (columns, warnings) = (["graph type"], [])
        case .query(let query):
            let plan: PreparedPlan
            do {
                plan = try engine.store.read { snapshot in
                    try statement.plan(query, nil, StoreState(snapshot), engine.plans, engine.procedures)
                }
            } catch let error as StoreError { throw QueryError(error) }
            (columns, warnings) = (plan.columns, plan.warnings)
            uses.add(plan.query)
        }
        self.uses = uses
        parameters = uses.parameters
    }

    /// Runs the query and returns all rows.
    ///
    /// - Throws: `QueryError`, also where a parameter is missing or of a wrong type, whether or not the query would
    ///   get as far as to use it; `CancellationError` when the task is cancelled.
    public func run(_ parameters: [String: QueryValue] = [:]) throws -> QueryResult {
        try uses.check(parameters)
        return try engine.collect(statement, parameters)
    }

    /// The query with parameters, to be read row by row, as columns or all at once.
    ///
    /// What ``run(_:)`` throws is thrown where the rows are read.
    public func query(_ parameters: [String: QueryValue] = [:]) -> QueryRows {
        QueryRows(engine, parameters) { [uses, statement] in
            try uses.check(parameters)
            return statement
        }
    }
}
