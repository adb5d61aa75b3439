import Foundation
import Testing

@testable import LearningCore

@Suite("Judging experiments")
struct ExperimentResultsTests {
    @Test("differences are paired by seed, and their intervals enclose them")
    func differences() throws {
        let results = try SampleClaim.results()
        let cell = results.cells[0]
        let difference = try #require(results.difference("error", of: "ours", against: "plain", in: cell))
        #expect(difference.summary.values.allSatisfy { abs($0 + 0.2) < 1e-12 })
        let seeds = try #require(difference.overSeeds)
        #expect(abs(seeds.lower + 0.2) < 1e-9 && abs(seeds.upper + 0.2) < 1e-9)
        let examples = try #require(difference.overExamples)
        #expect(examples.lower < -0.2 && examples.upper > -0.2 && !examples.includesZero)
    }

    @Test("a relative increase is over another arm, seed by seed")
    func relativeIncrease() throws {
        let results = try SampleClaim.results(seeds: 2)
        let values = results.values("increase", of: "ours", in: results.cells[0]).compactMap(\.self)
        #expect(abs(values[0] - 1) < 1e-12 && abs(values[1] - 0.5) < 1e-12)
        #expect(results.values("increase", of: "oracle", in: results.cells[0]) == [0, 0])
    }

    @Test("what divides by zero is no number, and has no mean")
    func undefined() throws {
        let results = try SampleClaim.results(seeds: 2) { trial, result in
            if trial.arm == "oracle" { result = TrialResult(measures: ["error": 0]) }
        }
        #expect(results.values("increase", of: "ours", in: results.cells[0]) == [nil, nil])
        #expect(results.summary("increase", of: "ours", in: results.cells[0]) == nil)
        #expect(results.difference("increase", of: "ours", against: "plain", in: results.cells[0]) == nil)
        #expect(ExperimentReport(results, command: "").markdown.contains("| -"))
    }

    @Test(
        "gates decide together: one that fails decides it, one that is open leaves it open",
        arguments: [
            ([Verdict.held, .held], Verdict.held, "all 2 gates were passed"),
            ([.held, .didNotHold, .inconclusive], .didNotHold, "not passed: gate 1"),
            ([.held, .inconclusive], .inconclusive, "open: gate 1"),
            ([], .inconclusive, "no gate decides it"),
        ])
    func verdicts(verdicts: [Verdict], expected: Verdict, evidence: String) throws {
        let gates = verdicts.enumerated().map { index, verdict in
            Claim.Gate("gate \(index)", "It comes out.") { _ in Judgement(verdict, "said so") }
        }
        let information = Claim.Gate("aside", "It is told.", isDecisive: false) { _ in
            Judgement(.didNotHold, "said so")
        }
        let results = try SampleClaim.results(seeds: 5, gates: gates + [information])
        #expect(results.verdict(of: results.judgements()) == Judgement(expected, evidence))
    }

    @Test(
        "the quick form and too few seeds decide nothing", arguments: [(ExperimentForm.quick, 5), (.full, 4)])
    func undecided(form: ExperimentForm, seeds: Int) throws {
        let gate = Claim.Gate("gate", "It comes out.") { _ in Judgement(.didNotHold, "said so") }
        let results = try SampleClaim.results(seeds: seeds, form: form, gates: [gate])
        let judgements = results.judgements()
        #expect(judgements[0].judgement.verdict == .didNotHold)
        #expect(results.verdict(of: judgements).verdict == .inconclusive)
    }

    @Test(
        "a gate over seeds needs its share of them",
        arguments: [
            (5, 4, Verdict.held), (5, 3, .didNotHold), (10, 8, .held), (10, 7, .didNotHold),
            (4, 4, .inconclusive),
        ])
    func seedGate(seeds: Int, holding: Int, verdict: Verdict) throws {
        let results = try SampleClaim.results(seeds: seeds)
        let judgement = results.judgement(inAtLeast: 4, of: 5, cell: results.cells[0]) { $0 < holding }
        #expect(judgement.verdict == verdict, "\(judgement.evidence)")
        #expect(judgement.evidence.hasPrefix("in \(holding) of \(seeds) seeds (0, 1,"))
    }

    @Test("a gate over a cell that was not run, or a value that is not there, stays open")
    func openGate() throws {
        let results = try SampleClaim.results()
        let elsewhere = Claim.Cell(["n": 7])
        #expect(
            results.judgement(inAtLeast: 4, of: 5, cell: elsewhere) { _ in true }.verdict == .inconclusive)
        let judgement = results.judgement(inAtLeast: 4, of: 5, cell: results.cells[0]) {
            $0 == 3 ? nil : true
        }
        #expect(judgement.verdict == .inconclusive)
    }
}
