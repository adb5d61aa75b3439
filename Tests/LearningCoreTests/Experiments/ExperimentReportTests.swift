import Foundation
import Testing

@testable import LearningCore

@Suite("Reports of experiments")
struct ExperimentReportTests {
    let folder: TemporaryFolder
    let report: ExperimentReport

    init() throws {
        folder = try TemporaryFolder()
        let gate = Claim.Gate("half", "Ours is better.") { results in
            results.judgement(inAtLeast: 4, of: 5, cell: results.cells[0]) { _ in true }
        }
        let results = try SampleClaim.results(configuration: ["steps": "20"], gates: [gate]) {
            trial, result in
            if trial.arm == "ours", trial.seed == 0 { result.notes = ["clip at its floor"] }
        }
        report = ExperimentReport(results, command: "espalier reproduce sample")
    }

    @Test("the report for people has every seed, means, intervals, gates, choices and what made it")
    func markdown() {
        let text = report.markdown
        for phrase in [
            "# A sample", "> Ours has | half the error.", "**Verdict: held**, its gate was passed.",
            "| half | Ours is better.      | held    | in 5 of 5 seeds (0, 1, 2, 3, 4) at n = 10, eps = 0.5, 4 are needed |",
            "## error (%), lower is better", "### error at n = 20, eps = 1",
            "| arm    | seed 0 | seed 1 | seed 2 | seed 3 | seed 4 |     mean |  sd |",
            "| ours   |   20.0 |   30.0 |   20.0 |   30.0 |   20.0 | **24.0** | 5.5 |",
            "| oracle |   10.0 |   20.0 |   10.0 |   20.0 |   10.0 |     14.0 | 5.5 |",
            "| ours - plain      |  -20.0 |", "[-20.0, -20.0]",
            "10,000 resamples of seeds, or of test examples",
            "- How hyperparameters are chosen: Nothing is chosen.", "Seeds: 0, 1, 2, 3, 4.",
            "Made by `espalier reproduce sample`", "- with Swift 6", "espalier 0", "- steps: 20",
            "0: rate = 0.1 (0.2500); 1:", "strongest simple baseline",
            "![loss, n = 10, eps = 0.5](loss-n=10-eps=0.5.svg)",
            "ours at n = 10, eps = 0.5, seed 0: clip at its floor",
        ] {
            #expect(text.contains(phrase), "\(phrase)")
        }
    }

    @Test("the report for programs has everything, trials included")
    func json() throws {
        struct Document: Decodable {
            struct Summary: Decodable {
                let cell, arm, measure: String
                let values: [Double?]
                let mean: Double
            }
            struct Trial: Decodable {
                let seed: Int
                let arm: String
                let result: TrialResult
            }
            struct Difference: Decodable { let intervalOverExamples: [String: Double]? }
            let verdict: Verdict
            let form: ExperimentForm
            let seeds: [Int]
            let summaries: [Summary]
            let differences: [Difference]
            let trials: [Trial]?
            let command: String
        }
        let document = try JSONDecoder().decode(Document.self, from: report.json())
        #expect(document.verdict == .held && document.form == .full && document.seeds == [0, 1, 2, 3, 4])
        #expect(document.summaries.count == 12 && document.differences.count == 8)
        #expect(document.trials?.count == 30)
        #expect(document.trials?[0].result.outcomes["error"]?.count == 100)
        let brief = try JSONDecoder().decode(Document.self, from: try JSONEncoder().encode(report.summary))
        #expect(brief.trials == nil)
    }

    @Test("the files lie where they belong, and nothing unfinished is left")
    func files() throws {
        let path = try report.write(to: folder.path("out"))
        #expect(path == folder.path("out/report.md"))
        #expect(
            try folder.contents(of: "out") == [
                "loss-n=10-eps=0.5.svg", "loss-n=20-eps=1.svg", "report.md", "results.json",
            ])
    }

    @Test("the quick form says so at the top of its report")
    func quick() throws {
        let results = try SampleClaim.results(seeds: 2, form: .quick)
        let text = ExperimentReport(results, command: "").markdown
        #expect(text.contains("**This is the quick form: it decides nothing.** One cell and two seeds."))
        #expect(text.contains("**Verdict: inconclusive**"))
    }
}
