import Cypher
import GraphStore
import Query
import QueryValues
import Testing

@Suite("A built-in procedure")
struct ProcedureTests {
    static let statements = [
        "CREATE (:Person {name: 'Ada', born: 1815})-[:KNOWS {since: date('1833-06-05')}]->(:Person:Poet {name: 'Byron'})",
        "CREATE (:Person {name: 'Eve'}), (:Cat {lives: 9.0, names: ['Tom', 'Felix']}), ({`odd key`: true})",
    ]

    static func rows(_ query: String, in sample: SampleStore) throws -> [String] {
        try sample.engine.run(query).rows.map { $0.map(\.description).joined(separator: " | ") }
    }

    @Test(
        "tells what there is, of what was written and of what was merged",
        arguments: [
            ("CALL db.labels()", ["'Cat'", "'Person'", "'Poet'"]),
            (
                "CALL db.labels() YIELD label WHERE label STARTS WITH 'P' RETURN label ORDER BY label DESC",
                ["'Poet'", "'Person'"]
            ),
            ("CALL db.labels() YIELD label AS l RETURN count(l)", ["3"]),
            ("CALL db.relationshipTypes()", ["'KNOWS'"]),
            (
                "CALL db.propertyKeys() YIELD propertyKey RETURN collect(propertyKey)",
                ["['born', 'lives', 'name', 'names', 'odd key', 'since']"]
            ),
            (
                "CALL db.schema.nodeTypeProperties()",
                [
                    "'' | [] | 'odd key' | ['Boolean'] | true",
                    "':`Cat`' | ['Cat'] | 'lives' | ['Double'] | true",
                    "':`Cat`' | ['Cat'] | 'names' | ['StringArray'] | true",
                    "':`Person`' | ['Person'] | 'born' | ['Long'] | false",
                    "':`Person`' | ['Person'] | 'name' | ['String'] | true",
                    "':`Person`:`Poet`' | ['Person', 'Poet'] | 'name' | ['String'] | true",
                ]
            ),
            ("CALL db.schema.relTypeProperties()", ["':`KNOWS`' | 'since' | ['Date'] | true"]),
            ("CALL db.schema()", []),
            ("CALL dbms.components() YIELD name, versions RETURN name, size(versions)", ["'Espalier' | 1"]),
            ("CALL dbms.procedures() YIELD name WHERE name = 'db.labels' RETURN name", ["'db.labels'"]),
            (
                "CALL dbms.procedures() YIELD name, signature WHERE name = 'db.labels' RETURN signature",
                ["'db.labels() :: (label :: STRING)'"]
            ),
            (
                "CALL dbms.functions() YIELD name, signature, aggregating WHERE name IN ['count', 'toUpper', 'labels'] RETURN *",
                [
                    "true | 'count' | 'count(value :: ANY) :: ANY'",
                    "false | 'labels' | 'labels(NODE) :: LIST'",
                    "false | 'toUpper' | 'toUpper(STRING) :: STRING'",
                ]
            ),
        ])
    func contents(query: String, expected: [String]) throws {
        let sample = try SampleStore(Self.statements)
        #expect(try Self.rows(query, in: sample) == expected)
        try sample.store.merge()
        #expect(try Self.rows(query, in: sample) == expected)
    }

    @Test("follows what is written over what was merged, also within the query")
    func changes() throws {
        let sample = try SampleStore(Self.statements)
        try sample.store.merge()
        _ = try sample.engine.run("MATCH (p:Poet) DETACH DELETE p")
        _ = try sample.engine.run("MATCH (p:Person {name: 'Ada'}) REMOVE p.born SET p.name = 7")
        #expect(try Self.rows("CALL db.labels()", in: sample) == ["'Cat'", "'Person'"])
        #expect(try Self.rows("CALL db.relationshipTypes()", in: sample) == [])
        #expect(
            try Self.rows(
                "CALL db.schema.nodeTypeProperties() YIELD nodeLabels, propertyName, propertyTypes, mandatory "
                    + "WHERE nodeLabels = ['Person'] RETURN propertyName, propertyTypes, mandatory",
                in: sample)
                == ["'name' | ['Long', 'String'] | true"])
        let seen = try Self.rows(
            "CREATE (:Dog) WITH 1 AS one CALL db.labels() YIELD label RETURN label", in: sample)
        #expect(seen.contains("'Dog'"))
    }

    @Test("gives the schema as it was written")
    func schema() throws {
        let sample = try SampleStore(schema: SchemaStatementTests.town)
        let row = try #require(try sample.engine.run("CALL db.schema()").rows.first)
        #expect(String(row[0]) == SchemaStatementTests.town)
        #expect(String(row[1]) == "town")
    }

    @Test("is listed with those that a program adds")
    func registered() throws {
        var registry = ProcedureRegistry.builtIn
        registry.register(
            Procedure(
                name: "town.near", arguments: [.init(name: "name", type: "STRING", isNullable: true)],
                columns: [.init(name: "distance", type: "FLOAT", isNullable: false)], summary: "Nearby."
            ) { _, _ in [[1.5]] })
        let sample = try SampleStore()
        let engine = QueryEngine(sample.store, procedures: registry)
        let rows = try engine.run(
            "CALL dbms.procedures() YIELD name, signature WHERE name STARTS WITH 'town' RETURN signature"
        ).rows
        #expect(rows.map { $0[0].description } == ["'town.near(name :: STRING?) :: (distance :: FLOAT)'"])
        #expect(throws: QueryError.self) { try sample.engine.run("CALL town.near('x')") }
    }
}
