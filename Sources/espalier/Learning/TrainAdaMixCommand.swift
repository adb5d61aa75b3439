import ArgumentParser
import Foundation
import LearningCore
import Privacy
import Tensors

/// The command `espalier train adamix`.
struct TrainAdaMixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adamix",
        abstract: "Train a classifier on a little public and much private data, with a privacy budget.",
        discussion: """
            The public records are learned from as they are, and at every step they choose how the gradients of the \
            private ones are clipped before they are summed and noise is added. What any private record can change in the \
            model is bounded by epsilon and delta; the noise is calibrated so that all steps together keep them.

              espalier train adamix --public few.csv --private many.csv --test held-out.csv \\
                --epsilon 1 --delta 1e-5 --model out/

            Data sets are CSV or Parquet with a column `label` (--label names another), safetensors with tensors \
            `features` and `labels`, `images-idx3-ubyte.gz` with their labels beside them, or `FEATURES.npy,LABELS.npy`. \
            Public and private ones may be parts of one file: --public-rows 0-99 --private-rows 100-59999.

            What is spent is written into a ledger beside the private data before training begins. A training that would \
            go beyond the data set's budget is refused: the first one sets it to its own epsilon unless --budget says more.

            With --test the report compares the model with one of the public records alone. If that is no worse, the \
            private data were not worth using.

            Exit codes: 0 the model was written; 1 the budget does not allow it; 2 something could not be read or \
            written; 64 wrong usage.
            """)

    @Option(
        name: .customLong("public"), help: ArgumentHelp("Records that anybody may see.", valueName: "file"))
    var publicFile: String

    @Option(
        name: .customLong("private"), help: ArgumentHelp("Records that must stay private.", valueName: "file")
    )
    var privateFile: String

    @Option(
        name: .customLong("test"),
        help: ArgumentHelp(
            "Records that errors are measured on, neither public nor private.", valueName: "file"))
    var testFile: String?

    @Option(
        help: ArgumentHelp("Only these records of the public file, counted from 0.", valueName: "first-last"))
    var publicRows: RecordRange?

    @Option(help: ArgumentHelp("Only these records of the private file.", valueName: "first-last"))
    var privateRows: RecordRange?

    @Option(help: ArgumentHelp("Only these records of the test file.", valueName: "first-last"))
    var testRows: RecordRange?

    @OptionGroup var data: LabelledDataOptions
    @OptionGroup var target: PrivacyTargetOptions
    @OptionGroup var settings: AdaMixOptions

    @Option(
        help: ArgumentHelp(
            "The folder that the model is written to; it must not be there yet.", valueName: "folder"))
    var model: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func run() throws {
        let asJSON = format == .json
        let whole = try data.orExit(reading: privateFile, asJSON: asJSON)
        let run = AdaMixRun(
            publicData: try read(publicFile, publicRows),
            privateData: try privateRows?.records(of: whole, asJSON: asJSON) ?? whole, ledgerData: whole,
            test: try testFile.map { try read($0, testRows) }, publishedCount: target.publishedCount,
            target: target.target,
            configuration: settings.configuration(), hiddenWidths: try settings.hiddenWidths(),
            start: settings.start, isCentred: settings.centred, seed: settings.seed,
            noiseSeed: settings.repeatableNoise,
            ledger: target.ledger ?? DefaultLedger.beside(privateFile), budget: target.budget, model: model)
        try run.perform(asJSON: asJSON)
    }

    private func read(_ file: String, _ rows: RecordRange?) throws -> Dataset {
        let whole = try data.orExit(reading: file, asJSON: format == .json)
        return try rows?.records(of: whole, asJSON: format == .json) ?? whole
    }
}

/// How much may be revealed, and where that is kept.
struct PrivacyTargetOptions: ParsableArguments {
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The bound on the privacy loss of this training.", valueName: "epsilon"))
    var epsilon: Double

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The probability with which the bound may fail; below 1 / the number of private records.",
            valueName: "delta"))
    var delta: Double

    @Option(
        help: ArgumentHelp(
            "add-remove or replace-one: how neighbouring data sets differ.", valueName: "relation"))
    var relation: NeighbouringRelation = .addRemove

    @Option(
        help: ArgumentHelp(
            "The number of private records that is published and divided by, where it must stay secret how many there are; without"
                + " it that number itself.", valueName: "n"))
    var publishedCount: Int?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The epsilon that all trainings on the private data together may reach, at this delta.",
            valueName: "epsilon"))
    var budget: Double?

    @Option(
        help: ArgumentHelp(
            "The ledger of the private data; FILE.ledger.json if it is left out.", valueName: "file"))
    var ledger: String?

    var target: PrivacyTarget { PrivacyTarget(epsilon: epsilon, delta: delta, relation: relation) }
}

/// Where a data set's ledger lies if nobody says.
enum DefaultLedger {
    /// Beside the file, or the first of two that belong together.
    static func beside(_ file: String) -> String {
        let first =
            FileManager.default.fileExists(atPath: file)
            ? file : file.split(separator: ",").first.map(String.init) ?? file
        // All names of a file have one ledger.
        let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: first)) != nil
        return (isLink ? URL(filePath: first).resolvingSymlinksInPath().path : first) + ".ledger.json"
    }
}
