extension ExperimentReport {
    /// The report for people.
    public var markdown: String {
        let claim = results.claim
        var parts = ["# \(claim.title)\n", "> \(claim.statement)\n>\n> \(claim.source)\n"]
        if results.form == .quick {
            parts.append("**This is the quick form: it decides nothing.** \(claim.quick.sentence)\n")
        }
        parts.append("**Verdict: \(verdict.verdict.rawValue)**, \(verdict.evidence).\n")
        if !judgements.isEmpty { parts.append(gateTable) }
        parts.append(circumstances)
        parts += claim.measures.map(section)
        if let choices = choiceSection { parts.append(choices) }
        let charts = charts
        if !charts.isEmpty {
            parts.append("## Curves\n")
            parts += charts.map { "![\($0.chart.title)](\($0.name))\n" }
        }
        if let notes = noteSection { parts.append(notes) }
        return parts.joined(separator: "\n")
    }

    /// The gates with their verdicts, for the report and the terminal.
    public var gateTable: String {
        var table = MarkdownTable([
            .text("gate"), .text("what has to come out"), .text("verdict"), .text("evidence"),
        ])
        for (gate, judgement) in judgements {
            table.append([
                gate.isDecisive ? gate.name : "\(gate.name) (decides nothing)", gate.sentence,
                judgement.verdict.rawValue, judgement.evidence,
            ])
        }
        return table.text
    }

    private var circumstances: String {
        let claim = results.claim
        let seconds = results.trials.values.reduce(0) { $0 + $1.seconds }
        var lines = [
            "- How hyperparameters are chosen: \(claim.selection)",
            "- Seeds: \(results.seeds.map(String.init).joined(separator: ", ")). \(results.trials.count) trials took"
                + " \(NumberText.duration(seconds: seconds)).",
            "- Made by `\(command)`",
        ]
        lines += environments.map { "- with \($0.description)" }
        lines += claim.configuration.sorted { $0.key < $1.key }.map { "- \($0.key): \($0.value)" }
        var table = MarkdownTable([.text("arm"), .text("what it does"), .text("role")])
        for arm in claim.arms { table.append([arm.name, arm.sentence, arm.role.rawValue]) }
        return "## How it was run\n\n\(lines.joined(separator: "\n"))\n\n\(table.text)"
    }

    private func section(_ measure: Claim.Measure) -> String {
        var text = "## \(measure.heading), \(measure.better.rawValue) is better\n"
        if case .relativeIncrease(let other, let arm) = measure.definition {
            text += "\nHow much more \(other) than \(arm) has, as a share of the latter.\n"
        }
        for cell in results.cells {
            text += "\n### \(measure.name) at \(cell.name)\n\n\(armTable(measure, cell))"
            if let differences = differenceTable(measure, cell) { text += "\n\(differences)" }
        }
        return text
    }

    private var seedColumns: [MarkdownTable.Column] { results.seeds.map { .number("seed \($0)") } }

    /// Every arm with every seed; the best mean among those that could be used is bold.
    private func armTable(_ measure: Claim.Measure, _ cell: Claim.Cell) -> String {
        var table = MarkdownTable([.text("arm")] + seedColumns + [.number("mean"), .number("sd")])
        let summaries = results.claim.arms.map { results.summary(measure.name, of: $0.name, in: cell) }
        let usable = zip(results.claim.arms, summaries).filter { $0.0.role != .oracle }.compactMap {
            $0.1?.mean
        }
        let best = measure.better == .lower ? usable.min() : usable.max()
        for (arm, summary) in zip(results.claim.arms, summaries) {
            let values = results.values(measure.name, of: arm.name, in: cell)
            let mean = summary.map { measure.text($0.mean) } ?? "-"
            let isBest = arm.role != .oracle && summary != nil && summary?.mean == best
            table.append(
                [arm.name] + values.map { $0.map { measure.text($0) } ?? "-" }
                    + [
                        isBest ? "**\(mean)**" : mean,
                        summary?.standardDeviation.map { measure.text($0) } ?? "-",
                    ])
        }
        return table.text
    }

    private func differenceTable(_ measure: Claim.Measure, _ cell: Claim.Cell) -> String? {
        let rows = results.claim.comparisons.compactMap { pair in
            difference(measure, pair, cell).map { (pair, $0) }
        }
        guard !rows.isEmpty else { return nil }
        func text(_ interval: Interval?) -> String {
            guard let interval else { return "-" }
            return
                "[\(measure.text(interval.lower, signed: true)), \(measure.text(interval.upper, signed: true))]"
        }
        let hasExamples = rows.contains { $0.1.overExamples != nil }
        var table = MarkdownTable(
            [.text("paired difference")] + seedColumns
                + [.number("mean"), .text("95 % over seeds")]
                + (hasExamples ? [.text("95 % over test examples")] : []))
        for (pair, difference) in rows {
            table.append(
                ["\(pair.arm) - \(pair.baseline)"]
                    + difference.summary.values.map { measure.text($0, signed: true) }
                    + [measure.text(difference.summary.mean, signed: true), text(difference.overSeeds)]
                    + (hasExamples ? [text(difference.overExamples)] : []))
        }
        return table.text
            + "\nIntervals: percentile bootstrap, 10,000 resamples of seeds"
            + (hasExamples ? ", or of test examples within seed" : "") + ".\n"
    }

    private var choiceSection: String? {
        var table = MarkdownTable([
            .text("cell"), .text("arm"), .text("chosen (score) by seed"), .text("score"),
        ])
        var isEmpty = true
        for cell in results.cells {
            for arm in results.claim.arms {
                let choices = results.seeds.compactMap { seed in
                    results.result(of: arm.name, in: cell, seed: seed)?.choice.map { (seed, $0) }
                }
                guard !choices.isEmpty else { continue }
                isEmpty = false
                let texts = choices.map { seed, choice in
                    let values = choice.values.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
                    return "\(seed): \(values.joined(separator: ", ")) (\(NumberText.fixed(choice.score, 4)))"
                }
                let criteria = Set(choices.map(\.1.criterion)).sorted()
                table.append([
                    cell.name, arm.name, texts.joined(separator: "; "), criteria.joined(separator: "; "),
                ])
            }
        }
        let heading = "## Chosen hyperparameters\n\n<details><summary>Every trial</summary>\n\n"
        return isEmpty ? nil : heading + table.text + "\n</details>\n"
    }

    private var noteSection: String? {
        var lines: [String] = []
        for (trial, finished) in results.trials.sorted(by: { $0.key.description < $1.key.description }) {
            lines += finished.result.notes.map { "- \(trial.description): \($0)" }
        }
        return lines.isEmpty ? nil : "## Notes\n\n\(lines.joined(separator: "\n"))\n"
    }
}
