import Testing

@testable import PGSchema

@Suite("A drawing")
struct DrawingTests {
    private func drawing(_ script: String) throws -> SchemaDrawing {
        let (catalog, diagnostics) = Catalog.load(script)
        try #require(diagnostics.allSatisfy { $0.kind == .warning }, "\(diagnostics.map(\.message))")
        return SchemaDrawing(of: try #require(catalog.graphTypes.last), in: catalog)
    }

    private static let fraud = """
        CREATE GRAPH TYPE fraudGraphType STRICT {
          (personType: Person { name STRING, OPTIONAL birthDate DATE }),
          (customerType: personType & Customer { customerId INT }),
          (accountType: Account { iban STRING }),
          (: customerType)-[ownsType: Owns { since DATE }]->(: accountType),
          FOR (a: accountType) KEY a.iban,
          FOR (a: accountType) MANDATORY c WITHIN (c: customerType)-[:Owns]->(a)
        }
        """

    @Test(
        "shows names, labels, properties, keys, cardinalities and inheritance of the running example",
        arguments: [
            "<B>personType</B>", ":Person&nbsp;:Customer", "birthDate", "optional",
            "<U><FONT COLOR=\"#1F2A37\">iban",
            "key", "n0 -> n1 [dir=back, arrowtail=empty, arrowsize=1, style=dashed];",
            "n1 -> e0 [dir=none, label=\" 1..* \"];", "e0 -> n2 [label=\" * \"];",
        ])
    func runningExample(part: String) throws {
        let dot = try drawing(Self.fraud).dot()
        #expect(dot.replacing(":Person :Customer", with: ":Person&nbsp;:Customer").contains(part), "\(dot)")
    }

    @Test("says in words only what the picture does not show")
    func legend() throws {
        let short = try drawing(Self.fraud).dot()
        #expect(!short.contains("Further constraints"))
        let longer = Self.fraud.dropLast() + ", FOR (a: accountType) CHECK a.iban <> '' }"
        let dot = try drawing(String(longer)).dot()
        #expect(dot.contains("3. The iban of every accountType is not ''."))
        #expect(!dot.contains("1. Every accountType"))
    }

    @Test("is the same every time")
    func determinism() throws {
        let first = try drawing(Self.fraud).dot()
        for _ in 0..<5 {
            let again = try drawing(Self.fraud).dot()
            #expect(again == first)
        }
    }

    @Test(
        "gives each end of an edge the number that constraints say",
        arguments: [
            ("FOR (x: a) MANDATORY y WITHIN (x)-[y: e]->()", "*", "1..*"),
            ("FOR (x: a) SINGLETON y WITHIN (x)-[:E]->(y: b)", "*", "0..1"),
            ("FOR (x: a) MANDATORY SINGLETON y WITHIN (x)-[:E]->(y: b)", "*", "1"),
            ("FOR (x: b) MANDATORY SINGLETON y WITHIN (y)-[:E]->(x)", "1", "*"),
            ("FOR (x: b) SINGLETON y WITHIN (x)<-[y: E]-()", "0..1", "*"),
            ("FOR (x: a) EXCLUSIVE y WITHIN (x)-[:E]->(y: b)", "0..1", "*"),
            ("FOR (x: a) EXCLUSIVE SINGLETON y WITHIN (x)-[:E]->(y)", "0..1", "0..1"),
        ])
    func cardinalities(constraint: String, sources: String, targets: String) throws {
        let dot = try drawing(
            "CREATE GRAPH TYPE g STRICT { (a: A), (b: B), (:a)-[e: E]->(:b), \(constraint) }"
        ).dot()
        #expect(dot.contains("n0 -> e0 [dir=none, label=\" \(sources) \"];"), "\(dot)")
        #expect(dot.contains("e0 -> n1 [label=\" \(targets) \"];"))
    }

    @Test(
        "does not turn a rule into a number that it does not say",
        arguments: [
            // Of some sources only, of either of two edge types, of one target type among two, under a condition.
            "FOR (x: c) MANDATORY y WITHIN (x)-[y: E]->()",
            "FOR (x: a) MANDATORY y WITHIN (x)-[y: E | F]->()",
            "FOR (x: a) SINGLETON y WITHIN (x)-[y: E]->(:C)",
            "FOR (x: a) MANDATORY y WITHIN (x)-[:E]->(y) WHERE y.k = 1",
        ])
    func noCardinality(constraint: String) throws {
        let dot = try drawing(
            """
            CREATE GRAPH TYPE g STRICT {
              (a: A), (b: B {k INT}), (c: C {k INT}),
              (:a | c)-[e: E]->(:b | c), (:a | c)-[f: F]->(:b | c), \(constraint)
            }
            """
        ).dot()
        #expect(!dot.contains("label=\" 1"))
        #expect(!dot.contains("label=\" 0"))
        #expect(dot.contains("Further constraints"))
    }

    @Test("gathers edge types with the same ends, and lets unions fan out")
    func gathering() throws {
        let dot = try drawing(
            """
            CREATE GRAPH TYPE g STRICT {
              (a: A), (b: B), (:a)-[e: E]->(:b), (:a)-[f: F]->(:b), (:b)-[h: H]->(:a | b), (:A)-[i: I]->(:Ghost)
            }
            """
        ).dot()
        #expect(dot.contains("e0 -> n1 [") && dot.contains("e1 -> n0 [") && dot.contains("e1 -> n1 ["))
        #expect(dot.contains("n0 -> e2 ["), "a label as an end leads to the types that have it")
        #expect(dot.contains("\"other :Ghost\""), "an end that no type has is shown all the same")
        #expect(!dot.contains("e3"))
    }

    @Test("escapes whatever names contain", arguments: ["a<b", "a&b", "a\"b", "a\\b", "<B>", "é", "日本"])
    func escaping(name: String) throws {
        let svg = try drawing(
            "CREATE GRAPH TYPE `\(name)` STRICT { (`t\(name)`: `\(name)` { `\(name)` INT }), (:`t\(name)`)-[`e\(name)`: `\(name)`]->(:`no\(name)`) }"
        ).svg()
        let shown = name.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
            ">", with: "&gt;"
        )
        .replacing("\"", with: "&quot;")
        #expect(svg.contains("t\(shown)<"), "\(svg)")
        #expect(svg.hasSuffix("</svg>\n"))
    }

    @Test("draws a product of forty unions in no time")
    func products() throws {
        let unions = (1...40).map { "(A\($0) | B\($0))" }.joined(separator: " & ")
        let drawing = try drawing("CREATE GRAPH TYPE g STRICT { (t: \(unions)), (:t)-[e: E]->(:t) }")
        let time = ContinuousClock().measure { #expect(drawing.dot().contains("A40")) }
        #expect(time < .seconds(1))
    }

    @Test("says how to install Graphviz where it is missing")
    func missing() throws {
        let drawing = try drawing(Self.fraud)
        let error = #expect(throws: DrawingError.self) { try drawing.svg(searching: ["/nowhere"]) }
        #expect(error?.description.contains("apt install graphviz") ?? false)
    }
}
