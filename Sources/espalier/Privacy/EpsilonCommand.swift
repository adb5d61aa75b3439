import ArgumentParser
import Privacy

/// The command `espalier privacy epsilon`.
struct EpsilonCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "epsilon",
        abstract: "Find the epsilon that a training with Gaussian noise keeps.",
        discussion: """
            The epsilon printed is an upper bound, and says of what: the relation between data sets, the accountant, its \
            grid or order, delta, and by how much the truth can be smaller.

              espalier privacy epsilon --sigma 1.1 --q 0.01 --steps 1000 --delta 1e-5
              espalier privacy epsilon --sigma 20 --steps 20 --delta 1e-5 \\
                --relation replace-one

            Batches that are cut from a shuffled data set are not Poisson samples, and no figure here holds for them.
            """)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The noise multiplier: the standard deviation of the noise divided by the clip norm.",
            valueName: "sigma"))
    var sigma: Double

    @OptionGroup var options: AccountingOptions

    func run() throws {
        let (mechanism, epsilon) = try options.orExit {
            let mechanism = try Mechanism.gaussian(
                sigma: sigma, sampling: options.sampling, steps: options.steps)
            let composition = try Composition([mechanism], relation: options.relation)
            return (
                mechanism,
                try composition.epsilon(delta: options.delta, accountant: options.chosenAccountant)
            )
        }
        switch options.format {
        case .json: try JSONOutput.write(EpsilonAnswer(mechanism: mechanism, epsilon: epsilon))
        case .text:
            try Terminal.write(
                "epsilon \(epsilon.value.roundedUp) at delta \(epsilon.delta)\n"
                    + EpsilonText.lines(mechanism, epsilon))
        }
    }
}
