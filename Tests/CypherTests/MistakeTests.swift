import Testing

@testable import Cypher

@Suite("Mistakes in the text of a query")
struct MistakeTests {
    @Test(
        "are named with their place and a way out",
        arguments: [
            ("MTACH (n) RETURN n", "MTACH", "Did you mean `MATCH`?"),
            ("MATCH (n) RETRUN n", "RETRUN", "Did you mean `RETURN`?"),
            ("MATCH (n) WHER n.x = 1 RETURN n", "WHER", "Did you mean `WHERE`?"),
            ("MATCH (n) WHERE n.x = 1 ADN n.y = 2 RETURN n", "ADN", "Did you mean `AND`?"),
            ("OPTIONAL MACTH (n) RETURN n", "MACTH", "Did you mean `MATCH`?"),
            ("RETURN n ODRER BY n.x", "ODRER", "Did you mean `ORDER`?"),
            ("SELECT * FROM t", "SELECT", "Cypher reads with `MATCH (n) RETURN n.key`."),
            ("MATCH (n) WHERE n.x == 1 RETURN n", "=", "Write `=`: equality has one sign."),
            ("MATCH (n) WHERE n.x != 1 RETURN n", "!", "Write `<>` for what is not equal."),
            ("MATCH (n) WHERE n.x && n.y RETURN n", "&", "Write `AND` between conditions."),
            ("MATCH (n) WHERE !n.x RETURN n", "!", "Write `NOT` before a condition."),
            (
                "MATCH (n) RETURN n.x, count(*) GROUP BY n.x", "GROUP",
                "Leave it out: Cypher groups by the items of RETURN that aggregate nothing."
            ),
            (
                "MATCH (n) WHERE n.x LIKE 'a%' RETURN n", "LIKE",
                "Write `STARTS WITH`, `ENDS WITH`, `CONTAINS` or `=~` with a regular expression."
            ),
            ("INSERT (n)", "INSERT", "Write `CREATE (n:Label {key: value})`."),
            ("RETURN \u{201C}a\u{201D}", "\u{201C}", "Strings stand in straight quotes: `'` or `\"`."),
            ("RETURN 1 # comment", "#", "Comments start with `//`."),
            ("MATCH (a)->(b) RETURN a", "-", "Relationships are written `-->`, `<--` or `--`."),
            ("RETURN a = NOT b", "NOT", "Put `NOT ...` in parentheses."),
            ("RETURN 1; RETURN 2", "RETURN", "Send one statement at a time."),
            ("", "", "A query is, for example, `MATCH (n) RETURN n`."),
            (" // nothing", "", "A query is, for example, `MATCH (n) RETURN n`."),
        ])
    func suggestions(text: String, place: String, suggestion: String) {
        let error = mistake(text)
        #expect(error?.kind == .syntax)
        #expect(error?.detail == "UnexpectedSyntax")
        #expect(error?.suggestion == suggestion)
        #expect(error?.place(in: text) == place)
    }

    @Test(
        "say what was expected and what was found",
        arguments: [
            ("RETURN", "Expected an expression, found the end of the query."),
            ("RETURN 1 +", "Expected an expression, found the end of the query."),
            ("RETURN [, ]", "Expected an expression, found `,`."),
            ("RETURN [1 2]", "Expected `,` or `]`, found `2`."),
            ("RETURN {a 1}", "Expected `:` and a value, found `1`."),
            ("RETURN {1: 2}", "Expected a key, found `1`."),
            ("RETURN 1 2", "Did not expect `2` here."),
            ("RETURN (1", "Expected `)` or an operator, found the end of the query."),
            ("RETURN 1)", "Did not expect `)` here."),
            ("MATCH (n) WHERE RETURN n", "Expected an expression, found `RETURN`."),
            ("RETURN x IS 1", "Expected `NULL` or `NOT NULL`, found `1`."),
            ("UNWIND [1] RETURN 1", "Expected `AS`, found `RETURN`."),
            ("RETURN CASE WHEN 1 THEN 2", "Expected `END`, found the end of the query."),
            ("RETURN 1 UNION", "Expected a clause such as `MATCH` or `RETURN`, found the end of the query."),
            ("FOREACH (x IN y | RETURN 1)", "FOREACH can only write, found `RETURN`."),
            ("SET n.x", "Expected `=` and a value, found the end of the query."),
            ("SET 1 = 2", "This can be neither set nor removed."),
            ("RETURN '\(String(repeating: "a", count: 50))' 'b'", "Did not expect `'b'` here."),
            ("CALL { RETURN 1 ) RETURN 2", "Did not expect `)` here."),
            ("CALL p YIELD * RETURN 1", "`YIELD *` stands in a query of several clauses."),
        ])
    func messages(text: String, message: String) {
        #expect(mistake(text)?.message == message)
    }

    @Test(
        "that concern whole clauses have names of their own",
        arguments: [
            ("RETURN 1 AS a UNION RETURN 2 AS a UNION ALL RETURN 3 AS a", "UNION"),
            ("MATCH (n) WHERE EXISTS { MATCH (n) SET n.x = 1 } RETURN n", "SET"),
            ("MATCH (n) RETURN COUNT { CALL { CREATE (m) } RETURN 1 }", "CREATE"),
        ])
    func composition(text: String, place: String) {
        let error = mistake(text)
        #expect(error?.detail == "InvalidClauseComposition")
        #expect(error.flatMap { $0.place(in: text) } == place)
    }

    @Test("end the reading at the first one in the text")
    func order() {
        #expect(mistake("RETURN FOO BAR '\\uH'")?.place(in: "RETURN FOO BAR '\\uH'") == "BAR")
        #expect(mistake("RETURN '\\uH' BAR 12x")?.detail == "InvalidUnicodeLiteral")
    }

    @Test("become diagnostics with a status")
    func diagnostics() {
        let error = mistake("MTACH (n)")
        #expect(error?.diagnostic?.range == SourceRange(0, 5))
        #expect(error?.diagnostic?.suggestion == "Did you mean `MATCH`?")
        #expect(error?.description.hasPrefix("SyntaxError: UnexpectedSyntax: Expected a clause") == true)
        #expect(QueryError(.type, "X", phase: .runtime, "No place.").diagnostic == nil)
    }

    @Test("have codes of GQL, five characters each", arguments: QueryError.Kind.allCases)
    func status(kind: QueryError.Kind) {
        let code = QueryError(kind, "Anything", phase: .runtime, "").gqlStatus
        #expect(code.utf8.count == 5)
        #expect(code != "00000")
    }

    @Test(
        "have the codes that drivers know",
        arguments: [
            ("UnexpectedSyntax", "42001"), ("UndefinedVariable", "42N62"), ("DivisionByZero", "22012"),
            ("IntegerOverflow", "22003"), ("InvalidArgumentType", "22G03"), ("DeleteConnectedNode", "G1001"),
        ])
    func knownStatus(detail: String, code: String) {
        #expect(QueryError(.syntax, detail, phase: .runtime, "").gqlStatus == code)
    }
}
