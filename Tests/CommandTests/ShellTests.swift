import Foundation
import Testing

@testable import espalier

@Suite("The shell puts lines together")
struct StatementReaderTests {
    private func inputs(_ lines: [String], endsAtEmptyLine: Bool = true) -> [StatementReader.Input] {
        var reader = StatementReader(endsAtEmptyLine: endsAtEmptyLine)
        return lines.flatMap { reader.read($0) } + reader.finish()
    }

    @Test(
        "to statements that end with a semicolon",
        arguments: [
            (["RETURN 1;"], ["RETURN 1"]),
            (["RETURN 1; RETURN 2; ", "RETURN", " 3"], ["RETURN 1", "RETURN 2", "RETURN\n 3"]),
            (["RETURN ';', \"a;\", `b;`;RETURN 2"], ["RETURN ';', \"a;\", `b;`", "RETURN 2"]),
            (["RETURN 'it\\'s; ' ;"], ["RETURN 'it\\'s; '"]),
            (["RETURN `a\\`; RETURN 2"], ["RETURN `a\\`", "RETURN 2"]),
            (["RETURN 1 // no; end", "+ 1;"], ["RETURN 1 // no; end\n+ 1"]),
            (["RETURN /* ; ' */ 1; RETURN /*/; */ 2;"], ["RETURN /* ; ' */ 1", "RETURN /*/; */ 2"]),
            (["RETURN 4 / 2; RETURN 1"], ["RETURN 4 / 2", "RETURN 1"]),
            (["RETURN 'two", "", "lines;'", ";"], ["RETURN 'two\n\nlines;'"]),
            ([";", " ; ", "", "\t"], []), (["RETURN 'never closed;"], ["RETURN 'never closed;"]),
            (["RETURN 'x\\", "';"], ["RETURN 'x\\\n'"]),
        ])
    func statements(lines: [String], texts: [String]) {
        #expect(inputs(lines) == texts.map { .statement($0) })
    }

    @Test("to statements that end with an empty line, where a person types them")
    func emptyLine() {
        let lines = ["MATCH (n)", "RETURN n", " ", "RETURN 2"]
        #expect(inputs(lines) == [.statement("MATCH (n)\nRETURN n"), .statement("RETURN 2")])
        #expect(
            inputs(lines, endsAtEmptyLine: false) == [.statement("MATCH (n)\nRETURN n\n \nRETURN 2")])
    }

    @Test("to instructions, which begin with a colon")
    func instructions() {
        #expect(inputs([" :help ", ":quit"]) == [.instruction("help"), .instruction("quit")])
        #expect(
            inputs(["MATCH (n", ":Person)", "RETURN n;"]) == [.statement("MATCH (n\n:Person)\nRETURN n")])
    }

    @Test(
        "and keeps them as they can be entered again",
        arguments: [
            ("RETURN 1;", ["RETURN 1;"]), ("MATCH (n)\n  RETURN n;", ["MATCH (n) RETURN n;"]),
            ("RETURN 'a\nb';", ["RETURN 'a", "b';"]), ("RETURN 1 // one\n+ 2;", ["RETURN 1 // one", "+ 2;"]),
        ])
    func history(statement: String, entries: [String]) {
        #expect(ShellHistory.entries(statement) == entries)
    }

    @Test(
        "and knows where to keep them",
        arguments: [
            (["XDG_STATE_HOME": "/s", "HOME": "/h"], "/s/espalier"),
            (["HOME": "/h"], "/h/.local/state/espalier"),
            (["XDG_STATE_HOME": "s", "HOME": "/h"], "/h/.local/state/espalier"), ([:], nil),
        ] as [([String: String], String?)])
    func folder(environment: [String: String], folder: String?) {
        #expect(ShellHistory.folder(environment: environment) == folder)
    }
}

@Suite("The shell completes")
struct ShellCompletionTests {
    private static let vocabulary = {
        var vocabulary = ShellVocabulary()
        vocabulary.labels = ["City", "Person", "Old Town"]
        vocabulary.types = ["KNOWS", "KNEW"]
        vocabulary.keys = ["name", "nick name", "born"]
        vocabulary.keywords = ["MATCH", "MERGE", "RETURN"]
        vocabulary.functions = ["date", "date.truncate", "toUpper"]
        vocabulary.procedures = ["db.labels"]
        vocabulary.parameters = ["name"]
        return vocabulary
    }()

    @Test(
        "labels, types, keys, keywords, functions, procedures, parameters and its own words",
        arguments: [
            ("MATCH (p:Per", ["Person"], 3), ("MATCH (p:", ["City", "Person", "`Old Town`"], 0),
            ("MATCH (p:City|p", ["Person"], 1), ("MATCH (a)-[r:kn", ["KNOWS", "KNEW"], 2),
            ("MATCH (a)-[r:KNOWS]->(b:c", ["City"], 1), ("MATCH (a {x: [1]})-[:", ["KNOWS", "KNEW"], 0),
            ("RETURN p.n", ["p.name", "p.`nick name`"], 3),
            ("RETURN p.", ["p.name", "p.`nick name`", "p.born"], 2),
            ("ma", ["match", "max("], 2), ("Ma", ["MATCH", "max("], 2), ("RETURN toU", ["toUpper("], 3),
            ("RETURN date.t", ["date.truncate("], 6), ("CALL db", ["db.labels"], 2),
            ("RETURN $n", ["name"], 1),
            (":sc", ["schema"], 2), ("RETURN 'ma", [], 2), ("RETURN 'it\\'s ma", [], 2),
            ("RETURN 'x' + ma", ["match", "max("], 2),
            ("RETURN ", [], 0), ("", [], 0), ("RETURN [1..", [], 0), ("MATCH (p:Nobody", [], 6),
        ] as [(String, [String], Int)])
    func candidates(text: String, candidates: [String], replaced: Int) {
        var vocabulary = Self.vocabulary
        vocabulary.functions.append("max")
        let completion = ShellCompletion(of: text, vocabulary)
        #expect(completion.candidates == candidates && completion.replaced == replaced)
    }

    @Test(
        "as far as all candidates agree",
        arguments: [
            ("MATCH (p:Per", "Person"), ("MATCH (a)-[:K", "KN"), ("MATCH (a)-[:KN", nil),
            ("MATCH (p:Nobody", nil),
            ("RETURN d", "date"),
        ])
    func common(text: String, common: String?) {
        #expect(ShellCompletion(of: text, Self.vocabulary).common == common)
    }

    @Test("and lists what it cannot choose from, in columns")
    func listing() {
        #expect(ShellCompletion.listing(["a", "bcd", "e"], width: 10) == "a    bcd\ne\n")
        #expect(ShellCompletion.listing(["東京", "b"], width: nil) == "東京  b\n")
        let many = ShellCompletion.listing((0..<300).map { "name\($0)" }, width: 80)
        #expect(many.hasSuffix("... and 100 more\n"))
    }
}

@Suite("Instructions of the shell")
struct ShellInstructionTests {
    @Test(
        "set parameters as people write them",
        arguments: [
            "param x => [1, 'a']", "param x: [1, 'a']", "param x=[1, 'a']", "param $x [1, 'a'];",
            "params x => [1, 'a']",
        ])
    func parameter(line: String) throws {
        guard case .setParameter(let name, let value) = try ShellInstruction(line) else {
            Issue.record("\(line) sets no parameter")
            return
        }
        #expect(name == "x" && value.description == "[1, 'a']")
    }

    @Test("have short names, in letters of any case, with a semicolon or without")
    func names() throws {
        guard case .quit = try ShellInstruction("Q;") else { throw ShellMistake("no quit", "") }
        guard case .help = try ShellInstruction("?") else { throw ShellMistake("no help", "") }
        guard case .format(.jsonl) = try ShellInstruction("format JSONL") else {
            throw ShellMistake("no format", "")
        }
        guard case .timing(false) = try ShellInstruction("timing off ;") else {
            throw ShellMistake("no timing", "")
        }
        guard case .explain("RETURN 1") = try ShellInstruction("explain  RETURN 1;") else {
            throw ShellMistake("no explain", "")
        }
    }

    @Test(
        "say what is wrong with them",
        arguments: [
            ("shcema", "Did you mean `:schema`?"), ("xyzzy", "`:help`"), ("", "`:help`"), ("format", "jsonl"),
            ("format xml", "jsonl"), ("timing", "`:timing on`"), ("explain", "`:explain"),
            ("param", "`:param name => value`"),
            ("param x", "`:param name => value`"), ("param x => ", "`:param name => value`"),
            ("param x => Ada", "'Ada'"), ("param => 1", "`:param name => value`"),
        ])
    func mistakes(line: String, says: String) {
        do throws(ShellMistake) {
            _ = try ShellInstruction(line)
            Issue.record("\(line) was understood")
        } catch {
            #expect(error.suggestion.contains(says), "\(error)")
        }
    }
}

@Suite("espalier shell with a script")
struct ShellCommandTests {
    private func shell(_ script: String, _ arguments: String...) throws -> CommandRun {
        try QueryCommandTests.folder().run(["shell", "people.espalier"] + arguments, input: script)
    }

    @Test("carries out statements and instructions, and says no more than they do")
    func script() throws {
        let run = try shell(
            """
            // people
            :param name => 'Ada'
            :format csv
            MATCH (p:Person {name: $name})
            RETURN p.born AS born;

            RETURN 1 AS one; RETURN 'two;
            lines' AS two
            """)
        #expect(run.status == 0 && run.errors == "", "\(run)")
        #expect(run.output == "born\r\n1815-12-10\r\none\r\n1\r\ntwo\r\n\"two;\nlines\"\r\n")
    }

    @Test("stops at the first statement that fails, and says on which line of the script it is")
    func failure() throws {
        let run = try shell("RETURN 1;\n\nRETURN 2 +\n  m;\nRETURN 3;\n", "--format", "csv")
        #expect(run.status == 2 && run.output == "1\r\n1\r\n", "\(run)")
        #expect(run.errors.hasPrefix("standard input:4:3: error: "), "\(run)")
        #expect(try shell("RETURN 1 / 0;").status == 1)
        #expect(try shell("RETURN 1").output.hasPrefix("1\n"))
        let unknown = try shell(":shcema\nRETURN 1;")
        #expect(unknown.status == 64 && unknown.output == "", "\(unknown)")
    }

    @Test("goes on after failures where that is asked for, and ends with the first exit code")
    func keepGoing() throws {
        let run = try shell("RETURN 1 / 0; RETURN m; RETURN 3 AS x", "--keep-going", "--format", "csv")
        #expect(run.status == 1 && run.output == "x\r\n3\r\n", "\(run)")
    }

    @Test("leaves at :quit, and names the parameter that is missing")
    func others() throws {
        let run = try shell("RETURN 1 AS x;\n:quit\nRETURN 2;", "--format", "csv")
        #expect(run.status == 0 && run.output == "x\r\n1\r\n", "\(run)")
        #expect(try shell("RETURN $born;").errors.contains("`:param born => value`"))
    }

    @Test("shows the schema, or what there is without one")
    func schema() throws {
        let run = try shell(":schema\n")
        #expect(run.status == 0 && run.output.contains("(:Person)-[:KNOWS]->(:Person)"), "\(run)")
        let schema = "CREATE GRAPH TYPE g LOOSE { (p: Person { name STRING }) }"
        #expect(try shell("\(schema);\n:schema\n:help\n").output.contains(schema))
    }

    @Test("makes a store only if it is asked to")
    func creation() throws {
        let folder = try WorkFolder()
        try folder.run(["shell", "new.espalier"], input: "RETURN 1;").expectUnreadable(
            "`espalier shell new.espalier --create`")
        #expect(try folder.run(["shell", "new.espalier", "--create"], input: "CREATE (:X);").status == 0)
        #expect(try folder.run("verify", "new.espalier").status == 0)
    }
}
