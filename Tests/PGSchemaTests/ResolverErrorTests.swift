import PGSchema
import Testing

@Suite("What a grammatical script can get wrong")
struct ResolverErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let script: String
        let place: String
        let message: String
        var suggestion: String?
        var testDescription: String { script }
    }

    static let names: [Case] = [
        Case(
            script: "CREATE NODE TYPE (personType: Person); CREATE GRAPH TYPE g STRICT { personTyp }",
            place: "personTyp ", message: "There is no type `personTyp`.",
            suggestion: "Did you mean `personType`?"),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { ghostType }", place: "ghostType",
            message: "There is no type `ghostType`."),
        Case(
            script: "CREATE NODE TYPE (personType: Person); CREATE NODE TYPE (c: @personTyp & Customer)",
            place: "personTyp ", message: "There is no type `personTyp`.",
            suggestion: "Did you mean `personType`?"),
        Case(
            script: "CREATE NODE TYPE (a: A); CREATE NODE TYPE (a: B)", place: "a: B",
            message: "Type `a` is created twice.",
            suggestion: "Rename one of the two, or DROP the first before creating the second."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { (a: A), (a: B) }", place: "a: B",
            message: "In graph type `g`, type `a` is defined twice.", suggestion: "Rename one of the two."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { }; CREATE GRAPH TYPE g LOOSE { }", place: "g LOOSE",
            message: "Graph type `g` is created twice."),
        Case(
            script: "CREATE NODE TYPE (personType: Person); DROP NODE TYPE persontype", place: "persontype",
            message: "There is no node type `persontype`.", suggestion: "Did you mean `personType`?"),
        Case(
            script: "CREATE NODE TYPE (a: A); DROP EDGE TYPE a", place: "a",
            message: "There is no edge type `a`."),
        Case(
            script: "CREATE NODE TYPE (a: A); CREATE NODE TYPE (b: a & B); DROP NODE TYPE a", place: "a & B",
            message: "Type `a` was dropped, and `b` still needs it.",
            suggestion: "Drop `b` too, or leave the DROP out."),
        Case(
            script: "DROP GRAPH TYPE g", place: "g", message: "There is no graph type `g`."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { } ALTER GRAPH TYPE g { SET LOOSE }", place: "ALTER",
            message: "ALTER GRAPH TYPE is read but not carried out yet, so `g` would stay as it is."),
        Case(
            script: "CREATE NODE TYPE (a: A { k INT, k STRING })", place: "k STRING",
            message: "Property `k` is declared twice."),
    ]

    static let references: [Case] = [
        Case(
            script: "CREATE NODE TYPE (a: b); CREATE NODE TYPE (b: a)", place: "b: a",
            message: "Type `a` refers to itself: `a` -> `b` -> `a`."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { (a: A), (:a)-[e: E]->(:a), (b: e & B) }", place: "e & B",
            message: "`e` is an edge type, but a node is described here."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { (a: A), (:a)-[e: a & E]->(:a) }", place: "a & E",
            message: "`a` is a node type, but an edge is described here."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { (a: A), (:a)-[e: E]->(:a), (:a)-[f: F]->(:e) }",
            place: "e) }",
            message: "`e` is an edge type, but a node is described here."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT IMPORTS nowhere { }", place: "nowhere",
            message: "There is no graph type `nowhere`."),
        Case(
            script: "CREATE GRAPH TYPE base STRICT { } CREATE GRAPH TYPE g STRICT IMPORTS base, base { }",
            place: "base { }", message: "`base` is imported twice."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT IMPORTS h { }; CREATE GRAPH TYPE h STRICT IMPORTS g { }",
            place: "h STRICT",
            message: "Graph types import each other in a circle: `g` imports `h` imports `g`."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT IMPORTS g { }", place: "g STRICT",
            message: "Graph types import each other in a circle: `g` imports `g`."),
        Case(
            script:
                "CREATE GRAPH TYPE base STRICT { (p: Person) } CREATE GRAPH TYPE g STRICT IMPORTS base { (p: Robot) }",
            place: "p: Robot", message: "In graph type `g`, type `p` is imported and defined again."),
        Case(
            script: """
                CREATE GRAPH TYPE a STRICT { (p: A) } CREATE GRAPH TYPE b STRICT { (p: B) }
                CREATE GRAPH TYPE g STRICT IMPORTS a, b { }
                """, place: "g STRICT", message: "`g` imports two different types called `p`."),
    ]

    static let valueTypes: [Case] = [
        Case(
            script: "CREATE NODE TYPE (a: A {x STRNG})", place: "STRNG",
            message: "There is no value type `STRNG`.",
            suggestion: "Did you mean `STRING`?"),
        Case(
            script: "CREATE NODE TYPE (a: A {x TEXT})", place: "TEXT",
            message: "There is no value type `TEXT`.",
            suggestion: "Write STRING."),
        Case(
            script: "CREATE NODE TYPE (a: A {x INT(4)})", place: "INT(4)",
            message: "INT takes no numbers in parentheses."),
        Case(
            script: "CREATE NODE TYPE (a: A {x STRING(9, 3)})", place: "STRING(9, 3)",
            message: "STRING takes a greatest length or a least and a greatest, as in STRING(1, 20)."),
        Case(
            script: "CREATE NODE TYPE (a: A {x DECIMAL(3, 5)})", place: "DECIMAL(3, 5)",
            message: "DECIMAL takes a precision of 1 to 38 and a scale no greater, as in DECIMAL(10, 2)."),
        Case(
            script: "CREATE NODE TYPE (a: A {x VECTOR<0>})", place: "VECTOR<0>",
            message: "VECTOR takes its dimension, 1 to 65536, as in VECTOR<128>."),
    ]

    static let constraints: [Case] = [
        Case(
            script: "CREATE GRAPH TYPE g STRICT { (a: A), FOR x EXCLUSIVE x.k }", place: "x EXCLUSIVE",
            message: "Nothing says what `x` stands for."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { (a: A), FOR (owner: a) EXCLUSIVE ownr.k }", place: "ownr",
            message: "Nothing says what `ownr` stands for.", suggestion: "Did you mean `owner`?"),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { (a: A), FOR x WITHIN (x)-[e]->(y: a) EXCLUSIVE y.k }",
            place: "y.k",
            message: "Nothing says what `y` stands for."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { (a: A), FOR x WITHIN (x)-[x]->() EXCLUSIVE x.k }",
            place: "x]->",
            message: "`x` stands for a node in one place and for an edge in another."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { (a: A), FOR (x: a) MANDATORY y WITHIN (y: a) WHERE y < x }",
            place: "y < x", message: "Elements have no order; `<` compares properties."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { (a: A), FOR (x: @ab) KEY x.k }", place: "ab)",
            message: "There is no member type `ab`."),
        Case(
            script: "CREATE GRAPH TYPE g STRICT { (a: A), (:a)-[e: E]->(:a), FOR (x: e) KEY x.k }",
            place: "e) KEY",
            message: "`e` is an edge type, but a node is described here."),
    ]

    @Test(
        "is reported once, where it stands, with a way out",
        arguments: names + references + valueTypes + constraints)
    func errors(of wrong: Case) throws {
        let (_, diagnostics) = Catalog.load(wrong.script)
        let diagnostic = try #require(diagnostics.first)
        #expect(diagnostics.count == 1, "\(diagnostics.map(\.message))")
        #expect(diagnostic.kind == .schema)
        #expect(diagnostic.message == wrong.message)
        let text = String(decoding: Array(wrong.script.utf8)[diagnostic.range.lowerBound...], as: UTF8.self)
        #expect(text.hasPrefix(wrong.place), "points at: \(text)")
        if let suggestion = wrong.suggestion { #expect(diagnostic.suggestion == suggestion) }
    }

    @Test("a chain of references may be long, but not endless", arguments: [(150, 0), (400, 1)])
    func chains(length: Int, errors: Int) {
        let types = (1...length).map { "CREATE NODE TYPE (t\($0): t\($0 - 1) & L\($0));" }
        let (_, diagnostics) = Catalog.load("CREATE NODE TYPE (t0: L0); " + types.joined(separator: " "))
        #expect(diagnostics.count { $0.kind == .schema } == errors)
    }

    @Test("several errors come in the order of the text")
    func order() {
        let (_, diagnostics) = Catalog.load(
            """
            CREATE GRAPH TYPE g STRICT { ghost, FOR (x: A) KEY y.k }
            CREATE NODE TYPE (a: A { k BLORB, k INT })
            DROP NODE TYPE nothing
            """)
        #expect(diagnostics.count == 5)
        #expect(diagnostics.map(\.range.lowerBound) == diagnostics.map(\.range.lowerBound).sorted())
    }

    @Test("a constraint that is imported is reported only where it is written")
    func importedErrors() {
        let (_, diagnostics) = Catalog.load(
            """
            CREATE GRAPH TYPE base STRICT { (a: A), FOR (x: a) KEY y.k }
            CREATE GRAPH TYPE g STRICT IMPORTS base { }
            CREATE GRAPH TYPE h STRICT IMPORTS g { }
            """)
        #expect(diagnostics.map(\.message) == ["Nothing says what `y` stands for."])
    }
}
