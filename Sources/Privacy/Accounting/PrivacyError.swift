/// Why privacy cannot be accounted for or kept as asked, as a sentence.
public enum PrivacyError: Error, Equatable, CustomStringConvertible {
    /// A noise multiplier that is not a positive number.
    case sigma(Double)
    /// A sampling rate outside of (0, 1].
    case rate(Double)
    /// A fixed batch that is empty or larger than the data set.
    case batch(size: Int, records: Int)
    /// A number of steps below zero, or beyond what anybody runs.
    case steps(Int)
    /// A delta outside of (0, 1).
    case delta(Double)
    /// An epsilon that cannot be asked for.
    case epsilon(Double)
    /// A grid of privacy losses that cannot be used.
    case grid(Double, reason: String)
    /// Poisson sampling where one record is replaced, for which no accountant here has a bound.
    case poissonReplaceOne
    /// Batches of fixed size where one record is added or removed: their size would have to change.
    case fixedSizeAddRemove
    /// The exact accountant, asked about something else than full batches.
    case exactNeedsFullBatch
    /// A loss distribution, asked about batches of fixed size.
    case fixedSizeNeedsRenyi
    /// A delta so small that the accountant's arithmetic promises nothing.
    case deltaBelowPrecision(Double, least: Double)
    /// There is no finite epsilon at this delta.
    case unbounded
    /// Nothing is released, so no noise is too small.
    case nothingToCalibrate
    /// No amount of noise up to the limit keeps the target.
    case unreachable(epsilon: Double, sigma: Double)

    /// The sentence.
    public var description: String {
        switch self {
        case .sigma(let sigma):
            "The noise multiplier is \(sigma); it must be a finite number above 0: the standard deviation of the noise in "
                + "clip norms."
        case .rate(let rate):
            "The sampling rate is \(rate); it must be above 0 and at most 1: the probability that a step sees a record."
        case .batch(let size, let records):
            "A batch of \(size) cannot be drawn from \(records) records; it must hold between 1 and all of them."
        case .steps(let steps):
            "The number of steps is \(steps); it must be between 0 and \(Mechanism.mostSteps)."
        case .delta(let delta):
            "Delta is \(delta); it must lie strictly between 0 and 1, and well below 1 divided by the number of records."
        case .epsilon(let epsilon): "Epsilon is \(epsilon); it must be a finite number above 0."
        case .grid(let grid, let reason): "A grid of \(grid) cannot be used: \(reason)."
        case .poissonReplaceOne:
            "Poisson sampling has no bound here for replacing a record: adding and removing one is not half of it. "
                + "Account for adding or removing a record, or train on full batches."
        case .fixedSizeAddRemove:
            "Batches of a fixed size are accounted for where a record is replaced, not added or removed; name that relation."
        case .exactNeedsFullBatch:
            "The exact accountant knows full batches only; use the loss distribution (pld) or Rényi divergences (rdp)."
        case .fixedSizeNeedsRenyi:
            "Batches of a fixed size are accounted for by Rényi divergences (rdp) only."
        case .deltaBelowPrecision(let delta, let least):
            "A delta of \(delta) is below \(least), under which the loss distribution promises nothing; "
                + "use Rényi divergences (rdp), or for full batches the exact accountant."
        case .unbounded:
            "The noise is too small for any finite epsilon to be stated; use more noise, fewer steps or a larger delta."
        case .nothingToCalibrate:
            "Nothing is released in 0 steps, so there is no noise to choose; name at least 1 step."
        case .unreachable(let epsilon, let sigma):
            "An epsilon of \(epsilon) is not reached even with a noise multiplier of \(sigma); "
                + "take fewer steps, a larger epsilon or a larger delta."
        }
    }
}
