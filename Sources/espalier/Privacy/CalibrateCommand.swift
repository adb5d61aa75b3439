import ArgumentParser
import Privacy

/// The command `espalier privacy calibrate`.
struct CalibrateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Find the least noise with which a training keeps an epsilon.",
        discussion: """
            The noise multiplier printed never falls short: the epsilon that it reaches is printed beside it, and is at \
            most the one asked for.

              espalier privacy calibrate --epsilon 3 --q 0.01 --steps 1000 --delta 1e-5
              espalier privacy calibrate --epsilon 1 --full-batch --steps 20 --delta 1e-5
            """)

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The epsilon that is not to be exceeded.", valueName: "epsilon"))
    var epsilon: Double

    @Flag(help: "Every step sees all records; the same as no --q, said aloud.")
    var fullBatch = false

    @OptionGroup var options: AccountingOptions

    func validate() throws {
        guard !fullBatch || options.rate == nil || options.rate == 1 else {
            throw ValidationError("--full-batch and --q exclude each other.")
        }
    }

    func run() throws {
        let (mechanism, calibration) = try options.orExit {
            let calibration = try calibrate(
                epsilon: epsilon, delta: options.delta, sampling: options.sampling, steps: options.steps,
                relation: options.relation, accountant: options.chosenAccountant)
            let mechanism = try Mechanism.gaussian(
                sigma: calibration.sigma, sampling: options.sampling, steps: options.steps)
            return (mechanism, calibration)
        }
        switch options.format {
        case .json:
            var answer = EpsilonAnswer(mechanism: mechanism, epsilon: calibration.epsilon)
            answer.targetEpsilon = calibration.target
            try JSONOutput.write(answer)
        case .text:
            try Terminal.write(
                "sigma \(calibration.sigma.roundedUp)\n"
                    + "  reaches     epsilon \(calibration.epsilon.value.roundedUp) of \(calibration.target), "
                    + "at delta \(calibration.epsilon.delta)\n"
                    + EpsilonText.lines(mechanism, calibration.epsilon))
        }
    }
}
