import PGSchema
import Testing

@Suite("Recovery")
struct RecoveryTests {
    @Test("six mistakes in a file are six errors")
    func sixMistakes() {
        let text = """
            CREAT NODE TYPE (a: A)
            CREATE GRAPH TYPE g STRIKT {
                (b: B {name: STRING, x INT}),
                (:b)-[:L]->(:b),
                FOR (x: b) MANDATROY x.name
                (c: C),
            }
            DROP NODE TYPE a
            """
        let (script, errors) = Parser.parse(text)
        #expect(
            errors.map(\.message) == [
                "Expected CREATE, DROP or ALTER, found `CREAT`.", "Expected STRICT or LOOSE, found `STRIKT`.",
                "No colon stands between a key and its type.", "An edge type needs a name.",
                "Expected EXCLUSIVE, MANDATORY, SINGLETON, IDENTIFIER or KEY, found `MANDATROY`.",
                "Expected `,` or `}`, found `(`.", "The last element is followed by a comma.",
            ])
        #expect(script.statements.count == 3)
    }

    @Test(
        "what stands around a mistake is still read",
        arguments: [
            ("(a: A {x INT y INT}), (b: B)", ["a", "b"], 1), ("(a A {x INT}), (b: B)", ["b"], 1),
            ("(a: A {x [(INT)], y INT}), (b: B)", ["a", "b"], 1),
            ("(a: A {x INT}, (b: B), (c: C)", ["b", "c"], 1),
            ("(a: A {x INT), (b: B)", ["a", "b"], 1), ("(a: A [B), (b: B)", ["b"], 1),
            ("(:A)-[e E]->(:B), (b: B)", ["b"], 1), (", (a: A),, (b: B)", ["a", "b"], 2),
            ("(a: A) -- comment, 'with (anything\n, (b: B)", ["a", "b"], 1),
            ("(a: A), # comment, 'with (anything\n (b: B)", ["a", "b"], 1),
            ("(a: A {x STRING(1, }), (b: B)", ["a", "b"], 1), ("(a: (A & B), (b: B)", ["b"], 1),
            ("FOR (x: A) CHECK x.a IN ['a, 'b']\n, (b: B)", ["b"], 1),
        ])
    func around(elements: String, names: [String], count: Int) {
        let (script, errors) = Parser.parse(
            "CREATE GRAPH TYPE g STRICT { \(elements)\n} CREATE NODE TYPE (z)")
        #expect(errors.count == count, "\(errors)")
        #expect(script.statements.count == 2)
        guard case .createGraphType(let definition, _) = script.statements.first else { return }
        let read = definition.elements.compactMap {
            if case .nodeType(let type) = $0 { type.name.text } else { nil }
        }
        #expect(read == names)
    }

    @Test(
        "a statement that cannot be read hides no other",
        arguments: [
            "CREATE TABLE x (a INT, b STRING NOT NULL) ENGINE = 'fast'; ",
            "CREATE GRAPH TYPE g STRICT { (a: A), ",
            "CREATE GRAPH TYPE g STRICT { (a: A {x INT, y BOOL ", "CREATE GRAPH TYPE g STRICT ( a, b ) ",
            "CREATE NODE TYPE (a: A ", "CREATE NODE TYPE a: A) ", "} ", "ALTER GRAPH TYPE g { ADD ",
            "ALTER GRAPH TYPE g { FROB x y z } ", "SELECT * FROM x WHERE a = \"b\" ", "-- it's a comment\n",
        ])
    func statements(text: String) {
        let (script, errors) = Parser.parse(text + "CREATE NODE TYPE (z) DROP NODE TYPE y")
        #expect(errors.count == 1, "\(errors)")
        #expect(script.dump.hasSuffix("create node `z` <- ->\ndrop nodeType `y`"))
    }

    @Test("errors come in the order of the text, those of the lexer among them")
    func order() {
        let errors = Parser.parse("CREATE NODE TYPE (a A), CREATE NODE TYPE (b: B {x 'y}) \u{1}").errors
        #expect(errors.map(\.range.lowerBound) == errors.map(\.range.lowerBound).sorted())
    }

    @Test(
        "a text without statements is an error",
        arguments: ["", "  \n", "// only a comment", "/* a */;;", "\u{FEFF}"])
    func empty(text: String) {
        let errors = Parser.parse(text).errors
        #expect(errors.map(\.message) == ["There is no statement here."])
    }

    @Test("bytes that are not UTF-8 are reported where they stand")
    func badEncoding() {
        let bytes =
            Array("CREATE NODE TYPE (a: Stra".utf8) + [0xDF, 0xDF] + Array("e {x INT}) // f".utf8) + [0xFC]
        let errors = Parser.parse(bytes).errors
        #expect(errors.map(\.message) == ["The text is not valid UTF-8 here."])
        #expect(errors.map(\.range) == [SourceRange(25, 27)])
        let name = Array("DROP NODE TYPE `".utf8) + [0xC3] + Array("`".utf8)
        #expect(Parser.parse(name).errors.map(\.message) == ["The text is not valid UTF-8 here."])
    }
}
