import LearningCore

/// A private training that can be run with and without one extreme record, and says what it lets see of it.
///
/// The record is a canary: its gradient, after clipping, is the clip norm times a unit vector c that is orthogonal to
/// everybody else's. The score of a fit that releases noisy sums s_t is
///
///     sum over t of <s_t, c> / (tau sigma sqrt(T))
///
/// which for a correct full-batch mechanism is N(0, 1) without the canary and N(mu, 1) with it, mu = sqrt(T) / sigma: as
/// much as an attacker can know at best.
public protocol AuditedTrainer {
    /// What it is called in the report.
    var name: String { get }
    /// What it claims to be; full batches.
    var mechanism: Mechanism { get }

    /// Runs one fit and reads the score off what it published.
    ///
    /// Every fit gets a random stream of its own; a trainer with noise of its own may leave it alone.
    func score(withCanary: Bool, random: SeededRandom) throws -> Double
}

/// Why there is no audit, as a sentence.
public enum AuditError: Error, Equatable, CustomStringConvertible {
    /// Too few runs for a bound, or more than anybody waits for.
    case runs(Int)
    /// A confidence that is none.
    case confidence(Double)
    /// A mechanism that scores are not Gaussian for.
    case needsFullBatch
    /// A fit that published something that is no number.
    case score(run: Int, value: Double)

    /// The sentence.
    public var description: String {
        switch self {
        case .runs(let runs):
            "\(runs) runs make no audit; it takes an even number from \(Audit.runs.lowerBound) to \(Audit.runs.upperBound)."
        case .confidence(let confidence):
            "The confidence is \(confidence); it must lie strictly between 0 and 1."
        case .needsFullBatch:
            "The audit knows what to expect of full batches with at least one step only; name such a mechanism."
        case .score(let run, let value):
            "Run \(run) of the trainer published \(value), which is no number to audit; that is a fault of the trainer."
        }
    }
}
