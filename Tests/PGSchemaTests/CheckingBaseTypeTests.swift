import PGSchema
import PropertyGraph
import Testing

@Suite("Base types")
struct CheckingBaseTypeTests {
    /// The alternatives of the last type of a script.
    private func expand(_ script: String) throws -> [Alternative]? {
        let (catalog, diagnostics) = Catalog.load(script)
        try #require(diagnostics.allSatisfy { $0.kind == .warning }, "\(diagnostics.map(\.message))")
        return Expansion(of: catalog)[TypeID(index: catalog.types.count - 1)]
    }

    @Test(
        "a key of a combination has the type that both sides admit, or that of the side that must have it",
        arguments: [
            ("{k INT}", "{k INT8}", "INT8", false), ("{k INT}", "{OPTIONAL k STRING}", "INT", false),
            ("{OPTIONAL k INT}", "{OPTIONAL k STRING}", "INT | STRING", true), ("{k INT}", "", "INT", false),
            ("{OPTIONAL k INT}", "{OPEN}", "INT", true),
            ("{k STRING(2, 9)}", "{k STRING(5)}", "STRING(2, 5)", false),
            ("{k INT | DATE}", "{k DATE | STRING}", "DATE", false),
            ("{OPTIONAL k INT8}", "{OPTIONAL k INT}", "INT", true),
        ])
    func combinations(left: String, right: String, type: String, isOptional: Bool) throws {
        let alternatives = try expand(
            "CREATE NODE TYPE (a: A \(left)) CREATE NODE TYPE (b: B \(right)) CREATE NODE TYPE (c: a & b)")
        let property = try #require(alternatives?.first?.element.properties["k"])
        #expect(property.type.description == type)
        #expect(property.isOptional == isOptional)
    }

    @Test(
        "a required key without a common value leaves nothing",
        arguments: [
            ("INT", "STRING", true), ("INT8", "UINT8", false), ("LIST<INT>", "LIST<DATE>", false),
            ("STRING(3)", "STRING(5, 9)", true),
        ])
    func emptiness(left: String, right: String, isEmpty: Bool) throws {
        let alternatives = try expand(
            "CREATE NODE TYPE (a: A {k \(left)}) CREATE NODE TYPE (c: a & C {k \(right)})")
        #expect(alternatives?.allSatisfy(\.isEmpty) == isEmpty)
    }

    @Test(
        "alternatives are counted once",
        arguments: [("A", 1), ("A?", 2), ("A | B | A", 2), ("(A | B) & (A | B)", 3), ("(A | B)? & C?", 6)])
    func alternatives(labels: String, count: Int) throws {
        #expect(try expand("CREATE NODE TYPE (t: \(labels))")?.count == count)
    }

    @Test("edge inheritance combines endpoints")
    func endpoints() throws {
        let alternatives = try expand(
            "CREATE EDGE TYPE (: A | B)-[e: E]->(: C) CREATE EDGE TYPE (: D)-[f: e & F]->(: C {k INT})")
        #expect(alternatives?.map(\.source.labels) == [["A", "D"], ["B", "D"]])
        #expect(alternatives?.allSatisfy { $0.target.properties["k"]?.isOptional == false } ?? false)
    }

    @Test("too many alternatives are none, also for what is built from them")
    func budget() throws {
        let unions = (1...9).map { "(A\($0) | B\($0))" }.joined(separator: " & ")
        #expect(try expand("CREATE NODE TYPE (a: \(unions))") == nil)
        #expect(try expand("CREATE NODE TYPE (a: \(unions)) CREATE NODE TYPE (b: a & B)") == nil)
    }

    @Test(
        "the instances of a subtype conform to an open type, not to a closed one",
        arguments: [
            ("Person", false), ("Person OPEN", false), ("Person OPEN {OPEN}", true), ("Person {OPEN}", false),
        ])
    func subsumption(parent: String, isSubtype: Bool) {
        let (catalog, _) = Catalog.load(
            "CREATE NODE TYPE (p: \(parent)) CREATE NODE TYPE (c: p & Customer {id INT})")
        let expansion = Expansion(of: catalog)
        #expect(expansion.isSubtype(TypeID(index: 1), of: TypeID(index: 0)) == isSubtype)
    }
}
