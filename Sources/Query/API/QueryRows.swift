import Cypher
import GraphStore
import QueryValues

/// A query whose rows can be read as they are found, as columns, or all at once.
///
///     for try await row in store.query("MATCH (p:Person) RETURN p.name AS name") {
///         print(try row.decode(String.self, "name"))
///     }
///     let ages = try await store.query("MATCH (p:Person) RETURN p.age AS age").columns().integers("age")
///     let result = try await store.query("CREATE (:Person {name: 'Ada'})").collect()
///
/// Nothing runs before the rows are asked for; every loop runs the query anew. The query has a thread of its own, which is a
/// few portions of rows ahead of the loop and then waits, with its snapshot of the store. To leave the loop ends the query,
/// and so does cancelling the task while it waits for a row.
///
/// The rows of a query that writes come when it has committed: leaving the loop takes nothing back, and a write within the
/// loop does not wait for this one. When the task is told that it was cancelled, nothing was written.
public struct QueryRows: AsyncSequence, Sendable {
    /// A row.
    public typealias Element = QueryRow

    private let engine: QueryEngine
    /// The statement, which is read when it is first needed, so that mistakes in it come with the rows.
    private let statement: @Sendable () throws -> KeptStatement
    private let parameters: [String: QueryValue]

    init(
        _ engine: QueryEngine, _ parameters: [String: QueryValue],
        statement: @escaping @Sendable () throws -> KeptStatement
    ) {
        self.engine = engine
        self.parameters = parameters
        self.statement = statement
    }

    /// Runs the query and returns all rows and what else there is to tell: changes, warnings, the plan.
    ///
    /// - Throws: `QueryError`; `CancellationError` when the task is cancelled.
    public func collect() async throws -> QueryResult {
        try await QueryThread.run { cancellation in
            try engine.collect(try statement(), parameters, cancellation)
        }
    }

    /// Runs the query and returns its result by columns.
    ///
    /// - Throws: `QueryError`; `CancellationError` when the task is cancelled.
    public func columns() async throws -> QueryColumns {
        try await QueryThread.run { cancellation in
            try engine.columns(try statement(), parameters, cancellation)
        }
    }

    /// Begins to read the rows.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(self) }

    /// Reads the rows of one run, for one task.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private let query: QueryRows
        private var run: Run?
        private var portion: [QueryRow] = []
        private var position = 0

        fileprivate init(_ query: QueryRows) { self.query = query }

        /// The next row; nil when there are no more.
        ///
        /// - Throws: `QueryError`; `CancellationError` when the task is cancelled.
        public mutating func next(
            isolation actor: isolated (any Actor)? = #isolation
        ) async throws -> QueryRow? {
            while position == portion.count {
                let run = self.run ?? query.start()
                self.run = run
                guard let portion = try await run.stream.next(isolation: actor) else { return nil }
                self.portion = portion
                position = 0
            }
            defer { position += 1 }
            return portion[position]
        }
    }

    /// Ends the query when the last iterator goes.
    fileprivate final class Run: Sendable {
        let stream = RowStream()

        deinit { stream.leave() }
    }

    private func start() -> Run {
        let started = Run()
        // The thread has the stream and not the run, which nobody would let go of otherwise.
        let stream = started.stream
        QueryThread.start {
            stream.finish(Result { try run(into: stream) })
        }
        return started
    }

    private func run(into stream: RowStream) throws {
        var columns: [String] = []
        _ = try engine.stream(try statement(), parameters, stream.cancellation) {
            columns = $0
        } receive: { rows in
            stream.send(rows.map { QueryRow(columns: columns, values: $0) })
        }
    }
}
