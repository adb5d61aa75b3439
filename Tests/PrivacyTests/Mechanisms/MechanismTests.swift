import Foundation
import LearningCore
import Tensors
import Testing

@testable import Privacy

@Suite("Discrete Gaussian noise")
struct DiscreteGaussianTests {
    /// Pearson's statistic of counts against probabilities, over those cells that expect five or more.
    private func chiSquare(_ counts: [Int: Int], _ probability: (Int) -> Double, draws: Int) -> (
        Double, cells: Int
    ) {
        var sum = 0.0
        var cells = 0
        for value in -40...40 {
            let expected = probability(value) * Double(draws)
            guard expected >= 5 else { continue }
            let difference = Double(counts[value] ?? 0) - expected
            sum += difference * difference / expected
            cells += 1
        }
        return (sum, cells)
    }

    @Test("has the probabilities of its definition", arguments: [1, 2, 5] as [UInt64])
    func probabilities(sigma: UInt64) {
        var random = SeededRandom(seed: sigma).stream("discrete Gaussian")
        let distribution = DiscreteGaussian(sigma: sigma)
        let draws = 20_000
        var counts: [Int: Int] = [:]
        for _ in 0..<draws { counts[Int(distribution.sample(using: &random)), default: 0] += 1 }
        func weight(_ x: Int) -> Double { exp(-Double(x * x) / Double(2 * sigma * sigma)) }
        let total = (-200...200).map(weight).reduce(0, +)
        let (statistic, cells) = chiSquare(counts, { weight($0) / total }, draws: draws)
        // Mean and variance of chi-square are the cells and twice that; six deviations are one in a billion.
        #expect(statistic < Double(cells) + 6 * Double(2 * cells).squareRoot())
    }

    @Test("has the standard deviation of a fine grid, and no mean")
    func moments() {
        var random = SeededRandom(seed: 4)
        let sigma: UInt64 = 1 << 28
        let distribution = DiscreteGaussian(sigma: sigma)
        let draws = 5_000
        let scaled = (0..<draws).map { _ in Double(distribution.sample(using: &random)) / Double(sigma) }
        let mean = scaled.reduce(0, +) / Double(draws)
        let variance = scaled.map { $0 * $0 }.reduce(0, +) / Double(draws)
        #expect(abs(mean) < 5 / Double(draws).squareRoot())
        #expect(abs(variance - 1) < 5 * (2 / Double(draws)).squareRoot())
    }

    @Test("is made of coins with exact probabilities", arguments: [0, 1, 0.5, 0.25, 0.7, 1e-3] as [Double])
    func coins(probability: Double) {
        var random = SeededRandom(seed: 6)
        let tosses = 10_000
        let heads = (0..<tosses).count { _ in ExactBernoulli.probability(probability, using: &random) }
        let deviation = (probability * (1 - probability) * Double(tosses)).squareRoot()
        #expect(abs(Double(heads) - probability * Double(tosses)) <= 5 * deviation)
    }

    @Test(
        "tosses coins of e to a negative power",
        arguments: [(0, 3), (1, 3), (1, 1), (7, 2)] as [(UInt128, UInt128)])
    func exponentialCoins(numerator: UInt128, denominator: UInt128) {
        var random = SeededRandom(seed: 7)
        let probability = exp(-Double(numerator) / Double(denominator))
        let tosses = 10_000
        let heads = (0..<tosses).count { _ in
            ExactBernoulli.exponential(numerator, denominator, using: &random)
        }
        let deviation = (probability * (1 - probability) * Double(tosses)).squareRoot()
        #expect(abs(Double(heads) - probability * Double(tosses)) <= 5 * deviation)
    }

    @Test("draws whole numbers below a bound evenly, however large it is")
    func below() {
        var random = SeededRandom(seed: 8)
        for bound in [1, 3, 64, 1 << 64, 3 << 100] as [UInt128] {
            var isInUpperHalf = 0
            for _ in 0..<2_000 {
                let number = ExactBernoulli.below(bound, using: &random)
                #expect(number < bound)
                if number >= bound / 2 + bound % 2 { isInUpperHalf += 1 }
            }
            let share = Double(isInUpperHalf) / 2_000
            #expect(abs(share - Double(bound / 2) / Double(bound)) < 0.06)
        }
    }
}

@Suite("Random bits")
struct RandomBitsTests {
    @Test("from the operating system do not repeat")
    func secure() {
        var random = SecureRandom()
        var other = SecureRandom()
        let words = (0..<500).flatMap { _ in [random.next(), other.next()] }
        #expect(Set(words).count == words.count)
    }
}

@Suite("Noise on a grid", .needsTorch)
struct GridNoiseTests {
    @Test("has the promised standard deviation, a little more and never less")
    func deviation() throws {
        var noise = GridNoise.repeatable(SeededRandom(seed: 1))
        let (clip, sigma, count) = (0.37, 4.2, 4_000)
        let published = try noise.release(
            Tensor.zeros([count], type: .float64), of: 50, clip: clip, sigma: sigma)
        let scaled = try (published / (clip * sigma)).array(of: Double.self)
        let variance = scaled.map { $0 * $0 }.reduce(0, +) / Double(count)
        #expect(abs(variance - 1) < 5 * (2 / Double(count)).squareRoot())
        let enlargement = try #require(
            GridNoise.enlargement(coordinates: count, count: 50, sigma: sigma))
        #expect(enlargement > 1 && enlargement < 1.00001)
    }

    @Test(
        "is large enough for what rounding and summation can move, whatever the step is",
        arguments: [(1, 10, 1.0), (100_000, 1_000_000, 1668), (7_850, 60_000, 16.7), (1_000_000, 1_000, 100)]
            as [(Int, Int, Double)])
    func sensitivity(coordinates: Int, count: Int, sigma: Double) throws {
        let enlargement = try #require(
            GridNoise.enlargement(coordinates: coordinates, count: count, sigma: sigma))
        let noise = sigma * enlargement
        // The largest step that noise of this size can have.
        let step = noise * 0x1p-27
        let moved = 1 + 2 * Double(count) * Double(count) * 0x1p-53 + Double(coordinates).squareRoot() * step
        #expect(noise / moved >= sigma)
    }

    @Test("is refused where the grid would be as coarse as the noise")
    func coarse() {
        #expect(GridNoise.enlargement(coordinates: 1_000_000, count: 10, sigma: 1e6) == nil)
    }

    @Test("publishes multiples of a power of two only")
    func grid() throws {
        var noise = GridNoise.secure()
        let sum = try Tensor([0.1, -3.7, 1e-12, 250] as [Double])
        let published = try noise.release(sum, of: 10, clip: 1, sigma: 2).array(of: Double.self)
        // The deviation lies between 2 and 4, so that the step is 2^(1 - 27).
        for value in published { #expect((value / 0x1p-26).rounded() * 0x1p-26 == value) }
    }

    @Test("is another at every step, and another for every source")
    func fresh() throws {
        let zero = try Tensor.zeros([3], type: .float64)
        var noise = GridNoise.secure()
        var other = GridNoise.secure()
        let draws = try [
            noise.release(zero, of: 1, clip: 1, sigma: 1), noise.release(zero, of: 1, clip: 1, sigma: 1),
            other.release(zero, of: 1, clip: 1, sigma: 1),
        ].map { try $0.array(of: Double.self) }
        #expect(Set(draws).count == 3)
        #expect(noise.isPrivate)
    }

    @Test("can be repeated where it says so")
    func repeatable() throws {
        func draw(_ seed: UInt64) throws -> [Double] {
            var noise = GridNoise.repeatable(SeededRandom(seed: seed))
            #expect(!noise.isPrivate)
            return try noise.release(Tensor.zeros([4], type: .float64), of: 1, clip: 1, sigma: 3)
                .array(of: Double.self)
        }
        #expect(try draw(1) == draw(1))
        #expect(try draw(1) != draw(2))
    }

    @Test(
        "refuses numbers that promise nothing",
        arguments: [(0, 1), (1, 0), (-1, 1), (.nan, 1), (1, .infinity), (1e300, 1e300), (1e-300, 1e-300)]
            as [(Double, Double)])
    func refusals(clip: Double, sigma: Double) throws {
        var noise = GridNoise.secure()
        #expect(throws: MechanismError.self) {
            _ = try noise.release(Tensor.zeros([1], type: .float64), of: 1, clip: clip, sigma: sigma)
        }
    }

    @Test(
        "publishes no sum that is no number, or too large to be one of clipped gradients",
        arguments: [
            .nan, .infinity, 1e30,
        ] as [Double])
    func badSums(value: Double) throws {
        var noise = GridNoise.secure()
        #expect(throws: MechanismError.self) {
            _ = try noise.release(Tensor([value]), of: 1, clip: 1, sigma: 1)
        }
    }
}

@Suite("Poisson sampling")
struct PoissonSamplerTests {
    @Test("sees each record with its rate, so that batches differ in size and may be empty")
    func sizes() throws {
        let sampler = try PoissonSampler(recordCount: 200, rate: 0.01)
        var random = SeededRandom(seed: 9)
        let batches = (0..<400).map { _ in sampler.draw(using: &random) }
        let sizes = batches.map { Double($0.count) }
        let mean = sizes.reduce(0, +) / 400
        let variance = sizes.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 399
        #expect(abs(mean - 2) < 5 * (1.98 / 400).squareRoot())
        #expect(abs(variance - 1.98) < 0.9)
        #expect(batches.contains([]))
        #expect(batches.allSatisfy { $0 == $0.sorted() && Set($0).count == $0.count })
        #expect(sampler.divisor == 2)
    }

    @Test("sees everything at rate 1, and nothing of an empty data set")
    func extremes() throws {
        var random = SeededRandom(seed: 1)
        #expect(try PoissonSampler(recordCount: 5, rate: 1).draw(using: &random) == [0, 1, 2, 3, 4])
        #expect(try PoissonSampler(recordCount: 0, rate: 0.5).draw(using: &random) == [])
    }

    @Test("refuses rates that are none", arguments: [0, -0.1, 1.1, .nan] as [Double])
    func rates(rate: Double) {
        #expect(throws: PrivacyError.self) { try PoissonSampler(recordCount: 5, rate: rate) }
    }
}
