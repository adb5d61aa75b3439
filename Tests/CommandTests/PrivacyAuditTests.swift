import Foundation
import Testing

@Suite("espalier privacy audit")
struct PrivacyAuditTests {
    private struct Answer: Decodable {
        struct Claim: Decodable {
            let value: Double
            let delta: Double
        }
        struct Moments: Decodable {
            let difference: Double
            let expectedDifference: Double
            let tolerance: Double
        }
        struct Fault: Decodable {
            let mutant: String
            let caughtBy: [String]
        }
        let passed: Bool
        let exceedsClaim: Bool
        let lowerBound: Double
        let confidence: Double
        let runs: Int
        let seed: UInt64?
        let claim: Claim
        let moments: Moments
        let verdict: String
        let mutants: [Fault]?
    }

    private static let quick = ["privacy", "audit", "--sigma", "3", "--steps", "2", "--seed", "1"]

    private func run(_ arguments: String...) throws -> CommandRun {
        try WorkFolder().run(Self.quick + arguments)
    }

    @Test("prints the bound with its confidence beside the claim, and says that it is no proof")
    func text() throws {
        let run = try run("--trainer", "reference", "--runs", "600")
        #expect(run.status == 0 && run.errors == "")
        for phrase in [
            "claim       epsilon 1.866 at delta 1e-05", "bound       epsilon is at least", "95 % confidence",
            "of the seed 1", "variances", "passed: ", "That is no proof.",
        ] { #expect(run.output.contains(phrase), "\(run)") }
    }

    @Test("answers in JSON with the same figures, which a seed repeats")
    func json() throws {
        let run = try run("--trainer", "reference", "--runs", "600", "--format", "json")
        let answer = try run.answer(Answer.self)
        #expect(run.status == 0 && answer.passed && !answer.exceedsClaim)
        #expect(answer.runs == 600 && answer.seed == 1 && answer.confidence == 0.95)
        #expect(abs(answer.claim.value - 1.8663693178) < 1e-9 && answer.claim.delta == 1e-5)
        #expect(answer.lowerBound < answer.claim.value && answer.mutants == nil)
        #expect(abs(answer.moments.difference - answer.moments.expectedDifference) < answer.moments.tolerance)
        #expect(
            try self.run("--trainer", "reference", "--runs", "600", "--format", "json").output == run.output)
    }

    @Test("ends with 1 where the claim is false, or a fault makes guessing harder")
    func faults() throws {
        let half = try run("--mutant", "half-noise", "--format", "json")
        #expect(half.status == 1)
        #expect(try half.answer(Answer.self).exceedsClaim)
        let dropped = try run("--mutant", "dropped-record")
        #expect(dropped.status == 1)
        #expect(dropped.output.contains("FAILED: The bound does not refute the claim, and yet"))
    }

    @Test("finds every fault by something, and prints by what")
    func table() throws {
        let run = try run("--all-mutants", "--format", "json")
        let answer = try run.answer(Answer.self)
        #expect(run.status == 0 && answer.passed)
        #expect(answer.mutants?.count == 8)
        #expect(answer.mutants?.allSatisfy { !$0.caughtBy.isEmpty } == true)
        // How it is laid out does not need as many runs.
        let text = try self.run("--all-mutants", "--runs", "200")
        for mutant in answer.mutants ?? [] { #expect(text.output.contains(mutant.mutant)) }
        let lines = text.output.components(separatedBy: "\n")
        #expect(
            lines.filter { !$0.hasPrefix("passed") && !$0.hasPrefix("FAILED") }.allSatisfy { $0.count <= 80 })
    }

    @Test("audits AdaMix as it is shipped, or says what is missing")
    func adaMix() throws {
        let run = try run("--runs", "40", "--format", "json")
        guard run.status != 2 else {
            #expect(run.errors.contains("scripts/setup --torch"), "\(run)")
            return
        }
        #expect(run.status == 0, "\(run)")
        let secure = try WorkFolder().run(
            "privacy", "audit", "--runs", "20", "--sigma", "3", "--steps", "2", "--trainer",
            "adamix-projected")
        #expect(secure.output.contains("the operating system's, which cannot be repeated"), "\(secure)")
    }

    @Test(
        "refuses numbers that make no audit, with a sentence",
        arguments: [
            (["--runs", "21"], "an even number"), (["--runs", "0"], "an even number"),
            (["--sigma", "-1"], "noise multiplier"), (["--sigma", "1e-200"], "noise is too small"),
            (["--steps", "0"], "at least one step"), (["--steps", "-1"], "number of steps"),
            (["--delta", "2"], "Delta is 2"),
        ])
    func refusals(arguments: [String], phrase: String) throws {
        let run = try WorkFolder().run(["privacy", "audit", "--trainer", "reference"] + arguments)
        run.expectUnreadable(phrase)
    }

    @Test(
        "is told apart from wrong usage",
        arguments: [
            ["--mutant", "half"], ["--mutant", "half-noise", "--all-mutants"],
            ["--mutant", "half-noise", "--trainer", "adamix"], ["--trainer", "sgd"], ["--runs", "many"],
        ])
    func usage(arguments: [String]) throws {
        let run = try WorkFolder().run(["privacy", "audit"] + arguments)
        #expect(run.status == 64 && run.output == "", "\(run)")
    }
}
