import Testing

@Suite("espalier schema format")
struct SchemaFormatTests {
    static let untidy =
        "create graph type g strict { // people\n (p:Person{name string}),(:p)-[k:KNOWS]->(:p) }"

    @Test("prints the canonical layout and keeps comments; twice changes nothing")
    func printing() throws {
        let folder = try WorkFolder(["g.pgs": Self.untidy])
        let once = try folder.run("schema", "format", "g.pgs")
        #expect(once.status == 0 && once.errors == "")
        #expect(once.output.contains("CREATE GRAPH TYPE g STRICT {"))
        #expect(once.output.contains("// people"))
        #expect(try folder.text(of: "g.pgs") == Self.untidy)
        let twice = try folder.run("schema", "format", "-", input: once.output)
        #expect(twice.output == once.output)
    }

    @Test("writes into the file with --in-place, and is content with --check afterwards")
    func inPlace() throws {
        let folder = try WorkFolder(["g.pgs": Self.untidy])
        let before = try folder.run("schema", "format", "--check", "g.pgs")
        #expect(before.status == 1 && before.output == "")
        #expect(before.errors.contains("g.pgs is not laid out"))
        let printed = try folder.run("schema", "format", "g.pgs").output
        let run = try folder.run("schema", "format", "--in-place", "g.pgs")
        #expect(run.status == 0 && run.output == "" && run.errors == "")
        #expect(try folder.text(of: "g.pgs") == printed)
        let after = try folder.run("schema", "format", "--check", "g.pgs")
        #expect(after.status == 0 && after.output == "" && after.errors == "")
    }

    @Test(
        "leaves a broken file alone and says what is wrong with it", arguments: ["", "--in-place", "--check"])
    func broken(option: String) throws {
        let broken = "CREATE GRAPH TYPE g STRICT { (p: Person { name STRING ) }\n"
        let folder = try WorkFolder(["g.pgs": broken])
        let run = try folder.run(["schema", "format", "g.pgs"] + (option.isEmpty ? [] : [option]))
        run.expectUnreadable("g.pgs:1:", "error:", "^")
        #expect(try folder.text(of: "g.pgs") == broken)
    }

    @Test("refuses options that exclude each other")
    func options() throws {
        let folder = try WorkFolder(["g.pgs": Self.untidy])
        #expect(try folder.run("schema", "format", "--check", "--in-place", "g.pgs").status == 64)
        #expect(try folder.run("schema", "format", "--in-place", "-").status == 64)
        #expect(try folder.text(of: "g.pgs") == Self.untidy)
    }
}
