import Cypher
import GraphStore
import Query
import QueryValues
import Testing

@Suite("A prepared query")
struct PreparedQueryTests {
    @Test("knows its parameters, and the types that their places leave them")
    func parameters() throws {
        let sample = try SampleStore()
        let query = try sample.engine.prepare(
            """
            UNWIND $rows AS row
            MATCH (p:Person {id: $id}) WHERE p.name IN $names AND EXISTS { (p)-[:KNOWS {since: $since}]->() }
            SET p += $properties
            RETURN p.name AS name, toUpper($text) SKIP $from LIMIT $most
            """)
        #expect(query.columns == ["name", "toUpper($text)"])
        let known = query.parameters.map { "\($0.name) \($0.type ?? "-")" }
        #expect(
            known == [
                "from INTEGER", "id -", "most INTEGER", "names LIST", "properties MAP", "rows LIST",
                "since -",
                "text STRING",
            ])
    }

    @Test("runs with different parameters, and sees what was written since")
    func runs() async throws {
        let sample = try SampleStore()
        let query = try sample.engine.prepare("MATCH (p:Person {name: $name}) RETURN p.born AS born")
        #expect(try query.run(["name": "Ada"]).rows.isEmpty)
        _ = try sample.engine.run(
            "CREATE (:Person {name: 'Ada', born: 1815}), (:Person {name: 'Bob', born: 1})")
        #expect(try query.run(["name": "Ada"]).rows.map { $0[0].description } == ["1815"])
        try sample.store.merge()
        #expect(try query.run(["name": "Bob"]).rows.map { $0[0].description } == ["1"])
        for try await row in query.query(["name": "Ada"]) { #expect(row["born"]?.description == "1815") }
    }

    @Test(
        "refuses parameters that are missing or of a wrong type",
        arguments: [
            ([:], "The parameter `$ids` was not given."),
            (["ids": 7, "most": 1], "The parameter `$ids` is `7`, and IN needs a list."),
            (
                ["ids": [1], "most": "a"],
                "The parameter `$most` is `'a'`, and LIMIT needs a whole number."
            ),
        ] as [([String: QueryValue], String)])
    func refusal(parameters: [String: QueryValue], message: String) async throws {
        let sample = try SampleStore()
        let query = try sample.engine.prepare("MATCH (n) WHERE n.id IN $ids RETURN n LIMIT $most")
        do {
            _ = try query.run(parameters)
            Issue.record("it ran")
        } catch let error as QueryError { #expect(error.message == message) }
        await #expect(throws: QueryError.self) { try await query.query(parameters).collect() }
    }

    @Test(
        "is not needed to learn that a parameter is no number of rows",
        arguments: [
            (
                "SKIP", "a", "InvalidArgumentType",
                "SKIP takes a whole number of rows, and the parameter `$id` is `'a'`."
            ),
            (
                "LIMIT", 1.5, "InvalidArgumentType",
                "LIMIT takes a whole number of rows, and the parameter `$id` is `1.5`."
            ),
            (
                "LIMIT", -1, "NegativeIntegerArgument",
                "LIMIT takes a number of rows, and the parameter `$id` is `-1`, which is negative."
            ),
        ] as [(String, QueryValue, String, String)])
    func rowCounts(clause: String, value: QueryValue, detail: String, message: String) throws {
        let sample = try SampleStore()
        let text = "RETURN 1 \(clause) $id"
        do {
            _ = try sample.engine.run(text, ["id": value])
            Issue.record("it ran")
        } catch let error as QueryError {
            #expect(error.detail == detail)
            #expect(error.message == message)
            #expect(error.range?.upperBound == text.utf8.count)
        }
    }

    @Test("must mean something")
    func mistakes() throws {
        let sample = try SampleStore()
        #expect(throws: QueryError.self) { try sample.engine.prepare("RETURN") }
        #expect(throws: QueryError.self) { try sample.engine.prepare("RETURN x") }
    }

    @Test("can be a schema")
    func schema() throws {
        let sample = try SampleStore()
        let query = try sample.engine.prepare("CREATE GRAPH TYPE town STRICT { (personType: Person) }")
        #expect(query.columns == ["graph type"])
        #expect(query.parameters.isEmpty)
        #expect(try query.run().rows.map { $0[0].description } == ["'town'"])
    }
}
