import Foundation
import Testing

@testable import espalier

@Suite("espalier query")
struct QueryCommandTests {
    /// A folder with a store of two people and a city.
    static func folder() throws -> WorkFolder {
        let folder = try WorkFolder()
        let run = try folder.run(
            "query", "people.espalier", "--create",
            """
            CREATE (:Person {name: 'Ada', born: date('1815-12-10')})-[:KNOWS {since: 1833}]->
                (:Person {name: 'Charles, Jr.', height: 1.75}), (:City {name: '東京'})
            """)
        #expect(
            run.status == 0 && run.output == ""
                && run.errors.hasPrefix(
                    "3 nodes created, 1 relationship created, 6 properties set, 3 labels added, "),
            "\(run)")
        return folder
    }

    private func query(_ arguments: String..., input: String = "") throws -> CommandRun {
        try Self.folder().run(["query", "people.espalier"] + arguments, input: input)
    }

    @Test("shows a table with numbers on the right, and a summary on standard error")
    func table() throws {
        let run = try query("MATCH (n) RETURN n.name, n.born, n.height AS m, n ORDER BY n.name")
        #expect(
            run.output
                == """
                n.name       | n.born     |    m | n
                -------------+------------+------+--------------------------------------------
                Ada          | 1815-12-10 | null | (:Person {born: '1815-12-10', name: 'Ada'})
                Charles, Jr. | null       | 1.75 | (:Person {height: 1.75, name: 'Charles, Jr.'})
                東京         | null       | null | (:City {name: '東京'})

                """.replacing(
                    "+--------------------------------------------",
                    with: "+-----------------------------------------------"),
            "\(run)")
        #expect(run.errors.wholeMatch(of: /3 rows, [0-9.]+ m?s\n/) != nil, "\(run)")
    }

    struct Format: Sendable, CustomTestStringConvertible {
        let name: String
        let query: String
        let output: String
        var testDescription: String { name }
    }

    static let formats = [
        Format(
            name: "csv",
            query:
                "UNWIND ['a,\"b\"', '', null, 1.5, [1, 'x']] AS value RETURN value, date('2020-02-29') AS day",
            output:
                "value,day\r\n\"a,\"\"b\"\"\",2020-02-29\r\n\"\",2020-02-29\r\n,2020-02-29\r\n1.5,2020-02-29\r\n"
                + "\"[1,\"\"x\"\"]\",2020-02-29\r\n"),
        Format(name: "csv", query: "UNWIND [1, null] AS only RETURN only", output: "only\r\n1\r\n\"\"\r\n"),
        Format(
            name: "csv", query: "RETURN 1 AS a; CREATE (:X); RETURN 2 AS b",
            output: "a\r\n1\r\n\r\nb\r\n2\r\n"),
        Format(
            name: "jsonl",
            query:
                "MATCH (a)-[r]->(b) UNWIND [a.born, a, 1.0] AS value RETURN value, b.name AS `the \"other\"`",
            output: #"""
                {"value":{"$type":"Date","_value":"1815-12-10"},"the \"other\"":"Charles, Jr."}
                {"value":{"$type":"Node","_value":{"id":0,"labels":["Person"],"properties":{"born":{"$type":"Date","_value":"1815-12-10"},"name":"Ada"}}},"the \"other\"":"Charles, Jr."}
                {"value":1.0,"the \"other\"":"Charles, Jr."}

                """#),
    ]

    @Test("writes rows as CSV and JSON Lines", arguments: formats)
    func rows(format: Format) throws {
        let run = try query(format.query, "--format", format.name)
        #expect(run.status == 0 && run.errors == "" && run.output == format.output, "\(run)")
    }

    struct Answer: Decodable {
        struct Warning: Decodable {
            let line: Int
            let column: Int
            let message: String
            let suggestion: String?
        }
        struct Plan: Decodable {
            let `operator`: String
            let rows: Int?
            let inputs: [Plan]
        }
        let columns: [String]
        let rows: [[Int?]]
        let changes: [String: Int]
        let warnings: [Warning]
        let plan: Plan?
    }

    struct Answers: Decodable {
        let results: [Answer]
        let error: Failure.Error?
    }

    struct Failure: Decodable {
        struct Error: Decodable {
            let kind: String
            let detail: String
            let gqlstatus: String
            let message: String
            let line: Int?
            let column: Int?
            let suggestion: String?
        }
        let error: Error
    }

    @Test("answers with one JSON object: columns, rows, changes, warnings and plan")
    func json() throws {
        let run = try query(
            "CREATE (:X {k: 1})\nWITH 1 AS one OPTIONAL MATCH (n:Persn) RETURN count(n) AS n, null",
            "--format", "json"
        )
        let answer: Answer = try run.answer()
        #expect(
            answer.columns == ["n", "null"] && answer.rows == [[0, nil]] && answer.plan == nil, "\(run)")
        #expect(answer.changes["nodesCreated"] == 1 && answer.changes["nodesDeleted"] == 0)
        let warning = try #require(answer.warnings.first)
        #expect(warning.line == 2 && warning.column == 33 && warning.suggestion == "Did you mean `Person`?")
    }

    @Test("answers with the results of each statement of a script, up to the first that fails")
    func script() throws {
        let run = try query("--format", "json", input: "RETURN 1 AS a; // one\n;\n\nRETURN [1][$x]; RETURN 3")
        let answer: Answers = try run.answer()
        #expect(run.status == 2 && answer.results.map(\.columns) == [["a"]], "\(run)")
        let error = try #require(answer.error)
        #expect(error.kind == "ParameterMissing" && error.line == 4 && error.column == 12)
    }

    @Test(
        "says where a query is wrong, by what names programs know that, and a way out",
        arguments: [
            ("MATCH (n)\nRETURN m", 2, "SyntaxError", "UndefinedVariable", "42N62", 2),
            ("MATCH (n RETURN n", 2, "SyntaxError", "UnexpectedSyntax", "42001", 1),
            ("RETURN 1; RETURN 1 +", 2, "SyntaxError", "UnexpectedSyntax", "42001", 1),
            ("RETURN 1 / 0", 1, "ArithmeticError", "DivisionByZero", "22012", 1),
            ("RETURN $x", 2, "ParameterMissing", "MissingParameter", "42002", 1),
            ("// nothing", 2, "SyntaxError", "UnexpectedSyntax", "42001", nil),
            ("MATCH (n) DELETE n", 1, "ConstraintVerificationFailed", "DeleteConnectedNode", "G1001", nil),
        ] as [(String, Int32, String, String, String, Int?)])
    func mistakes(
        text: String, status: Int32, kind: String, detail: String, code: String, line: Int?
    ) throws {
        let folder = try Self.folder()
        let run = try folder.run("query", "people.espalier", text, "--format", "json")
        #expect(run.status == status, "\(run)")
        let error = try run.answer(Failure.self).error
        #expect(error.kind == kind && error.detail == detail && error.gqlstatus == code, "\(run)")
        #expect(error.line == line)
        let people = try folder.run("query", "people.espalier", text)
        #expect(people.status == status && people.output == "", "\(people)")
        #expect(people.errors.hasSuffix("\(kind): \(detail), GQLSTATUS \(code)\n"), "\(people)")
        if line != nil { #expect(people.errors.contains("^"), "\(people)") }
    }

    @Test("carries out nothing of a script with a mistake in any statement")
    func wholeScript() throws {
        let folder = try Self.folder()
        #expect(
            try folder.run("query", "people.espalier", "CREATE (:X); MATCH (n RETURN n; RETURN").status == 2)
        let run = try folder.run(
            "query", "people.espalier", "MATCH (x:X) RETURN count(*) AS n", "--format", "csv")
        #expect(run.output == "n\r\n0\r\n", "\(run)")
    }

    @Test("tells what the schema refused, and leaves the store as it was")
    func refusal() throws {
        let folder = try Self.folder()
        let schema = "CREATE GRAPH TYPE g STRICT { (p: Person { name STRING }) }"
        let refused = try folder.run("query", "people.espalier", schema)
        #expect(refused.status == 1 && refused.output == "", "\(refused)")
        #expect(refused.errors.contains("the property `born` is not declared"), "\(refused)")
        #expect(refused.errors.contains("GQLSTATUS G2000"), "\(refused)")
        let accepted = try folder.run(
            "query", "people.espalier",
            "MATCH (n) DETACH DELETE n; \(schema); CREATE (:Person {name: 'Ada'}); CREATE (:Person)")
        #expect(accepted.status == 1 && accepted.output.contains("graph type\n"), "\(accepted)")
        let left = try folder.run("query", "people.espalier", "MATCH (n) RETURN n.name", "--format", "jsonl")
        #expect(left.output == "{\"n.name\":\"Ada\"}\n", "\(left)")
    }

    @Test("makes a store only if it is asked to, and leaves none behind for a query that fails")
    func creation() throws {
        let folder = try WorkFolder()
        try folder.run("query", "new.espalier", "CREATE (:X)").expectUnreadable(
            "There is no store new.espalier.", "`espalier query new.espalier --create`", "espalier import")
        for text in ["RETURN", "RETURN x", "RETURN 1 / 0"] {
            #expect(try folder.run("query", "new.espalier", "--create", text).status != 0)
            #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "new.espalier").path))
        }
        #expect(try folder.run("query", "new.espalier", "--create", "CREATE (:X); RETURN x").status == 2)
        let run = try folder.run(
            "query", "new.espalier", "--create", "--format", "csv", "MATCH (x) RETURN count(x)")
        #expect(run.output == "count(x)\r\n1\r\n", "\(run)")
        try folder.write([], to: "file.espalier")
        try folder.run("query", "file.espalier", "--create", "RETURN 1").expectUnreadable("is not a store")
    }

    @Test("takes parameters as values of a query, as text, and from a file of JSON")
    func parameters() throws {
        let folder = try Self.folder()
        try folder.write(
            Array(
                #"{"ids": [1, 2.0], "day": {"$type": "Date", "_value": "2020-01-01"}, "name": "Bob"}"#.utf8),
            to: "params.json")
        let run = try folder.run(
            "query", "people.espalier", "RETURN $ids, $day + duration('P1D') AS next, $name, $n, $born",
            "--params", "params.json", "--param", "name=Ada", "-p", "n=-7", "-p", "born=date('1815-12-10')",
            "--format", "csv")
        #expect(
            run.output
                == "$ids,next,$name,$n,$born\r\n\"[1,2.0]\",2020-01-02,Ada,-7,1815-12-10\r\n", "\(run)")
        let doubtful = try folder.run(
            "query", "people.espalier", "RETURN $x", "-p", "x=[1,", "--format", "csv")
        #expect(doubtful.status == 0 && doubtful.errors.contains("warning: --param x is text"), "\(doubtful)")
        try folder.write(Array("{\n  \"a\": 1,\n}".utf8), to: "broken.json")
        let broken = try folder.run("query", "people.espalier", "RETURN $a", "--params", "broken.json")
        broken.expectUnreadable("broken.json:3:1: Expected a key in quotes")
    }

    @Test("explains and profiles a query as an indented tree")
    func plans() throws {
        let folder = try Self.folder()
        let text = "MATCH (p:Person) WHERE p.born IS NOT NULL RETURN p.name"
        let explained = try folder.run("query", "people.espalier", text, "--explain")
        #expect(explained.status == 0 && explained.errors == "", "\(explained)")
        #expect(explained.output.hasPrefix("operator") && explained.output.contains("\n  "), "\(explained)")
        #expect(!explained.output.contains("Ada"))
        let profiled = try folder.run("query", "people.espalier", text, "--profile", "--format", "json")
        struct Profile: Decodable {
            let rows: [[String]]
            let plan: Answer.Plan
        }
        let answer: Profile = try profiled.answer()
        #expect(answer.rows == [["Ada"]] && answer.plan.operator == "Result")
        #expect(answer.plan.inputs.first?.rows == 1, "\(profiled)")
        #expect(try folder.run("query", "people.espalier", "CREATE (:X)", "--explain").status == 0)
        let left = try folder.run(
            "query", "people.espalier", "MATCH (x:X) RETURN count(*) AS n", "--format", "csv")
        #expect(left.output == "n\r\n0\r\n", "\(left)")
    }

    @Test("answers with one JSON object when the query, its parameters or the store cannot be read")
    func unreadable() throws {
        let folder = try Self.folder()
        try folder.write(Array("[1]".utf8), to: "list.json")
        try folder.write(Array("RETURN 1;".utf8), to: "script.cypher")
        for (arguments, detail, says) in [
            (["none.espalier", "RETURN 1"], "StoreUnavailable", "none.espalier"),
            (["people.espalier", "RETURN 1", "--params", "list.json"], "UnreadableParameters", "list.json"),
            (["people.espalier", "RETURN 1", "--params", "no.json"], "UnreadableParameters", "no.json"),
            (["people.espalier", "script.cypher"], "UnexpectedSyntax", "< script.cypher"),
            (["people.espalier", "-"], "UnexpectedSyntax", "no statement"),
        ] {
            let run = try folder.run(["query", "--format", "json"] + arguments)
            #expect(run.status == 2 && run.errors.contains(says), "\(run)")
            #expect(try run.answer(Failure.self).error.detail == detail, "\(run)")
        }
    }

    @Test("writes a file whole or not at all, in the format of its ending")
    func output() throws {
        let folder = try Self.folder()
        let run = try folder.run("query", "people.espalier", "RETURN 1 AS n", "-o", "n.csv")
        #expect(run.status == 0 && run.output == "", "\(run)")
        #expect(try folder.text(of: "n.csv") == "n\r\n1\r\n")
        let failed = try folder.run("query", "people.espalier", "RETURN 2 AS n; RETURN 1 / 0", "-o", "n.csv")
        #expect(failed.status == 1, "\(failed)")
        #expect(try folder.text(of: "n.csv") == "n\r\n1\r\n")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!names.contains { $0.hasSuffix(".partial") })
        try folder.run("query", "people.espalier", "RETURN 1", "-o", "no/where.csv").expectUnreadable(
            "no/where.csv")
    }

    @Test("reads a store whose directory cannot be written")
    func readOnly() throws {
        let run = try Self.folder().shell(
            """
            chmod -R a-w people.espalier
            "$espalier" query people.espalier 'MATCH (n) RETURN count(*) AS n' --format csv
            chmod -R u+w people.espalier
            """)
        #expect(run.status == 0 && run.output == "n\r\n3\r\n", "\(run)")
    }

    @Test("ends with 130 when Ctrl-C cancels a query")
    func cancellation() throws {
        let folder = try Self.folder()
        _ = try folder.run("query", "people.espalier", "UNWIND range(1, 300) AS i CREATE (:N {i: i})")
        // A shell lets programs in the background ignore Ctrl-C until they ask for it, so once may be too early.
        let run = try folder.shell(
            """
            "$espalier" query people.espalier --timeout 500s \
              'MATCH (a:N), (b:N), (c:N), (d:N), (e:N) WHERE a.i + b.i + c.i + d.i + e.i < 0 RETURN count(*)' &
            while kill -INT $! 2> gone; do sleep 0.5; done
            wait $!
            """)
        #expect(run.status == 130 && run.output == "", "\(run)")
    }

    @Test("cancels the task of a query when Ctrl-C is pressed once")
    func interruption() throws {
        let wasCancelled = try Interruption.run(progress: nil) {
            kill(getpid(), SIGINT)
            while !Task<Never, Never>.isCancelled { usleep(1_000) }
            return Task<Never, Never>.isCancelled
        }
        #expect(wasCancelled)
    }

    @Test("keeps to its limits")
    func limits() throws {
        let folder = try Self.folder()
        let memory = try folder.run(
            "query", "people.espalier", "UNWIND range(1, 200000) AS i WITH i ORDER BY -i RETURN i",
            "--memory", "64k")
        #expect(memory.status == 1 && memory.errors.contains("MemoryLimitExceeded"), "\(memory)")
    }

    @Test(
        "wrong usage has exit code 64, a sentence and nothing on standard output",
        arguments: [
            (["RETURN 1", "--explain", "--profile"], "Choose one of --explain and --profile"),
            (["RETURN 1", "--param", "x"], "write --param name=value"),
            (["RETURN 1", "--param", "x=1", "--param", "$x=2"], "--param x is given twice"),
            (["RETURN 1", "--memory", "much"], "--memory"), (["RETURN 1", "--timeout", "soon"], "--timeout"),
            (["RETURN 1", "--format", "xml"], "jsonl"), (["RETURN 1", "RETURN 2"], "RETURN 2"),
        ])
    func misuse(arguments: [String], says: String) throws {
        let run = try Self.folder().run(["query", "people.espalier"] + arguments)
        #expect(run.status == 64 && run.output == "" && run.errors.contains(says), "\(run)")
    }
}
