import LearningCore
import Tensors
import Testing

@testable import Privacy

@Suite("An audit of AdaMix", .needsTorch)
struct AdaMixAuditTests {
    private static let mechanism = Result {
        try Mechanism.gaussian(sigma: 1, sampling: .fullBatch, steps: 4)
    }

    private func result(
        _ variant: AdaMixUnderAudit.Variant, noise: @escaping (SeededRandom) -> any NoisySum
    ) throws -> AuditResult {
        try Audit(runs: 120, delta: 1e-5, seed: 5).run(
            AdaMixUnderAudit(mechanism: Self.mechanism.get(), variant: variant, anyNoise: noise))
    }

    @Test("finds nothing", arguments: AdaMixUnderAudit.Variant.allCases)
    func correct(variant: AdaMixUnderAudit.Variant) throws {
        let result = try result(variant) { GridNoise.repeatable($0) }
        #expect(result.passed, "\(result)")
        #expect(result.lowerBound > 1)
    }

    /// What would be wrong with the noise.
    private struct FaultyNoise: NoisySum {
        enum Fault: CaseIterable { case half, none, repeated, dropped }

        let fault: Fault
        let start: SeededRandom
        var noise: GridNoise
        var isPrivate: Bool { false }

        init(_ fault: Fault, _ random: SeededRandom) {
            self.fault = fault
            start = random
            noise = .repeatable(random)
        }

        mutating func release(_ sum: Tensor, of count: Int, clip: Double, sigma: Double) throws -> Tensor {
            switch fault {
            case .half: return try noise.release(sum, of: count, clip: clip, sigma: sigma / 2)
            case .none: return sum
            case .repeated:
                noise = .repeatable(start)
                return try noise.release(sum, of: count, clip: clip, sigma: sigma)
            case .dropped: return try noise.release(sum * 0, of: count, clip: clip, sigma: sigma)
            }
        }
    }

    @Test("would find faults, seen through the weights alone")
    func faulty() throws {
        for fault in FaultyNoise.Fault.allCases {
            let result = try result(.standard) { FaultyNoise(fault, $0) }
            #expect(!result.passed, "\(fault)")
        }
    }

    @Test("gives the score that the released sums have, to ten digits")
    func score() throws {
        let trainer = try AdaMixUnderAudit(mechanism: Self.mechanism.get()) { _ in GivenNoise() }
        // Without noise the canary moves the score by sqrt(T) / sigma exactly.
        #expect(abs(try trainer.score(withCanary: true, random: SeededRandom(seed: 1)) - 2) < 1e-10)
        #expect(try trainer.score(withCanary: false, random: SeededRandom(seed: 1)) == 0)
        let projected = try AdaMixUnderAudit(mechanism: Self.mechanism.get(), variant: .projected) { _ in
            GivenNoise()
        }
        #expect(abs(try projected.score(withCanary: true, random: SeededRandom(seed: 1)) - 2) < 1e-10)
    }
}
