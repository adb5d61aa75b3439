import ArgumentParser
import LearningCore

/// The command `espalier model compare`.
struct ModelCompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Find what an old model got right and a new one gets wrong, and how sure that is.",
        discussion: """
            Two files of predictions from anywhere, and what is right:

              espalier model compare old.csv new.csv --labels y.csv

            All are CSV with a header: `id` and `prediction`, and in the labels `id` and `label`, in any order and with \
            other columns between them; also compressed. Predictions may have the `label` themselves, a `confidence` from \
            0 to 1, and a `slice`. OLD and NEW may also be folders of models or versions of the registry, whose \
            predictions were added with them.

            With a bound it is a gate for a pipeline, which fails with exit code 1:

              espalier model compare old.csv new.csv --labels y.csv \\
                --max-nfr 0.01 --max-error-increase 0 --by region --max-slice-nfr 0.05

            The rate of negative flips is held against its bound by the upper end of what it can be with 95 % confidence: \
            few examples prove little, and 299 without a flip are needed for 1 %. --gate point takes the rate as it is.

            Exit codes: 0 no bound is exceeded, or there was none; 1 one is; 2 files cannot be read or are of different \
            examples; 64 wrong usage.
            """)

    @Argument(help: "The model in service: predictions, a folder, or a version of the registry.")
    var old: String

    @Argument(help: "The one that would take its place.")
    var new: String

    @Option(help: ArgumentHelp("A CSV file of ids and labels.", valueName: "file"))
    var labels: String?

    @Option(
        help: ArgumentHelp(
            "The column that divides the examples into slices; `slice` if it is left out.",
            valueName: "column"))
    var by: String?

    @OptionGroup(title: "Bounds") var bounds: BoundOptions

    @Option(help: ArgumentHelp("How many negative flips are listed.", valueName: "n"))
    var worst = 10

    @OptionGroup var options: RegistryOptions

    func validate() throws {
        guard worst >= 0 else { throw ValidationError("--worst takes a number from 0.") }
        guard by != "", by != "id" else { throw ValidationError("--by takes a column other than the ids.") }
    }

    func run() throws {
        let (report, gate) = try options.orExit {
            let policy = try bounds.policy()
            let column = by ?? "slice"
            func candidate(_ name: String) throws -> ReleaseCandidate {
                try ComparedModel(name: name, registry: options.registry, sliceColumn: column).candidate()
            }
            let (old, new) = (try candidate(old), try candidate(new))
            let labels = try labels.map { try LabelSet(reading: $0, sliceColumn: column) }
            let report = try new.flips(against: old, labels: labels, worst: worst)
            if let by, let report, report.perSlice.isEmpty {
                throw PredictionError.noSlices(
                    column: by, sources: [self.old, self.new] + (self.labels.map { [$0] } ?? []))
            }
            guard report != nil || policy != nil else { throw Self.lacksPredictions(old, new) }
            let gate = try policy.map {
                (
                    verdict: try ReleaseGate($0.policy).verdict(on: new, against: old, flips: report),
                    policy: $0
                )
            }
            return (report, gate)
        }
        switch options.format {
        case .json:
            try JSONOutput.write(
                CompareAnswer(
                    old: old, new: new, report: report,
                    gate: gate.map { GateAnswer($0.verdict, $0.policy) }))
        case .text: try Terminal.write(text(report, gate).printable)
        }
        if let gate, !gate.verdict.passed { throw Terminal.doesNotConform }
    }

    private func text(
        _ report: FlipReport?, _ gate: (verdict: ReleaseVerdict, policy: ModelRegistry.PolicyChoice)?
    ) -> String {
        var text = "\(old) -> \(new)"
        if let report {
            text += ": \(report.samples) example\(report.samples == 1 ? "" : "s")\n\n"
            text += FlipText(report: report).text
        } else {
            text += "\n"
        }
        guard let gate else { return text }
        text += "\n" + GateText(verdict: gate.verdict, policy: gate.policy).text
        let failed = gate.verdict.checks.filter { !$0.passed }.map(\.title)
        return text
            + (failed.isEmpty ? "\npassed\n" : "\nFAILED: \(failed.joined(separator: "; "))\n")
    }

    private static func lacksPredictions(_ old: ReleaseCandidate, _ new: ReleaseCandidate) -> UnusableModel {
        let name = old.predictions == nil ? old.name : new.name
        return UnusableModel(
            description:
                "\(name) has no predictions to compare; add such a version with `espalier model add NAME ... "
                + "--predictions FILE`, or compare files of predictions")
    }
}

/// What `espalier model compare` says, as JSON.
private struct CompareAnswer: Encodable {
    let old: String
    let new: String
    let report: FlipReport?
    let gate: GateAnswer?

    private enum Key: CodingKey { case old, new, gate }

    func encode(to encoder: any Encoder) throws {
        try report.map(FlipAnswer.init)?.encode(to: encoder)
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(old, forKey: .old)
        try container.encode(new, forKey: .new)
        try container.encode(gate, forKey: .gate)
    }
}
