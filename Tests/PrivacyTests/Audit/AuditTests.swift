import Foundation
import LearningCore
import Testing

@testable import Privacy

@Suite("An audit")
struct AuditTests {
    private static func mechanism(sigma: Double = 3, steps: Int = 2) throws -> Mechanism {
        try .gaussian(sigma: sigma, sampling: .fullBatch, steps: steps)
    }

    /// Audited once, because it takes a second or two.
    private static let table = Result {
        try MutantTable(Audit(runs: 2000, delta: 1e-5, seed: 1), mechanism: mechanism())
    }

    @Test("finds nothing in a correct trainer, whose bound is below the claim and not far from it")
    func correct() throws {
        let table = try Self.table.get()
        #expect(table.correct.passed && table.failedChecks.isEmpty)
        #expect(table.correct.claim == (try Composition([Self.mechanism()]).epsilon(delta: 1e-5)))
        #expect(table.correct.lowerBound > table.correct.claim.value / 3)
        #expect(table.correct.verdict.contains("That is no proof."))
    }

    static let detectors: [(Mutant, [MutantTable.Detector], [StepCheck])] = [
        (.halfNoise, [.bound, .moments, .unitTest], [.noiseVariance]),
        (.batchClip, [.bound, .moments, .unitTest], [.sensitivity]),
        (.unclippedParameter, [.bound, .moments, .unitTest], [.sensitivity]),
        (.microBatchNoise, [.bound, .moments, .unitTest], [.noiseVariance]),
        (.realisedDivisor, [.moments, .unitTest], [.sensitivity, .emptyBatch]),
        (.repeatedNoise, [.moments, .unitTest], [.noiseVariance, .freshNoise]),
        (.droppedRecord, [.moments, .unitTest], [.plainMean]),
        (.privateSubspace, [.moments, .unitTest, .types], [.plainMean, .sensitivity]),
    ]

    @Test("tells eight faulty trainers from a correct one, each by these means", arguments: detectors)
    func mutants(mutant: Mutant, detectors: [MutantTable.Detector], checks: [StepCheck]) throws {
        let row = try #require(try Self.table.get().rows.first { $0.mutant == mutant })
        #expect(row.caughtBy == detectors)
        #expect(row.failedChecks == checks)
        #expect(!row.result.passed)
    }

    @Test("knows a fault for each row of its table, and nothing escapes it")
    func complete() throws {
        let table = try Self.table.get()
        #expect(table.rows.map(\.mutant) == Mutant.allCases)
        #expect(Self.detectors.map(\.0) == Mutant.allCases)
        #expect(table.passed)
    }

    @Test("is repeatable, and another with another seed")
    func repeatable() throws {
        let trainer = ReferenceTrainer(mechanism: try Self.mechanism())
        func result(_ seed: UInt64) throws -> AuditResult {
            try Audit(runs: 50, delta: 1e-5, seed: seed).run(trainer)
        }
        #expect(try result(1) == result(1))
        #expect(try result(1).moments != result(2).moments)
        let first = try result(1)
        #expect(try JSONDecoder().decode(AuditResult.self, from: JSONEncoder().encode(first)) == first)
    }

    @Test("says how far it has come")
    func progress() throws {
        var seen: [Int] = []
        let trainer = ReferenceTrainer(mechanism: try Self.mechanism())
        _ = try Audit(runs: 20, delta: 1e-5, seed: 1).run(trainer) { finished, total in
            seen.append(finished)
            #expect(total == 40)
        }
        #expect(seen == Array(stride(from: 2, through: 40, by: 2)))
    }

    @Test("is refused with numbers that make none")
    func refusals() throws {
        for runs in [-2, 0, 18, 21, 1_000_002] {
            #expect(throws: AuditError.runs(runs)) { try Audit(runs: runs, delta: 1e-5, seed: 1) }
        }
        #expect(throws: PrivacyError.delta(1)) { try Audit(runs: 20, delta: 1, seed: 1) }
        #expect(throws: AuditError.confidence(1)) {
            try Audit(runs: 20, delta: 0.1, confidence: 1, seed: 1)
        }
        let audit = try Audit(runs: 20, delta: 1e-5, seed: 1)
        let poisson = try Mechanism.gaussian(sigma: 1, sampling: .poisson(rate: 0.5), steps: 3)
        for mechanism in [poisson, try Self.mechanism(steps: 0)] {
            #expect(throws: AuditError.needsFullBatch) {
                try audit.run(ReferenceTrainer(mechanism: mechanism))
            }
        }
    }

    private struct Endless: AuditedTrainer {
        let name = "endless"
        let mechanism: Mechanism

        func score(withCanary: Bool, random: SeededRandom) -> Double { withCanary ? .infinity : 0 }
    }

    @Test("stops where a trainer publishes what is no number")
    func notANumber() throws {
        let audit = try Audit(runs: 20, delta: 1e-5, seed: 1)
        #expect(throws: AuditError.score(run: 0, value: .infinity)) {
            try audit.run(Endless(mechanism: Self.mechanism()))
        }
    }
}
