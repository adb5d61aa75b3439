import Cypher
import GraphStore
import QueryValues

extension QueryEngine {
    /// Runs a statement and returns all rows.
    func collect(
        _ statement: KeptStatement, _ parameters: [String: QueryValue], _ cancellation: Cancellation? = nil
    ) throws -> QueryResult {
        var rows: [[QueryValue]] = []
        var result = try perform(statement, parameters, cancellation) { portion in
            rows += try portion.rows(areKept: true)
            return true
        }
        // A statement of the schema has no portions.
        result.rows += rows
        return result
    }

    /// Runs a statement and hands on its rows, those of a query that writes once it has committed.
    func stream(
        _ statement: KeptStatement, _ parameters: [String: QueryValue], _ cancellation: Cancellation? = nil,
        begin: ([String]) throws -> Void, receive: ([[QueryValue]]) throws -> Bool
    ) throws -> QueryResult {
        var hasBegun = false
        var written: [[QueryValue]] = []
        var result = try perform(statement, parameters, cancellation) { columns in
            try begin(columns)
            hasBegun = true
        } receive: { portion in
            guard portion.isWriting else { return try receive(try portion.rows(areKept: false)) }
            written += try portion.rows(areKept: true)
            return true
        }
        if !hasBegun { try begin(result.columns) }
        written += result.rows
        result.rows = []
        if !written.isEmpty { _ = try receive(written) }
        return result
    }

    /// Runs a statement and hands on its rows as they are found, within the transaction.
    ///
    /// - Parameters:
    ///   - kept: The statement.
    ///   - parameters: Values for its parameters.
    ///   - cancellation: Where the query does not run in the task that waits for it.
    ///   - begin: Hears the names of the columns of a query that only reads.
    ///   - receive: Takes some rows, and returns false when no more are wanted.
    /// - Returns: Everything but those rows.
    /// - Throws: `QueryError`, what the closures throw; `CancellationError` when nobody wants the result.
    func perform(
        _ kept: KeptStatement, _ parameters: [String: QueryValue], _ cancellation: Cancellation?,
        begin: ([String]) throws -> Void = { _ in }, receive: (ResultPortion) throws -> Bool
    ) throws -> QueryResult {
        try cancellation?.check()
        for value in parameters.values { try value.checkNesting() }
        do {
            switch kept.statement.body {
            case .schema(let script, let range):
                return try apply(schema: script, range, kept.statement.mode, cancellation)
            case .query(let query):
                return try perform(query, kept, parameters, cancellation, begin, receive)
            }
        } catch let error as StoreError { throw QueryError(error) }
    }

    private func perform(
        _ query: Cypher.Query, _ kept: KeptStatement, _ parameters: [String: QueryValue],
        _ cancellation: Cancellation?, _ begin: ([String]) throws -> Void,
        _ receive: (ResultPortion) throws -> Bool
    ) throws -> QueryResult {
        let names = Set(parameters.keys)
        let mode = kept.statement.mode
        if query.isWriting, mode != .explain {
            return try store.write { transaction in
                // Others may have been writing for long.
                try cancellation?.check()
                let plan = try kept.plan(query, names, StoreState(transaction), plans, procedures)
                let execution = execution(plan, mode, parameters, transaction, cancellation, transaction)
                let result = try execute(execution, receive)
                try cancellation?.beginCommit()
                return result
            }
        }
        return try store.read { snapshot in
            let plan = try kept.plan(query, names, StoreState(snapshot), plans, procedures)
            try begin(plan.columns)
            if mode == .explain {
                return QueryResult(
                    columns: plan.columns, rows: [], warnings: plan.warnings, plan: plan.description())
            }
            return try execute(execution(plan, mode, parameters, snapshot, cancellation), receive)
        }
    }

    private func execution(
        _ plan: PreparedPlan, _ mode: Statement.Mode, _ parameters: [String: QueryValue],
        _ graph: any GraphReading, _ cancellation: Cancellation?, _ transaction: WriteTransaction? = nil
    ) -> Execution {
        Execution(
            reading: graph, writing: transaction, parameters: parameters, procedures: procedures,
            context: .now(), budget: Budget(limits, cancellation), plan: plan,
            profile: mode == .profile ? Profile() : nil)
    }

    private func execute(
        _ execution: Execution, _ receive: (ResultPortion) throws -> Bool
    ) throws -> QueryResult {
        let plan = execution.plan
        let root = plan.root.makeOperator(execution)
        try root.open(.single(variables: plan.width))
        var isWanted = true
        // A query that writes is run to its end, wanted or not.
        while isWanted || plan.isWriting, let batch = try root.pull() {
            guard isWanted, !plan.output.isEmpty else { continue }
            isWanted = try receive(ResultPortion(batch, plan, execution))
        }
        try execution.requireNothingPending()
        return QueryResult(
            columns: plan.columns, rows: [], changes: execution.changes, warnings: plan.warnings,
            plan: execution.profile.map { plan.description($0) })
    }
}
