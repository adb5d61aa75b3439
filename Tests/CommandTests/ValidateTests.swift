import Foundation
import Testing

@Suite("espalier validate")
struct ValidateTests {
    static let files = ["people.csv", "products.jsonl", "bought.csv"]

    @Test("says that a graph conforms, and how many elements each type has")
    func conforming() throws {
        let run = try Shop.folder().run(["validate", "shop.pgs"] + Self.files)
        #expect(run.status == 0 && run.errors == "")
        #expect(run.output.hasPrefix("CONFORMS to graph type `shop` (STRICT): 4 nodes, 2 edges.\n"))
        #expect(run.output.contains("  person   node  2\n"))
        #expect(run.output.contains("FOR (p: product) KEY p.sku"))
    }

    @Test("is brief with --quiet")
    func quiet() throws {
        let run = try Shop.folder().run(["validate", "-q", "shop.pgs"] + Self.files)
        #expect(run.output == "CONFORMS to graph type `shop` (STRICT): 4 nodes, 2 edges.\n")
    }

    @Test("does not care in which order the files come")
    func order() throws {
        let run = try Shop.folder().run(["validate", "shop.pgs"] + Self.files.reversed())
        #expect(run.status == 0, "\(run)")
    }

    @Test("says where and why a graph does not conform")
    func violations() throws {
        let folder = try Shop.folder()
        try folder.write(Array(Shop.bought.replacing("ann,cup", with: "ann,mug").utf8), to: "bought.csv")
        try folder.write(
            Array(Shop.products.replacing("\"sku\":2", with: "\"sku\":1").utf8), to: "products.jsonl")
        let run = try folder.run(["validate", "shop.pgs"] + Self.files)
        #expect(run.status == 1 && run.errors == "")
        #expect(
            run.output.hasPrefix(
                "DOES NOT CONFORM to graph type `shop` (STRICT): 4 nodes, 1 edge, 2 violations.\n"))
        #expect(run.output.contains("  bought.csv:3: Edge bought.csv:3 (:BOUGHT) ends at node mug"), "\(run)")
        #expect(run.output.contains("  products.jsonl:2: Node cup "))
    }

    @Test("answers in JSON")
    func json() throws {
        let folder = try Shop.folder()
        let conforming = try folder.run(["validate", "--format", "json", "shop.pgs"] + Self.files)
        let good = try conforming.answer(ValidateAnswer.self)
        #expect(conforming.status == 0 && conforming.errors == "")
        #expect(good.conforms && good.graphType == "shop" && good.violations.isEmpty && good.typing == nil)
        #expect(good.counts.nodes == 4 && good.counts.edges == 2 && good.counts.violations == 0)

        let run = try folder.run("validate", "--format", "json", "shop.pgs", "bought.csv", "products.jsonl")
        let bad = try run.answer(ValidateAnswer.self)
        #expect(run.status == 1 && !bad.conforms)
        #expect(bad.violations.map(\.rule) == ["dangling-source", "dangling-source"])
        #expect(bad.violations.map(\.file) == ["bought.csv", "bought.csv"])
        #expect(bad.violations.map(\.line) == [2, 3])
        #expect(run.output.contains("\"constraint\":null"))
    }

    @Test("tells the types of every element with --typing")
    func typing() throws {
        let run = try Shop.folder()
            .run(["validate", "--format", "json", "--typing", "shop.pgs"] + Self.files.dropLast())
        let answer = try run.answer(ValidateAnswer.self)
        #expect(
            answer.typing == ["ann": ["person"], "bob": ["person"], "tea": ["product"], "cup": ["product"]])
    }

    @Test("answers in SARIF")
    func sarif() throws {
        struct Log: Decodable {
            struct Run: Decodable { let results: [Outcome] }
            struct Outcome: Decodable {
                let ruleId: String
                let locations: [Location]
            }
            struct Location: Decodable { let physicalLocation: Place }
            struct Place: Decodable {
                let artifactLocation: [String: String]
                let region: [String: Int]
            }
            let version: String
            let runs: [Run]
        }
        let run = try Shop.folder().run(
            "validate", "--format", "sarif", "shop.pgs", "bought.csv", "people.csv")
        #expect(run.status == 1)
        let log = try run.answer(Log.self)
        #expect(log.version == "2.1.0")
        let outcome = try #require(log.runs.first?.results.first)
        #expect(outcome.ruleId == "dangling-target")
        #expect(outcome.locations.first?.physicalLocation.artifactLocation["uri"] == "bought.csv")
        #expect(outcome.locations.first?.physicalLocation.region == ["startLine": 2])
    }

    @Test("lists as many violations of a rule as --limit says, and counts all", arguments: [0, 3, 100])
    func limit(limit: Int) throws {
        let folder = try Shop.folder()
        let bad = (1...50).map { "n\($0),Persn,x\n" }.joined()
        try folder.write(Array((":ID,:LABEL,name\n" + bad).utf8), to: "bad.csv")
        let run = try folder.run("validate", "--limit", "\(limit)", "--format", "json", "shop.pgs", "bad.csv")
        let answer = try run.answer(ValidateAnswer.self)
        #expect(answer.violations.count == min(limit, 50) && answer.counts.violations == 50)
        #expect(answer.violations.allSatisfy { $0.message.contains("`Person`") })
    }

    @Test("validates against the graph type that --graph-type names")
    func graphType() throws {
        let folder = try Shop.folder()
        try folder.write(Array(SchemaPictureTests.two.utf8), to: "two.pgs")
        let loose = try folder.run("validate", "-q", "two.pgs", "people.csv")
        #expect(loose.status == 0 && loose.output.contains("2 elements without a type, which LOOSE admits"))
        let strict = try folder.run("validate", "--graph-type", "shop", "two.pgs", "people.csv")
        #expect(strict.status == 0 && strict.output.contains("`shop` (STRICT)"))
        try folder.run("validate", "--graph-type", "sohp", "two.pgs", "people.csv")
            .expectUnreadable("no graph type `sohp`", "`shop`")
    }
}
