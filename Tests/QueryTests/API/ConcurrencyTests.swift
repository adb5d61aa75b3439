import Cypher
import GraphStore
import Query
import QueryValues
import Testing

@Suite("Many at once", .timeLimit(.minutes(2)))
struct ConcurrencyTests {
    @Test("share an engine, and each sees whole commits")
    func readers() async throws {
        let sample = try SampleStore(["CREATE (:Account {amount: 500}), (:Account {amount: 500})"])
        let engine = sample.engine
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<60 {
                    _ = try engine.run(
                        "MATCH (a:Account), (b:Account) WHERE id(a) < id(b) SET a.amount = a.amount - $n, b.amount = b.amount + $n",
                        ["n": .integer(Int64(number))])
                    if number % 20 == 10 { try engine.store.merge() }
                }
            }
            for reader in 0..<6 {
                group.addTask {
                    for _ in 0..<60 {
                        let text =
                            "MATCH (a:Account) RETURN sum(a.amount) AS total, count(a) + \(reader % 2) AS n"
                        let rows = try engine.run(text).rows
                        #expect(rows.map { $0[0].description } == ["1000"])
                        let streamed = try await engine.store.query(text).columns()
                        #expect(streamed.integers("total") == [1_000])
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("read one commit each, though a merge numbers everything anew meanwhile")
    func merging() async throws {
        let sample = try SampleStore.people(5_000)
        let text = "MATCH (p:Person)-[:KNOWS]->(q:Person) RETURN p.number AS p, q.number AS q, q.name AS name"
        var count = 0
        for try await row in sample.store.query(text) {
            if count == 0 {
                _ = try sample.engine.run("MATCH (p:Person) WHERE p.number % 2 = 0 DETACH DELETE p")
                try sample.store.merge()
            }
            let (p, q) = (try row.decode(Int.self, "p"), try row.decode(Int.self, "q"))
            #expect(q == (p + 1) % 5_000)
            #expect(try row.decode(String.self, "name") == "person \(q)")
            count += 1
        }
        #expect(count == 5_000)
        #expect(try sample.engine.run("MATCH (p:Person) RETURN count(p)").rows[0][0].description == "2500")
    }

    @Test("write one after the other, and lose nothing")
    func writers() async throws {
        let sample = try SampleStore(["CREATE (:Counter {n: 0})"])
        let store = sample.store
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask { _ = try await store.query("MATCH (c:Counter) SET c.n = c.n + 1").collect() }
            }
            try await group.waitForAll()
        }
        #expect(try sample.engine.run("MATCH (c:Counter) RETURN c.n").rows[0][0].description == "40")
    }

    @Test("wait for a writer without being held: who is cancelled meanwhile writes nothing")
    func cancelledWhileWaiting() async throws {
        let sample = try SampleStore()
        let store = sample.store
        let task = try store.write { graph in
            _ = try graph.insertNode(labels: ["First"])
            let task = Task { try await store.query("CREATE (:Second)").collect() }
            task.cancel()
            return task
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(
            try sample.engine.run("MATCH (n) RETURN labels(n)").rows.map { $0[0].description } == [
                "['First']"
            ])
    }
}
