@testable import LearningCore
import Synchronization

/// A small claim whose numbers are known: the error of an arm is its base plus a tenth of the seed's parity.
final class SampleClaim: Sendable {
    /// The trials that were run, in order.
    let ran = Mutex<[String]>([])
    /// How often everything was prepared.
    let prepared = Mutex(0)

    static let bases = ["ours": 0.2, "plain": 0.4, "oracle": 0.1]

    func claim(
        version: Int = 1, configuration: [String: String] = [:], gates: [Claim.Gate] = [],
        change: @escaping @Sendable (Trial, inout TrialResult) throws -> Void = { _, _ in }
    ) -> Claim {
        let cells: [Claim.Cell] = [.init(["n": 10, "eps": 0.5]), .init(["n": 20, "eps": 1])]
        return Claim(
            name: "sample", title: "A sample", statement: "Ours has | half the error.",
            source: "Nobody, 2024",
            version: version, configuration: configuration, cells: cells,
            arms: [
                .init("ours", "does it well", role: .proposed),
                .init("plain", "does it", role: .strongestBaseline),
                .init("oracle", "knows it", role: .oracle),
            ],
            measures: [
                .init("error", unit: "%", better: .lower, places: 1),
                .init(
                    "increase", better: .lower, places: 2,
                    definition: .relativeIncrease(of: "error", over: "oracle")),
            ],
            selection: "Nothing is chosen.", gates: gates,
            quick: .init("One cell and two seeds.", cells: [cells[0]]),
            curves: [.init("loss", x: "step", y: "cross-entropy")]
        ) { [self] _ in
            prepared.withLock { $0 += 1 }
            return { [self] trial in
                ran.withLock { $0.append(trial.description) }
                let error = (Self.bases[trial.arm] ?? 0) + (trial.seed % 2 == 1 ? 0.1 : 0)
                var result = TrialResult(
                    measures: ["error": error],
                    choice: .init(["rate": "0.1"], score: 0.25, criterion: "error on validation data"),
                    curves: ["loss": CurvePoints(x: [0, 1, 2], y: [2, 1 + error, error])],
                    outcomes: ["error": ExampleOutcomes((0..<100).map { Double($0) < error * 100 - 0.5 })])
                try change(trial, &result)
                return result
            }
        }
    }
}

extension SampleClaim {
    /// What all trials come to, without a folder.
    static func results(
        seeds: Int = 5, form: ExperimentForm = .full, configuration: [String: String] = [:],
        gates: [Claim.Gate] = [],
        change: @escaping @Sendable (Trial, inout TrialResult) throws -> Void = { _, _ in }
    ) throws -> ExperimentResults {
        let claim = SampleClaim().claim(configuration: configuration, gates: gates, change: change)
        let laboratory = try claim.prepare(form)
        let cells = form == .full ? claim.cells : claim.quick.cells
        var trials: [Trial: FinishedTrial] = [:]
        for seed in 0..<seeds {
            for cell in cells {
                for arm in claim.arms {
                    let trial = Trial(cell: cell, arm: arm.name, seed: seed, form: form)
                    trials[trial] = FinishedTrial(
                        fingerprint: ContentDigest(of: []), trial: trial, result: try laboratory(trial),
                        seconds: 1,
                        environment: .test)
                }
            }
        }
        return ExperimentResults(
            claim: claim, form: form, cells: cells, seeds: Array(0..<seeds), trials: trials)
    }
}

extension RunEnvironment {
    static let test = RunEnvironment(versions: ["espalier": "0"])
}
