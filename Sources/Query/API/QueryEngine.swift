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
/// Plans are kept with the store and used again for the same text, by all engines of the store. May be used by many threads
/// at once. To await a result rather than wait for it, see `GraphStore.query`.
public final class QueryEngine: Sendable {
    /// The store.
    public let store: GraphStore
    /// What bounds a query.
    public let limits: QueryLimits
    /// What CALL can run.
    public let procedures: ProcedureRegistry
    let plans: PlanCache

    /// An engine for a store.
    ///
    /// - Parameters:
    ///   - store: The store.
    ///   - limits: What bounds a query.
    ///   - procedures: What CALL can run; nil for the procedures that every engine has.
    public init(
        _ store: GraphStore, limits: QueryLimits = QueryLimits(), procedures: ProcedureRegistry? = nil
    ) {
        self.store = store
        self.limits = limits
        self.procedures = procedures ?? .builtIn
        // Plans hold procedures, so that they are shared only where those are the same.
        plans =
            procedures == nil
            ? store.attachments.object(of: PlanCache.self) { PlanCache() } : PlanCache()
    }

    /// Runs a query and returns all rows, which count as memory that it keeps.
    ///
    /// - Throws: `QueryError`; `CancellationError` when the task is cancelled.
    public func run(_ text: String, _ parameters: [String: QueryValue] = [:]) throws -> QueryResult {
        try collect(try plans.statement(text), parameters)
    }

    /// Runs a query and hands on its rows as they are found.
    ///
    /// Those of a query that writes are handed on when it has been checked and is durable, whether they are wanted or not.
    ///
    /// - Parameters:
    ///   - text: The query.
    ///   - parameters: Values for its parameters.
    ///   - begin: Hears the names of the columns before there are rows, and also where there are none.
    ///   - receive: Takes some rows, and returns false when no more are wanted.
    /// - Returns: Everything but the rows.
    /// - Throws: `QueryError`, what `receive` throws; `CancellationError` when the task is cancelled.
    public func run(
        _ text: String, _ parameters: [String: QueryValue] = [:],
        begin: ([String]) throws -> Void = { _ in }, receive: ([[QueryValue]]) throws -> Bool
    ) throws -> QueryResult {
        try stream(try plans.statement(text), parameters, begin: begin, receive: receive)
    }

    /// Reads a query once, to be run with different parameters.
    ///
    ///     let born = try engine.prepare("MATCH (p:Person {name: $name}) RETURN p.born")
    ///     for name in names { try born.run(["name": .string(name)]) }
    ///
    /// - Throws: `QueryError`, if the text is no query or means nothing in the store as it is.
    public func prepare(_ text: String) throws -> PreparedQuery {
        try PreparedQuery(self, try plans.statement(text))
    }
}
