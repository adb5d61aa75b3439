import PGSchema
import Testing

@Suite("Warnings")
struct CheckingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let about: String
        let script: String
        let message: String
        var suggestion: String?
        var testDescription: String { about }
    }

    static let types: [Case] = [
        Case(
            about: "a type that no element can have",
            script:
                "CREATE NODE TYPE (a: A {k INT}) CREATE NODE TYPE (b: B {k STRING}) CREATE NODE TYPE (c: a & b)",
            message:
                "No node conforms to `c`: no value of `k` is both INT, as `a` says, and STRING, as `b` says."),
        Case(
            about: "an edge type whose combined endpoints exclude each other",
            script: """
                CREATE NODE TYPE (a: A {k INT}) CREATE NODE TYPE (b: B {k DATE})
                CREATE EDGE TYPE (:a)-[e: E]->() CREATE EDGE TYPE (:b)-[f: e & F]->()
                """,
            message:
                "No edge conforms to `f`: no value of `k` at its source is both DATE, as `b` says, and INT, as `a` says."
        ),
        Case(
            about: "parts that disagree on an optional property",
            script:
                "CREATE NODE TYPE (a: A {OPTIONAL k INT}) CREATE NODE TYPE (b: a & B {OPTIONAL k STRING})",
            message: "`k` of `b` may be INT or STRING, because its parts disagree and all leave it optional."),
        Case(
            about: "the same alternative twice", script: "CREATE NODE TYPE (a: A | B | A)",
            message: "The alternative `A` of `a` stands there twice."),
        Case(
            about: "two names for one alternative",
            script: "CREATE NODE TYPE (a: A) CREATE NODE TYPE (b: a | A)",
            message: "The alternative `A` of `b` means the same as `a`."),
        Case(
            about: "an alternative that is dead in its place",
            script:
                "CREATE NODE TYPE (a: A {k INT}) CREATE NODE TYPE (b: B {k STRING}) CREATE NODE TYPE (c: (a | b) & C {k INT8})",
            message: "The alternative `b` of `c` is dead: with the rest, `k` can have no value."),
        Case(
            about: "types that no element tells apart",
            script: "CREATE GRAPH TYPE g STRICT { (a: A & B {k INT}), (b: B & A {k INT}) }",
            message: "No element can tell `b` and `a` apart: they mean the same."),
        Case(
            about: "an abstract type without use", script: "CREATE GRAPH TYPE g STRICT { ABSTRACT (a: A) }",
            message: "The abstract type `a` is never used."),
        Case(
            about: "a type that hides another",
            script: "CREATE NODE TYPE (a: A) CREATE GRAPH TYPE g STRICT { (a: B) }",
            message: "`a` of graph type `g` hides the catalog's type of the same name."),
        Case(
            about: "an endpoint that only subtypes of a closed type could have",
            script:
                "CREATE GRAPH TYPE g STRICT { ABSTRACT (p: Person), (c: p & Customer), (:p)-[k: Knows]->(:c) }",
            message: "No edge of `g` conforms to `k`: none of its node types fits the source.",
            suggestion:
                "A node that is more than the closed `p` does not conform to it: name `c` here, or open `p` in labels and content."
        ),
        Case(
            about: "an unparenthesised mix", script: "CREATE NODE TYPE (a: A | B & C)",
            message: "`A | B & C` is read as `A | (B & C)`, because & binds tighter than |."),
    ]

    static let names: [Case] = [
        Case(
            about: "a misspelt type in a definition",
            script: "CREATE GRAPH TYPE g STRICT { (personType: Person), (c: personTyp & Customer) }",
            message: "`personTyp` is read as a label, but looks like the type `personType`.",
            suggestion: "Did you mean `personType`?"),
        Case(
            about: "a misspelt type in a constraint",
            script:
                "CREATE GRAPH TYPE g STRICT { (personType: Person {id INT}), FOR (x: personTyp) KEY x.id }",
            message:
                "`personTyp` is neither a type of `g` nor a label of its node types, so nothing is found by it.",
            suggestion: "Did you mean `personType`?"),
        Case(
            about: "a label that no type has",
            script:
                "CREATE GRAPH TYPE g STRICT { (p: Person), FOR (x: p) MANDATORY y WITHIN (x)-[:Owns]->(y) }",
            message:
                "`Owns` is neither a type of `g` nor a label of its edge types, so nothing is found by it."),
        Case(
            about: "a property that no type has",
            script: "CREATE GRAPH TYPE g STRICT { (a: Account {iban STRING}), FOR (x: a) KEY x.ibn }",
            message: "Nothing that `x` can stand for has a property `ibn`.",
            suggestion: "Did you mean `iban`?"),
        Case(
            about: "a misspelt property in a CHECK by label",
            script:
                "CREATE GRAPH TYPE g STRICT { (a: Account {iban STRING}), FOR (x: Account) CHECK x.Iban <> '' }",
            message: "Nothing that `x` can stand for has a property `Iban`.",
            suggestion: "Did you mean `iban`?"),
        Case(
            about: "a key that subtypes of a closed type escape",
            script:
                "CREATE GRAPH TYPE g STRICT { (p: Person {id INT}), (c: p & Customer), FOR (x: p) KEY x.id }",
            message:
                "Instances of `c` do not conform to the closed `p`, so constraint 1 does not hold for them.",
            suggestion: "Speak of the label `Person`, of `p | c`, or open `p` in labels and content."),
    ]

    @Test("tell of", arguments: types + names)
    func warnings(about dubious: Case) throws {
        let (_, diagnostics) = Catalog.load(dubious.script)
        #expect(diagnostics.allSatisfy { $0.kind == .warning })
        #expect(diagnostics.map(\.message) == [dubious.message])
        if let suggestion = dubious.suggestion { #expect(diagnostics.first?.suggestion == suggestion) }
    }

    @Test(
        "stay away from",
        arguments: [
            "CREATE GRAPH TYPE g STRICT { (Person: Person), (Post: Post), (:Person)-[Likes: Likes]->(:Post) }",
            "CREATE GRAPH TYPE g STRICT { (person: Person), (customer: person & Customer) }",
            "CREATE NODE TYPE (a: A {k INT}) CREATE NODE TYPE (b: a & B {OPTIONAL k INT})",
            "CREATE NODE TYPE (a: A {OPTIONAL k INT}) CREATE NODE TYPE (b: a & B {OPEN})",
            "CREATE GRAPH TYPE g STRICT { (p: Person OPEN {id INT, OPEN}), (c: p & Customer), FOR (x: p) KEY x.id }",
            "CREATE GRAPH TYPE g STRICT { (p: Person {id INT}), (c: p & Customer), FOR (x: p | c) KEY x.id }",
            "CREATE GRAPH TYPE g STRICT { (p: Person {id INT}), (c: p & Customer), FOR (x: Person) KEY x.id }",
            "CREATE GRAPH TYPE g LOOSE { (p: Person {id INT}), FOR (x: Robot) KEY x.serial }",
            "CREATE GRAPH TYPE g STRICT { (p: Person {OPEN}), FOR (x: p) KEY x.whatever }",
            "CREATE GRAPH TYPE g STRICT { ABSTRACT (ab: a | b), (a: A), (b: B), (:ab)-[e: E]->(:ab) }",
            "CREATE NODE TYPE (a: A | (B & C)) CREATE NODE TYPE (b: (A | B) & D)",
            "CREATE NODE TYPE (a: A?) CREATE NODE TYPE (b: (B | C)?)",
        ])
    func silence(on script: String) {
        #expect(Catalog.load(script).diagnostics.map(\.message) == [])
    }

    @Test("do not follow from what a graph type imports a second time")
    func imports() {
        let (_, diagnostics) = Catalog.load(
            """
            CREATE GRAPH TYPE base STRICT { (a: A), FOR (x: Ghost) KEY x.k }
            CREATE GRAPH TYPE g STRICT IMPORTS base { }
            """)
        #expect(diagnostics.count == 1)
    }

    @Test("take milliseconds on a product of forty unions")
    func products() {
        let unions = (1...40).map { "(A\($0) | B\($0))" }.joined(separator: " & ")
        let script = """
            CREATE GRAPH TYPE g STRICT {
              (t: \(unions) {k INT}), (s: t & X), (: t)-[e: E]->(: s),
              FOR (x: t) KEY x.k, FOR (x: A1) MANDATORY y WITHIN (x)-[y: e]->()
            }
            """
        let time = ContinuousClock().measure { #expect(Catalog.load(script).diagnostics.isEmpty) }
        #expect(time < .milliseconds(500))
    }

    @Test("grow with the schema, not with its square")
    func thousands() {
        let elements = (0..<1000).map { number in
            """
            (personType\(number): Person\(number) {id INT}), (: personType\(number))-[knowsType\(number): KNOWS\(number)]->(: personType\(number)),
            FOR (x: personType\(number)) KEY x.id
            """
        }
        let script = "CREATE GRAPH TYPE g STRICT {\n\(elements.joined(separator: ",\n"))\n}"
        let time = ContinuousClock().measure { #expect(Catalog.load(script).diagnostics.isEmpty) }
        #expect(time < .seconds(10))
    }

    @Test("take no longer where types are built from each other in several ways")
    func diamonds() {
        let types = (1..<100).map { "CREATE NODE TYPE (t\($0): t\($0 - 1) & (t\($0 - 1) & L\($0)));" }
        let edges = (1..<100).map {
            "CREATE EDGE TYPE (:t\($0))-[e\($0): e\($0 - 1) & e\($0 - 1) & E\($0)]->();"
        }
        let script = """
            CREATE NODE TYPE (t0: L {k INT}); \(types.joined()) CREATE EDGE TYPE (:t0)-[e0: E]->();
            \(edges.joined()) CREATE EDGE TYPE (:A {k STRING})-[last: e99]->()
            """
        let time = ContinuousClock().measure { #expect(Catalog.load(script).diagnostics.count == 1) }
        #expect(time < .seconds(5))
    }

    @Test("stop where unions nest too deeply to look into")
    func nesting() {
        let nested = (1...90).reduce("A") {
            $1.isMultiple(of: 2) ? "(\($0) | B\($1)) & C\($1)" : "(\($0) & D\($1))?"
        }
        let types = (1..<50).map { "CREATE NODE TYPE (t\($0): t\($0 - 1) & \(nested));" }
        let script = "CREATE NODE TYPE (t0: L); " + types.joined()
        let time = ContinuousClock().measure { #expect(Catalog.load(script).diagnostics.isEmpty) }
        #expect(time < .seconds(10))
    }
}
