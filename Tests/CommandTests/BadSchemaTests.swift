import Testing

@Suite("Schemas that cannot be used")
struct BadSchemaTests {
    static let texts: [(text: String, says: String)] = [
        ("", "g.pgs:1:1: error: There is no statement here."),
        ("// nothing\n", "There is no statement here."),
        ("CREATE NODE TYPE (a: b & A);\nCREATE NODE TYPE (b: a & B);", "refers to itself: `a` -> `b` -> `a`"),
        ("CREATE GRAPH TYPE g STRICT { missing }", "`missing`"),
        ("CREATE GRAPH TYPE g STRICT { (p: P { a INT ) }", "g.pgs:1:"),
        ("CREATE GRAPH TYPE g { }", "STRICT"),
        ("CREATE GRAPH TYPE g STRICT { " + String(repeating: "(", count: 100_000), "g.pgs:1:"),
        ("CREATE GRAPH TYPE g STRICT { (p: P { a \"", "g.pgs:1:"),
    ]

    @Test("are refused with file, line and a way out, by every command", arguments: texts)
    func refusal(text: String, says: String) throws {
        let folder = try WorkFolder(["g.pgs": text, "people.csv": Shop.people])
        let check = try folder.run("schema", "check", "g.pgs")
        #expect(check.status == 2 && check.errors.contains(says), "\(check)")
        for arguments in [
            ["schema", "explain", "g.pgs"], ["schema", "draw", "g.pgs"], ["validate", "g.pgs", "people.csv"],
        ] {
            try folder.run(arguments).expectUnreadable("g.pgs:", "error:", says)
        }
    }

    @Test(
        "are refused when they are no schema file at all",
        arguments: [
            ("missing.pgs", "There is no schema file missing.pgs"), (".", "is a directory"),
            ("people.csv", "people.csv is data by its name"), ("wide.pgs", "not text in UTF-8"),
        ])
    func noSchema(path: String, says: String) throws {
        let folder = try WorkFolder(["people.csv": Shop.people])
        try folder.write(Shop.schema.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, to: "wide.pgs")
        for arguments in [["check", path], ["format", path], ["explain", path], ["draw", path]] {
            try folder.run(["schema"] + arguments).expectUnreadable(says)
        }
        try folder.run("validate", path, "people.csv").expectUnreadable(says)
        let json = try folder.run("schema", "check", "--format", "json", path)
        let answer = try json.answer(CheckAnswer.self)
        #expect(json.status == 2 && !answer.ok && answer.errors.map(\.file) == [path])
    }

    @Test("are refused when there is no graph type to validate against, though they are well formed")
    func noGraphType() throws {
        let folder = try WorkFolder(["g.pgs": "CREATE NODE TYPE (p: P)", "people.csv": Shop.people])
        let check = try folder.run("schema", "check", "g.pgs")
        #expect(check.status == 0 && check.output == "g.pgs: well formed: 1 type and no graph type.\n")
        try folder.run("validate", "g.pgs", "people.csv").expectUnreadable("CREATE GRAPH TYPE")
    }

    @Test("are not those with a product of 40 unions, which is judged at once", .timeLimit(.minutes(15)))
    func unions() throws {
        let parts = (0..<40).map { "(a\($0): A\($0)), (b\($0): B\($0))" }.joined(separator: ", ")
        let product = (0..<40).map { "(a\($0) | b\($0))" }.joined(separator: " & ")
        let labels = (0..<40).map { $0 % 2 == 0 ? "A\($0)" : "B\($0)" }.joined(separator: ";")
        let folder = try WorkFolder([
            "g.pgs": "CREATE GRAPH TYPE g STRICT { \(parts), (all: \(product)) }",
            "n.csv": ":ID,:LABEL\n1,\(labels)\n2,\(labels);C\n",
        ])
        let clock = ContinuousClock()
        let start = clock.now
        #expect(try folder.run("schema", "check", "g.pgs").status == 0)
        let run = try folder.run("validate", "--format", "json", "--typing", "g.pgs", "n.csv")
        #expect(run.status == 1)
        #expect(try run.answer(ValidateAnswer.self).typing == ["1": ["all"], "2": []])
        #expect(clock.now - start < .seconds(10))
    }
}
