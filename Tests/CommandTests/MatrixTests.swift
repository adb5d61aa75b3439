import Foundation
import LearningCore
import Tensors
import Testing

@Suite("model matrix")
struct MatrixTests {
    private struct Answer: Decodable {
        struct Entry: Decodable {
            let metric: String
            let values: [[Double]]
            let compatible: [[Bool]]
            let averageCompatibility: Double
            let passes: Bool
            let updateGains: [Gain]?
        }
        struct Gain: Decodable {
            let gallery: String
            let gain, possible: Double
            let share: Double?
        }
        let versions: [String]
        let passes: Bool
        let metrics: [Entry]
    }

    /// Files of two queries and four records of two classes, of which the gallery of `old` confuses some.
    private let folder: WorkFolder

    init() throws {
        folder = try WorkFolder()
        // In `old` the queries find one of two; in its gallery those of `new` find all, those of `other` nothing.
        try write("old", query: [1, 0.2, 0.9, 1], gallery: [1, 0.1, 0.8, 1, 1, 0.9, 0, 1])
        try write("new", query: [1, -0.5, -0.5, 1], gallery: [1, 0, 1, 0.1, 0, 1, 0.1, 1])
        try write("other", query: [-1, 0.1, 0.3, -1], gallery: [1, 0, 1, 0.1, 0, 1, 0.1, 1])
        try write(
            "elsewhere", query: [1, 0, 0, 1], gallery: [1, 0, 1, 0, 0, 1, 0, 1], labels: [0, 1, 0, 1])
        try write("long", query: [1, -0.5, 9, -0.5, 1, 9], gallery: [1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0])
    }

    private func write(
        _ name: String, query: [Double], gallery: [Double], labels: [Int] = [0, 0, 1, 1]
    ) throws {
        try EmbeddingEvaluation(
            name: name, query: Embeddings(query, dimension: query.count / 2), queryLabels: [0, 1],
            gallery: Embeddings(gallery, dimension: gallery.count / 4), galleryLabels: labels
        ).write(to: folder.url.appending(path: "\(name).safetensors").path)
    }

    private func matrix(_ arguments: String...) throws -> CommandRun {
        try folder.run(["model", "matrix"] + arguments)
    }

    @Test("rows ask, columns are searched, and a better search than the old one's own passes")
    func values() throws {
        let run = try matrix(
            "old.safetensors", "new.safetensors", "--metric", "map,cmc@1", "--format", "json")
        let answer: Answer = try run.answer()
        #expect(run.status == 0 && answer.passes == answer.metrics.allSatisfy(\.passes))
        #expect(answer.metrics.map(\.metric) == ["map", "cmc@1"])
        let map = answer.metrics[0]
        #expect(map.values.map(\.count) == [1, 2] && map.values[1][0] > map.values[0][0])
        #expect(map.compatible == [[], [true]] && map.averageCompatibility == 1)
        #expect(map.values[1][1] == 1)
    }

    @Test("a pair that fails is shown, and with --require pass it ends the command with 1")
    func required() throws {
        let names = ["old.safetensors", "other.safetensors"]
        let shown = try matrix(names[0], names[1])
        #expect(shown.status == 0 && shown.output.contains("FAIL") && shown.output.contains("NOT on map"))
        #expect(try matrix(names[0], names[1], "--require", "pass").status == 1)
        #expect(try matrix(names[0], "new.safetensors", "--require", "pass").status == 0)
    }

    @Test("a version is not compatible with itself: a tie fails")
    func tie() throws {
        let run = try matrix(
            "old.safetensors", "old.safetensors", "--require", "pass", "--format", "json")
        let answer: Answer = try run.answer()
        #expect(run.status == 1 && answer.metrics[0].compatible == [[], [false]])
    }

    @Test("the update gain is the share of what the paragon gains, and undefined where that is nothing")
    func gain() throws {
        let run = try matrix(
            "old.safetensors", "new.safetensors", "--paragon", "new.safetensors", "--format", "json")
        let gain = try #require(try run.answer(Answer.self).metrics[0].updateGains?.first)
        #expect(gain.gallery == "old.safetensors")
        #expect(abs(try #require(gain.share) - gain.gain / gain.possible) < 1e-12)
        let none = try matrix(
            "old.safetensors", "new.safetensors", "--paragon", "old.safetensors", "--format", "json")
        #expect(try #require(try none.answer(Answer.self).metrics[0].updateGains?.first).share == nil)
        #expect(
            try matrix("old.safetensors", "new.safetensors", "--paragon", "old.safetensors").output
                .contains("undefined"))
    }

    @Test("queries that are longer than a gallery's vectors are cut to their length")
    func lengths() throws {
        let answer: Answer = try matrix("old.safetensors", "long.safetensors", "--format", "json").answer()
        let short: Answer = try matrix("old.safetensors", "new.safetensors", "--format", "json").answer()
        #expect(answer.metrics[0].values[1][0] == short.metrics[0].values[1][0])
    }

    @Test("models that were tested on other records are refused by name, and those of the same are not")
    func otherTest() throws {
        for (name, feature) in [("v1", 0), ("v2", 1), ("v3", 0)] as [(String, Float)] {
            let file = folder.url.appending(path: "\(name == "v3" ? "new" : "old").safetensors")
            let test = try Dataset(
                name: "test.csv", shape: [1], features: [feature, 2], labels: [0, 1], classNames: ["a", "b"])
            try ModelDirectory.write(
                ["weight": TensorData([1] as [Float], shape: [1])],
                manifest: ModelManifest(
                    kind: "bct", architecture: "none", data: [.init(test, role: "test")], seed: 0,
                    madeBy: RunEnvironment(versions: [:])),
                attachments: [.embeddings: Data(contentsOf: file)],
                to: folder.url.appending(path: name).path)
        }
        #expect(try matrix("v1", "v3").status == 0)
        try matrix("v1", "v2").expectUnreadable("v2 was tested on test.csv (2 records", "and v1 on test.csv")
        try matrix("v1", "v3", "--paragon", "v2").expectUnreadable("v2 was tested on test.csv")
        #expect(try matrix("v1", "old.safetensors").status == 0)
    }

    @Test("what cannot be compared is said in a sentence")
    func unreadable() throws {
        try folder.write(Array("not a tensor".utf8), to: "broken.safetensors")
        try matrix("old.safetensors", "elsewhere.safetensors").expectUnreadable(
            "different records", "elsewhere")
        try matrix("old.safetensors", "broken.safetensors").expectUnreadable("broken.safetensors")
        try matrix("old.safetensors", "none.safetensors").expectUnreadable("none.safetensors", "no such")
        try matrix("old.safetensors", "v2").expectUnreadable("v2", "registry")
        try matrix(
            "old.safetensors", "new.safetensors", "--paragon", "elsewhere.safetensors"
        ).expectUnreadable("different records")
    }

    @Test("one version, a metric that is not known and one named twice are wrong usage")
    func usage() throws {
        for arguments in [
            ["old.safetensors"], ["old.safetensors", "new.safetensors", "--metric", "recall"],
            ["old.safetensors", "new.safetensors", "--metric", "map,map"],
            ["old.safetensors", "new.safetensors", "--require", "luck"],
        ] {
            #expect(try folder.run(["model", "matrix"] + arguments).status == 64)
        }
    }
}
