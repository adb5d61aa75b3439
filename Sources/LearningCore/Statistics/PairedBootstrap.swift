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

    /// The interval of the mean difference when the test examples are drawn again.
    ///
    /// All seeds are measured on the same examples, so that one draw serves them all: were they drawn for each seed anew,
    /// what an example does to all seeds would seem to cancel. A draw matters only through how often each net difference of
    /// an example occurs, which is drawn from the multinomial distribution instead of example by example.
    ///
    /// - Parameter pairs: The outcomes of both arms on the same examples, for each seed.
    /// - Returns: The interval of the mean over seeds of the first arm's mean minus the second's; nil where
    ///   there are no pairs, or some have no examples or different numbers of them.
    /// - Complexity: O(examples * seeds + resamples * seeds * sqrt(examples)) at most
    public func overExamples(_ pairs: [(ExampleOutcomes, ExampleOutcomes)]) -> Interval? {
        guard let count = pairs.first?.0.count, count > 0,
            pairs.allSatisfy({ $0.count == count && $1.count == count })
        else { return nil }
        var examplesByNet: [Int: Int] = [:]
        for example in 0..<count {
            let net = pairs.reduce(0) { $0 + ($1.0[example] ? 1 : 0) - ($1.1[example] ? 1 : 0) }
            examplesByNet[net, default: 0] += 1
        }
        let cells = examplesByNet.filter { $0.key != 0 }.sorted { $0.key < $1.key }
        var random = random.stream("examples")
        let means = (0..<resamples).map { _ in
            var (sum, drawn, left) = (0, 0, count)
            for (net, examples) in cells {
                let share = min(1, Double(examples) / Double(left))
                let times = random.binomial(count - drawn, share)
                sum += net * times
                drawn += times
                left -= examples
            }
            return Double(sum) / Double(count * pairs.count)
        }
        return Interval(percentilesOf: means, level: level)
    }

    /// The interval of the mean difference of numbers when the test examples are drawn again, the same draw for all seeds.
    ///
    /// - Parameter pairs: The scores of both arms on the same examples, for each seed.
    /// - Returns: The interval of the mean over seeds of the first arm's mean minus the second's; nil where
    ///   there are no pairs, or some have no examples or different numbers of them.
    /// - Complexity: O(examples * (seeds + resamples))
    public func overScores(_ pairs: [(ExampleScores, ExampleScores)]) -> Interval? {
        guard let count = pairs.first?.0.count, count > 0,
            pairs.allSatisfy({ $0.count == count && $1.count == count })
        else { return nil }
        var differences = [Double](repeating: 0, count: count)
        for (first, second) in pairs {
            for example in 0..<count {
                differences[example] += Double(first.values[example]) - Double(second.values[example])
            }
        }
        var random = random.stream("examples")
        let means = (0..<resamples).map { _ in
            var sum = 0.0
            for _ in 0..<count { sum += differences[random.below(count)] }
            return sum / Double(count * pairs.count)
        }
        return Interval(percentilesOf: means, level: level)
    }
}
