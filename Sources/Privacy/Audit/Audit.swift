import Foundation
import LearningCore

/// Tries to prove a claimed epsilon wrong, by running a trainer many times with and without a canary.
///
///     let result = try Audit(runs: 2000, delta: 1e-5, seed: 1).run(trainer)
///     print(result.lowerBound, result.claim.value, result.passed)
///
/// Whoever can tell the two apart better than the claim allows has proved that it is false. Half of the scores choose a
/// threshold; on the other half the rates at which it errs are bounded by `ClopperPearson`, and the Gaussian mechanism
/// that errs so seldom has an epsilon that the trainer's cannot be below, except with probability `1 - confidence`.
/// Mechanisms that protect more than they claim are faulty too, since they are not what was accounted for: the scores'
/// means and variances have to be those of the claim.
///
/// Source: Nasr et al., Tight auditing of differentially private machine learning, USENIX Security 2023.
public struct Audit: Sendable {
    /// How many runs there may be of each kind.
    public static let runs = 20...1_000_000

    /// How many runs there are with the canary, and as many without.
    public let runs: Int
    /// The delta that epsilon is found at.
    public let delta: Double
    /// The probability with which the lower bound holds of the trainer, at least.
    public let confidence: Double
    /// What makes it repeatable, as far as the trainer is.
    public let seed: UInt64

    /// Plans an audit, or says which number cannot be.
    public init(runs: Int, delta: Double, confidence: Double = 0.95, seed: UInt64) throws {
        guard Self.runs.contains(runs), runs.isMultiple(of: 2) else { throw AuditError.runs(runs) }
        guard delta > 0, delta < 1 else { throw PrivacyError.delta(delta) }
        guard confidence > 0, confidence < 1 else { throw AuditError.confidence(confidence) }
        self.runs = runs
        self.delta = delta
        self.confidence = confidence
        self.seed = seed
    }

    /// Runs the trainer `2 runs` times and compares what was seen with what it claims.
    public func run(
        _ trainer: some AuditedTrainer, progress: (_ finished: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> AuditResult {
        guard trainer.mechanism.sampling == .fullBatch, trainer.mechanism.steps > 0 else {
            throw AuditError.needsFullBatch
        }
        // Refused before anybody waits for the runs.
        let claim = try Composition([trainer.mechanism]).epsilon(delta: delta)
        let random = SeededRandom(seed: seed)
        var (without, with): ([Double], [Double]) = ([], [])
        for run in 0..<runs {
            without.append(
                try score(trainer, withCanary: false, run: run, random.stream("without \(run)")))
            with.append(try score(trainer, withCanary: true, run: run, random.stream("with \(run)")))
            progress(2 * (run + 1), 2 * runs)
        }
        let mu = GaussianTradeOff([trainer.mechanism], relation: .addRemove).mu
        let bound = SeparationBound(without: without, with: with, confidence: confidence)
        return AuditResult(
            trainer: trainer.name, mechanism: trainer.mechanism, runs: runs, confidence: confidence,
            claim: claim,
            lowerBound: GaussianTradeOff(mu: bound.mu).epsilon(delta: delta),
            falsePositives: bound.falsePositives, falseNegatives: bound.falseNegatives,
            moments: ScoreMoments(without: without, with: with, expectedDifference: mu))
    }

    private func score(
        _ trainer: some AuditedTrainer, withCanary: Bool, run: Int, _ random: SeededRandom
    ) throws -> Double {
        let score = try trainer.score(withCanary: withCanary, random: random)
        guard score.isFinite else { throw AuditError.score(run: run, value: score) }
        return score
    }
}
