import Foundation
import LearningCore
import Testing

@testable import Privacy

@Suite("A privacy ledger")
struct PrivacyLedgerTests {
    private func ledger(_ mechanisms: [Mechanism]) throws -> PrivacyLedger {
        var ledger = PrivacyLedger(
            of: .patients, relation: .addRemove, budget: try PrivacyBudget(epsilon: 3, delta: 1e-5))
        for mechanism in mechanisms {
            ledger.record(mechanism, purpose: "a \"fit\"\n", trainer: "adamix", isPrivate: true)
        }
        return ledger
    }

    @Test("composes all fits, of whatever kinds, as one composition of their mechanisms")
    func composition() throws {
        let mechanisms = [
            try Mechanism.fit(), try Mechanism.fit(sigma: 31.5),
            try Mechanism.gaussian(sigma: 1.5, sampling: .poisson(rate: 0.01), steps: 60),
        ]
        let epsilon = try ledger(mechanisms).epsilon()
        #expect(epsilon == (try Composition(mechanisms).epsilon(delta: 1e-5)))
        #expect(epsilon.accountant == .pld)
        #expect(try ledger(mechanisms.reversed()).epsilon() == epsilon)
        #expect(try ledger([]).epsilon().value == 0)
        #expect(try abs(ledger([.fit()]).epsilon().value - 0.81972833) < 1e-8)
        #expect(
            try ledger([.fit(), .fit()]).epsilon(delta: 1e-7)
                == Composition([.gaussian(sigma: 20, sampling: .fullBatch, steps: 40)]).epsilon(delta: 1e-7))
    }

    @Test("comes back from JSON bit for bit")
    func roundTrip() throws {
        var random = SeededRandom(seed: 9)
        for _ in 0..<100 {
            var original = try ledger([])
            for _ in 0..<5 {
                let sigma = Double(bitPattern: random.next() >> 2 | 1)
                original.record(
                    try .gaussian(
                        sigma: sigma.isFinite && sigma > 0 ? sigma : 1,
                        sampling: .poisson(rate: random.uniform() + 0x1p-60), steps: random.below(1 << 29)),
                    purpose: "fit \u{1F333} \(random.next())", trainer: "adamix",
                    isPrivate: random.below(2) == 0)
                original.setBudget(
                    try PrivacyBudget(epsilon: random.uniform() + 1e-12, delta: 1e-9 + random.uniform() / 2))
            }
            let read = try JSONDecoder().decode(PrivacyLedger.self, from: JSONEncoder().encode(original))
            #expect(read == original)
            #expect(try JSONValue(encoding: original).decoded(as: PrivacyLedger.self) == original)
        }
    }

    @Test("keeps every change of its budget, and the last one counts")
    func budgets() throws {
        var ledger = try ledger([.fit()])
        let larger = try PrivacyBudget(epsilon: 4, delta: 1e-6)
        ledger.setBudget(larger)
        ledger.setBudget(larger)
        #expect(ledger.budget == larger)
        #expect(ledger.entries.count == 3)
        #expect(try ledger.epsilon().delta == 1e-6)
    }

    @Test("is not private once any noise could be repeated")
    func repeatable() throws {
        var ledger = try ledger([.fit()])
        #expect(ledger.isPrivate)
        ledger.record(try .fit(), purpose: "a test", trainer: "adamix", isPrivate: false)
        #expect(!ledger.isPrivate)
    }

    @Test(
        "is not read where it says what cannot be",
        arguments: [
            (#""epsilon":3"#, #""epsilon":-3"#), (#""delta":1e-05"#, #""delta":1"#),
            (#""number":1"#, #""number":2"#), (#""sigma":20"#, #""sigma":0"#),
            (#""steps":20"#, #""steps":-1"#), ("add-remove", "both"),
            (#""budget""#, #""spend""#),
        ])
    func refusal(text: String, change: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(decoding: try encoder.encode(ledger([.fit()])), as: UTF8.self)
        let changed = json.replacingOccurrences(of: text, with: change)
        #expect(changed != json)
        #expect(throws: DecodingOrPrivacyError.self) {
            do {
                _ = try JSONDecoder().decode(PrivacyLedger.self, from: Data(changed.utf8))
            } catch is DecodingError { throw DecodingOrPrivacyError() } catch is PrivacyError {
                throw DecodingOrPrivacyError()
            }
        }
    }

    private struct DecodingOrPrivacyError: Error {}
}
