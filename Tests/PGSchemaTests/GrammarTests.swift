import PGSchema
import Testing

@Suite("Grammar")
struct GrammarTests {
    @Test(
        "a statement is read as the tree it stands for",
        arguments: [
            ("CREATE NODE TYPE (a: A)", "create node `a` <`A` ->"),
            ("create node type abstract (a)", "create abstract node `a` <- ->"),
            ("CREATE NODE TYPE (a OPEN {})", "create node `a` <- open {[]}>"),
            ("CREATE NODE TYPE (a {OPEN})", "create node `a` <- {[] open}>"),
            ("CREATE NODE TYPE (a: A {x INT, OPEN})", "create node `a` <`A` {[\"`x` INT[][]\"] open}>"),
            (
                "CREATE EDGE TYPE (:A)-[e: E {x INT}]->()",
                "create edge `e` <`E` {[\"`x` INT[][]\"]}> from <`A` -> to <- ->"
            ),
            (
                "CREATE EDGE TYPE ABSTRACT (OPEN)-[e]->({OPEN})",
                "create abstract edge `e` <- -> from <- open -> to <- {[] open}>"
            ),
            ("CREATE GRAPH TYPE g LOOSE {}", "create graph `g` loose imports []"),
            (
                "CREATE GRAPH TYPE g STRICT IMPORTS h, i { t }",
                "create graph `g` strict imports [\"`h`\", \"`i`\"]\n  member `t`"
            ),
            (
                "CREATE GRAPH TYPE g STRICT { ABSTRACT (a), ABSTRACT ()-[e]->() }",
                "create graph `g` strict imports []\n  abstract node `a` <- ->"
                    + "\n  abstract edge `e` <- -> from <- -> to <- ->"
            ),
            ("DROP NODE TYPE a", "drop nodeType `a`"),
            ("DROP EDGE TYPE a;", "drop edgeType `a`"),
            (";;DROP GRAPH TYPE a;;", "drop graphType `a`"),
            (
                "ALTER GRAPH TYPE g { ADD (b), DROP c REPLACE t SET LOOSE RENAME a TO b }",
                "alter `g`\n  add node `b` <- ->\n  drop `c`\n  replace member `t`\n  set loose\n  rename `a` `b`"
            ),
            ("ALTER GRAPH TYPE g DROP c DROP NODE TYPE d", "alter `g`\n  drop `c`\ndrop nodeType `d`"),
            ("CREATE NODE TYPE (a) CREATE NODE TYPE (b)", "create node `a` <- ->\ncreate node `b` <- ->"),
            ("\u{FEFF}DROP NODE TYPE a // why\n/* b */", "drop nodeType `a`"),
        ])
    func statements(text: String, dump: String) { expectTree(text, dump) }

    @Test(
        "`?` binds tighter than `&`, `&` tighter than `|`",
        arguments: [
            ("A | B & C?", "any[\"`A`\", \"all[\\\"`B`\\\", \\\"optional[`C`]\\\"]\"]"),
            ("(A | B) & C", "all[\"round(any[\\\"`A`\\\", \\\"`B`\\\"])\", \"`C`\"]"),
            ("[A]?", "optional[square(`A`)]"), ("A???", "optional[`A`]"),
            ("@a & `@b`", "all[\"@`a`\", \"`@b`\"]"),
            ("OPEN", "`OPEN`"), ("Straße漢_1", "`Straße漢_1`"), ("`a``b`", "`a`b`"),
        ])
    func labels(text: String, dump: String) {
        expectTree("CREATE NODE TYPE (a: \(text))", "create node `a` <\(dump) ->")
    }

    @Test(
        "a value type keeps its words, arguments and elements",
        arguments: [
            ("string", "STRING[][]"), ("STRING(1, 20)", "STRING[1, 20][]"),
            ("DECIMAL(10,2)", "DECIMAL[10, 2][]"),
            ("local datetime", "LOCAL DATETIME[][]"), ("ZONED TIME", "ZONED TIME[][]"),
            ("Double Precision", "DOUBLE PRECISION[][]"), ("blorb", "BLORB[][]"),
            ("TIMESTAMP WITHOUT TIME ZONE", "TIMESTAMP WITHOUT TIME ZONE[][]"),
            ("UNSIGNED BIG INTEGER", "UNSIGNED BIG INTEGER[][]"), ("VECTOR<768>", "VECTOR[768][]"),
            ("LIST<INT>", "LIST[][\"INT[][]\"]"), ("ARRAY<INT>[3]", "LIST[][\"INT[][]\"][3]"),
            ("INT LIST[3]", "LIST[][\"INT[][]\"][3]"), ("INT | STRING", "INT[][] or STRING[][]"),
            ("LIST<INT | BOOL>", "LIST[][\"INT[][] or BOOL[][]\"]"),
            ("INT ARRAY LIST", "LIST[][\"LIST[][\\\"INT[][]\\\"]\"]"),
        ])
    func valueTypes(text: String, dump: String) {
        let escaped = "[\(String(reflecting: "`x` " + dump))]"
        expectTree("CREATE NODE TYPE (a {x \(text)})", "create node `a` <- {\(escaped)}>")
    }

    @Test(
        "a keyword is a name where a name can stand",
        arguments: [
            ("{OPTIONAL optional STRING}", ["optional `optional` STRING[][]"]),
            (
                "{type STRING, node INT, open BOOL}",
                ["`type` STRING[][]", "`node` INT[][]", "`open` BOOL[][]"]
            ),
            ("{optional STRING}", ["`optional` STRING[][]"]),
            ("{optional LIST<INT>}", ["`optional` LIST[][\"INT[][]\"]"]),
            ("{optional STRING(3)}", ["`optional` STRING[3][]"]),
            ("{OPTIONAL x y}", ["optional `x` Y[][]"]),
            ("{OPTIONAL open INT}", ["optional `open` INT[][]"]),
            ("{local LOCAL TIME, list INT LIST}", ["`local` LOCAL TIME[][]", "`list` LIST[][\"INT[][]\"]"]),
        ])
    func keysLikeKeywords(text: String, properties: [String]) {
        expectTree("CREATE NODE TYPE (a \(text))", "create node `a` <- {\(properties)}>")
    }

    @Test("elements, types and graph types may be called like keywords")
    func namesLikeKeywords() {
        expectTree(
            """
            CREATE GRAPH TYPE strict STRICT IMPORTS IMPORTS {
                FOR, ABSTRACT, (OPEN OPEN), (FOR: OPEN), (OPEN)-[OPEN: ABSTRACT]->(:FOR), DROP,
                FOR (for) EXCLUSIVE key.within, FOR (within) KEY KEY WITHIN (key)
            }
            """,
            """
            create graph `strict` strict imports ["`IMPORTS`"]
              member `FOR`
              member `ABSTRACT`
              node `OPEN` <- open ->
              node `FOR` <`OPEN` ->
              edge `OPEN` <`ABSTRACT` -> from <- open -> to <`FOR` ->
              member `DROP`
              for (`for` -) within [] where - [PGSchema.Restrictor.Kind.exclusive] ["`key`.`within`"] within [] where -
              for (`within` -) within [] where - [PGSchema.Restrictor.Kind.key] ["`KEY`"] within ["(`key` - [])"] where -
            """)
    }

    @Test("Unicode dashes and arrow heads are dashes and arrow heads")
    func unicodeArrows() {
        let plain = Parser.parse("CREATE GRAPH TYPE g STRICT {(:A)-[e]->(:B), FOR x WITHIN (x)<--() KEY x.k}")
        let dashes = "\u{AD}\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}\u{FE58}\u{FE63}\u{FF0D}"
        for dash in dashes.unicodeScalars {
            for (left, right) in zip("\u{27E8}\u{3008}\u{FE64}\u{FF1C}", "\u{27E9}\u{3009}\u{FE65}\u{FF1E}") {
                let text =
                    "CREATE GRAPH TYPE g STRICT {(:A)\(dash)[e]\(dash)\(right)(:B), "
                    + "FOR x WITHIN (x)\(left)\(dash)\(dash)() KEY x.k}"
                let (script, errors) = Parser.parse(text)
                #expect(errors.isEmpty)
                #expect(script.dump == plain.script.dump)
            }
        }
    }

    private func expectTree(_ text: String, _ dump: String) {
        let (script, errors) = Parser.parse(text)
        #expect(errors.map(\.message) == [])
        #expect(script.dump == dump)
        let formatted = Formatter.format(script)
        #expect(Parser.parse(formatted).script.dump == dump, "\(formatted)")
    }
}
