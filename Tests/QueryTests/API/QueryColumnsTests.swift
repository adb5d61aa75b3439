import Cypher
import GraphStore
import Query
import QueryValues
import Testing

@Suite("The columns of a result")
struct QueryColumnsTests {
    @Test("are arrays of the type that all values have")
    func types() async throws {
        let sample = try SampleStore()
        let columns = try await sample.store.query(
            """
            UNWIND range(1, 5000) AS n
            RETURN n, n / 2.0 AS half, toString(n) AS text, n % 2 = 0 AS even,
                   CASE WHEN n > 1 THEN n END AS some, CASE WHEN n < 5000 THEN n ELSE 0.5 END AS number, 7 AS seven
            """
        ).columns()
        #expect(columns.count == 5_000)
        #expect(columns.names == ["n", "half", "text", "even", "some", "number", "seven"])
        #expect(columns.integers("n") == Array<Int64>(1...5_000))
        #expect(columns.floats("n")?.last == 5_000)
        #expect(columns.floats("half")?.prefix(2) == [0.5, 1])
        #expect(columns.strings("text")?.last == "5000")
        #expect(columns.booleans("even")?.prefix(2) == [false, true])
        #expect(columns.integers("some") == nil)
        #expect(try columns.decode(Int?.self, "some").prefix(2) == [nil, 2])
        #expect(columns.integers("number") == nil)
        #expect(columns.floats("number")?.suffix(2) == [4_999, 0.5])
        #expect(columns.values("number")?.count == 5_000)
        #expect(columns.integers("seven")?.count == 5_000)
        #expect(columns.integers("eight") == nil)
        #expect(columns.strings("n") == nil)
    }

    @Test("say what is wrong with a value, or with the name")
    func mistakes() async throws {
        let sample = try SampleStore()
        let columns = try await sample.store.query("RETURN 1 AS one").columns()
        #expect(throws: QueryError.self) { try columns.decode(String.self, "one") }
        #expect(throws: QueryError.self) { try columns.decode(Int.self, "two") }
    }

    @Test("are there without rows, and hold elements with their contents")
    func elements() async throws {
        let sample = try SampleStore(["CREATE (:Person {name: 'Ada'})"])
        let none = try await sample.store.query("MATCH (x:Nobody) RETURN x.age AS age").columns()
        #expect(none.count == 0)
        #expect(none.integers("age") == [])
        let people = try await sample.store.query("MATCH (p:Person) RETURN p").columns()
        #expect(people.values("p")?.map(\.description) == ["(:Person {name: 'Ada'})"])
        let made = try await sample.store.query("CREATE (p:Person {n: 3}) RETURN p.n AS n").columns()
        #expect(made.integers("n") == [3])
    }
}
