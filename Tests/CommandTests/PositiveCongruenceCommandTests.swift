import Foundation
import Testing

@Suite("train pct and train blend", .needsTorch)
struct PositiveCongruenceCommandTests {
    private struct Answer: Decodable {
        struct Flips: Decodable {
            let samples: Int
            let nfr: Double
            let errorOld: Double
            let errorNew: Double
        }
        struct Share: Decodable {
            let oldShare: Double
            let error: Double
        }
        let kind: String
        let how: String
        let predecessor: String?
        let metrics: [String: Double]
        let flips: Flips?
        let oldShare: Double?
        let tried: [Share]?
    }

    /// A folder with a first version `v1`, trained on a few records of all classes, or on many of some.
    private func folder(_ more: String...) throws -> WorkFolder {
        let folder = try Clothes.folder()
        let run = try folder.run(
            [
                "train", "classifier", "--data", "few.csv", "--test", "test.csv", "--epochs", "8",
                "--embedding", "4", "--model", "v1",
            ] + more)
        try #require(run.status == 0, "\(run)")
        return folder
    }

    private func train(_ folder: WorkFolder, _ more: String...) throws -> CommandRun {
        try folder.run(
            [
                "train", "pct", "--old", "v1", "--data", "many.csv", "--epochs", "8", "--batch", "32",
                "--embedding", "4",
            ] + more)
    }

    @Test("the new version knows the old one, and the flips are those that a comparison finds")
    func written() throws {
        let folder = try folder()
        let run = try train(folder, "--test", "test.csv", "--model", "v2", "--format", "json")
        let answer: Answer = try run.answer()
        #expect(run.status == 0 && answer.kind == "pct" && answer.predecessor == "v1")
        #expect(answer.how.contains("times 6.0 where the old model is right"))
        let flips = try #require(answer.flips)
        #expect(flips.samples == 150 && answer.metrics["error"] == flips.errorNew)
        let compared: Answer.Flips = try folder.run(
            "model", "compare", "v1", "v2", "--format", "json"
        ).answer()
        #expect(compared.nfr == flips.nfr && compared.errorOld == flips.errorOld)
    }

    @Test("people are told the flips, and without a test there are none to tell")
    func text() throws {
        let folder = try folder()
        let tested = try train(folder, "--test", "test.csv", "--model", "v2", "--loss", "distillation")
        #expect(tested.output.contains("negative flips (NFR)") && tested.output.contains("replaces    v1"))
        let untested = try train(folder, "--model", "v3", "--loss", "focal-kl", "--share", "0.5")
        #expect(untested.status == 0 && !untested.output.contains("flips"))
    }

    @Test("a strong weight keeps the new version at the old one's answers")
    func weight() throws {
        let folder = try folder()
        func nfr(_ weight: String, _ model: String) throws -> Double {
            let run = try train(
                folder, "--test", "test.csv", "--weight", weight, "--model", model, "--format", "json")
            return try #require(run.answer(Answer.self).flips).nfr
        }
        #expect(try nfr("100", "bound") <= nfr("0", "free"))
    }

    @Test("classes that the old version does not know are learned")
    func moreClasses() throws {
        let folder = try folder("--data-rows", "0-8", "--classes", "boot,coat")
        let run = try train(folder, "--test", "test.csv", "--model", "v2", "--format", "json")
        let answer: Answer = try run.answer()
        let flips = try #require(answer.flips)
        #expect(flips.errorOld > 0.3 && flips.errorNew < 0.2)
    }

    @Test(
        "options that do not go together are wrong usage",
        arguments: [
            ["--weight", "1", "--share", "0.5"], ["--loss", "naive", "--beta", "2"], ["--weight", "-1"],
            ["--share", "1.5"], ["--temperature", "10"], ["--margin", "1"], ["--loss", "focal"],
            ["--loss", "ldi", "--top-classes", "0"],
        ])
    func usage(options: [String]) throws {
        let folder = try WorkFolder()
        let run = try folder.run(
            ["train", "pct", "--old", "v1", "--data", "many.csv", "--model", "v2"] + options)
        #expect(run.status == 64, "\(run)")
    }

    @Test("what cannot be read is said, and nothing is written")
    func refused() throws {
        let folder = try folder()
        try train(folder, "--model", "v1").expectUnreadable("v1", "is there already")
        let lost = try folder.run("train", "pct", "--old", "v0", "--data", "many.csv", "--model", "v2")
        lost.expectUnreadable("v0", "no such model")
        try folder.write(Array("a,label\n1,x\n2,y\n".utf8), to: "narrow.csv")
        let narrow = try folder.run("train", "pct", "--old", "v1", "--data", "narrow.csv", "--model", "v2")
        narrow.expectUnreadable("shape")
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "v2").path))
    }

    @Test("a blend tells every share that was tried, and which was chosen")
    func blend() throws {
        let folder = try folder()
        for (seed, model) in [("1", "v2"), ("2", "v2b")] {
            let run = try train(folder, "--fine-tune", "--weight", "0", "--seed", seed, "--model", model)
            #expect(run.status == 0, "\(run)")
        }
        for variant in ["plain", "fisher", "soup"] {
            let run = try folder.run(
                ["train", "blend", "--old", "v1", "--new", "v2"] + (variant == "soup" ? ["v2b"] : []) + [
                    "--validation", "many.csv", "--test", "test.csv", "--model", variant, "--variant",
                    variant,
                    "--format", "json",
                ])
            try #require(run.status == 0, "\(run)")
            let answer: Answer = try run.answer()
            #expect(answer.kind == "blend" && answer.predecessor == "v1" && answer.tried?.count == 11)
            #expect(answer.flips?.samples == 150)
            let chosen = try #require(answer.tried?.first { $0.oldShare == answer.oldShare })
            let least = try #require(answer.tried?.map(\.error).min())
            #expect(chosen.error <= least + 0.003 + 1e-9)
        }
        let told = try folder.run(
            "train", "blend", "--old", "v1", "--new", "v2", "--validation", "many.csv", "--model", "told")
        #expect(told.output.contains("chosen") && !told.output.contains("loss"), "\(told)")
    }

    @Test("a model of another network cannot be blended, nor one model be a soup")
    func unblendable() throws {
        let folder = try folder()
        #expect(try train(folder, "--width", "8", "--model", "wide").status == 0)
        let blend = [
            "train", "blend", "--old", "v1", "--validation", "many.csv", "--model", "v3", "--new", "wide",
        ]
        try folder.run(blend).expectUnreadable("cannot be blended", "fine-tuned")
        #expect(try folder.run(blend + ["--variant", "soup"]).status == 64)
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "v3").path))
    }
}
