import Foundation

/// What an audit found beside what was claimed.
public struct AuditResult: Hashable, Codable, Sendable {
    /// What was audited.
    public let trainer: String
    /// What it claims to be.
    public let mechanism: Mechanism
    /// How many fits there were of each kind.
    public let runs: Int
    /// The probability with which the lower bound holds, at least.
    public let confidence: Double
    /// The epsilon that the trainer is said to keep.
    public let claim: Epsilon
    /// The epsilon, at the claim's delta, that the trainer cannot keep less than.
    public let lowerBound: Double
    /// How many fits without the canary were taken for fits with it, of half the runs.
    public let falsePositives: Int
    /// How many fits with the canary were taken for fits without, of half the runs.
    public let falseNegatives: Int
    /// The means and variances of the scores.
    public let moments: ScoreMoments

    /// Whether the claim is refuted.
    public var exceedsClaim: Bool { lowerBound > claim.value }

    /// Whether nothing speaks against the claim; that is no proof of it.
    public var passed: Bool { !exceedsClaim && moments.passed }

    /// What follows, in a sentence or two.
    public var verdict: String {
        let certainty = "with \((confidence * 100).formatted()) % confidence"
        if exceedsClaim {
            return
                "The claim is false: \(certainty) this trainer's epsilon is at least \(shown(lowerBound)), and "
                + "\(shown(claim.value)) was claimed."
        }
        if !moments.passed {
            return
                "The bound does not refute the claim, and yet the trainer is not the mechanism that was accounted for: "
                + faults + "."
        }
        return
            "Nothing found speaks against the claim: \(certainty) epsilon is at least \(shown(lowerBound)), and at most "
            + "\(shown(claim.value)) is claimed. That is no proof."
    }

    private var faults: String {
        var faults: [String] = []
        if !moments.differenceIsRight {
            faults.append(
                "a record moves its scores by \(shown(moments.difference)) instead of \(shown(moments.expectedDifference))"
            )
        }
        if !moments.variancesAreRight {
            faults.append(
                "the variances of its scores are \(shown(moments.varianceWithout)) and \(shown(moments.varianceWith)) "
                    + "instead of 1")
        }
        return faults.joined(separator: ", and ")
    }

    private func shown(_ value: Double) -> String { String(format: "%.4g", value) }
}
