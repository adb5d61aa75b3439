import PGSchema
import Testing

/// Behind `WITHIN pattern,` a parenthesis begins another pattern or the next element of the graph type.
@Suite("Commas behind outputs and patterns")
struct PatternListTests {
    @Test(
        "a parenthesis continues the patterns",
        arguments: [
            // It uses a variable of the constraint.
            "FOR (x: m) EXCLUSIVE y, z WITHIN (x)-[:home]->(y), (x)-[:away]->(z)",
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-[:home]->(z), (y: Team)",
            "FOR (x: m) EXCLUSIVE e WITHIN (x)-->(), (:A)-[e: E]->(:B)",
            // It comes before one that does.
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), (t: Team), (y)-->(t)",
            // It has values.
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), (t: Team {name: 'a'})",
            // WHERE follows.
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), (t: Team) WHERE t.a = y.a",
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), (t: Team), (:A)-[e: E]->(:B) WHERE t.a = y.a",
            // A scope is never the end of a constraint.
            "FOR x WITHIN (x: m), (t: Team) EXCLUSIVE x.a", "FOR x WITHIN (x: m), (t: Team) CHECK x.a = 1",
        ])
    func continues(text: String) throws { try #expect(elements(text) == 1) }

    @Test(
        "a parenthesis begins the next element",
        arguments: [
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), (t: Team)",
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), (t)",
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), (:A)-[e: E]->(:B)",
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), ()-[e]->()",
            // Content makes it a type, whatever its name.
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), (y: Team {})",
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), (y: Team {name STRING})",
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), (y: Team OPEN)",
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), (:A)-[y: E {since DATE}]->(:B)",
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y) WHERE y.a = 1, (y: Team)",
            "FOR (x: m) EXCLUSIVE y WITHIN (x)-->(y), ABSTRACT (y: Team)",
        ])
    func begins(text: String) throws { try #expect(elements(text) == 2) }

    @Test(
        "a name behind an output is an output if it must or can be one",
        arguments: [
            ("FOR (x: m) KEY x.a, x.b", 1), ("FOR (x: m) KEY x.a, x", 1),
            ("FOR (x: m) KEY x.a, y, z WITHIN (x)", 1),
            ("FOR x WITHIN (x)-->(y) KEY x.a, y", 1), ("FOR (x: m) KEY x.a, personType, x.b", 1),
            ("FOR (x: m) KEY x.a, personType", 2), ("FOR (x: m) KEY x.a, personType, cityType, (a: A)", 4),
            ("FOR (x: m) KEY x.a, FOR (x: m) KEY x.b", 2), ("FOR (x: m) KEY x.a, FOR, t", 3),
        ])
    func outputs(text: String, count: Int) throws { try #expect(elements(text) == count) }

    /// How many elements the graph type of that content has.
    private func elements(_ text: String) throws -> Int {
        let (script, errors) = Parser.parse("CREATE GRAPH TYPE g STRICT { \(text) }")
        #expect(errors.map(\.message) == [])
        let formatted = Formatter.format(script)
        #expect(Parser.parse(formatted).script.dump == script.dump)
        let statement = try #require(script.statements.first)
        guard case .createGraphType(let definition, _) = statement else { return 0 }
        return definition.elements.count
    }
}
