import GraphStore
import PropertyGraph
import Query
import QueryValues
import Testing

/// Counting and summing over more nodes than one thread takes by itself.
@Suite("A scan that threads share")
struct LargeScanTests {
    /// 30,000 nodes in the segment and one in the delta, each with a number and, in the one of two kinds, a float.
    private static func engine() throws -> (engine: QueryEngine, sample: SampleStore) {
        let sample = try SampleStore()
        try sample.store.write { graph in
            for number in 0..<30_000 {
                let value: Value = number == 29_999 ? .float(0.5) : .integer(Int64(number % 7))
                let node = try graph.insertNode(
                    labels: ["N"], properties: ["v": value, "i": .integer(Int64(number))])
                if number % 10_000 == 0 { try graph.insertEdge(from: node, to: node, labels: ["LOOP"]) }
            }
        }
        try sample.store.merge()
        return (QueryEngine(sample.store), sample)
    }

    @Test("has the rows that one thread finds")
    func rows() throws {
        let (engine, sample) = try Self.engine()
        defer { withExtendedLifetime(sample) {} }
        for (query, expected) in [
            ("MATCH (n:N) RETURN count(*) AS c", "[[30000]]"),
            ("MATCH (n:N) WHERE n.i < 0 RETURN count(*) AS c", "[[0]]"),
            ("MATCH (n:N) RETURN sum(n.i) AS s, avg(n.i) AS a", "[[449985000, 14999.5]]"),
            (
                "MATCH (n:N) RETURN n.i % 3 AS k, count(n) AS c ORDER BY k",
                "[[0, 10000], [1, 10000], [2, 10000]]"
            ),
            ("MATCH (n:N)-[:LOOP]->(m) RETURN count(*) AS c, sum(m.i) AS s", "[[3, 30000]]"),
            // The last value is a float, with which one thread goes over everything again.
            ("MATCH (n:N) RETURN sum(n.v) AS s", "[[89991.5]]"),
        ] {
            let rows = try engine.run(query).rows
            #expect("\(rows)" == expected, "\(query)")
        }
    }
}
