import Cypher
import struct PGSchema.Catalog
import Testing

@testable import Query

@Suite("What is said of queries that run")
struct WarningTests {
    @Test(
        "names that nothing in the graph has are pointed at",
        arguments: [
            ("MATCH (p:Persom) RETURN p", ["Persom: Did you mean `Person`?"]),
            ("MATCH (:Person)-[:KNOW|LIKES]->() RETURN 1", ["KNOW: Did you mean `KNOWS`?", "LIKES: -"]),
            (
                "MATCH (p:Person {nmae: 1}) WHERE p.name = 2 RETURN p.bron",
                ["nmae: Did you mean `name`?", "bron: Did you mean `born`?"]
            ),
            ("MATCH (p:Person)-[:KNOWS]->(q) WHERE p:Person RETURN q.name", []),
            ("MATCH (p) WHERE p:Town OR p:Town RETURN p", ["Town: -"]),
            ("CREATE (t:Town {size: 1}) WITH t MATCH (u:Town) RETURN u.size", []),
            ("WITH {size: 1} AS m RETURN m.size", []),
        ])
    func unknownNames(text: String, expected: [String]) throws {
        let vocabulary = Vocabulary(labels: ["Person"], types: ["KNOWS"], keys: ["name", "born"])
        let warnings = try Binding.bind(text, vocabulary: vocabulary).warnings
        #expect(warnings.map { Self.summary(of: $0, in: text) } == expected)
    }

    @Test("a graph without names is not compared with")
    func noVocabulary() throws {
        #expect(try Binding.bind("MATCH (p:Person) RETURN p.name").warnings.isEmpty)
    }

    static let schema = """
        CREATE GRAPH TYPE shop STRICT {
            (personType: Person {name STRING}),
            (itemType: Item {price INT, OPEN}),
            (employeeType: personType & Employee {number INT}),
            (:personType)-[boughtType: BOUGHT {at INT}]->(:itemType),
            (:employeeType)-[managesType: MANAGES]->(:employeeType)
        }
        """

    @Test(
        "what a strict schema makes impossible is pointed at",
        arguments: [
            ("MATCH (p:Person)-[:BOUGHT]->(i:Item) RETURN p.name, i.anything", [String]()),
            ("MATCH (n:Person&Item) RETURN n", ["Person: no node type of `shop` allows `:Person&Item`"]),
            ("MATCH (n:!Person&!Item) RETURN n", ["Person: no node type of `shop` allows `:!Person&!Item`"]),
            (
                "MATCH (n:Person) MATCH (n:Item) RETURN n",
                ["Item: no node type of `shop` allows `:Person&Item`"]
            ),
            (
                "MATCH (i:Item)-[:BOUGHT]->(p) RETURN p",
                ["BOUGHT: `shop` allows no `:BOUGHT` from `:Item` to any node"]
            ),
            ("MATCH (i:Item)<-[:BOUGHT]-(p) RETURN p", []),
            ("MATCH (i:Item)-[:BOUGHT]-(p) RETURN p", []),
            (
                "MATCH (i:Item)--(j:Item) RETURN i",
                ["Item: `shop` allows no relationship from `:Item` to `:Item`"]
            ),
            ("MATCH (i:Item)-[*]-(j:Item) RETURN i", []),
            ("MATCH (e)-[:MANAGES]->(:Person) RETURN e", []),
            (
                "MATCH (e)-[:MANAGES]->(:Person&!Employee) RETURN e",
                ["MANAGES: `shop` allows no `:MANAGES` from any node to `:Person&!Employee`"]
            ),
            ("MATCH ()-[:SOLD]->() RETURN 1", ["SOLD: no edge type of `shop` allows `:SOLD`"]),
            (
                "MATCH (p:Person) WHERE p.price > 1 RETURN p.number",
                ["price: `shop` gives no node `:Person` a property `price`"]
            ),
            (
                "MATCH (p:Person {naem: 'A'}) RETURN p",
                ["naem: `shop` gives no node `:Person` a property `naem`"]
            ),
        ])
    func impossible(text: String, expected: [String]) throws {
        let (catalog, problems) = PGSchema.Catalog.load(Self.schema)
        #expect(problems.isEmpty)
        let statement = try Parser.parse(text)
        guard case .query(let query) = statement.body else { return }
        let narrowing = try #require(SchemaNarrowing(catalog, graphType: "shop"))
        let bound = try Binder(
            procedures: Binding.procedures, schema: catalog, vocabulary: Vocabulary(), parameters: [],
            narrowing: narrowing
        ).bind(query)
        #expect(bound.warnings.count == expected.count, "\(bound.warnings.map(\.message))")
        for (warning, expected) in zip(bound.warnings, expected) {
            let parts = expected.split(separator: ": ", maxSplits: 1)
            #expect(Self.caret(of: warning, in: text) == parts[0])
            #expect(warning.message.contains(parts[1]), "\(warning.message)")
        }
    }

    @Test("a loose schema makes nothing impossible")
    func loose() {
        let (catalog, _) = PGSchema.Catalog.load("CREATE GRAPH TYPE g LOOSE { (personType: Person) }")
        let narrowing = SchemaNarrowing(catalog, graphType: "g")
        #expect(narrowing == nil)
    }

    private static func caret(of warning: Diagnostic, in text: String) -> String {
        let bytes = Array(text.utf8)
        return String(decoding: bytes[warning.range.lowerBound..<warning.range.upperBound], as: UTF8.self)
    }

    private static func summary(of warning: Diagnostic, in text: String) -> String {
        "\(caret(of: warning, in: text)): \(warning.suggestion ?? "-")"
    }
}
