import PGSchema
import Testing

@Suite("Errors in statements")
struct StatementErrorTests {
    @Test(
        "a mistake is one error with its place and a way out",
        arguments: [
            ErrorCase(
                "CREATE NOED TYPE (a: A)",
                at: "NOED", "Expected NODE, EDGE or GRAPH, found `NOED`.",
                "Did you mean `NODE`?"),
            ErrorCase(
                "CREATE NODE TPYE (a: A)",
                at: "TPYE", "Expected TYPE, found `TPYE`.",
                "Did you mean `TYPE`?"),
            ErrorCase(
                "CREATE NODE (a: A)",
                at: "(", "Expected TYPE, found `(`.",
                "Write `NODE TYPE`."),
            ErrorCase(
                "CREATE ABSTRACT NODE TYPE (a: A)",
                at: "ABSTRACT", "Expected NODE, EDGE or GRAPH, found `ABSTRACT`.",
                "ABSTRACT stands behind TYPE: `CREATE NODE TYPE ABSTRACT (...)`."),
            ErrorCase(
                "CREATE GRAPH TYPE g IMPORTS h STRICT { a }",
                at: "IMPORTS", "Expected STRICT or LOOSE, found `IMPORTS`.",
                "Write one of them behind `g`: STRICT refuses elements that fit no type, LOOSE lets them pass."
            ),
            ErrorCase(
                "CREATE GRAPH TYPE g STRICT IMPORT h { a }",
                at: "IMPORT", "Expected IMPORTS, found `IMPORT`.",
                "Did you mean `IMPORTS`?"),
            ErrorCase(
                "CREATE GRAPH TYPE STRICT { a }",
                at: "{", "Expected STRICT or LOOSE, found `{`.",
                "The graph type needs a name: `CREATE GRAPH TYPE name STRICT { ... }`."),
            ErrorCase(
                "CREATE GRAPH TYPE g STRICT ( a )",
                at: "(", "Expected IMPORTS or `{`, found `(`.",
                "The elements stand in braces: `{ ... }`."),
            ErrorCase(
                "CREATE OR REPLACE GRAPH TYPE g STRICT {}",
                at: "OR", "Expected NODE, EDGE or GRAPH, found `OR`.",
                "`OR REPLACE` is not known: drop the old type first."),
            ErrorCase(
                "CREATE TYPE x",
                at: "TYPE", "Expected NODE, EDGE or GRAPH, found `TYPE`.",
                "Write `CREATE NODE TYPE`, `CREATE EDGE TYPE` or `CREATE GRAPH TYPE`."),
            ErrorCase(
                "CREATE CONSTRAINT x FOR (n:A) REQUIRE n.x IS UNIQUE",
                at: "CONSTRAINT", "Expected NODE, EDGE or GRAPH, found `CONSTRAINT`.",
                "A constraint stands in a graph type: `FOR (x: Label) KEY x.key`."),
            ErrorCase(
                "CREATE GRAPH TYPE IF NOT EXISTS g STRICT {}",
                at: "NOT", "Expected STRICT or LOOSE, found `NOT`.",
                "`IF EXISTS` and `IF NOT EXISTS` are not known: leave them out."),
            ErrorCase(
                "SELECT * FROM x",
                at: "SELECT", "Expected CREATE, DROP or ALTER, found `SELECT`.",
                "This is a schema; queries are read elsewhere."),
            ErrorCase(
                "DROP TABLE x",
                at: "TABLE", "Expected NODE, EDGE or GRAPH, found `TABLE`.",
                "A graph has no tables: write `CREATE NODE TYPE (name: Label { ... })`."),
            ErrorCase(
                "DROP NODE x",
                at: "x", "Expected TYPE, found `x`.",
                "Write `NODE TYPE`."),
            ErrorCase(
                "ALTER NODE TYPE x",
                at: "NODE", "Expected GRAPH, found `NODE`.",
                nil),
            ErrorCase(
                "ALTER GRAPH TYPE g",
                at: "", "Expected ADD, DROP, REPLACE, SET or RENAME, found the end of the text.",
                nil),
            ErrorCase(
                "ALTER GRAPH TYPE g { ADDD (b: B), DROP x }",
                at: "ADDD", "Expected ADD, DROP, REPLACE, SET or RENAME, found `ADDD`.",
                "Did you mean `ADD`?"),
            ErrorCase(
                "ALTER GRAPH TYPE g { RENAME a b }",
                at: "b", "Expected TO, found `b`.",
                nil),
            ErrorCase(
                "CREATE GRAPH TYPE g STRICT { FO (x: A) KEY x.a }",
                at: "FO", "Expected an element, found `FO`.",
                "Did you mean `FOR`?"),
            ErrorCase(
                "CREATE GRAPH TYPE g STRICT { a b, c }",
                at: "b", "Expected `,` or `}`, found `b`.",
                "Put a comma between one element and the next."),
            ErrorCase(
                "CREATE GRAPH TYPE g STRICT { a, b",
                at: "{", "This `{` is never closed.",
                "Close it with `}` before the end of the text."),
            ErrorCase(
                "CREATE GRAPH TYPE g STRICT { a, b } }",
                at: "}", "Expected CREATE, DROP or ALTER, found `}`.",
                "Remove it: there is no bracket that it could close."),
            ErrorCase(
                "CREATE GRAPH TYPE g STRICT { (a: A {x INT) }",
                at: ")", "Expected `,` or `}`, found `)`.",
                nil),
            ErrorCase(
                "CREATE GRAPH TYPE g STRICT { (a: A {x INT}, (b: B {y INT}) }",
                at: ",", "Expected `)`, found `,`.",
                nil),
        ])
    func mistakes(example: ErrorCase) {
        example.check(example.text)
    }
}
