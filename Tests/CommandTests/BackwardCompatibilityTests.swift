import Foundation
import LearningCore
import Testing

@Suite("train bct and train adapter", .needsTorch)
struct BackwardCompatibilityTests {
    private struct Row: Decodable {
        let metric: String
        let old, cross, new: Double
        let isCompatible: Bool
    }
    private struct Answer: Decodable {
        let kind: String
        let predecessor: String?
        let terms: [String]
        let compatibility: [Row]?
    }
    private struct AdapterAnswer: Decodable {
        let method: String
        let residual: Double
        let onGallery: [Row]?
        let onQuery: [Row]?
    }

    private let folder: WorkFolder

    /// A first version that knows two of three classes.
    init() throws {
        folder = try Clothes.folder()
        let run = try train(
            "classifier", "--classes", "boot,coat", "--width", "4", "--test", "test.csv", "--model", "v1")
        #expect(run.status == 0, "\(run)")
    }

    private func train(_ method: String, _ more: String...) throws -> CommandRun {
        try train(method, more)
    }

    private func train(_ method: String, _ more: [String]) throws -> CommandRun {
        try folder.run(
            ["train", method, "--data", "many.csv", "--epochs", "6", "--batch", "32", "--embedding", "4"]
                + more)
    }

    @Test("the next version names its predecessor, its terms, and what its queries find")
    func update() throws {
        let run = try train(
            "bct", "--old", "v1", "--test", "test.csv", "--model", "v2", "--format", "json")
        let answer: Answer = try run.answer()
        #expect(run.status == 0 && answer.kind == "bct" && answer.predecessor?.hasSuffix("v1") == true)
        #expect(answer.terms.count == 2 && answer.terms[1].contains("all 3 classes"))
        let map = try #require(answer.compatibility?.first)
        #expect(map.metric == "map" && map.isCompatible == (map.cross > map.old))
        let model = try ModelDirectory(reading: folder.url.appending(path: "v2").path)
        #expect(model.attachments == [.predictions, .embeddings])
        #expect(
            try model.manifest.predecessor?.digest
                == ModelDirectory(reading: folder.url.appending(path: "v1").path).digest)
        let matrix = try folder.run("model", "matrix", "v1", "v2")
        #expect(matrix.status == 0 && matrix.output.contains("of 1 pairs pass"), "\(matrix)")
    }

    @Test(
        "every variant says which terms are active",
        arguments: [
            (["--synthesize", "none"], "on records of its 2 classes"),
            (["--variant", "soft"], "its own answers"),
            (["--variant", "l2", "--weight", "4"], "4.0 x squared"),
            (["--variant", "contrastive", "--negatives", "5"], "the 5 nearest old embeddings"),
            (["--variant", "ract"], "the 10 nearest old and new"),
            (["--variant", "simplex"], "5 vertices of a fixed simplex"),
        ])
    func variants(arguments: [String], term: String) throws {
        let run = try train("bct", ["--old", "v1", "--model", "v2"] + arguments)
        #expect(run.status == 0 && run.output.contains(term), "\(run)")
        #expect(!run.output.contains("compatible on"))
    }

    @Test("a third version follows a second of another length")
    func chain() throws {
        #expect(try train("bct", "--old", "v1", "--model", "v2", "--test", "test.csv").status == 0)
        let third = try folder.run(
            "train", "bct", "--old", "v2", "--data", "many.csv", "--epochs", "6", "--batch", "32",
            "--embedding", "6", "--test", "test.csv", "--model", "v3")
        #expect(third.status == 0, "\(third)")
        let matrix = try folder.run("model", "matrix", "v1", "v2", "v3", "--metric", "map,top1")
        #expect(matrix.status == 0 && matrix.output.contains("of 3 pairs pass"), "\(matrix)")
    }

    @Test("what cannot be done is said before anything is trained, and nothing is written")
    func refused() throws {
        try train("bct", "--old", "none", "--model", "v2").expectUnreadable("none", "no such model")
        try train("bct", "--old", "v1", "--model", "v1").expectUnreadable("v1", "is there already")
        try train("bct", "--old", "v1", "--model", "v2", "--weight", "-1").expectUnreadable("weight")
        try train("bct", "--old", "v1", "--model", "v2", "--variant", "simplex", "--head", "linear")
            .expectUnreadable("cosine head")
        try folder.write(Array("a,b,label\n1,2,boot\n2,1,coat\n".utf8), to: "narrow.csv")
        try folder.run("train", "bct", "--old", "v1", "--data", "narrow.csv", "--model", "v2")
            .expectUnreadable("old model", "[3]")
        for wrong in [
            ["--variant", "l2", "--synthesize", "none"], ["--temperature", "1"],
            ["--variant", "ract", "--negatives", "0"], ["--variant", "best"],
        ] {
            #expect(try train("bct", ["--old", "v1", "--model", "v2"] + wrong).status == 64)
        }
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "v2").path))
    }

    private func adapt(_ more: String...) throws -> CommandRun {
        try folder.run(["train", "adapter", "--data", "many.csv", "--model", "map"] + more)
    }

    @Test(
        "an adapter is written, with what it makes of galleries and of queries",
        arguments: ["procrustes", "linear"])
    func adapter(method: String) throws {
        #expect(try train("classifier", "--seed", "5", "--test", "test.csv", "--model", "v2").status == 0)
        let run = try adapt(
            "--from", "v1", "--to", "v2", "--method", method, "--test", "test.csv", "--format", "json")
        let answer: AdapterAnswer = try run.answer()
        #expect(run.status == 0 && answer.method == method && answer.residual < 1)
        #expect(try #require(answer.onGallery).count == 6 && #require(answer.onQuery).count == 6)
        let model = try ModelDirectory(reading: folder.url.appending(path: "map").path)
        #expect(model.manifest.kind == "adapter" && model.attachments == [.embeddings])
        #expect(try folder.run("model", "matrix", "v1", "map", "v2").status == 0)
    }

    @Test("a network is an adapter too, and says so in words")
    func networkAdapter() throws {
        #expect(try train("classifier", "--seed", "5", "--model", "v2").status == 0)
        let run = try adapt(
            "--from", "v2", "--to", "v1", "--method", "mlp", "--epochs", "3", "--hidden", "8", "--test",
            "test.csv")
        #expect(run.status == 0 && run.output.contains("mlp 4 -> 4") && run.output.contains("compatible on"))
    }

    @Test("an adapter is no model, and options of other methods are wrong usage")
    func misused() throws {
        #expect(try adapt("--from", "v1", "--to", "v1").status == 0)
        try train("bct", "--old", "map", "--model", "v2").expectUnreadable("map", "network")
        for wrong in [["--ridge", "1"], ["--epochs", "3"], ["--method", "magic"]] {
            let run = try folder.run(
                ["train", "adapter", "--data", "many.csv", "--model", "x", "--from", "v1", "--to", "v1"]
                    + wrong)
            #expect(run.status == 64)
        }
    }
}
