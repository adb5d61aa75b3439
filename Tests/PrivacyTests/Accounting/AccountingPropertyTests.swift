import Foundation
import Testing

@testable import Privacy

@Suite("What holds for every accounting")
struct AccountingPropertyTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let sigma: Double
        let rate: Double
        let steps: Int
        let delta: Double
        var testDescription: String { "sigma \(sigma), rate \(rate), \(steps) steps, delta \(delta)" }

        func composition(sigma factor: Double = 1, rate other: Double = 1, steps more: Int = 0) throws
            -> Composition
        {
            try Composition([
                .gaussian(
                    sigma: sigma * factor, sampling: .poisson(rate: min(rate * other, 1)), steps: steps + more
                )
            ])
        }
    }

    /// Cases spread over the orders of magnitude that people use, the same ones every time.
    static let cases: [Case] = {
        var random = SplitMix(seed: 5)
        return (0..<(SlowTests.areWanted ? 200 : 14)).map { index in
            Case(
                sigma: pow(10, Double.random(in: -0.1...2, using: &random)),
                rate: index % 6 == 0 ? 1 : pow(10, Double.random(in: -4...0, using: &random)),
                steps: Int(pow(10, Double.random(in: 0...6, using: &random))),
                delta: pow(10, Double.random(in: -12 ... -2, using: &random)))
        }
    }()

    @Test(
        "a loss distribution is never looser than Rényi divergences, and brackets the exact epsilon",
        arguments: cases)
    func accountantsAgree(one: Case) throws {
        let composition = try one.composition()
        let distribution = try composition.epsilon(delta: one.delta, accountant: .pld)
        #expect(
            distribution.value
                <= (try composition.epsilon(delta: one.delta, accountant: .rdp(.refined)).value) * (1 + 1e-9))
        #expect(0...distribution.value ~= distribution.errorBound)
        guard one.rate == 1 else { return }
        let exact = try composition.epsilon(delta: one.delta, accountant: .exact).value
        #expect(exact <= distribution.value * (1 + 1e-10))
        #expect(distribution.value - distribution.errorBound <= exact * (1 + 1e-9))
    }

    @Test(
        "epsilon falls with the noise and rises with the rate and the steps", arguments: cases.prefix(6),
        [Accountant.rdp, .rdp(.refined), .pld])
    func monotone(one: Case, accountant: Accountant) throws {
        func epsilon(_ composition: Composition) throws -> Double {
            try composition.bound(delta: one.delta, accountant: accountant)
        }
        let value = try epsilon(try one.composition()) * (1 - 1e-9)
        #expect(try epsilon(try one.composition(sigma: 0.98)) >= value)
        #expect(try epsilon(try one.composition(rate: 1.02)) >= value)
        #expect(try epsilon(try one.composition(steps: 1 + one.steps / 50)) >= value)
    }

    @Test(
        "a finer grid gives an epsilon within the error that the coarser one states", arguments: [1e-3, 3e-4])
    func grids(coarse: Double) throws {
        for one in [
            Case(sigma: 2, rate: 0.02, steps: 400, delta: 1e-6),
            Case(sigma: 1, rate: 0.1, steps: 20, delta: 1e-9),
        ] {
            let composition = try one.composition()
            let rough = try composition.epsilon(delta: one.delta, accountant: .pld(grid: coarse))
            let fine = try composition.epsilon(delta: one.delta, accountant: .pld(grid: 1e-4)).value
            #expect(rough.value - rough.errorBound...rough.value ~= fine)
        }
    }

    @Test(
        "the order of mechanisms changes nothing, nor does counting steps apart",
        arguments: [Accountant.rdp, .pld])
    func composition(accountant: Accountant) throws {
        let a = try Mechanism.gaussian(sigma: 2, sampling: .poisson(rate: 0.02), steps: 300)
        let b = try Mechanism.gaussian(sigma: 8, sampling: .fullBatch, steps: 5)
        let some = try Mechanism.gaussian(sigma: 2, sampling: .poisson(rate: 0.02), steps: 120)
        let rest = try Mechanism.gaussian(sigma: 2, sampling: .poisson(rate: 0.02), steps: 180)
        let together = try Composition([a, b]).bound(delta: 1e-6, accountant: accountant)
        #expect(try Composition([b, a]).bound(delta: 1e-6, accountant: accountant) == together)
        #expect(try Composition([rest, b, some]).bound(delta: 1e-6, accountant: accountant) == together)
        #expect(try Composition([a]).bound(delta: 1e-6, accountant: accountant) < together)
    }

    @Test("mechanisms on full batches compose by the squares of their noise")
    func exactComposition() throws {
        let parts = try Composition([
            .gaussian(sigma: 3, sampling: .fullBatch, steps: 2),
            .gaussian(sigma: 5, sampling: .poisson(rate: 1), steps: 7),
        ])
        let mu = (2.0 / 9 + 7.0 / 25).squareRoot()
        let whole = try Composition([.gaussian(sigma: 1 / mu, sampling: .fullBatch, steps: 1)])
        for epsilon in [0, 0.3, 2] {
            #expect(try parts.delta(epsilon: epsilon).isWithin(1e-12, of: try whole.delta(epsilon: epsilon)))
        }
    }

    @Test(
        "delta at the epsilon of a delta is that delta",
        arguments: [Accountant.exact, .pld(grid: 1e-4), .rdp])
    func inverse(accountant: Accountant) throws {
        let sampling: Sampling = accountant == .exact ? .fullBatch : .poisson(rate: 0.05)
        let composition = try Composition([.gaussian(sigma: 4, sampling: sampling, steps: 30)])
        for delta in [1e-10, 1e-5, 1e-2] {
            let epsilon = try composition.bound(delta: delta, accountant: accountant)
            #expect(epsilon > 0)
            let back = try composition.delta(epsilon: epsilon, accountant: accountant)
            // The two conversions of Rényi divergences are not the inverse of each other, but both are bounds.
            #expect(accountant == .rdp ? back <= delta * 1.0001 : back.isWithin(1e-6, of: delta))
        }
    }

    @Test("no steps spend nothing", arguments: [Accountant.automatic, .exact, .rdp, .pld])
    func nothing(accountant: Accountant) throws {
        let composition = try Composition([.gaussian(sigma: 1, sampling: .poisson(rate: 1), steps: 0)])
        #expect(try composition.epsilon(delta: 1e-6, accountant: accountant).value == 0)
        #expect(try composition.delta(epsilon: 0, accountant: accountant) == 0)
    }

    @Test(
        "calibrating never overshoots, under either relation",
        arguments: [
            (Sampling.fullBatch, NeighbouringRelation.replaceOne, Accountant.exact),
            (.fullBatch, .replaceOne, .rdp),
            (.fullBatch, .addRemove, .pld), (.poisson(rate: 0.3), .addRemove, .automatic),
            (.fixedSize(records: 1000, batch: 20), .replaceOne, .automatic),
        ])
    func calibration(sampling: Sampling, relation: NeighbouringRelation, accountant: Accountant) throws {
        let target = 0.7
        let found = try calibrate(
            epsilon: target, delta: 1e-6, sampling: sampling, steps: 40, relation: relation,
            accountant: accountant)
        #expect(found.epsilon.value <= target)
        let less = try Composition(
            [.gaussian(sigma: found.sigma * (1 - 1e-4), sampling: sampling, steps: 40)], relation: relation)
        #expect(try less.bound(delta: 1e-6, accountant: accountant) > target)
    }
}

/// Numbers that are the same in every run; Vigna's SplitMix64.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
