import Foundation
import Testing

@Suite("What espalier writes")
struct OutputTests {
    static let commands = [
        "validate shop.pgs people.csv", "validate --format json --typing shop.pgs people.csv",
        "validate --format sarif shop.pgs people.csv", "schema check shop.pgs", "schema format shop.pgs",
        "schema explain shop.pgs", "schema draw --format dot shop.pgs",
    ]

    @Test("to a pipe that nobody reads is lost quietly", arguments: commands)
    func closedPipe(command: String) throws {
        // Where SIGPIPE is ignored, as some parent processes leave it, writing fails instead.
        let run = try Shop.folder().shell(
            "trap '' PIPE; { sleep 0.1; \"$espalier\" \(command); echo \"status $?\" >&2; } | true")
        #expect(run.errors == "status 2\n", "\(run)")
    }

    @Test("to a closed or full output ends with a sentence", arguments: commands)
    func unusableOutput(command: String) throws {
        let closed = try Shop.folder().shell("\"$espalier\" \(command) >&-")
        #expect(closed.status == 2 && closed.errors.contains("The output cannot be written"), "\(closed)")
        guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
        let full = try Shop.folder().shell("\"$espalier\" \(command) >/dev/full")
        #expect(full.status == 2 && full.errors.contains("The output cannot be written"), "\(full)")
    }

    @Test("has no progress and no colours where nobody looks at a terminal")
    func plain() throws {
        let folder = try Shop.folder()
        try folder.write(Array("CREATE".utf8), to: "broken.pgs")
        for arguments in [["validate", "shop.pgs", "people.csv"], ["schema", "check", "broken.pgs"]] {
            let run = try folder.run(arguments)
            #expect(!(run.output + run.errors).contains("\u{1B}"))
        }
    }

    @Test("keeps control characters of the data away from the terminal")
    func controlCharacters() throws {
        let folder = try Shop.folder()
        let people = ":ID,:LABEL,name\n\u{1B}[31mann,Per\u{1B}[5mson,\u{1B}]0;title\u{7}\n"
        try folder.write(Array(people.utf8), to: "steering.csv")
        try folder.write(Array(":ID,na\u{1B}[31mme:foo\n".utf8), to: "header.csv")
        for file in ["steering.csv", "header.csv", "\u{1B}[31m.csv"] {
            let run = try folder.run("validate", "shop.pgs", file)
            #expect(run.status == (file == "steering.csv" ? 1 : 2))
            #expect(!(run.output + run.errors).contains("\u{1B}"))
        }
        let json = try folder.run("validate", "--format", "json", "shop.pgs", "steering.csv")
        #expect(try json.answer(ValidateAnswer.self).violations.first?.element == "\u{1B}[31mann")
    }

    @Test("into a file follows a link, keeps the permissions, and writes to what is no regular file")
    func files() throws {
        let folder = try WorkFolder(["real.pgs": SchemaFormatTests.untidy])
        let run = try folder.shell(
            """
            chmod 640 real.pgs && ln -s real.pgs link.pgs && "$espalier" schema format -i link.pgs || exit 9
            test -L link.pgs || echo 'the link is gone'
            "$espalier" schema format --check real.pgs || echo 'the file is not formatted'
            ls -l real.pgs | cut -c 1-10
            mkfifo pipe && (cat pipe > copy &) && "$espalier" schema draw --format dot -o pipe real.pgs || exit 9
            test -p pipe || echo 'the pipe is gone'
            """)
        #expect(run.status == 0 && run.output == "-rw-r-----\n", "\(run)")
    }

    @Test(
        "is one JSON object also when the input cannot be read",
        arguments: [
            ("shop.pgs missing.csv", "data", "missing.csv", nil),
            ("shop.pgs ragged.csv", "data", "ragged.csv", 2),
            ("missing.pgs people.csv", "schema", "missing.pgs", nil),
            ("broken.pgs people.csv", "parse", "broken.pgs", 1),
            ("--graph-type no shop.pgs people.csv", "schema", "shop.pgs", nil),
        ] as [(String, String, String, Int?)])
    func unreadable(arguments: String, kind: String, file: String, line: Int?) throws {
        let folder = try Shop.folder()
        try folder.write(Array(":ID,name\n1\n".utf8), to: "ragged.csv")
        try folder.write(Array("CREATE".utf8), to: "broken.pgs")
        let run = try folder.run(
            ["validate", "--format", "json"] + arguments.split(separator: " ").map(String.init))
        #expect(run.status == 2 && !run.errors.isEmpty)
        let problem = try #require(try run.answer(ProblemsAnswer.self).errors.first)
        #expect(problem.kind == kind && problem.file == file && problem.line == line, "\(run)")
    }
}
