import ArgumentParser
import Foundation
import LearningCore

/// The command `espalier reproduce CLAIM`.
struct ReproduceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reproduce",
        abstract: "Run the experiment behind a paper's claim, and say whether it held.",
        discussion: """
            Every arm is run in every cell with every seed. What has to come out was written down before: the gates. \
            The report has every seed, means and deviations, paired differences with intervals, and the strongest \
            simple baselines in the same tables.

              espalier reproduce --list            what can be reproduced
              espalier reproduce adamix            the whole experiment
              espalier reproduce adamix --quick    a part of it, which decides nothing

            Each trial is kept as soon as it is finished: after Ctrl-C the same command goes on where it was.

            Exit codes: 0 the claim held, or the run leaves it open; 1 a gate was not passed; 2 something could not be \
            read or written, or libtorch is not there; 64 wrong usage.
            """)

    @Argument(help: "The claim; --list tells which there are.")
    var claim: String?

    @Flag(help: "List the claims and what they say.")
    var list = false

    @Option(
        help: ArgumentHelp(
            "How many seeds each arm has; fewer than the claim asks for decide nothing.", valueName: "n"))
    var seeds: Int?

    @Flag(help: "Run the claim's quick form, which decides nothing.")
    var quick = false

    @Option(
        help: ArgumentHelp(
            "The folder for the report and the trials; Experiments/results/CLAIM, or Experiments/quick/CLAIM with"
                + " --quick.", valueName: "dir"))
    var out: String?

    @Flag(help: "Run all trials again, also those that are finished.")
    var fresh = false

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func validate() throws {
        if let seeds, !(1...1_000 ~= seeds) {
            throw ValidationError("--seeds takes a whole number from 1 to 1000.")
        }
        guard let claim else {
            guard list else {
                throw ValidationError("Name a claim; `espalier reproduce --list` tells which there are.")
            }
            return
        }
        guard !list else { throw ValidationError("--list stands alone; leave `\(claim)` out.") }
        do { _ = try ClaimRegister.all.claim(named: claim) } catch {
            throw ValidationError(error.description)
        }
    }

    func run() throws {
        guard let claim else {
            try ClaimList(ClaimRegister.all).print(format)
            return
        }
        let run = ReproduceRun(
            claim: try ClaimRegister.all.claim(named: claim), form: quick ? .quick : .full, seeds: seeds,
            folder: out, startsAfresh: fresh)
        try run.perform(format)
    }
}
