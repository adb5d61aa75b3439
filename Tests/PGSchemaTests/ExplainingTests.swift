import PGSchema
import Testing

@Suite("An explanation")
struct ExplainingTests {
    private func explain(_ script: String) throws -> String {
        let (catalog, diagnostics) = Catalog.load(script)
        try #require(diagnostics.allSatisfy { $0.kind == .warning }, "\(diagnostics.map(\.message))")
        return Explanation(of: try #require(catalog.graphTypes.last), in: catalog).text()
    }

    @Test(
        "says what a node type is",
        arguments: [
            (
                "(personType: Person { name STRING, OPTIONAL birthDate DATE })",
                "A personType is a node with exactly the label Person, a name (text) and perhaps a birthDate (date); nothing else."
            ),
            (
                "(t: A & B OPEN)",
                "A t is a node with at least the labels A and B; any other labels, but no other properties."
            ),
            (
                "(t: A { OPEN })",
                "A t is a node with exactly the label A; any other properties, but no other labels."
            ),
            (
                "(t { k UINT8 })",
                "A t is a node with no labels and a k (whole number of 8 bits, not negative); nothing else."
            ),
            ("(t: A | B)", "A t is a node with either the label A or the label B; nothing else."),
            ("(t: A & B?)", "A t is a node with the label A and perhaps the label B; nothing else."),
            (
                "(a: A), (c: a & C { k LIST<INT> })",
                "A c is everything a is, plus the label C and a k (list, each: whole number); nothing else. It is built from a, but does not conform to it, because a is closed and admits no more than it says."
            ),
            (
                "(a: A OPEN {OPEN}), (c: a & C)",
                "A c is everything a is, plus the label C; any other labels and properties. Every c is an a too."
            ),
            (
                "(a: A), (b: B), ABSTRACT (u: a | b), (c: u & C)",
                "An u is either an a or a b. It is abstract: it types nothing by itself, other types use it."
            ),
        ])
    func nodeTypes(definition: String, sentence: String) throws {
        let text = try explain("CREATE GRAPH TYPE g STRICT { \(definition) }")
        #expect(text.contains("- \(sentence)\n"), "\(text)")
    }

    @Test(
        "says what an edge type connects",
        arguments: [
            (
                "(:a)-[e: E { since DATE }]->(:b)",
                "An e is an edge from an a to a b with exactly the label E and a since (date); nothing else."
            ),
            (
                "()-[e: E]->(:a | b)",
                "An e is an edge from any node to an a or a b with exactly the label E; nothing else."
            ),
            (
                "(:A)-[e: E]->(:b)",
                "An e is an edge with exactly the label E; nothing else. It leads from a node with the label A to a b."
            ),
        ])
    func edgeTypes(definition: String, sentence: String) throws {
        let text = try explain("CREATE GRAPH TYPE g STRICT { (a: A), (b: B), \(definition) }")
        #expect(text.contains("- \(sentence)\n"), "\(text)")
    }

    @Test(
        "says what a constraint demands",
        arguments: [
            ("FOR (x: account) KEY x.iban", "Every account has an iban, and no two share one."),
            (
                "FOR (x: account) IDENTIFIER x.bank, x.iban",
                "Every account has a bank and an iban, and no two share all of them."
            ),
            ("FOR (x: account) EXCLUSIVE x.iban", "No two account nodes have the same iban."),
            ("FOR (x: account) MANDATORY x.bank", "Every account has a bank."),
            (
                "FOR (x: account) MANDATORY x.size WITHIN (x) WHERE x.size >= 0",
                "Every account has a size, and size is at least 0."
            ),
            (
                "FOR (x: account) MANDATORY c WITHIN (c: owner)-[:Owns]->(x)",
                "Every account has an Owns edge from at least one owner."
            ),
            (
                "FOR (x: owner) MANDATORY SINGLETON y WITHIN (x)-[y: owns]->()",
                "Every owner has exactly one outgoing owns edge."
            ),
            (
                "FOR (x: owner) SINGLETON y WITHIN (x)-[:Owns]->(y: account)",
                "Every owner has Owns edges to at most one account."
            ),
            (
                "FOR (x: owner) EXCLUSIVE y WITHIN (x)-[:Owns]->(y: account)",
                "No two owner nodes have an Owns edge to the same account."
            ),
            (
                "FOR e WITHIN ()-[e: Owns]->() EXCLUSIVE x, y WITHIN (x)-[e]->(y)",
                "No two Owns edges have the same source and target."
            ),
            (
                "FOR (x: account) CHECK x.bank IN ['A', 'B']",
                "The bank of every account is one of 'A' or 'B'."
            ),
            (
                "FOR (x: account) CHECK x.size > 0 AND x.size < 9",
                "For every account, size is greater than 0 and size is less than 9, as far as the values are there."
            ),
            (
                "FOR (x: account) CHECK x.size >= 0",
                "The size of every account, if there is one, is at least 0."
            ),
            (
                "FOR (x: account) CHECK x.size IS NULL OR x.bank = 'A'",
                "For every account, size is absent or bank is 'A'."
            ),
            (
                "FOR (x: account) MANDATORY y.bank WITHIN (y: owner) WHERE y.bank = x.bank",
                "For every x found by (x: account), there is at least one y.bank with (y: owner) where y.bank is x.bank."
            ),
            (
                "FOR x WITHIN (x: Owner)-[:Owns]->(:Account) IDENTIFIER p WITHIN (x)<-[:Owns]-(p: Owner)",
                "For every x found by (x: Owner)-[:Owns]->(:Account), there is exactly one p with (p: Owner)-[:Owns]->(x), and no other x has the same."
            ),
            (
                "FOR e.since WITHIN ()-[e: Owns]->() EXCLUSIVE e.rank",
                "For every e.since found by ()-[e: Owns]->(), no other e.since has the same e.rank."
            ),
        ])
    func constraints(constraint: String, sentence: String) throws {
        let text = try explain(
            """
            CREATE GRAPH TYPE g STRICT {
              (account: Account { iban STRING, bank STRING, OPTIONAL size INT }), (owner: Owner { bank STRING }),
              (:owner)-[owns: Owns { since DATE, rank INT }]->(:account), \(constraint)
            }
            """)
        #expect(text.contains("\n1. \(sentence)\n"), "\(text)")
    }

    @Test(
        "says what STRICT and LOOSE mean",
        arguments: [
            (
                "STRICT",
                "g is STRICT: a graph conforms to it if every node and every edge conforms to at least one of its types."
            ),
            ("LOOSE", "g is LOOSE: nodes and edges that conform to none of its types are welcome."),
        ])
    func modes(mode: String, sentence: String) throws {
        #expect(try explain("CREATE GRAPH TYPE g \(mode) { (a: A) }").hasPrefix(sentence))
    }

    @Test("is in the order of the text, types that others are built from first")
    func order() throws {
        let text = try explain(
            "CREATE NODE TYPE (base: Base) CREATE GRAPH TYPE g STRICT { (b: base & B), (a: A) }")
        let names = text.split(separator: "\n").filter { $0.hasPrefix("- ") }.map {
            $0.split(separator: " ")[2]
        }
        #expect(names == ["base", "b", "a"])
    }
}
