import Foundation
import Testing

@Suite("espalier schema explain and draw")
struct SchemaPictureTests {
    static let two = Shop.schema + "CREATE GRAPH TYPE empty LOOSE { }\n"

    @Test("explain says every type and constraint in words")
    func explaining() throws {
        let run = try WorkFolder(["shop.pgs": Shop.schema]).run("schema", "explain", "shop.pgs")
        #expect(run.status == 0 && run.errors == "")
        for word in ["shop", "person", "product", "bought", "sku"] { #expect(run.output.contains(word)) }
    }

    @Test("explain answers in JSON too")
    func json() throws {
        struct Answer: Decodable {
            let graphType: String
            let types: [String: String]
            let constraints: [String]
        }
        let run = try WorkFolder(["shop.pgs": Self.two])
            .run("schema", "explain", "--format", "json", "--graph-type", "shop", "shop.pgs")
        let answer = try run.answer(Answer.self)
        #expect(answer.graphType == "shop" && answer.constraints.count == 1)
        #expect(answer.types.keys.sorted() == ["bought", "person", "product"])
    }

    @Test(
        "both take the last graph type unless one is named, and know which name was meant",
        arguments: ["explain", "draw"])
    func choice(command: String) throws {
        let folder = try WorkFolder(["shop.pgs": Self.two, "none.pgs": "CREATE NODE TYPE (p: P)"])
        let format = command == "draw" ? ["--format", "dot"] : []
        let last = try folder.run(["schema", command, "shop.pgs"] + format)
        #expect(last.status == 0 && !last.output.contains("sku"))
        let named = try folder.run(["schema", command, "shop.pgs", "--graph-type", "shop"] + format)
        #expect(named.status == 0 && named.output.contains("sku"))
        try folder.run("schema", command, "shop.pgs", "--graph-type", "shpo")
            .expectUnreadable("no graph type `shpo`", "`shop`")
        try folder.run("schema", command, "none.pgs").expectUnreadable("no graph type")
    }

    @Test(
        "explain answers in JSON that a schema cannot be read",
        arguments: ["none.pgs", "broken.pgs", "missing.pgs"])
    func unreadable(file: String) throws {
        let folder = try WorkFolder(["none.pgs": "CREATE NODE TYPE (p: P)", "broken.pgs": "CREATE"])
        let run = try folder.run("schema", "explain", "--format", "json", file)
        #expect(run.status == 2)
        #expect(try run.answer(ProblemsAnswer.self).errors.first?.file == file)
    }

    @Test("draw writes Graphviz's language")
    func dot() throws {
        let run = try WorkFolder(["shop.pgs": Shop.schema]).run(
            "schema", "draw", "--format", "dot", "shop.pgs")
        #expect(run.status == 0 && run.output.hasPrefix("digraph"), "\(run)")
    }

    @Test(
        "draw writes SVG to standard output or into a file",
        .enabled(if: Self.hasGraphviz, "Graphviz is not installed."))
    func svg() throws {
        let folder = try WorkFolder(["shop.pgs": Shop.schema])
        let run = try folder.run("schema", "draw", "shop.pgs")
        #expect(run.status == 0 && run.errors == "")
        #expect(run.output.hasPrefix("<svg") || run.output.hasPrefix("<?xml"))
        let written = try folder.run("schema", "draw", "-o", "shop.svg", "shop.pgs")
        #expect(written.status == 0 && written.output == "")
        #expect(try folder.text(of: "shop.svg") == run.output)
        try folder.run("schema", "draw", "-o", "nowhere/shop.svg", "shop.pgs")
            .expectUnreadable("nowhere/shop.svg cannot be written")
    }

    @Test("draw says how to install Graphviz where it is missing")
    func missingGraphviz() throws {
        let folder = try WorkFolder(["shop.pgs": Shop.schema])
        try folder.run(["schema", "draw", "shop.pgs"], environment: ["PATH": ""])
            .expectUnreadable("Graphviz", "install")
    }

    private static var hasGraphviz: Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .contains { FileManager.default.isExecutableFile(atPath: "\($0)/dot") }
    }
}
