import Foundation
import LearningCore
import Tensors
import Testing

@Suite("model add, promote, rollback, list and show")
struct ModelRegistryTests {
    private struct Listing: Decodable {
        struct Version: Decodable {
            let name: String
            let state: String
            let parameters: Int?
            let attachments: [String]
        }
        let inService: String?
        let versions: [Version]
    }
    private struct Promotion: Decodable {
        let version: String
        let promoted: Bool
        let inService: String?
        let previous: String?
        let gate: CompareAnswer.Gate?
    }
    let folder: WorkFolder

    init() throws {
        folder = try ClothesPredictions.folder()
        let url = folder.url
        func path(_ name: String) -> String { url.appending(path: name).path }
        let registry = ModelRegistry(path: path("models"))
        let labels = try LabelSet(reading: path("y.csv"), sliceColumn: "season")
        for version in ["old", "better", "flipping"] {
            let predictions = try PredictionSet(reading: path("\(version).csv")).labelled(by: labels)
            try registry.add(
                version, weights: nil,
                manifest: ModelManifest(
                    kind: "external", architecture: "unknown", data: [], seed: 0,
                    madeBy: RunEnvironment(versions: [:])), .init(predictions: predictions))
        }
        _ = try registry.promote("old", by: "test")
    }

    private func inService() throws -> String? {
        try folder.run("model", "list", "--format", "json").answer(Listing.self).inService
    }

    /// Every file below the folder with its bytes.
    private func content() -> [String: Data] {
        let paths = FileManager.default.enumerator(atPath: folder.url.path)?.allObjects as? [String] ?? []
        return Dictionary(
            uniqueKeysWithValues: paths.compactMap { path in
                FileManager.default.contents(atPath: folder.url.appending(path: path).path).map { (path, $0) }
            })
    }

    @Test("an update that flips is refused with exit code 1, and one that does not is let through")
    func gate() throws {
        let policy = #"{"maxNFR": 0.02, "maxErrorIncrease": 0, "maxSliceNFR": 0.03}"#
        try folder.write(Array(policy.utf8), to: "models/policy.json")
        let before = content()
        let refused = try folder.run("model", "promote", "flipping")
        #expect(refused.status == 1 && !refused.wasKilled, "\(refused)")
        for phrase in [
            "flipping against old, which is in service: 400 examples", "policy: models/policy.json",
            "<= 2.00 %",
            "FAILED", "worst in slice `winter`", "old stays in service",
        ] { #expect(refused.output.contains(phrase), "\(phrase)\n\(refused)") }
        #expect(content() == before)
        let json = try folder.run("model", "promote", "better", "--format", "json")
        #expect(json.status == 0, "\(json)")
        let answer = try json.answer(Promotion.self)
        #expect(answer.promoted && answer.inService == "better" && answer.previous == "old")
        #expect(answer.gate?.checks.map(\.passed) == [true, true, true])
        #expect(try inService() == "better")
        let again = try folder.run("model", "promote", "better")
        #expect(again.status == 0 && again.output == "better is in service already.\n")
    }

    @Test("a rollback brings back what was there, and is told by show")
    func rollback() throws {
        #expect(try folder.run("model", "promote", "better").status == 0)
        let run = try folder.run("model", "rollback")
        #expect(run.status == 0 && run.output.contains("old is in service again, in place of better"))
        let show = try folder.run("model", "show")
        #expect(show.status == 0 && show.output.hasPrefix("old, in service\n"))
        #expect(show.output.contains("brought back in place of better by espalier"))
        try folder.run("model", "rollback").expectUnreadable("had nothing in service before `old`")
        try folder.run("model", "rollback", "--to", "flipping").expectUnreadable(
            "`flipping` was not in service")
        #expect(try inService() == "old")
    }

    @Test("a change during another is refused with a sentence, and waits for nobody")
    func busy() throws {
        let file = open(folder.url.appending(path: "models/registry.lock").path, O_RDWR)
        defer { close(file) }
        #expect(flock(file, LOCK_EX | LOCK_NB) == 0)
        let before = content()
        for arguments in [
            ["promote", "better"], ["rollback"],
            ["add", "v9", "--predictions", "old.csv", "--labels", "y.csv"],
        ] {
            try folder.run(["model"] + arguments).expectUnreadable("models is being changed by somebody else")
        }
        #expect(content() == before)
        #expect(try inService() == "old")
    }

    @Test("versions of a registry are compared by their names")
    func compare() throws {
        let run = try folder.run(
            "model", "compare", "old", "flipping", "--max-nfr", "0.01", "--format", "json")
        #expect(run.status == 1, "\(run)")
        let answer = try run.answer(CompareAnswer.self)
        #expect(answer.counts.negativeFlips == 8 && answer.perSlice.map(\.name) == ["summer", "winter"])
        try folder.run("model", "compare", "old", "fliping").expectUnreadable("did you mean `flipping`?")
        let folders = try folder.run("model", "compare", "models/versions/old", "better.csv")
        #expect(folders.status == 0, "\(folders)")
    }

    @Test("the registry may lie elsewhere, as an option or the environment says")
    func places() throws {
        let added = try folder.run(
            "model", "add", "v1", "--predictions", "old.csv", "--labels", "y.csv", "--registry", "elsewhere")
        #expect(added.status == 0 && added.output.contains("v1 is in elsewhere"), "\(added)")
        var environment = ProcessInfo.processInfo.environment
        environment["ESPALIER_REGISTRY"] = "elsewhere"
        let list = try folder.run(["model", "list", "--format", "json"], environment: environment)
        #expect(try list.answer(Listing.self).versions.map(\.name) == ["v1"])
        try folder.run("model", "list", "--registry", "nowhere").expectUnreadable(
            "nowhere: there is no registry of models here")
    }

    @Test("a folder of a model is copied whole, with its parameters, metrics and policy")
    func trained() throws {
        let manifest = ModelManifest(
            kind: "adamix", architecture: "linear 2 -> 2", data: [], seed: 3, metrics: ["error": 0.25],
            madeBy: RunEnvironment(versions: [:]))
        try ModelDirectory.write(
            ["weight": TensorData([1, 2, 3, 4] as [Float], shape: [2, 2])], manifest: manifest,
            to: folder.url.appending(path: "out").path)
        try folder.write(Array(#"{"maxParameters": 3}"#.utf8), to: "small.json")
        let run = try folder.run(
            "model", "add", "v1", "out", "--metric", "multiply-adds=8", "--policy", "small.json",
            "--registry", "other")
        #expect(run.status == 0 && run.output.contains("kind adamix, weights of 4 numbers"), "\(run)")
        let show = try folder.run("model", "show", "v1", "--registry", "other").output
        for phrase in ["linear 2 -> 2", "error         0.25", "multiply-adds 8", "{\"maxParameters\":3}"] {
            #expect(show.contains(phrase), "\(show)")
        }
        let promoted = try folder.run("model", "promote", "v1", "--registry", "other")
        #expect(
            promoted.status == 1 && promoted.output.contains("the manifest of the new version"), "\(promoted)"
        )
        #expect(promoted.output.contains("Nothing is in service."))
        try folder.run("model", "add", "v2", "out", "--metric", "error=1").expectUnreadable(
            "metric `error` already")
    }

    @Test(
        "add refuses what it cannot use, and makes nothing",
        arguments: [
            (["v1", "--predictions", "old.csv"], "nothing says what is right"),
            (["v1", "--predictions", "none.csv"], "there is no such file"),
            (["v1", "none"], "there is no such model"),
            (["v1", "--predictions", "capitals.csv"], "it predicts `Boot`, and its labels say `boot`"),
            (["v1", "--weights", "y.csv"], "y.csv"), (["v1", "--embeddings", "y.csv"], "y.csv"),
            (["../v1", "--predictions", "old.csv", "--labels", "y.csv"], "no name for a version"),
            (["old", "--predictions", "old.csv", "--labels", "y.csv"], "has a version `old` already"),
            (
                ["v1", "--predictions", "old.csv", "--labels", "y.csv", "--policy", "y.csv"],
                "this is no JSON"
            ),
        ])
    func refusedVersions(arguments: [String], phrase: String) throws {
        let capitals = "id,prediction,label\n" + (0..<9).map { "\($0),Boot,boot\n" }.joined()
        try folder.write(Array(capitals.utf8), to: "capitals.csv")
        let before = content()
        try folder.run(["model", "add"] + arguments).expectUnreadable(phrase)
        #expect(content() == before)
    }

    @Test(
        "wrong usage of add ends with 64",
        arguments: [
            (["v1"], "nothing to add"), (["v1", "out", "--weights", "w"], "not both"),
            (["v1", "out", "--labels", "y.csv"], "--labels belongs to --predictions"),
            (["v1", "out", "--metric", "accuracy"], "--metric"),
            (["v1", "out", "--metric", "a=nan"], "--metric"),
        ])
    func usage(arguments: [String], phrase: String) throws {
        let run = try folder.run(["model", "add"] + arguments)
        #expect(run.status == 64 && run.output == "" && run.errors.contains(phrase), "\(run)")
    }

    @Test("an edited version is found by list, show and promote, by the name of its file")
    func edited() throws {
        let name = "models/versions/better/manifest.json"
        let text = try folder.text(of: name)
        try folder.write(Array(text.replacing("external", with: "internal").utf8), to: name)
        let list = try folder.run("model", "list")
        #expect(list.status == 2 && list.output.contains("damaged"), "\(list)")
        #expect(list.errors.contains("better/manifest.json is not as it was written"))
        for command in ["show", "promote"] {
            try folder.run("model", command, "better").expectUnreadable(
                "better/manifest.json is not as it was written")
        }
        #expect(try folder.run("model", "show").status == 0)
        let journal = try folder.text(of: "models/journal.json")
        try folder.write(
            Array(journal.replacing("\"old\"", with: "\"flipping\"").utf8), to: "models/journal.json")
        for arguments in [["list"], ["show"], ["promote", "flipping"], ["rollback"]] {
            try folder.run(["model"] + arguments).expectUnreadable(
                "models/journal.json is not as it was written")
        }
    }

    @Test(
        "whenever a promotion is killed, the registry is the old one or the new one", .timeLimit(.minutes(2)))
    func killed() throws {
        #expect(try folder.run("model", "promote", "better").status == 0)
        for attempt in 0..<12 {
            let before = try inService()
            let command = before == "better" ? "rollback" : "promote better"
            let delay = String(format: "%.3f", Double(attempt) * 0.006)
            _ = try folder.shell(
                "\"$espalier\" model \(command) > /dev/null 2>&1 & sleep \(delay); kill -9 $! 2> /dev/null; wait; exit 0"
            )
            let list = try folder.run("model", "list", "--format", "json")
            #expect(list.status == 0, "\(list)")
            let after = try list.answer(Listing.self).inService
            #expect(after == before || after == (before == "better" ? "old" : "better"))
        }
        // Nothing stays locked, and nothing that was left is in the way.
        if try inService() == "better" { #expect(try folder.run("model", "rollback").status == 0) }
        #expect(try folder.run("model", "promote", "better").status == 0)
        let listing = try folder.run("model", "list", "--format", "json").answer(Listing.self)
        #expect(listing.versions.map(\.state) == ["in service", "added", "was in service"])
        #expect(listing.versions.allSatisfy { $0.attachments == ["predictions.csv"] && $0.parameters == nil })
    }
}
