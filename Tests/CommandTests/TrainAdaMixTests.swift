import Foundation
import Tensors
import Testing

extension Clothes {
    fileprivate static func train(_ folder: WorkFolder, _ more: String...) throws -> CommandRun {
        try folder.run(
            ["train", "adamix", "--public", "few.csv", "--private", "many.csv", "--delta", "1e-5"] + more)
    }
}

@Suite("train adamix", .needsTorch)
struct TrainAdaMixTests {
    private struct Answer: Decodable {
        struct Epsilon: Decodable {
            let value: Double
            let accountant: String
            let relation: String
        }
        struct Errors: Decodable {
            let head: Double
            let onlyPublic: Double
        }
        let epsilon: Epsilon
        let isPrivate: Bool
        let steps: Int
        let sigma: Double
        let spent: Double
        let budget: Double
        let errors: Errors?
    }

    @Test("writes a model, its epsilon, and what ignoring the private data would have given")
    func training() throws {
        let folder = try Clothes.folder()
        let run = try Clothes.train(
            folder, "--test", "test.csv", "--epsilon", "1", "--model", "out", "--format", "json")
        #expect(run.status == 0, "\(run)")
        let answer = try run.answer(Answer.self)
        #expect(answer.isPrivate)
        #expect(answer.epsilon.value <= 1 && answer.epsilon.value > 0.999_999)
        #expect(answer.epsilon.accountant == "exact" && answer.epsilon.relation == "add-remove")
        #expect(abs(answer.sigma - 16.68389187) < 1e-6)
        #expect(answer.spent == answer.epsilon.value && answer.budget == 1)
        #expect(try #require(answer.errors).head < 0.5)
        #expect(try folder.text(of: "out/manifest.json").contains("\"isPrivate\" : true"))
        #expect(try !folder.text(of: "out/manifest.json").contains("group"))
    }

    @Test("says in words what is promised, where it is kept, and what it was for")
    func text() throws {
        let run = try Clothes.train(
            try Clothes.folder(), "--test", "test.csv", "--epsilon", "1", "--model", "out", "--hidden", "4",
            "--projection", "project-then-clip", "--rank", "5", "--centred")
        #expect(run.status == 0, "\(run)")
        for phrase in [
            "epsilon 1 at delta 1e-05", "one record added or removed", "20 sums over all 300 private records",
            "many.csv.ledger.json: 1 of a budget of 1 spent", "out: dense 3 -> 4 -> 3",
            "from the public records alone",
        ] { #expect(run.output.contains(phrase), "\(run)") }
    }

    @Test("is refused beyond the budget, before anything is written")
    func budget() throws {
        let folder = try Clothes.folder()
        #expect(try Clothes.train(folder, "--epsilon", "1", "--model", "one").status == 0)
        let refused = try Clothes.train(folder, "--epsilon", "0.5", "--model", "two")
        #expect(refused.status == 1 && !refused.wasKilled, "\(refused)")
        #expect(refused.errors.contains("set a larger --budget"))
        #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "two").path))
        let raised = try Clothes.train(
            folder, "--epsilon", "0.5", "--model", "two", "--budget", "1.5", "--format", "json")
        #expect(raised.status == 0, "\(raised)")
        let answer = try raised.answer(Answer.self)
        // Two Gaussian mechanisms compose to less than the sum of their epsilons.
        #expect(answer.spent > 1 && answer.spent < 1.5 && answer.budget == 1.5)
    }

    @Test("takes parts of one file, and charges all of it")
    func parts() throws {
        let folder = try Clothes.folder(["all.csv": Clothes.csv(120, seed: 9)])
        let run = try folder.run(
            "train", "adamix", "--public", "all.csv", "--public-rows", "0-8", "--private", "all.csv",
            "--private-rows",
            "9-99", "--test", "all.csv", "--test-rows", "100-119", "--epsilon", "1", "--delta", "1e-5",
            "--model", "out")
        #expect(run.status == 0, "\(run)")
        let other = try folder.run(
            "train", "adamix", "--public", "few.csv", "--private", "all.csv", "--epsilon", "1", "--delta",
            "1e-5", "--model",
            "again")
        #expect(other.status == 1, "\(other)")
    }

    @Test("says NOT PRIVATE where the noise can be repeated, in the manifest too")
    func repeatable() throws {
        let folder = try Clothes.folder()
        let weights = try ["one", "two"].map { model in
            let run = try Clothes.train(
                folder, "--epsilon", "1", "--budget", "9", "--model", model, "--repeatable-noise", "7")
            #expect(run.status == 0, "\(run)")
            #expect(run.errors.contains("NOT PRIVATE") && run.output.contains("NOT PRIVATE"))
            let manifest = try folder.text(of: "\(model)/manifest.json")
            #expect(manifest.contains("\"isPrivate\" : false"))
            #expect(!manifest.contains("\"epsilon\""))
            return try Data(contentsOf: folder.url.appending(path: "\(model)/model.safetensors"))
        }
        #expect(weights[0] == weights[1])
    }

    @Test(
        "refuses bad input with a sentence, and spends nothing",
        arguments: [
            (["--epsilon", "0"], "Epsilon is 0.0"), (["--epsilon", "-2"], "Epsilon is -2.0"),
            (["--epsilon", "1", "--delta", "0.01"], "below 1/300"),
            (["--epsilon", "1", "--public", "none.csv"], "no such file"),
            (["--epsilon", "1", "--public", "nan.csv"], "nan.csv:2"),
            (["--epsilon", "1", "--public", "hats.csv"], "only the public data have `hat`"),
            (["--epsilon", "1", "--public", "many.csv", "--public-rows", "0-8"], "both public and private"),
            (["--epsilon", "1", "--public-rows", "0-9"], "there is no record 9"),
            (["--epsilon", "1", "--public", "wide.csv"], "have 2 features and private ones 3"),
            (["--epsilon", "1", "--public", "cut.safetensors"], "cut.safetensors"),
            (["--epsilon", "1", "--start", "few.csv"], "few.csv"),
            (["--epsilon", "1", "--steps", "0"], "The steps is 0"),
            (["--epsilon", "1", "--test", "few.csv"], "not trained on"),
            (["--epsilon", "1", "--label", "colour"], "colour"),
            (["--epsilon", "1", "--test", "wide.csv"], "wide.csv has 2 features a record"),
            (["--epsilon", "1", "--test", "hats.csv"], "hat"),
            (["--epsilon", "1", "--model", "missing/out"], "missing"),
            (["--epsilon", "1", "--clip-norm", "1e-300"], "The clip norm is 1e-300"),
            (["--epsilon", "1", "--clip-norm", "inf"], "The clip norm is inf"),
            (["--epsilon", "1", "--weight-decay", "100"], "smaller weight decay"),
            (
                ["--epsilon", "1", "--published-count", "100"],
                "The published number of private records is 100"
            ),
        ])
    func badInput(arguments: [String], phrase: String) throws {
        let folder = try Clothes.folder([
            "nan.csv": "a,b,c,label\n1,2,nan,boot\n", "hats.csv": "a,b,c,label\n1,2,3,hat\n",
            "wide.csv": "a,b,label\n1,2,boot\n2,1,coat\n0,1,shirt\n",
            "cut.safetensors": "\u{40}\0\0\0\0\0\0\0{\"features",
        ])
        let defaults = [
            "--public": "few.csv", "--private": "many.csv", "--delta": "1e-5", "--model": "out",
            "--ledger": "ledger.json",
        ]
        let given = Set(arguments.filter { $0.hasPrefix("--") })
        let rest = defaults.filter { !given.contains($0.key) }.flatMap { [$0.key, $0.value] }
        let run = try folder.run(["train", "adamix"] + rest + arguments)
        run.expectUnreadable(phrase)
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!left.contains("ledger.json") && !left.contains("out"))
    }

    @Test("begins from a model that was trained before, and refuses one of another architecture")
    func start() throws {
        let folder = try Clothes.folder()
        #expect(try Clothes.train(folder, "--epsilon", "1", "--model", "one", "--budget", "5").status == 0)
        #expect(try Clothes.train(folder, "--epsilon", "1", "--model", "two", "--start", "one").status == 0)
        let other = try Clothes.train(
            folder, "--epsilon", "1", "--model", "three", "--start", "one", "--hidden", "4")
        other.expectUnreadable("one has the weights of another architecture")
    }

    @Test("asks for libtorch in one sentence where there is none")
    func withoutTorch() throws {
        let folder = try Clothes.folder()
        var environment = ProcessInfo.processInfo.environment
        environment["ESPALIER_TORCH"] = "/nonexistent/libespalier-torch.so"
        let run = try folder.run(
            [
                "train", "adamix", "--public", "few.csv", "--private", "many.csv", "--epsilon", "1",
                "--delta", "1e-5",
                "--model", "out",
            ], environment: environment)
        run.expectUnreadable("run `scripts/setup --torch`")
    }
}
