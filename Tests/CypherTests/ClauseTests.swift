import Testing

@testable import Cypher

@Suite("Clauses")
struct ClauseTests {
    @Test(
        "that read",
        arguments: [
            ("RETURN 1", "(return 1)"), ("RETURN 1;", "(return 1)"), ("RETURN *", "(return *)"),
            ("RETURN DISTINCT *, 1 AS a", "(return distinct * 1 AS a)"),
            (
                "MATCH (n) RETURN n ORDER BY n.x DESC, n.y, n.z ASCENDING SKIP 1 LIMIT $l",
                "(match (n)) (return n desc (. n x) asc (. n y) asc (. n z) skip 1 limit $l)"
            ),
            ("RETURN 1 OFFSET 2", "(return 1 skip 2)"),
            (
                "OPTIONAL MATCH (n) WHERE n.x WITH DISTINCT n, 1 AS a ORDER BY a LIMIT 2 WHERE a RETURN *",
                "(optional match (n) WHERE (. n x)) (with distinct n 1 AS a asc a limit 2 WHERE a) (return *)"
            ),
            ("UNWIND $rows AS row RETURN row", "(unwind $rows row) (return row)"),
            (
                "RETURN 1 AS a UNION RETURN 2 AS a UNION DISTINCT RETURN 3 AS a",
                "(return 1 AS a) UNION (return 2 AS a) UNION (return 3 AS a)"
            ),
            ("RETURN 1 AS a UNION ALL RETURN 2 AS a", "(return 1 AS a) UNION ALL (return 2 AS a)"),
            ("MATCH /* a */ (n) // b\nRETURN n", "(match (n)) (return n)"),
            ("\u{FEFF}RETURN\u{A0}1", "(return 1)"),
        ])
    func reading(text: String, expected: String) throws {
        #expect(try dump(text) == expected)
    }

    @Test(
        "that write",
        arguments: [
            ("CREATE (a:A $p)-[:R {x: 1}]->(b), (c)", "(create (a:A $p)-[:R {x: 1}]->(b), (c))"),
            (
                "MERGE (a:A {x: 1}) ON CREATE SET a.c = 1, a:B ON MATCH SET a += $m ON CREATE SET a.d = 1",
                "(merge (a:A {x: 1}) +(a.c = 1) +(a :B) +(a.d = 1) =(a += $m))"
            ),
            (
                "MATCH (n) SET n.x = 1, n.a.b = 2, (n).y = 3, n = {}, n += $p, n:A:B",
                "(match (n)) (set (n.x = 1) ((. n a).b = 2) (n.y = 3) (n = {}) (n += $p) (n :A:B))"
            ),
            ("MATCH (n) REMOVE n.x, n:A:B RETURN n", "(match (n)) (remove n.x n:A:B) (return n)"),
            ("MATCH (n) DELETE n, n.x[0]", "(match (n)) (delete n (at (. n x) 0))"),
            ("MATCH (n) DETACH DELETE n", "(match (n)) (detach-delete n)"),
            (
                "FOREACH (x IN [1, 2] | CREATE (n) SET n.x = x)",
                "(foreach x [1 2] (create (n)) (set (n.x = x)))"
            ),
            ("FOREACH (x IN xs | FOREACH (y IN x | CREATE ()))", "(foreach x xs (foreach y x (create ())))"),
        ])
    func writing(text: String, expected: String) throws {
        #expect(try dump(text) == expected)
    }

    @Test(
        "that call",
        arguments: [
            ("CALL a.b.c", "(call a.b.c)"), ("CALL p()", "(call p())"),
            ("CALL p(1, $x) YIELD *", "(call p(1 $x) yield *)"),
            (
                "CALL p YIELD a AS b, c WHERE c > 1 RETURN b",
                "(call p yield [a>b c] WHERE (c > 1)) (return b)"
            ),
            ("CALL p() YIELD - RETURN 1", "(call p() yield []) (return 1)"),
            ("CALL { RETURN 1 AS a } RETURN a", "(call {(return 1 AS a)}) (return a)"),
            (
                "MATCH (a), (b) CALL (a, b) { CREATE (a)-[:R]->(b) }",
                "(match (a), (b)) (call(a,b) {(create (a)-[:R]->(b))})"
            ),
            ("CALL () { RETURN 1 AS a } RETURN a", "(call() {(return 1 AS a)}) (return a)"),
        ])
    func calling(text: String, expected: String) throws {
        #expect(try dump(text) == expected)
    }

    @Test("EXPLAIN and PROFILE stand before a statement")
    func modes() throws {
        #expect(try Parser.parse("EXPLAIN RETURN 1").mode == .explain)
        #expect(try Parser.parse("profile MATCH (n) RETURN n").mode == .profile)
        #expect(try Parser.parse("RETURN 1").mode == .run)
    }

    @Test(
        "of PG-Schema are left as they stand",
        arguments: [
            "CREATE GRAPH TYPE g STRICT { (p: Person {name STRING?}) }", "CREATE NODE TYPE (a: A)",
            "CREATE EDGE TYPE (:a)-[r: R]->(:b)", "ALTER GRAPH TYPE g ADD { }", "drop graph type g",
            "DROP NODE TYPE a", "DROP EDGE TYPE r; DROP NODE TYPE a",
        ])
    func schema(text: String) throws {
        let statement = try Parser.parse("EXPLAIN  \(text) \n")
        guard case .schema(let schema, let range) = statement.body else {
            Issue.record("a schema was expected")
            return
        }
        #expect(schema == text)
        #expect(range == SourceRange(9, 9 + text.utf8.count))
        #expect(statement.mode == .explain)
    }

    @Test("of a script are split at semicolons that separate")
    func scripts() {
        let text = """
            // first; not here
            RETURN ';' AS `a;b`; ;
            /* ; */ MATCH (n) // ;
            RETURN n;
            RETURN "open
            """
        let parts = Parser.parseScript(text)
        #expect(parts.map(\.text) == ["RETURN ';' AS `a;b`", "MATCH (n) // ;\nRETURN n", "RETURN \"open"])
        for (range, part) in parts {
            #expect(
                String(decoding: Array(text.utf8)[range.lowerBound..<range.upperBound], as: UTF8.self) == part
            )
        }
        #expect(Parser.parseScript(" // nothing\n;").isEmpty)
    }
}
