import Testing

@Suite("Using espalier")
struct UsageTests {
    static let commands: [(words: [String], options: [String])] = [
        ([], ["--version", "--help", "schema", "validate"]),
        (["schema"], ["check", "format", "explain", "draw"]),
        (
            ["query"],
            [
                "<store>", "<text>", "--param", "--params", "--memory", "--timeout", "--format", "--output",
                "--explain", "--profile", "--create", "--quiet",
            ]
        ),
        (["privacy"], ["epsilon", "calibrate", "audit"]),
        (
            ["privacy", "epsilon"],
            ["--sigma", "--q", "--steps", "--delta", "--accountant", "--relation", "--format"]
        ),
        (
            ["privacy", "calibrate"],
            ["--epsilon", "--full-batch", "--steps", "--delta", "--accountant", "--relation", "--format"]
        ),
        (["privacy", "audit"], ["--runs", "--sigma", "--steps", "--mutant", "--all-mutants", "--format"]),
        (["train"], ["adamix"]),
        (
            ["train", "adamix"],
            [
                "--public", "--private", "--test", "--epsilon", "--delta", "--relation", "--budget",
                "--ledger",
                "--model", "--steps", "--projection", "--hidden", "--start", "--repeatable-noise", "--format",
            ]
        ),
        (["reproduce"], ["<claim>", "--list", "--seeds", "--quick", "--out", "--format"]),
        (["shell"], ["<store>", "--format", "--create", "--keep-going", "--no-history"]),
        (["schema", "check"], ["<schema>", "--format", "--warnings-as-errors"]),
        (["schema", "format"], ["<schema>", "--in-place", "--check"]),
        (["schema", "explain"], ["<schema>", "--format", "--graph-type"]),
        (["schema", "draw"], ["<schema>", "--format", "--graph-type", "--output"]),
        (
            ["validate"],
            [
                "<schema>", "<data>", "--nodes", "--relationships", "--skip-first-line", "--graph-type",
                "--format",
                "--typing", "--limit", "--id-type", "--delimiter", "--array-delimiter", "--quote",
                "--threads",
                "--quiet",
            ]
        ),
    ]

    @Test("--help names every option", arguments: commands)
    func help(words: [String], options: [String]) throws {
        let folder = try WorkFolder()
        let run = try folder.run(words + ["--help"])
        #expect(run.status == 0 && run.errors == "")
        for option in options { #expect(run.output.contains(option), "\(option)") }
        let lines = run.output.split(separator: "\n").filter { !$0.hasPrefix("USAGE") }
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(try folder.run(["help"] + words).output == run.output)
    }

    @Test("without a command it shows the help")
    func nothing() throws {
        let run = try WorkFolder().run()
        #expect(run.status == 0 && run.output.contains("A first look"))
    }

    @Test("--version is three numbers")
    func version() throws {
        let run = try WorkFolder().run("--version")
        #expect(run.status == 0)
        #expect(run.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test(
        "wrong usage has exit code 64, a sentence and nothing on standard output",
        arguments: [
            ("validte shop.pgs people.csv", "Did you mean `espalier validate`?"),
            ("shop.pgs people.csv", "There is no command `espalier shop.pgs`"),
            ("schema chekc shop.pgs", "Did you mean `espalier schema check`?"),
            ("help validte", "Did you mean `espalier validate`?"),
            ("schema help", "no command `espalier schema help`"),
            ("schema chart shop.pgs", "There is no command `espalier schema chart`"),
            ("schema check", "<schema>"), ("schema check shop.pgs more.pgs", "more.pgs"),
            ("schema check --format xml shop.pgs", "text"),
            ("schema check --fromat json shop.pgs", "--format"),
            ("validate", "<schema>"), ("validate shop.pgs", "at least one file"),
            ("validate shop.pgs people.csv --limit -1", "--limit"),
            ("validate shop.pgs people.csv --limit many", "--limit"),
            ("validate shop.pgs people.csv --threads 0", "from 1"),
            ("validate shop.pgs people.csv --format yaml", "sarif"),
            ("validate shop.pgs people.csv --id-type text", "integer"),
            ("validate shop.pgs people.csv --typing", "--format json"),
            ("validate shop.pgs people.csv --delimiter ab", "one character"),
            ("validate shop.pgs people.csv --delimiter ;", "--array-delimiter '|'"),
            ("validate shop.pgs people.csv people.csv", "people.csv is given twice"),
            ("validate shop.pgs --nodes Person=", "--nodes Person=people.csv"),
            ("validate shop.pgs --relationships ,", "names no file"),
            ("validate shop.pgs -", "standard input"),
        ])
    func misuse(line: String, says: String) throws {
        let run = try Shop.folder().run(line.split(separator: " ").map(String.init))
        #expect(run.status == 64 && !run.wasKilled, "\(run)")
        #expect(run.output == "")
        #expect(run.errors.contains(says), "\(run)")
    }
}
