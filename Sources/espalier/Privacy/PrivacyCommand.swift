import ArgumentParser

/// `espalier privacy ...`: what a private training costs, how much noise it needs, and whether it keeps its word.
struct PrivacyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "privacy",
        abstract: "Find the epsilon of a training, the noise it needs, or a proof that it is broken.",
        discussion: """
            A training of 1000 steps, in each of which a record takes part with probability 0.01 and the sum of clipped \
            gradients gets noise of 1.1 times the clip norm:

              espalier privacy epsilon --sigma 1.1 --q 0.01 --steps 1000 --delta 1e-5

            The noise with which 20 steps on all records keep an epsilon of 1:

              espalier privacy calibrate --epsilon 1 --full-batch --steps 20 --delta 1e-5

            Whether the trainer of this program keeps what it claims, as far as 2000 runs can tell:

              espalier privacy audit
            """,
        subcommands: [EpsilonCommand.self, CalibrateCommand.self, AuditCommand.self])
}
