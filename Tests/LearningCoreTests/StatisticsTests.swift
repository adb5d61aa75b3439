import Foundation
import Testing

@testable import LearningCore

@Suite("Statistics")
struct StatisticsTests {
    @Test(
        "mean and standard deviation are those of the textbook",
        arguments: [
            ([2, 4, 4, 4, 5, 5, 7, 9], 5, 2.138089935299395), ([1, 2], 1.5, 0.7071067811865476),
            ([3, 3, 3], 3, 0),
        ] as [([Double], Double, Double)])
    func summary(values: [Double], mean: Double, deviation: Double) throws {
        let summary = try #require(Summary(values))
        #expect(summary.mean == mean)
        #expect(abs(try #require(summary.standardDeviation) - deviation) < 1e-15)
    }

    @Test("nothing has no mean, and one number no deviation")
    func fewValues() {
        #expect(Summary([]) == nil)
        #expect(Summary([4])?.mean == 4)
        #expect(Summary([4])?.standardDeviation == nil)
    }

    @Test(
        "quantiles interpolate as NumPy's do",
        arguments: [
            ([1, 2, 3, 4], 0.95, 1.075, 3.925), ([4, 1, 3, 2], 0.5, 1.75, 3.25), ([7], 0.95, 7, 7),
            ([0, 10], 0.9, 0.5, 9.5),
        ] as [([Double], Double, Double, Double)])
    func quantiles(numbers: [Double], level: Double, lower: Double, upper: Double) {
        let interval = Interval(percentilesOf: numbers, level: level)
        #expect(abs(interval.lower - lower) < 1e-12 && abs(interval.upper - upper) < 1e-12)
    }

    @Test(
        "an interval over seeds is that of the bootstrap distribution, where it is known",
        arguments: [
            // Two values: their mean is 0, 0.5 or 1 with chances 1/4, 1/2, 1/4.
            ([0, 1], 0, 1, 0),
            ([2, 2, 2], 2, 2, 0),
            // The normal approximation: 5.5 and 1.96 standard errors of sqrt(8.25 / 10).
            ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 3.72, 7.28, 0.12),
        ] as [([Double], Double, Double, Double)])
    func overSeeds(differences: [Double], lower: Double, upper: Double, tolerance: Double) throws {
        let bootstrap = PairedBootstrap(random: SeededRandom(seed: 0))
        let interval = try #require(bootstrap.overSeeds(differences))
        #expect(abs(interval.lower - lower) <= tolerance && abs(interval.upper - upper) <= tolerance)
        #expect(bootstrap.overSeeds(differences) == interval)
        #expect(bootstrap.overSeeds([1]) == nil)
    }

    @Test("an interval over examples is that of drawing examples again")
    func overExamples() throws {
        // 30 examples won and 10 lost of 200: mean 0.1, standard error sqrt((40/200 - 0.1^2) / 200) = 0.0308.
        let first = ExampleOutcomes((0..<200).map { $0 < 30 })
        let second = ExampleOutcomes((0..<200).map { (30..<40).contains($0) })
        let bootstrap = PairedBootstrap(random: SeededRandom(seed: 1))
        let one = try #require(bootstrap.overExamples([(first, second)]))
        #expect(abs(one.lower - (0.1 - 1.96 * 0.0308)) < 0.005)
        #expect(abs(one.upper - (0.1 + 1.96 * 0.0308)) < 0.005)
        // Five seeds that win and lose the same examples say no more than one.
        let same = try #require(bootstrap.overExamples(Array(repeating: (first, second), count: 5)))
        #expect(abs((same.upper - same.lower) / (one.upper - one.lower) - 1) < 0.05)
        // Those that do so on other examples each do, about as sqrt(5) to 1.
        let others = (0..<5).map { seed in
            (
                ExampleOutcomes((0..<200).map { ($0 + 40 * seed) % 200 < 30 }),
                ExampleOutcomes((0..<200).map { (30..<40).contains(($0 + 40 * seed) % 200) })
            )
        }
        let five = try #require(bootstrap.overExamples(others))
        #expect((five.upper - five.lower) / (one.upper - one.lower) < 0.5)
        #expect(abs((five.lower + five.upper) / 2 - 0.1) < 0.003)
    }

    @Test("an interval over scores is that of drawing examples again")
    func overScores() throws {
        // Differences of 1 in 80 examples of 200: mean 0.4, standard error sqrt(0.4 * 0.6 / 200) = 0.0346.
        let first = ExampleScores((0..<200).map { $0 < 80 ? 1.5 : 0.25 })
        let second = ExampleScores((0..<200).map { $0 < 80 ? 0.5 : 0.25 })
        let bootstrap = PairedBootstrap(random: SeededRandom(seed: 1), resamples: 4_000)
        let interval = try #require(bootstrap.overScores([(first, second)]))
        #expect(abs(interval.lower - (0.4 - 1.96 * 0.0346)) < 0.01)
        #expect(abs(interval.upper - (0.4 + 1.96 * 0.0346)) < 0.01)
        #expect(bootstrap.overScores([(first, ExampleScores([1]))]) == nil)
        #expect(bootstrap.overScores([]) == nil)
    }

    @Test("scores survive their encoding, and bytes that are no numbers are refused")
    func scoreCoding() throws {
        let scores = ExampleScores([0.1, -3e20, 0])
        let data = try JSONEncoder().encode(scores)
        #expect(try JSONDecoder().decode(ExampleScores.self, from: data) == scores)
        for text in ["AAAA", "AADAfw=="] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(ExampleScores.self, from: Data("\"\(text)\"".utf8))
            }
        }
    }

    @Test("equal outcomes leave no doubt, and outcomes of other examples no answer")
    func degenerate() {
        let outcomes = ExampleOutcomes([true, false, true])
        let bootstrap = PairedBootstrap(random: SeededRandom(seed: 1))
        #expect(bootstrap.overExamples([(outcomes, outcomes)]) == Interval(lower: 0, upper: 0))
        #expect(bootstrap.overExamples([(outcomes, ExampleOutcomes([true]))]) == nil)
        #expect(bootstrap.overExamples([]) == nil)
    }

    @Test(
        "binomial numbers have their distribution", arguments: [(10, 0.3), (1, 0.5), (400, 0.02), (50, 0.95)])
    func binomial(count: Int, probability: Double) {
        var random = SeededRandom(seed: 2)
        let numbers = (0..<20_000).map { _ in Double(random.binomial(count, probability)) }
        let mean = numbers.reduce(0, +) / 20_000
        let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
        let expected = Double(count) * probability * (1 - probability)
        #expect(abs(mean - Double(count) * probability) < 6 * (expected / 20_000).squareRoot())
        #expect(abs(variance / expected - 1) < 0.08)
        #expect(numbers.allSatisfy { 0...Double(count) ~= $0 })
    }

    @Test("sure events are sure", arguments: [(0, 0.5, 0), (7, 0, 0), (7, 1, 7), (3, 1.0000001, 3)])
    func certainty(count: Int, probability: Double, expected: Int) {
        var random = SeededRandom(seed: 2)
        #expect(random.binomial(count, probability) == expected)
    }

    @Test("outcomes keep every value, in memory and in JSON", arguments: [0, 1, 7, 8, 9, 100])
    func outcomes(count: Int) throws {
        let values = (0..<count).map { $0 % 3 == 0 }
        let outcomes = ExampleOutcomes(values)
        #expect(values.indices.map { outcomes[$0] } == values)
        #expect(outcomes.trueCount == values.count(where: \.self))
        let copy = try JSONDecoder().decode(ExampleOutcomes.self, from: try JSONEncoder().encode(outcomes))
        #expect(copy == outcomes)
    }

    @Test(
        "outcomes that do not fit their count are refused",
        arguments: [
            #"{"count": 9, "bits": "AA=="}"#, #"{"count": 3, "bits": "CA=="}"#, #"{"count": -1, "bits": ""}"#,
            #"{"count": 9223372036854775807, "bits": ""}"#, #"{"count": -9223372036854775808, "bits": ""}"#,
        ])
    func hostileOutcomes(json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(ExampleOutcomes.self, from: Data(json.utf8))
        }
    }
}
