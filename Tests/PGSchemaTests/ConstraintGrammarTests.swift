@testable import PGSchema
import PropertyGraph
import Testing

@Suite("Grammar of constraints")
struct ConstraintGrammarTests {
    @Test(
        "every example of the language's description is read, and written as it stands there",
        arguments: [
            "FOR (a: accountType) KEY a.iban",
            "FOR (a: accountType) MANDATORY c WITHIN (c: customerType)-[:Owns]->(a)",
            "FOR (x: City) IDENTIFIER x.name, z WITHIN (x)-[:isPartOf]->(z: Country)",
            "FOR (z: Post) MANDATORY SINGLETON x WITHIN (x: Forum)-[:containerOf]->(z)",
            "FOR y WITHIN (:Person)-[y: studyAt]->(:Uni) IDENTIFIER x, y.classYear, z WITHIN (x)-[y]->(z)",
            "FOR (x: customerType) MANDATORY y.id WITHIN (y: personType) WHERE y.id = x.id",
            "FOR y.classYear WITHIN ()-[y: studyAt]->() EXCLUSIVE y.semester",
            "FOR (p: postType) MANDATORY p.length WITHIN (p) WHERE p.length >= 0",
            "FOR (p: personType) CHECK p.gender IN ['male', 'female']",
            "FOR e WITHIN (:Person)-[e: KNOWS]->(:Person) EXCLUSIVE x, y WITHIN (x)-[e]->(y)",
            "FOR (x) KEY x.a", "FOR (x) KEY x",
            "FOR x WITHIN (x: A), (y: B) WHERE x.a = y.a EXCLUSIVE x.k",
            "FOR (x: A) MANDATORY y WITHIN (x)<-[:R {since: 2020}]-(y: B {kind: 'old'})--()",
            "FOR (x: A) MANDATORY y WITHIN (x)-->(y)<--()-[e: R | S]-()",
        ])
    func examples(text: String) {
        let (script, errors) = Parser.parse("CREATE GRAPH TYPE g STRICT { \(text) }")
        #expect(errors.map(\.message) == [])
        #expect(Formatter.format(script) == "CREATE GRAPH TYPE g STRICT {\n    \(text)\n}\n")
    }

    @Test(
        "a condition is read with NOT before AND before OR",
        arguments: [
            ("x.a = 1 or x.b = 2 and not x.c", "x.a = 1 OR x.b = 2 AND NOT x.c"),
            ("NOT NOT x.a <> \"b\"", "NOT NOT x.a <> 'b'"), ("x.a != 1", "x.a <> 1"),
            ("((x.a < 1)) AND (x.a >= -1)", "((x.a < 1)) AND (x.a >= -1)"),
            ("x.a is null AND x.b is not null", "x.a IS NULL AND x.b IS NOT NULL"),
            ("x.a not in (1, 2)", "x.a NOT IN [1, 2]"), ("x.a IN []", "x.a IN []"), ("x = y", "x = y"),
            ("not.x AND true.y", "`not`.x AND `true`.y"), ("x.date = date.x", "x.date = date.x"),
            ("x.a <-1", "x.a < -1"), ("true", "TRUE"), ("x.a = null", "x.a = NULL"),
        ])
    func conditions(text: String, written: String) throws {
        #expect(try condition(text).written == written)
    }

    @Test("AND and OR are kept as lists of operands")
    func flatConditions() throws {
        guard case .any(let alternatives) = try condition("x.a AND x.b AND x.c OR x.d OR x.e"),
            case .all(let parts) = alternatives[0]
        else { throw Unexpected() }
        #expect(alternatives.count == 3)
        #expect(parts.count == 3)
    }

    @Test(
        "a constant has the value that it spells",
        arguments: [
            ("0", .integer(0)), ("-9223372036854775808", .integer(.min)),
            ("9223372036854775807", .integer(.max)), ("18446744073709551615", .unsigned(.max)),
            ("1.50", .float(1.5)), ("-2e-3", .float(-0.002)), ("1E2", .float(100)), ("true", .boolean(true)),
            ("'it''s'", .string("it's")), ("\"a\"\"b\"", .string("a\"b")), ("''", .string("")),
            (#"'\n\t\\\'\u00e9\uD83D\uDE00\U01F600'"#, .string("\n\t\\'é😀😀")),
            ("DATE '2021-03-05'", .date(CalendarDate(days: 18_691))),
            ("local time '00:00:01'", .localTime(LocalTime(nanoseconds: 1_000_000_000))),
            ("TIME '00:00:00Z'", .zonedTime(ZonedTime(local: LocalTime(nanoseconds: 0), offset: 0))),
            ("TIMESTAMP '1970-01-01T00:00:01'", .localDateTime(LocalDateTime(seconds: 1, nanoseconds: 0))),
            (
                "ZONED DATETIME '1970-01-01T00:00:01Z'",
                .zonedDateTime(ZonedDateTime(local: LocalDateTime(seconds: 1, nanoseconds: 0), offset: 0))
            ),
            ("DURATION 'P1M2D'", .duration(CalendarDuration(months: 1, days: 2, seconds: 0, nanoseconds: 0))),
        ] as [(String, Value)])
    func constants(text: String, value: Value) throws {
        guard case .operand(.literal(let literal)) = try condition(text) else { throw Unexpected() }
        #expect(literal.value == value)
    }

    private func condition(_ text: String) throws -> Predicate {
        let (script, errors) = Parser.parse("CREATE GRAPH TYPE g STRICT { FOR (x) CHECK \(text) }")
        #expect(errors.map(\.message) == [])
        guard case .createGraphType(let definition, _) = try #require(script.statements.first),
            case .constraint(let constraint) = try #require(definition.elements.first),
            case .check(let predicate) = constraint.requirement
        else { throw Unexpected() }
        return predicate
    }

    private struct Unexpected: Error {}
}
