import Foundation
import Testing

@testable import Privacy

@Suite("What accounting refuses, and what it survives")
struct AccountingRefusalTests {
    @Test(
        "a mechanism with impossible numbers is refused",
        arguments: [
            (0, Sampling.fullBatch, 1, "noise multiplier"), (-1, .fullBatch, 1, "noise multiplier"),
            (.nan, .fullBatch, 1, "noise multiplier"), (.infinity, .fullBatch, 1, "noise multiplier"),
            (1, .poisson(rate: 0), 1, "sampling rate"), (1, .poisson(rate: 1.01), 1, "sampling rate"),
            (1, .poisson(rate: .nan), 1, "sampling rate"), (1, .poisson(rate: -0.1), 1, "sampling rate"),
            (1, .fixedSize(records: 0, batch: 0), 1, "batch"),
            (1, .fixedSize(records: 5, batch: 6), 1, "batch"),
            (1, .fullBatch, -1, "number of steps"), (1, .fullBatch, .max, "number of steps"),
        ] as [(Double, Sampling, Int, String)])
    func mechanism(sigma: Double, sampling: Sampling, steps: Int, says: String) throws {
        let error = #expect(throws: PrivacyError.self) {
            try Mechanism.gaussian(sigma: sigma, sampling: sampling, steps: steps)
        }
        #expect(error?.description.contains(says) == true)
    }

    @Test("a file with impossible numbers is refused too")
    func decoding() throws {
        let mechanism = try Mechanism.gaussian(sigma: 0.1 + 0.2, sampling: .poisson(rate: 1 / 3.0), steps: 7)
        let data = try JSONEncoder().encode(mechanism)
        #expect(try JSONDecoder().decode(Mechanism.self, from: data) == mechanism)
        let text = String(decoding: data, as: UTF8.self)
        for (found, put) in [
            ("\"steps\":7", "\"steps\":-7"), ("0.30000000000000004", "0"), ("poisson", "shuffled"),
        ] {
            let broken = text.replacingOccurrences(of: found, with: put)
            #expect(broken != text)
            #expect(throws: (any Error).self) {
                try JSONDecoder().decode(Mechanism.self, from: Data(broken.utf8))
            }
        }
    }

    @Test("a relation that has no bound for the sampling is refused")
    func relation() throws {
        let poisson = try Mechanism.gaussian(sigma: 1, sampling: .poisson(rate: 0.5), steps: 1)
        #expect(throws: PrivacyError.poissonReplaceOne) { try Composition([poisson], relation: .replaceOne) }
        let fixed = try Mechanism.gaussian(sigma: 1, sampling: .fixedSize(records: 10, batch: 5), steps: 1)
        #expect(throws: PrivacyError.fixedSizeAddRemove) { try Composition([fixed], relation: .addRemove) }
        // A rate of 1 is a full batch, by whatever name.
        let whole = try Mechanism.gaussian(sigma: 1, sampling: .poisson(rate: 1), steps: 1)
        #expect(throws: Never.self) { try Composition([whole], relation: .replaceOne) }
    }

    @Test("an accountant that does not know the sampling is refused")
    func accountant() throws {
        let poisson = try Composition([.gaussian(sigma: 1, sampling: .poisson(rate: 0.5), steps: 1)])
        #expect(throws: PrivacyError.exactNeedsFullBatch) {
            try poisson.epsilon(delta: 1e-5, accountant: .exact)
        }
        let fixed = try Composition(
            [.gaussian(sigma: 1, sampling: .fixedSize(records: 10, batch: 5), steps: 1)],
            relation: .replaceOne)
        #expect(throws: PrivacyError.fixedSizeNeedsRenyi) { try fixed.epsilon(delta: 1e-5, accountant: .pld) }
        #expect(throws: PrivacyError.deltaBelowPrecision(1e-13, least: 1e-12)) {
            try poisson.epsilon(delta: 1e-13, accountant: .pld)
        }
        for grid in [0, -1, .nan, 2] {
            #expect(throws: PrivacyError.self) {
                try poisson.epsilon(delta: 1e-5, accountant: .pld(grid: grid))
            }
        }
        #expect(throws: PrivacyError.self) { try poisson.epsilon(delta: 1e-5, accountant: .pld(grid: 1e-12)) }
    }

    @Test("a delta outside of (0, 1) is refused", arguments: [0, 1, -0.1, 1.5, .nan, .infinity])
    func delta(delta: Double) throws {
        let composition = try Composition([.gaussian(sigma: 1, sampling: .fullBatch, steps: 1)])
        for accountant in [Accountant.automatic, .exact, .rdp, .pld] {
            #expect(throws: PrivacyError.self) {
                try composition.epsilon(delta: delta, accountant: accountant)
            }
        }
        #expect(throws: PrivacyError.self) {
            try calibrate(epsilon: 1, delta: delta, sampling: .fullBatch, steps: 1)
        }
    }

    @Test("a target that cannot be asked for is refused", arguments: [0, -1, .nan, .infinity])
    func target(epsilon: Double) throws {
        #expect(throws: PrivacyError.self) {
            try calibrate(epsilon: epsilon, delta: 1e-5, sampling: .fullBatch, steps: 1)
        }
        #expect(throws: PrivacyError.nothingToCalibrate) {
            try calibrate(epsilon: 1, delta: 1e-5, sampling: .fullBatch, steps: 0)
        }
    }

    @Test("a target that no noise reaches is refused")
    func unreachable() throws {
        #expect(throws: PrivacyError.self) {
            try calibrate(
                epsilon: 1e-300, delta: 1e-300, sampling: .fullBatch, steps: 1_000_000_000, accountant: .exact
            )
        }
    }

    @Test(
        "extreme numbers give a bound or a sentence, in bounded time and memory",
        arguments: [
            (0.05, 0.01, 10, 1e-5), (1e-300, 1, 1, 1e-12), (1e-300, 0.5, 1_000_000_000, 1e-5),
            (1e-6, 1e-3, 10_000_000, 0.999),
            (0.01, 1e-300, 1_000_000_000, 1e-12), (1, 1 - 1e-16, 1000, 1e-5),
            (1, 1e-12, 1_000_000_000, 1e-12), (3000, 0.5, 1_000_000_000, 1e-5),
            (1e6, 1e-3, 10_000_000, 1e-12), (1e150, 0.5, 10_000_000, 1e-5), (1e300, 1, 1, 1e-12),
        ] as [(Double, Double, Int, Double)])
    func extremes(sigma: Double, rate: Double, steps: Int, delta: Double) throws {
        let composition = try Composition([
            .gaussian(sigma: sigma, sampling: .poisson(rate: rate), steps: steps)
        ])
        for accountant in [Accountant.pld, .rdp] {
            do {
                let epsilon = try composition.epsilon(delta: delta, accountant: accountant)
                #expect(epsilon.value >= 0 && epsilon.value.isFinite && epsilon.errorBound >= 0)
            } catch {
                #expect(error == .unbounded)
            }
        }
        for epsilon in [0, 1e300] {
            #expect(0...1 ~= (try composition.delta(epsilon: epsilon, accountant: .rdp)))
        }
        // Distributions of millions of points take seconds in a debug build.
        guard SlowTests.areWanted else { return }
        for epsilon in [0, 1e300] {
            let delta = try? composition.delta(epsilon: epsilon, accountant: .pld)
            #expect(delta.map { 0...1 ~= $0 } ?? true)
        }
    }

    @Test("where hardly anything is ever seen, no noise is needed")
    func negligible() throws {
        let found = try calibrate(epsilon: 0.1, delta: 1e-5, sampling: .poisson(rate: 1e-9), steps: 10)
        #expect(found.epsilon.value == 0)
    }
}
