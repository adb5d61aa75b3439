import Foundation
import Testing

@testable import LearningCore

@Suite("Running experiments")
struct ExperimentRunnerTests {
    private struct Stop: Error {}
    let folder: TemporaryFolder
    let sample = SampleClaim()

    init() throws { folder = try TemporaryFolder() }

    private func run(
        _ claim: Claim, form: ExperimentForm = .full, seeds: Int? = 2, fresh: Bool = false,
        progress: (ExperimentProgress) -> Void = { _ in }
    ) throws -> ExperimentResults {
        let runner = try ExperimentRunner(
            claim: claim, form: form, seeds: seeds, folder: folder.path("out"), startsAfresh: fresh)
        return try runner.run(environment: .test, progress: progress)
    }

    private var ran: [String] { sample.ran.withLock { $0 } }

    @Test("trials are run seed by seed, cell by cell, arm by arm, and progress says which is next")
    func order() throws {
        var heard: [ExperimentProgress] = []
        _ = try run(sample.claim()) { heard.append($0) }
        #expect(ran.count == 12)
        #expect(ran[0] == "ours at n = 10, eps = 0.5, seed 0")
        #expect(ran[3] == "ours at n = 20, eps = 1, seed 0")
        #expect(ran[11] == "oracle at n = 20, eps = 1, seed 1")
        #expect(heard.map(\.finished) == Array(0...12))
        #expect(heard.map { $0.next?.description } == ran.map { $0 } + [nil])
        #expect(heard[0].secondsLeft == nil && heard[12].secondsLeft == 0)
    }

    @Test("a run that was stopped goes on where it was, and a finished one runs nothing")
    func resuming() throws {
        let stopped = sample.claim { trial, _ in
            if trial.seed == 1, trial.arm == "plain" { throw Stop() }
        }
        #expect(throws: Stop.self) { try run(stopped) }
        let before = ran.count
        #expect(before == 8)
        var heard: [ExperimentProgress] = []
        let results = try run(sample.claim()) { heard.append($0) }
        #expect(ran.count == before + 5)
        #expect(heard.last?.reused == 7)
        #expect(results.values("error", of: "plain", in: results.cells[1]) == [0.4, 0.5])
        _ = try run(sample.claim())
        #expect(ran.count == before + 5)
        #expect(sample.prepared.withLock { $0 } == 2)
    }

    @Test("trials of another version, configuration or form are not taken for this one's")
    func fingerprints() throws {
        _ = try run(sample.claim(), seeds: 1)
        _ = try run(sample.claim(version: 2), seeds: 1)
        #expect(ran.count == 12)
        _ = try run(sample.claim(version: 2, configuration: ["steps": "20"]), seeds: 1)
        #expect(ran.count == 18)
        _ = try run(sample.claim(version: 2, configuration: ["steps": "20"]), form: .quick, seeds: 1)
        #expect(ran.count == 21)
        _ = try run(sample.claim(version: 2, configuration: ["steps": "20"]), seeds: 1, fresh: true)
        #expect(ran.count == 27)
    }

    @Test(
        "a damaged or edited trial is run again",
        arguments: [
            "", "{", "[]", #"{"fingerprint": "00"}"#,
        ])
    func damage(text: String) throws {
        _ = try run(sample.claim(), seeds: 1)
        let name = try #require(try folder.contents(of: "out/trials").first)
        try folder.write(text.utf8, to: "out/trials/\(name)")
        _ = try run(sample.claim(), seeds: 1)
        #expect(ran.count == 7)
        // What it is now is whole again.
        _ = try run(sample.claim(), seeds: 1)
        #expect(ran.count == 7)
    }

    @Test(
        "a result that cannot be put in a table ends the run by a sentence",
        arguments: [
            (TrialResult(measures: [:]), "there is no error"),
            (TrialResult(measures: ["error": .nan]), "error is nan"),
            (
                TrialResult(measures: ["error": 0.5], outcomes: ["error": ExampleOutcomes([true])]),
                "not the measure"
            ),
            (
                TrialResult(measures: ["error": 0.5], outcomes: ["accuracy": ExampleOutcomes([true])]),
                "not the measure"
            ),
            (TrialResult(measures: ["error": 1], curves: ["gain": CurvePoints(x: [], y: [])]), "curve gain"),
            (
                TrialResult(measures: ["error": 1], curves: ["loss": CurvePoints(x: [0], y: [.infinity])]),
                "not finite"
            ),
            (TrialResult(measures: ["error": 1], choice: .init([:], score: .nan, criterion: "")), "score"),
        ])
    func badResults(result: TrialResult, sentence: String) throws {
        let claim = sample.claim { _, changed in changed = result }
        let error = #expect(throws: ExperimentError.self) { try run(claim) }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("ours at n = 10, eps = 0.5, seed 0") == true)
    }

    @Test("arms share randomness within a cell and a seed, and have their own beside it")
    func randomness() {
        let cell = Claim.Cell(["n": 1])
        func trial(_ arm: String, _ seed: Int) -> Trial {
            Trial(cell: cell, arm: arm, seed: seed, form: .full)
        }
        func first(_ random: SeededRandom) -> UInt64 {
            var random = random
            return random.next()
        }
        #expect(first(trial("a", 0).sharedRandom) == first(trial("b", 0).sharedRandom))
        #expect(first(trial("a", 0).sharedRandom) != first(trial("a", 1).sharedRandom))
        #expect(first(trial("a", 0).random) != first(trial("b", 0).random))
    }

    @Test("the quick form replaces no full results, and no claim those of another")
    func overwriting() throws {
        let results = try run(sample.claim(), seeds: 2)
        let out = folder.path("out")
        try ExperimentReport(results, command: "test").write(to: out)
        let quick = #expect(throws: ExperimentError.self) { try run(sample.claim(), form: .quick) }
        #expect(quick?.description.contains("holds full results, not those of a quick form") == true)
        let fewer = #expect(throws: ExperimentError.self) { try run(sample.claim(), seeds: 1) }
        #expect(fewer?.description.contains("results with 2 seeds") == true)
        try ExperimentReport(try run(sample.claim(), seeds: 2), command: "test").write(to: out)
        try folder.write(
            #"{"claim": {"name": "other"}, "form": "full", "seeds": []}"#.utf8, to: "out/results.json")
        let other = #expect(throws: ExperimentError.self) { try run(sample.claim()) }
        #expect(other?.description.contains("results of `other`") == true)
        try folder.write("not JSON".utf8, to: "out/results.json")
        #expect(throws: ExperimentError.self) { try run(sample.claim()) }
    }

    @Test("a folder that cannot be made is refused by a sentence")
    func noFolder() throws {
        try folder.write("a file".utf8, to: "out")
        let error = #expect(throws: ExperimentError.self) { try run(sample.claim()) }
        #expect(error?.description.contains("cannot be written") == true)
    }
}
