import Testing

@Suite("espalier schema check")
struct SchemaCheckTests {
    @Test("says that a schema is well formed and what is in it")
    func wellFormed() throws {
        let run = try WorkFolder(["shop.pgs": Shop.schema]).run("schema", "check", "shop.pgs")
        #expect(run.status == 0)
        #expect(
            run.output
                == "shop.pgs: well formed: graph type `shop` (STRICT) with 3 types and 1 constraint.\n")
        #expect(run.errors == "")
    }

    @Test("shows an error with its line, a caret and the word that was meant")
    func error() throws {
        let schema = Shop.schema.replacing("sku INT", with: "sku INTT")
        let run = try WorkFolder(["shop.pgs": schema]).run("schema", "check", "shop.pgs")
        #expect(run.status == 2)
        #expect(run.output == "shop.pgs: 1 error.\n")
        #expect(
            run.errors == """
                shop.pgs:3:27: error: There is no value type `INTT`.
                  (product: Product { sku INTT, price DOUBLE, OPTIONAL tags LIST<STRING> }),
                                          ^~~~
                Did you mean `INT`?

                """)
    }

    @Test(
        "knows the word that was meant",
        arguments: [
            ("CREAT GRAPH TYPE g STRICT { }", "`CREATE`"), ("CREATE GRAPH TYPE g STRCT { }", "`STRICT`"),
            ("CREATE GRAPH TYPE g STRICT { (p: P { a STRIN }) }", "`STRING`"),
            ("CREATE GRAPH TYPE g STRICT { (p: P), (:p)-[:KNOWS]->(:p) }", "`[knowsType: KNOWS]`"),
        ])
    func suggestion(schema: String, meant: String) throws {
        let run = try WorkFolder(["g.pgs": schema]).run("schema", "check", "g.pgs")
        #expect(run.status == 2 && run.errors.contains(meant), "\(run)")
    }

    @Test("takes an unknown name for a label, and warns where it looks like a misspelt type")
    func label() throws {
        let schema = Shop.schema.replacing("(:person)", with: "(:persn)")
        let run = try WorkFolder(["shop.pgs": schema]).run("schema", "check", "shop.pgs")
        #expect(run.status == 0 && run.errors.contains("Did you mean `person`?"), "\(run)")
    }

    static let misspeltKey = Shop.schema.replacing("p.sku", with: "p.skuu")

    @Test("warns of what is well formed and probably a slip")
    func warning() throws {
        let folder = try WorkFolder(["shop.pgs": Self.misspeltKey])
        let run = try folder.run("schema", "check", "shop.pgs")
        #expect(run.status == 0)
        #expect(run.errors.contains("shop.pgs:5:26: warning: "))
        #expect(run.errors.contains("`sku`"))
        #expect(run.output.contains("well formed, 1 warning"))
        #expect(try folder.run("schema", "check", "--warnings-as-errors", "shop.pgs").status == 1)
    }

    @Test("answers in JSON with errors and warnings and their places")
    func json() throws {
        let folder = try WorkFolder([
            "good.pgs": Shop.schema, "slip.pgs": Self.misspeltKey,
            "bad.pgs": "CREATE NODE TYPE (a: b & A);\nCREATE NODE TYPE (b: a & B);\n",
            "broken.pgs": "CREATE GRAPH",
        ])
        let good = try folder.run("schema", "check", "--format", "json", "good.pgs")
        #expect(good.status == 0 && good.errors == "")
        #expect(good.output == "{\"errors\":[],\"ok\":true,\"warnings\":[]}\n")

        let slip = try folder.run("schema", "check", "--format", "json", "slip.pgs")
        let warnings = try slip.answer(CheckAnswer.self)
        #expect(slip.status == 0 && warnings.ok && warnings.errors.isEmpty)
        let warning = try #require(warnings.warnings.first)
        #expect(warning.kind == "warning" && warning.line == 5 && warning.column == 26)
        #expect(warning.suggestion?.contains("`sku`") == true)

        let bad = try folder.run("schema", "check", "--format", "json", "bad.pgs")
        let errors = try bad.answer(CheckAnswer.self)
        #expect(bad.status == 2 && !errors.ok)
        let error = try #require(errors.errors.first)
        #expect(error.kind == "schema" && error.line == 2 && error.file == "bad.pgs")
        #expect(error.message.contains("refers to itself"))

        let broken = try folder.run("schema", "check", "--format", "json", "broken.pgs")
        #expect(broken.status == 2)
        #expect(try broken.answer(CheckAnswer.self).errors.first?.kind == "parse")
    }

    @Test("reads standard input where the file is called -")
    func standardInput() throws {
        let run = try WorkFolder().run("schema", "check", "-", input: Shop.schema)
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("standard input: well formed"))
        let piped = try WorkFolder(["shop.pgs": Shop.schema])
            .shell("cat shop.pgs | \"$espalier\" schema check /dev/stdin")
        #expect(piped.status == 0, "\(piped)")
    }

    @Test("stops after 200 errors")
    func manyErrors() throws {
        let run = try WorkFolder(["g.pgs": String(repeating: "CREATE TABLE t;\n", count: 1000)])
            .run("schema", "check", "g.pgs")
        #expect(run.status == 2)
        #expect(run.errors.contains("There are more errors; the first 200 are listed."))
    }
}
