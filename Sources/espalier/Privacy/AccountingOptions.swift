import ArgumentParser
import Privacy

extension NeighbouringRelation: ExpressibleByArgument {}
extension Accountant.Name: ExpressibleByArgument {}

/// What is accounted for, and how: the options that finding an epsilon and finding a noise have in common.
struct AccountingOptions: ParsableArguments {
    @Option(
        name: .customLong("q"), parsing: .unconditional,
        help: ArgumentHelp(
            "The probability with which a step sees a given record, each by its own toss (Poisson sampling). Without it, "
                + "or with 1, every step sees all records: a full batch.",
            valueName: "rate"))
    var rate: Double?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("How many steps, each with noise.", valueName: "n"))
    var steps: Int

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The probability with which epsilon may be exceeded; well below 1 / the number of records.",
            valueName: "delta"))
    var delta: Double

    @Option(
        help: ArgumentHelp(
            "exact (full batches only), pld (privacy loss distribution) or rdp (Rényi divergences, looser). Without it, "
                + "exact for full batches and pld otherwise.",
            valueName: "accountant"))
    var accountant: Accountant.Name?

    @Option(
        help: ArgumentHelp(
            "add-remove or replace-one: how neighbouring data sets differ. replace-one is for full batches.",
            valueName: "relation"))
    var relation: NeighbouringRelation = .addRemove

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("With pld: the step of its grid; one that fits is chosen.", valueName: "step"))
    var grid: Double?

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func validate() throws {
        guard grid == nil || accountant == .pld else {
            throw ValidationError("--grid needs --accountant pld.")
        }
    }

    var sampling: Sampling { rate.map { .poisson(rate: $0) } ?? .fullBatch }

    var chosenAccountant: Accountant {
        switch accountant {
        case .exact: .exact
        case .rdp: .rdp
        case .pld: .pld(grid: grid)
        case nil: .automatic
        }
    }

    /// Runs what may be refused, and if it is, says why and ends the command.
    func orExit<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch let error as PrivacyError {
            try InputProblem(kind: "privacy", message: error.description).end(asJSON: format == .json)
        }
    }
}
