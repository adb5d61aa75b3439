import Cypher
import GraphStore
import Query
import QueryValues
import Synchronization
import Testing

@Suite("The rows of a query", .timeLimit(.minutes(2)))
struct QueryRowsTests {
    /// More rows than anybody waits for.
    static let endless = "MATCH (a:Person), (b:Person), (c:Person), (d:Person) RETURN a.number AS number, b"

    @Test("come in a loop, by position, by name and as Swift values")
    func loop() async throws {
        let sample = try SampleStore([
            "UNWIND ['Ada', 'Bob'] AS name CREATE (:Person {name: name, born: 1815})"
        ])
        var names: [String] = []
        for try await row in sample.store.query(
            "MATCH (p:Person) RETURN p.name AS name, p.born AS born, p.died AS died ORDER BY name")
        {
            #expect(row.columns == ["name", "born", "died"])
            #expect(Int(row[1]) == 1815)
            #expect(row["died"]?.isNull == true)
            #expect(row["age"] == nil)
            #expect(try row.decode(Int?.self, "died") == nil)
            #expect(try row.decode(Double.self, at: 1) == 1815)
            names.append(try row.decode(String.self, "name"))
        }
        #expect(names == ["Ada", "Bob"])
    }

    @Test("take Swift values as parameters, and literals of values")
    func parameters() async throws {
        let sample = try SampleStore()
        let names = ["Ada", "Bob"]
        let rows = sample.store.query("RETURN size($names) AS n, $id AS id", ["names": names, "id": 7])
        for try await row in rows { #expect(row.values.map(\.description) == ["2", "7"]) }
        let mixed = sample.store.query("RETURN $list AS l, $none AS x", ["list": [1, "a"], "none": nil])
        for try await row in mixed { #expect(row.values.map(\.description) == ["[1, 'a']", "null"]) }
    }

    @Test("are of a type, or the error says which they are of")
    func decoding() async throws {
        let row = QueryRow(columns: ["name", "age"], values: ["Ada", .null])
        func message(_ body: () throws(QueryError) -> Void) -> String? {
            do throws(QueryError) {
                try body()
                return nil
            } catch { return error.message + " " + (error.suggestion ?? "") }
        }
        #expect(
            message { () throws(QueryError) in _ = try row.decode(Int.self, "name") }
                == "The column `name` has `'Ada'` here, which is no Swift `Int`. ")
        #expect(
            message { () throws(QueryError) in _ = try row.decode(Int.self, "age") }
                == "The column `age` has `null` here, which is no Swift `Int`. Ask for `Int?`, which is nil for null."
        )
        #expect(
            message { () throws(QueryError) in _ = try row.decode(String.self, "nmae") }
                == "The result has no column `nmae`. Did you mean `name`?")
        #expect(
            message { () throws(QueryError) in _ = try row.decode(String.self, at: 2) }
                == "The result has no column at position 2; it has 2. The first column is at position 0.")
    }

    @Test("all come, however many portions they take")
    func portions() async throws {
        let sample = try SampleStore()
        var sum = 0
        var count = 0
        for try await row in sample.store.query("UNWIND range(1, 30000) AS n RETURN n") {
            sum += try row.decode(Int.self, "n")
            count += 1
        }
        #expect(count == 30_000)
        #expect(sum == 30_000 * 30_001 / 2)
    }

    @Test("are not found far ahead of the loop, and the query ends with it")
    func leaving() async throws {
        let sample = try SampleStore.people(100)
        try sample.store.merge()
        let old = OldSegment(segment: try sample.store.read { $0.segment })
        var count = 0
        for try await row in sample.store.query(Self.endless) {
            #expect(row[0].isNull == false)
            count += 1
            if count == 1 {
                // The query has the old segment for as long as it runs.
                try sample.store.write { _ = try $0.insertNode(labels: ["Person"]) }
                try sample.store.merge()
                #expect(old.segment != nil)
            }
            if count == 10_000 { break }
        }
        #expect(try await eventually { try sample.store.read { _ in old.segment == nil } })
    }

    @Test("stop coming when the task is cancelled")
    func cancellation() async throws {
        let sample = try SampleStore.people(100)
        try sample.store.merge()
        let old = OldSegment(segment: try sample.store.read { $0.segment })
        let store = sample.store
        let started = Mutex(false)
        let task = Task {
            for try await _ in store.query(Self.endless) { started.withLock { $0 = true } }
        }
        #expect(try await eventually { started.withLock { $0 } })
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try store.write { _ = try $0.insertNode(labels: ["Person"]) }
        try store.merge()
        #expect(try await eventually { try sample.store.read { _ in old.segment == nil } })
    }

    @Test(
        "need not come at all for the query to be cancelled",
        arguments: [
            "MATCH (a:Person), (b:Person), (c:Person), (d:Person) RETURN count(*)",
            "MATCH (a:Person), (b:Person), (c:Person), (d:Person) WHERE a.number + d.number < 0 RETURN a",
            "MATCH (a:Person), (b:Person), (c:Person), (d:Person) CREATE (:Pair)",
            "MATCH (a:Person)-[:KNOWS*]-(b:Person)-[:KNOWS*]-(c), (d:Person) RETURN sum(a.number + d.number)",
            "UNWIND range(1, 3000) AS n UNWIND range(1, 3000) AS m WITH n, m WHERE n + m < 0 RETURN n",
            "RETURN reduce(s = 0, n IN range(1, 3000000) | s + n)",
        ])
    func cancelledBeforeRows(query: String) async throws {
        let sample = try SampleStore.people(100, limits: QueryLimits(memory: 1 << 30))
        let store = sample.store
        let task = Task { try await store.query(query).collect() }
        try await Task.sleep(for: .milliseconds(30))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try store.read { $0.nodeCount } == 100)
        // It would wait for as long as a cancelled query goes on writing.
        try store.write { _ = try $0.insertNode(labels: ["Person"]) }
    }

    @Test("of a query that writes come when it is durable, and those of a refused one never")
    func writing() async throws {
        let sample = try SampleStore(
            schema: "CREATE GRAPH TYPE town STRICT { (personType: Person {name STRING}) }")
        for try await row in sample.store.query("CREATE (p:Person {name: 'Ada'}) RETURN p.name AS name") {
            #expect(try sample.store.read { $0.nodeCount } == 1)
            // A write within the loop does not wait for the one that is looped over.
            let more = try await sample.store.query("CREATE (:Person {name: $name})", ["name": row[0]])
                .collect()
            #expect(more.changes.nodesCreated == 1)
        }
        var rows = 0
        await #expect(throws: QueryError.self) {
            for try await _ in sample.store.query("CREATE (p:Person {name: 1}) RETURN p") { rows += 1 }
        }
        #expect(rows == 0)
        #expect(try sample.store.read { $0.nodeCount } == 2)
    }

    @Test("can be asked for again, which runs the query again")
    func again() async throws {
        let sample = try SampleStore()
        let query = sample.store.query("CREATE (:Person)")
        for try await _ in query { Issue.record("there are no rows") }
        for try await _ in query { Issue.record("there are no rows") }
        #expect(try sample.store.read { $0.nodeCount } == 2)
    }

    @Test("throw what is wrong with the text, once")
    func mistakes() async throws {
        let sample = try SampleStore()
        var iterator = sample.store.query("RETURN x").makeAsyncIterator()
        do {
            _ = try await iterator.next()
            Issue.record("nothing was wrong")
        } catch let error as QueryError { #expect(error.detail == "UndefinedVariable") }
        #expect(try await iterator.next() == nil)
    }

    @Test("come whole with what else there is to tell")
    func collected() async throws {
        let sample = try SampleStore()
        let written = try await sample.store.query("CREATE (p:Person {name: 'Ada'}) RETURN p").collect()
        #expect(written.columns == ["p"])
        #expect(written.rows.map { $0.map(\.description) } == [["(:Person {name: 'Ada'})"]])
        #expect(written.changes.nodesCreated == 1)
        let plan = try await sample.store.query("EXPLAIN MATCH (p:Person) RETURN p").collect().plan
        #expect(plan?.text.contains("Person") == true)
    }
}

/// The file that a snapshot reads, for as long as one does.
private struct OldSegment {
    weak var segment: Segment?
}
