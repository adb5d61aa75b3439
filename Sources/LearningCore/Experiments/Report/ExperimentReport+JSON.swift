import Foundation

extension ExperimentReport {
    /// Everything that the report rests on, for programs.
    public func json() -> Data { ReportFile.json(Document(self, includesTrials: true)) }

    /// The report without the trials themselves, as one JSON object.
    public var summary: some Encodable { Document(self, includesTrials: false) }
}

/// The report as it is encoded.
private struct Document: Encodable {
    struct ClaimText: Encodable {
        let name, title, statement, source, selection: String
        let version: Int
        let configuration: [String: String]
        let arms: [Claim.Arm]
        let measures: [MeasureText]
    }
    struct MeasureText: Encodable {
        let name, unit: String
        let better: Claim.Measure.Direction
        let relativeTo: [String: String]?
    }
    struct GateText: Encodable {
        let name, sentence: String
        let isDecisive: Bool
        let verdict: Verdict
        let evidence: String
    }
    struct CellSummary: Encodable {
        let cell, arm, measure: String
        /// A value of each seed, in their order; null where it is not defined.
        let values: [Double?]
        let mean, standardDeviation: Double?
    }
    struct CellDifference: Encodable {
        let cell, measure: String
        let arm, baseline: String
        let values: [Double]
        let mean: Double
        let intervalOverSeeds, intervalOverExamples: Interval?
    }
    struct TrialText: Encodable {
        let cell: Claim.Cell
        let arm: String
        let seed: Int
        let seconds: Double
        let environment: RunEnvironment
        let result: TrialResult
    }

    let format = 1
    let claim: ClaimText
    let form: ExperimentForm
    let quickForm: String?
    let verdict: Verdict
    let evidence: String
    let gates: [GateText]
    let seeds: [Int]
    let cells: [Claim.Cell]
    let command: String
    let environments: [RunEnvironment]
    let seconds: Double
    let intervals = "95 %, percentile bootstrap, 10000 resamples: of seeds; of test examples within seed"
    let summaries: [CellSummary]
    let differences: [CellDifference]
    let trials: [TrialText]?

    init(_ report: ExperimentReport, includesTrials: Bool) {
        let (results, claim) = (report.results, report.results.claim)
        self.claim = ClaimText(
            name: claim.name, title: claim.title, statement: claim.statement, source: claim.source,
            selection: claim.selection, version: claim.version, configuration: claim.configuration,
            arms: claim.arms, measures: claim.measures.map(MeasureText.init))
        form = results.form
        quickForm = results.form == .quick ? claim.quick.sentence : nil
        verdict = report.verdict.verdict
        evidence = report.verdict.evidence
        gates = report.judgements.map { gate, judgement in
            GateText(
                name: gate.name, sentence: gate.sentence, isDecisive: gate.isDecisive,
                verdict: judgement.verdict, evidence: judgement.evidence)
        }
        seeds = results.seeds
        cells = results.cells
        command = report.command
        environments = report.environments
        seconds = results.trials.values.reduce(0) { $0 + $1.seconds }
        summaries = Self.summaries(of: results)
        differences = Self.differences(of: report)
        trials = includesTrials ? Self.trials(of: results) : nil
    }

    private static func summaries(of results: ExperimentResults) -> [CellSummary] {
        results.cells.flatMap { cell in
            results.claim.measures.flatMap { measure in
                results.claim.arms.map { arm in
                    let summary = results.summary(measure.name, of: arm.name, in: cell)
                    return CellSummary(
                        cell: cell.name, arm: arm.name, measure: measure.name,
                        values: results.values(measure.name, of: arm.name, in: cell), mean: summary?.mean,
                        standardDeviation: summary?.standardDeviation)
                }
            }
        }
    }

    private static func differences(of report: ExperimentReport) -> [CellDifference] {
        report.results.cells.flatMap { cell in
            report.results.claim.measures.flatMap { measure in
                report.results.claim.comparisons.compactMap { pair in
                    report.difference(measure, pair, cell).map {
                        CellDifference(
                            cell: cell.name, measure: measure.name, arm: pair.arm, baseline: pair.baseline,
                            values: $0.summary.values, mean: $0.summary.mean, intervalOverSeeds: $0.overSeeds,
                            intervalOverExamples: $0.overExamples)
                    }
                }
            }
        }
    }

    private static func trials(of results: ExperimentResults) -> [TrialText] {
        results.seeds.flatMap { seed in
            results.cells.flatMap { cell in
                results.claim.arms.compactMap { arm in
                    results.trials[Trial(cell: cell, arm: arm.name, seed: seed, form: results.form)].map {
                        TrialText(
                            cell: cell, arm: arm.name, seed: seed, seconds: $0.seconds,
                            environment: $0.environment, result: $0.result)
                    }
                }
            }
        }
    }
}

extension Document.MeasureText {
    init(_ measure: Claim.Measure) {
        name = measure.name
        unit = measure.unit
        better = measure.better
        if case .relativeIncrease(let other, let arm) = measure.definition {
            relativeTo = ["measure": other, "arm": arm]
        } else {
            relativeTo = nil
        }
    }
}
