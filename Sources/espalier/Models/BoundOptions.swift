import ArgumentParser
import LearningCore

extension ReleasePolicy.Gate: ExpressibleByArgument {}

/// What may not be exceeded, from the command line and a file.
struct BoundOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The largest rate of negative flips, from 0 to 1.", valueName: "rate"))
    var maxNfr: Double?

    @Option(
        help: ArgumentHelp(
            "upper: the rate's upper bound counts, with 95 % confidence (the default). point: the rate itself does.",
            valueName: "gate"))
    var gate: ReleasePolicy.Gate?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("By how much the error rate may grow, such as 0.", valueName: "rate"))
    var maxErrorIncrease: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The largest rate of negative flips in any slice.", valueName: "rate"))
    var maxSliceNfr: Double?

    @Option(
        name: .customLong("policy"),
        help: ArgumentHelp(
            "A policy as JSON, such as {\"maxNFR\": 0.01, \"metrics\": {\"accuracy\": {\"atLeast\": 0.8}}}; options "
                + "stand above it.", valueName: "file"))
    var policyFile: String?

    func validate() throws {
        for (name, rate) in [("--max-nfr", maxNfr), ("--max-slice-nfr", maxSliceNfr)] {
            guard rate.map({ 0...1 ~= $0 }) ?? true else {
                throw ValidationError("\(name) takes a rate from 0 to 1.")
            }
        }
        guard maxErrorIncrease.map({ -1...1 ~= $0 }) ?? true else {
            throw ValidationError("--max-error-increase takes a number from -1 to 1.")
        }
        guard gate == nil || policyFile != nil || maxNfr != nil || maxSliceNfr != nil else {
            throw ValidationError(
                "--gate says how a bound is meant: give --max-nfr, --max-slice-nfr or --policy.")
        }
    }

    /// What is asked for; nil where nothing is.
    func policy() throws(PolicyError) -> ModelRegistry.PolicyChoice? {
        var chosen = ReleasePolicy()
        if let policyFile { chosen = try ReleasePolicy(reading: policyFile) }
        var isChanged = false
        if let maxNfr { (chosen.maxNFR, isChanged) = (maxNfr, true) }
        if let maxErrorIncrease { (chosen.maxErrorIncrease, isChanged) = (maxErrorIncrease, true) }
        if let maxSliceNfr { (chosen.maxSliceNFR, isChanged) = (maxSliceNfr, true) }
        if let gate { (chosen.gate, isChanged) = (gate, true) }
        guard isChanged || policyFile != nil else { return nil }
        let sources = [policyFile, isChanged ? "the command line" : nil].compactMap { $0 }
        return .init(chosen, source: sources.joined(separator: " and "))
    }
}
