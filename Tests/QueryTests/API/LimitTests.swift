import Cypher
import GraphStore
import Query
import QueryValues
import Testing

@Suite("A query that would take too much", .timeLimit(.minutes(2)))
struct LimitTests {
    static let pairs = "MATCH (a:Person), (b:Person), (c:Person)"

    static func detail(_ body: () throws -> Void) throws -> String? {
        do {
            try body()
            return nil
        } catch let error as QueryError {
            #expect(error.kind == .resource)
            return error.detail
        }
    }

    @Test(
        "ends when it keeps more than it may",
        arguments: [
            "\(pairs) RETURN a.name AS a, b.name AS b, c.name AS c ORDER BY a, b, c",
            "\(pairs) RETURN collect(a.name + b.name + c.name)",
            "\(pairs) RETURN collect([a, b, c])",
            "\(pairs) RETURN DISTINCT a, b, c",
            "\(pairs) RETURN a, b, c",
            "\(pairs) RETURN a, b, c ORDER BY a.name LIMIT 1000000000",
            "\(pairs) WITH a.number AS a, b.number AS b, c.number AS c, count(*) AS n RETURN sum(n)",
            "\(pairs) WITH collect(a) AS all UNWIND all AS one RETURN one",
            "\(pairs) RETURN percentileDisc(a.number * b.number * c.number, 0.5)",
            "UNWIND range(1, 150000) AS n WITH DISTINCT n RETURN count(n)",
            "RETURN size([n IN range(1, 100000) | [n, n, n]])", "RETURN size(range(1, 60000000))",
            "UNWIND range(1, 1000) AS n RETURN size(range(n, 60000000))",
        ])
    func memory(query: String) throws {
        let sample = try SampleStore.people(200, limits: QueryLimits(memory: 4 << 20))
        #expect(try Self.detail { _ = try sample.engine.run(query) } == "MemoryLimitExceeded")
        #expect(try sample.store.read { $0.nodeCount } == 200)
    }

    @Test("and whose rows nobody keeps goes on")
    func streaming() throws {
        let sample = try SampleStore.people(100, limits: QueryLimits(memory: 4 << 20))
        var count = 0
        _ = try sample.engine.run("\(Self.pairs) RETURN id(a), id(b), id(c)") { rows in
            count += rows.count
            return count < 300_000
        }
        #expect(count >= 300_000)
    }

    @Test(
        "ends when its time is over",
        arguments: [
            "\(pairs), (d:Person) RETURN count(*)",
            "\(pairs), (d:Person) WHERE a.number + b.number + c.number + d.number < 0 RETURN a",
            "MATCH (a:Person)-[:KNOWS*]-(b:Person)-[:KNOWS*]-(c) MATCH (d), (e) RETURN max(d.number)",
            "\(pairs), (d:Person) CREATE (:Quadruple)",
            "RETURN reduce(s = 0, n IN range(1, 500000) | s + n)",
        ])
    func time(query: String) throws {
        let sample = try SampleStore.people(
            100, limits: QueryLimits(memory: 8 << 30, time: .milliseconds(50)))
        #expect(try Self.detail { _ = try sample.engine.run(query) } == "TimeLimitExceeded")
        #expect(try sample.store.read { $0.nodeCount } == 100)
    }

    @Test(
        "of nesting is refused",
        arguments: [
            RepeatedText("RETURN ", "(", 10_000, ")", inside: "1"),
            RepeatedText("RETURN ", "[", 10_000, "]"),
            RepeatedText("RETURN ", "NOT ", 10_000, "", inside: "true"),
            RepeatedText("RETURN ", "- ", 10_001, "", inside: "1"),
            RepeatedText("MATCH ", "(", 10_000, ""),
            RepeatedText("", "CALL { ", 10_000, " }", inside: "RETURN 1 AS x"),
        ])
    func nesting(query: RepeatedText) throws {
        let sample = try SampleStore()
        #expect(throws: QueryError.self) { try sample.engine.run(query.text) }
    }

    @Test(
        "of text may be long, and is answered or refused",
        arguments: [
            RepeatedText("RETURN 1", "+1", 500_000, ""),
            RepeatedText("RETURN true", " AND true", 110_000, ""),
            RepeatedText("RETURN size([1", ",1", 500_000, "", inside: "])"),
            RepeatedText("RETURN size('", "x", 1_000_000, "", inside: "')"),
            RepeatedText("", "MATCH (n) ", 60_000, "", inside: "RETURN 1"),
            RepeatedText("", "WITH 1 AS x ", 40_000, "", inside: "RETURN x"),
            RepeatedText("RETURN 1 AS x", " UNION ALL RETURN 1 AS x", 40_000, ""),
            RepeatedText("CREATE ()", "-->()", 100_000, ""),
            RepeatedText("MATCH ()", "-->()", 100_000, "", inside: " RETURN 1"),
            RepeatedText("MATCH (:Nobody)", ",(:Nobody)", 60_000, "", inside: " RETURN 1"),
            RepeatedText("", "x", 1_000_000, ""),
        ])
    func longText(query: RepeatedText) throws {
        let sample = try SampleStore()
        do { _ = try sample.engine.run(query.text) } catch let error as QueryError {
            #expect(!error.message.isEmpty)
        }
    }

    @Test("of a value is refused, given or made")
    func values() throws {
        let sample = try SampleStore(limits: QueryLimits(memory: 64 << 20))
        var deep: QueryValue = 1
        for _ in 0..<5_000 { deep = [deep] }
        #expect(try Self.detail { _ = try sample.engine.run("RETURN $x", ["x": deep]) } == "ValueTooLarge")
        #expect(
            try Self.detail {
                _ = try sample.engine.run("RETURN reduce(l = [], n IN range(1, 5000) | [l]) AS l")
            } == "ValueTooLarge")
        #expect(
            try Self.detail {
                _ = try sample.engine.run("RETURN reduce(l = [1], n IN range(1, 60) | [l, l]) AS l")
            } == "ValueTooLarge")
        let doubling = String(repeating: " WITH [l, l] AS l", count: 60)
        #expect(
            try Self.detail { _ = try sample.engine.run("WITH [1] AS l\(doubling) RETURN l") }
                == "MemoryLimitExceeded")
    }
}

/// A text with something in it very often, which the name of a test case shall not show.
struct RepeatedText: Sendable, CustomTestStringConvertible {
    let text: String
    let testDescription: String

    init(_ start: String, _ opening: String, _ count: Int, _ closing: String, inside: String = "") {
        text =
            start + String(repeating: opening, count: count) + inside
            + String(repeating: closing, count: count)
        testDescription = "\(start)\(opening) ... \(inside)\(closing), \(count) times"
    }
}
