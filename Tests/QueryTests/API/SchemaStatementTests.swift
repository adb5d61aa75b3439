import Cypher
import GraphStore
import Query
import QueryValues
import Testing

@Suite("A schema in a session")
struct SchemaStatementTests {
    static let town = """
        CREATE GRAPH TYPE town STRICT {
          (personType: Person {name STRING, OPTIONAL born INT}),
          (:personType)-[knowsType: KNOWS]->(:personType)
        }
        """

    @Test("holds for what is there, and from then on")
    func conforming() throws {
        let sample = try SampleStore(["CREATE (:Person {name: 'Ada'})-[:KNOWS]->(:Person {name: 'Bob'})"])
        let applied = try sample.engine.run(Self.town)
        #expect(applied.columns == ["graph type"])
        #expect(applied.rows.map { $0[0].description } == ["'town'"])
        #expect(try sample.store.schema?.graphType == "town")
        #expect(throws: QueryError.self) { try sample.engine.run("CREATE (:Cat)") }
        _ = try sample.engine.run("CREATE (:Person {name: 'Eve'})")
        #expect(try sample.store.read { $0.nodeCount } == 3)
    }

    @Test("is refused in the validator's words when something there does not conform")
    func refused() throws {
        let sample = try SampleStore(["CREATE (:Person {name: 'Ada'}), (:Person {born: 1815})"])
        do {
            _ = try sample.engine.run(Self.town)
            Issue.record("it was applied")
        } catch let error as QueryError {
            #expect(error.kind == .constraintValidationFailed)
            #expect(error.message.contains("`town`"))
            #expect(error.message.contains("name"), "\(error.message)")
            #expect(error.range == SourceRange(0, Self.town.utf8.count))
        }
        #expect(try sample.store.schema == nil)
        _ = try sample.engine.run("CREATE (:Cat)")
    }

    @Test(
        "that cannot be read is an error at its place in the text",
        arguments: [
            ("", "CREATE GRAPH TYPE town STRICT { (personType: Person {name STRNG}) }", "STRNG"),
            ("EXPLAIN ", "CREATE GRAPH TYPE town STRICT { (personType Person) }", "Person"),
            ("// é\n  ", "CREATE GRAPH TYPE town STRICT { (catType: Cat {lives INTT}) }", "INTT"),
            ("", "CREATE NODE TYPE (personType: Person)", "CREATE NODE TYPE (personType: Person)"),
        ])
    func mistake(before: String, statement: String, caret: String) throws {
        let sample = try SampleStore()
        let text = before + statement
        do {
            _ = try sample.engine.run(text)
            Issue.record("it was applied")
        } catch let error as QueryError {
            #expect([.syntax, .semantic].contains(error.kind))
            let range = try #require(error.range)
            let bytes = Array(text.utf8)
            #expect(String(decoding: bytes[range.lowerBound..<range.upperBound], as: UTF8.self) == caret)
        }
        #expect(try sample.store.schema == nil)
    }

    @Test(
        "lets a statement through whole or not at all",
        arguments: [
            "MATCH (p:Person) SET p.born = 'long ago'",
            "CREATE (:Person {name: 'Eve'}), (:Cat)",
            "MATCH (p:Person {name: 'Ada'}) REMOVE p.name",
            "MATCH (p:Person {name: 'Ada'}) SET p:Cat",
            "MATCH (a:Person {name: 'Ada'}), (b:Person {name: 'Bob'}) CREATE (a)-[:HATES]->(b)",
        ])
    func whole(statement: String) throws {
        let sample = try SampleStore(
            ["CREATE (:Person {name: 'Ada'})-[:KNOWS]->(:Person {name: 'Bob'})"], schema: Self.town)
        func contents() throws -> [String] {
            let result = try sample.engine.run("MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN n, r")
            return result.rows.map { "\($0[0]) \($0[1])" }.sorted()
        }
        let before = try contents()
        do {
            _ = try sample.engine.run(statement)
            Issue.record("it was written")
        } catch let error as QueryError {
            #expect(error.kind == .constraintValidationFailed)
            #expect(error.message.contains("`town`; nothing was changed."))
            #expect(error.message.split(separator: "\n").count > 1, "\(error.message)")
        }
        #expect(try contents() == before)
    }

    @Test("may be broken within a statement that mends it")
    func mended() throws {
        let sample = try SampleStore(schema: Self.town)
        _ = try sample.engine.run("CREATE (p:Person) SET p.name = 'Ada'")
        #expect(try sample.store.read { $0.nodeCount } == 1)
    }

    @Test("can be explained without being applied")
    func explained() throws {
        let sample = try SampleStore()
        let plan = try sample.engine.run("EXPLAIN " + Self.town).plan
        #expect(plan?.name == "ApplySchema")
        #expect(try sample.store.schema == nil)
    }
}
