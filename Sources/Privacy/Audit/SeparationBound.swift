import LearningCore

/// How far two samples of scores are apart at least, in standard deviations of a Gaussian mechanism's noise.
///
/// A threshold that wrongly says "with" at a rate of at most f and wrongly "without" at a rate of at most m separates
/// N(0, 1) from N(mu, 1) with mu = Phi^-1(1 - f) - Phi^-1(m). The first half of each sample chooses the threshold. The
/// second half, which the choice does not depend on, gives the rates, each with half of the risk of error.
struct SeparationBound {
    /// The distance, not negative.
    let mu: Double
    /// How many scores without the canary were taken for ones with it, of half the runs.
    let falsePositives: Int
    /// How many scores with the canary were taken for ones without, of half the runs.
    let falseNegatives: Int

    init(without: [Double], with: [Double], confidence: Double) {
        precondition(without.count == with.count && without.count >= 2, "both samples have as many scores")
        let half = without.count / 2
        let each = 1 - (1 - confidence) / 2
        let threshold = Self.threshold(
            Array(without[..<half]).sorted(), Array(with[..<half]).sorted(), confidence: each)
        falsePositives = without[half...].count { $0 > threshold }
        falseNegatives = with[half...].count { $0 <= threshold }
        let interval = ClopperPearson(tries: without.count - half, confidence: each)
        // The quantile of 1 - f is minus that of f.
        mu = max(
            0,
            -StandardNormal.quantile(interval.upperBound(falsePositives))
                - StandardNormal.quantile(interval.upperBound(falseNegatives)))
    }

    /// The score of two sorted samples that separates them best, as far as bounds go that are fast rather than strict:
    /// whatever is chosen, the other half is fair to it.
    private static func threshold(_ without: [Double], _ with: [Double], confidence: Double) -> Double {
        let deviations = StandardNormal.quantile(confidence)
        var best = (threshold: without[0], distance: -Double.infinity)
        var (below, missed) = (0, 0)
        for threshold in (without + with).sorted() {
            while below < without.count, without[below] <= threshold { below += 1 }
            while missed < with.count, with[missed] <= threshold { missed += 1 }
            let distance =
                -StandardNormal.quantile(wilson(without.count - below, without.count, deviations))
                - StandardNormal.quantile(wilson(missed, with.count, deviations))
            if distance > best.distance { best = (threshold, distance) }
        }
        return best.threshold
    }

    /// The upper end of Wilson's interval for a rate (Wilson, JASA 22, 1927).
    private static func wilson(_ events: Int, _ tries: Int, _ deviations: Double) -> Double {
        let (n, rate, square) = (Double(tries), Double(events) / Double(tries), deviations * deviations)
        let spread = deviations * (rate * (1 - rate) / n + square / (4 * n * n)).squareRoot()
        return (rate + square / (2 * n) + spread) / (1 + square / n)
    }
}
