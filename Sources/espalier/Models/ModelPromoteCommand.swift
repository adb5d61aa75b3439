import ArgumentParser
import LearningCore

/// The command `espalier model promote`.
struct ModelPromoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote",
        abstract: "Put a version into service, if it passes the gate.",
        discussion: """
            The gate compares the version with the one in service, by the predictions and embeddings that were added with \
            both. What is not met is printed, and nothing is changed.

              espalier model promote v2
              espalier model promote v2 --policy strict.json

            A policy is JSON; what it leaves out is not asked for:

              {"maxNFR": 0.01, "gate": "upper", "maxErrorIncrease": 0, "maxSliceNFR": 0.05,
               "compatibility": {"metric": "map", "minGain": 0.02},
               "maxEpsilon": 3, "maxParameters": 200000,
               "metrics": {"multiply-adds": {"atMost": 200000}, "error": {"atMost": 0.2}}}

            Without --policy it is `policy.json` in the registry, or what the manifest of the version in service says, or \
            else at most 1 % negative flips with 95 % confidence and no more errors than before. What the manifest of the \
            new version says counts only while nothing is in service: no version sets its own bar. A model that promises \
            privacy is never replaced by one that promises less, unless "allowsPrivacyLoss" is true; "maxEpsilon" is a \
            bound besides.

            Exit codes: 0 the version is in service; 1 the gate was not passed; 2 something could not be read, or somebody \
            else is changing the registry; 64 wrong usage.
            """)

    @Argument(help: "The version.")
    var name: String

    @Option(help: ArgumentHelp("What has to be satisfied, in place of any other policy.", valueName: "file"))
    var policy: String?

    @Option(help: ArgumentHelp("How many negative flips are listed.", valueName: "n"))
    var worst = 10

    @OptionGroup var options: RegistryOptions

    func validate() throws {
        guard worst >= 0 else { throw ValidationError("--worst takes a number from 0.") }
    }

    func run() throws {
        let outcome = try options.orExit {
            try options.registry.promote(
                name, policy: try policy.map { .init(try ReleasePolicy(reading: $0), source: $0) },
                worst: worst, by: RegistryOptions.program)
        }
        switch options.format {
        case .json: try JSONOutput.write(PromotionAnswer(outcome))
        case .text: try Terminal.write(text(outcome).printable)
        }
        if !outcome.isInService { throw Terminal.doesNotConform }
    }

    private func text(_ outcome: ModelRegistry.PromotionOutcome) -> String {
        guard let verdict = outcome.verdict else { return "\(name) is in service already.\n" }
        let before = outcome.inServiceBefore?.name
        var text =
            before.map { "\(name) against \($0), which is in service" }
            ?? "\(name), and nothing is in service yet"
        if let flips = verdict.flips {
            text +=
                ": \(flips.samples) example\(flips.samples == 1 ? "" : "s")\n\n"
                + FlipText(report: flips).text
        } else {
            text += "\n"
        }
        text += "\n" + GateText(verdict: verdict, policy: outcome.policy).text + "\n"
        guard verdict.passed else {
            let failed = verdict.checks.filter { !$0.passed }.map(\.title)
            return text + "FAILED: \(failed.joined(separator: "; ")). "
                + (before.map { "\($0) stays in service.\n" } ?? "Nothing is in service.\n")
        }
        return text + "\(name) is in service"
            + (before.map { "; `espalier model rollback` brings back \($0).\n" } ?? ".\n")
    }
}

/// What `espalier model promote` says, as JSON.
private struct PromotionAnswer: Encodable {
    let outcome: ModelRegistry.PromotionOutcome

    init(_ outcome: ModelRegistry.PromotionOutcome) { self.outcome = outcome }

    private enum Key: CodingKey { case version, digest, promoted, inService, previous, flips, gate }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(outcome.version.name, forKey: .version)
        try container.encode(outcome.version.digest, forKey: .digest)
        try container.encode(outcome.verdict?.passed ?? false, forKey: .promoted)
        try container.encode(
            outcome.isInService ? outcome.version.name : outcome.inServiceBefore?.name, forKey: .inService)
        try container.encode(outcome.inServiceBefore?.name, forKey: .previous)
        try container.encode(outcome.verdict?.flips.map(FlipAnswer.init), forKey: .flips)
        try container.encode(outcome.verdict.map { GateAnswer($0, outcome.policy) }, forKey: .gate)
    }
}
