import Foundation
import Testing

@testable import Privacy

@Suite("The parts of a loss distribution")
struct LossDistributionTests {
    static let losses = [
        SampledGaussianLoss(sigma: 1, rate: 0.01), SampledGaussianLoss(sigma: 0.6, rate: 0.3),
        SampledGaussianLoss(sigma: 4, rate: 1), SampledGaussianLoss(sigma: 20, rate: 1e-4),
    ]

    @Test("a loss and the point that has it are inverse to each other", arguments: losses)
    func points(loss: SampledGaussianLoss) {
        for x in stride(from: -3 * loss.sigma, through: 1 + 8 * loss.sigma, by: loss.sigma / 3) {
            #expect(abs(loss.point(of: loss.loss(at: x)) - x) < 1e-5 * loss.sigma)
        }
    }

    @Test("both roundings keep all mass, one with delta above and one below", arguments: losses)
    func roundings(loss: SampledGaussianLoss) {
        for direction in [SampledGaussianLoss.Direction.remove, .add] {
            let step = 0.01
            let above = GridLoss.connectingDots(loss, direction, step: step, tail: 1e-20)
            for isLocal in [false, true] {
                let below = GridLoss.merging(loss, direction, step: step, tail: 1e-20, isLocal: isLocal)
                #expect(
                    abs(above.masses.reduce(0, +) - 1) < 1e-9 && abs(below.masses.reduce(0, +) - 1) < 1e-9)
                for epsilon in [0, 0.003, 0.1, 0.555, 1.7] {
                    let exact = Self.delta(of: loss, direction, epsilon: epsilon)
                    #expect(Self.delta(of: above, epsilon: epsilon) >= exact - 1e-12)
                    #expect(Self.delta(of: below, epsilon: epsilon) <= exact + 1e-12)
                }
            }
        }
    }

    /// The exact delta of one release: both distributions' masses where P exceeds e^epsilon Q.
    static func delta(
        of loss: SampledGaussianLoss, _ direction: SampledGaussianLoss.Direction, epsilon: Double
    ) -> Double {
        func tail(_ x: Double, mean: Double) -> Double {
            StandardNormal.cumulative((direction == .remove ? mean - x : x - mean) / loss.sigma)
        }
        let x = loss.point(of: direction == .remove ? epsilon : -epsilon)
        let without = tail(x, mean: 0)
        let with = (1 - loss.rate) * without + loss.rate * tail(x, mean: 1)
        return direction == .remove
            ? with - exp(epsilon) * without : without - exp(epsilon) * with
    }

    static func delta(of loss: GridLoss, epsilon: Double) -> Double {
        loss.infinity
            + loss.masses.enumerated().reduce(0) { sum, point in
                sum + point.element
                    * max(0, -expm1(epsilon - Double(loss.firstIndex + point.offset) * loss.step))
            }
    }

    @Test("a transform and its inverse give back what was there", arguments: [2, 8, 1 << 15])
    func transform(count: Int) {
        var random = SplitMix(seed: 1)
        let numbers = (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
        var (real, imaginary) = (numbers, Array(numbers.reversed()))
        let transform = FourierTransform(count: count)
        transform.forward(&real, &imaginary)
        #expect(abs(real[0] - numbers.reduce(0, +)) < 1e-9)
        transform.backward(&real, &imaginary)
        #expect(zip(real, numbers).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(zip(imaginary, numbers.reversed()).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test("sums by transform are sums by addition")
    func convolution() throws {
        let a = GridLoss(step: 0.1, firstIndex: -1, masses: [0.2, 0.5, 0.2], infinity: 0.1)
        let b = GridLoss(step: 0.1, firstIndex: 2, masses: [0.7, 0, 0, 0.3], infinity: 0)
        var points: [Int: Double] = [:]
        for (i, p) in a.masses.enumerated() {
            for (j, q) in a.masses.enumerated() {
                for (k, r) in b.masses.enumerated() { points[i + j + k, default: 0] += p * q * r }
            }
        }
        let parts = [
            LossConvolution.Part(first: a, second: b, steps: 2), .init(first: b, second: a, steps: 1),
        ]
        for epsilon in [0, 0.15, 0.4] {
            let sums = try #require(LossConvolution.compose(parts, for: .epsilon(epsilon), most: 1000))
            let expected = points.reduce(1 - 0.81) { sum, point in
                sum + point.value * max(0, -expm1(epsilon - Double(point.key) * 0.1))
            }
            #expect(sums.first.delta(epsilon: epsilon).isWithin(1e-12, of: expected))
        }
    }

    @Test("a deep tail after many steps keeps its digits")
    func deepTail() throws {
        let full = try Composition([.gaussian(sigma: 100, sampling: .fullBatch, steps: 1000)])
        for epsilon in [1.0, 2, 2.8] {
            let exact = try full.delta(epsilon: epsilon, accountant: .exact)
            let found = try full.delta(epsilon: epsilon, accountant: .pld(grid: 1e-4))
            #expect(found >= exact * (1 - 1e-9) && found <= exact * 1.01)
        }
        #expect(try full.delta(epsilon: 2.8, accountant: .exact) < 1e-17)
    }

    @Test("quantiles of the normal distribution are those of its tails")
    func quantiles() {
        for p in [1e-300, 1e-20, 0.001, 0.02425, 0.3, 0.5, 0.9, 0.999999] {
            #expect(StandardNormal.cumulative(StandardNormal.quantile(p)).isWithin(1e-11, of: p))
        }
        for x in [-400.0, -36.0001, -35.9999, -5, 0, 3] {
            let step = 1e-4
            let slope = StandardNormal.logCumulative(x + step) - StandardNormal.logCumulative(x - step)
            let density = exp(-0.5 * x * x - StandardNormal.logCumulative(x)) / (2 * Double.pi).squareRoot()
            #expect((slope / (2 * step)).isWithin(1e-5, of: density) || density < 1e-2)
        }
    }
}
