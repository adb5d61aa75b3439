import Foundation

/// The report of an experiment: `results.json` with everything, `report.md` for people, and curves as SVG.
public struct ExperimentReport: Sendable {
    /// What came out.
    public let results: ExperimentResults
    /// The command line that made it.
    public let command: String
    /// Every gate with its judgement.
    public let judgements: [(gate: Claim.Gate, judgement: Judgement)]
    /// What they say of the claim together.
    public let verdict: Judgement
    // Bootstraps take a while, and every form of the report has them.
    private let differences: [DifferenceKey: PairedDifference]

    private struct DifferenceKey: Hashable {
        let measure: Claim.Measure
        let pair: Claim.Comparison
        let cell: Claim.Cell
    }

    /// Judges results and prepares to report them.
    public init(_ results: ExperimentResults, command: String) {
        self.results = results
        self.command = command
        judgements = results.judgements()
        verdict = results.verdict(of: judgements)
        var differences: [DifferenceKey: PairedDifference] = [:]
        for cell in results.cells {
            for measure in results.claim.measures {
                for pair in results.claim.comparisons {
                    differences[DifferenceKey(measure: measure, pair: pair, cell: cell)] = results.difference(
                        measure.name, of: pair.arm, against: pair.baseline, in: cell)
                }
            }
        }
        self.differences = differences
    }

    /// A declared comparison of a measure in a cell; nil where the measure is not defined in some seed.
    func difference(
        _ measure: Claim.Measure, _ pair: Claim.Comparison, _ cell: Claim.Cell
    ) -> PairedDifference? {
        differences[DifferenceKey(measure: measure, pair: pair, cell: cell)]
    }

    /// Writes the report into a folder, each file whole or not at all.
    ///
    /// - Returns: The path of the report for people.
    /// - Throws: ``ExperimentError`` where a file cannot be written.
    @discardableResult
    public func write(to folder: String) throws(ExperimentError) -> String {
        try Self.refuseToReplace(
            in: folder, claim: results.claim, form: results.form, seeds: results.seeds.count)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: folder, reason: "the folder cannot be made; is there one above it?")
        }
        for (name, chart) in charts { try ReportFile.write(chart.svg.utf8, to: "\(folder)/\(name)") }
        try ReportFile.write(json(), to: Self.resultsPath(in: folder))
        let path = "\(folder)/report.md"
        try ReportFile.write(markdown.utf8, to: path)
        return path
    }

    /// The charts by the names of their files: for each cell and curve that trials recorded, a line for every
    /// arm.
    var charts: [(name: String, chart: LineChart)] {
        results.cells.flatMap { cell in
            results.claim.curves.compactMap { curve in
                let series = results.claim.arms.compactMap { arm -> LineChart.Series? in
                    let lines = results.seeds.compactMap { seed in
                        results.result(of: arm.name, in: cell, seed: seed)?.curves[curve.name]
                    }.filter { !$0.x.isEmpty }
                    return lines.isEmpty ? nil : LineChart.Series(name: arm.name, lines: lines)
                }
                guard !series.isEmpty else { return nil }
                let chart = LineChart(
                    title: "\(curve.name), \(cell.name)", x: curve.x, y: curve.y, series: series)
                return ("\(ReportFile.name("\(curve.name)-\(cell.name)")).svg", chart)
            }
        }
    }

    /// What each trial was run with: one environment, unless the run went on after a change.
    var environments: [RunEnvironment] {
        Set(results.trials.values.map(\.environment)).sorted { $0.description < $1.description }
    }

    static func resultsPath(in folder: String) -> String { folder + "/results.json" }

    /// Refuses a folder that holds results of another claim, or more than this run will have.
    static func refuseToReplace(
        in folder: String, claim: Claim, form: ExperimentForm, seeds: Int
    ) throws(ExperimentError) {
        struct Existing: Decodable {
            let claim: Name
            let form: ExperimentForm
            let seeds: [Int]
            struct Name: Decodable { let name: String }
        }
        let path = resultsPath(in: folder)
        guard let data = FileManager.default.contents(atPath: path) else { return }
        guard let existing = try? JSONDecoder().decode(Existing.self, from: data) else {
            throw .wouldOverwrite(folder: folder, what: "a file results.json of something else")
        }
        guard existing.claim.name == claim.name else {
            throw .wouldOverwrite(folder: folder, what: "results of `\(existing.claim.name)`")
        }
        switch (existing.form, form) {
        case (.full, .quick):
            throw .wouldOverwrite(folder: folder, what: "full results, not those of a quick form")
        case (.full, .full) where existing.seeds.count > seeds:
            throw .wouldOverwrite(folder: folder, what: "results with \(existing.seeds.count) seeds")
        default: break
        }
    }
}
