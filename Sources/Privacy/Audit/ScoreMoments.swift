/// The means and variances of scores, which a correct mechanism's are known of.
///
/// With N runs of each kind, the difference of means has a variance of 2/N, and a variance has nearly that too, so that
/// four of their standard deviations are exceeded by chance about once in sixteen thousand times.
public struct ScoreMoments: Hashable, Codable, Sendable {
    /// The mean with the canary less the mean without.
    public let difference: Double
    /// What the difference is of the mechanism that is claimed.
    public let expectedDifference: Double
    /// The variance without the canary; 1 is expected.
    public let varianceWithout: Double
    /// The variance with the canary; 1 is expected.
    public let varianceWith: Double
    /// How far each may be from what is expected.
    public let tolerance: Double

    init(without: [Double], with: [Double], expectedDifference: Double) {
        let (low, high) = (Self.moments(without), Self.moments(with))
        difference = high.mean - low.mean
        self.expectedDifference = expectedDifference
        (varianceWithout, varianceWith) = (low.variance, high.variance)
        tolerance = 4 * (2 / Double(without.count)).squareRoot()
    }

    /// Whether the canary moves the scores as far as the claim says.
    public var differenceIsRight: Bool { abs(difference - expectedDifference) <= tolerance }

    /// Whether the noise of the scores is as large as the claim says, in both kinds of runs.
    public var variancesAreRight: Bool {
        abs(varianceWithout - 1) <= tolerance && abs(varianceWith - 1) <= tolerance
    }

    /// Whether all of them are right.
    public var passed: Bool { differenceIsRight && variancesAreRight }

    private static func moments(_ scores: [Double]) -> (mean: Double, variance: Double) {
        let mean = scores.reduce(0, +) / Double(scores.count)
        let squares = scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (mean, squares / Double(scores.count - 1))
    }
}
