/// Percentile bootstrap intervals of mean differences between two arms that were run on the same seeds.
///
/// Efron's percentile interval: the mean is taken of many resamples drawn with replacement, and the middle 95
/// % of these means are the interval. With five seeds an interval over seeds is rough; it is printed with
/// every seed beside it.
public struct PairedBootstrap: Sendable {
    /// How many resamples are drawn.
    public let resamples: Int
    /// The share of the resamples' means within the interval.
    public let level: Double
    private let random: SeededRandom

    /// A bootstrap whose resamples are the same whenever the stream is.
    public init(random: SeededRandom, resamples: Int = 10_000, level: Double = 0.95) {
        precondition(
            resamples > 0 && 0 < level && level < 1, "an interval needs resamples and a level within 0..<1")
        self.random = random
        self.resamples = resamples
        self.level = level
    }

    /// The interval of the mean difference when seeds are drawn again; nil for fewer than two.
    ///
    /// - Complexity: O(resamples * seeds)
    public func overSeeds(_ differences: [Double]) -> Interval? {
        guard differences.count > 1 else { return nil }
        var random = random.stream("seeds")
        let means = (0..<resamples).map { _ in
            var sum = 0.0
            for _ in differences.indices { sum += differences[random.below(differences.count)] }
            return sum / Double(differences.count)
        }
        return Interval(percentilesOf: means, level: level)
    }

    /// The interval of the mean difference when, within each seed, the test examples are drawn again.
    ///
    /// For outcomes that are 0 or 1 a resample matters only through how many examples are won and lost, so
    /// that the two counts are drawn from their multinomial distribution instead of example by example.
    ///
    /// - Parameter pairs: The outcomes of both arms on the same examples, for each seed.
    /// - Returns: The interval of the mean over seeds of the first arm's mean minus the second's; nil where
    ///   there are no pairs, or some have no examples or different numbers of them.
    /// - Complexity: O(resamples * seeds * sqrt(examples)) at most
    public func overExamples(_ pairs: [(ExampleOutcomes, ExampleOutcomes)]) -> Interval? {
        guard !pairs.isEmpty, pairs.allSatisfy({ $0.count == $1.count && $0.count > 0 }) else { return nil }
        var random = random.stream("examples")
        let counts = pairs.map { ($0.count, $0.count(besides: $1), $1.count(besides: $0)) }
        let means = (0..<resamples).map { _ in
            var sum = 0.0
            for (count, gains, losses) in counts {
                let gained = random.binomial(count, Double(gains) / Double(count))
                let rest = Double(losses) / Double(max(1, count - gains))
                let lost = random.binomial(count - gained, rest)
                sum += Double(gained - lost) / Double(count)
            }
            return sum / Double(counts.count)
        }
        return Interval(percentilesOf: means, level: level)
    }
}
