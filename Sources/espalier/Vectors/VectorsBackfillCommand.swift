import ArgumentParser
import Foundation
import GraphStore
import LearningCore
import VectorSearch

/// The command `espalier vectors backfill STORE`.
struct VectorsBackfillCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backfill",
        abstract: "Replace vectors by those of a new model, a portion at a time.",
        discussion: """
            Each portion is a transaction that sets vectors and versions together. What has the version already is left \
            alone: run the command again after an interruption, and it goes on.

              espalier vectors backfill shop.espalier --label Item --property embedding --model-version v2 \\
                --vectors new.npy --ids ids.txt --portion 1000

            With --probe, queries of the new model are asked before each commit what the mixture of old and new vectors \
            is worth. A portion that would make it worse than the best so far is not committed, and the command ends \
            with 1:

              espalier vectors backfill shop.espalier --label Item --property embedding --model-version v2 \\
                --vectors new.safetensors --probe queries.safetensors --metric map --class category
            """)

    @Argument(help: "The store.")
    var store: String

    @OptionGroup(title: "Vectors") var vectors: VectorSelectionOptions

    @Option(help: ArgumentHelp("The version of the new vectors.", valueName: "version"))
    var modelVersion: String

    @Option(
        name: .customLong("vectors"),
        help: ArgumentHelp(
            "The new vectors: .npy, .safetensors (tensor `vectors`, integers `ids`), or .jsonl with objects {\"id\": ..., "
                + "\"vector\": [...]}.", valueName: "file"))
    var newVectors: String

    @Option(
        help: ArgumentHelp(
            "The elements of the vectors: one identifier a line, or a .npy of integers.", valueName: "file"))
    var ids: String?

    @Option(
        help: ArgumentHelp(
            "Which elements come first: one identifier a line, or `id,score` with the highest score first.",
            valueName: "file"))
    var order: String?

    @Option(help: ArgumentHelp("How many elements are changed together.", valueName: "n"))
    var portion = 1_000

    @Option(help: ArgumentHelp("How many elements are changed at most.", valueName: "n"))
    var limit: Int?

    @OptionGroup(title: "Probe") var probe: ProbeOptions

    @Flag(help: "Cut vectors that are longer than the stored ones, and fill shorter ones up with zeros.")
    var cut = false

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    @Flag(name: .shortAndLong, help: "No progress.")
    var quiet = false

    func validate() throws {
        guard portion > 0 else { throw ValidationError("--portion takes a whole number from 1.") }
        guard limit ?? 0 >= 0 else { throw ValidationError("--limit takes a whole number from 0.") }
    }

    func run() throws {
        let answer = try VectorAccess.orExit(asJSON: format == .json) {
            var replacements = try VectorFile.newVectors(newVectors, identifiers: ids)
            if let order { try replacements.putFirst(VectorFile.order(order)) }
            var backfill = Backfill(of: vectors.selection(nil), to: modelVersion)
            (backfill.portion, backfill.limit, backfill.cutsToFit) = (portion, limit, cut)
            backfill.tolerance = probe.tolerance
            let reading = try probe.reading(cutting: cut)
            let (work, wanted, path, isQuiet) = (backfill, replacements, store, quiet)
            return try Interruption.run(progress: nil) {
                let progress = isQuiet ? nil : CountProgressLine("Replacing")
                defer { progress?.clear() }
                return try work.run(
                    wanted, in: GraphStore.open(path), probe: reading.map { reading in reading.quality }
                ) { progress?.show($0, of: $1) }
            }
        }
        let outcome = BackfillAnswer(answer, version: modelVersion, metric: probe.metric)
        switch format {
        case .json: try JSONOutput.write(outcome)
        case .text: try Terminal.write(outcome.text)
        }
        switch answer.ending {
        case .complete, .limit: return
        case .worse: throw Terminal.doesNotConform
        case .interrupted: throw Terminal.cancelled
        }
    }
}

/// What a backfill did, as the command prints it.
private struct BackfillAnswer: Encodable {
    let version: String
    let written: Int
    let already: Int
    let remaining: Int
    let ending: String
    let metric: String?
    /// Before the first portion, and after each.
    let qualities: [Double]
    /// What the portion that was not committed would have come to; null where it is no number.
    let refusedQuality: Double?

    init(_ outcome: BackfillOutcome, version: String, metric: String) {
        self.version = version
        (written, already) = (outcome.writtenCount, outcome.alreadyCount)
        remaining = outcome.remainingCount
        qualities = outcome.qualities
        self.metric = outcome.qualities.isEmpty ? nil : metric
        var refused: Double?
        switch outcome.ending {
        case .complete: ending = "complete"
        case .limit: ending = "limit"
        case .interrupted: ending = "interrupted"
        case .worse(let quality, _):
            ending = "worse"
            refused = quality.isFinite ? quality : nil
        }
        refusedQuality = refused
    }

    var text: String {
        var text =
            "\(written.formatted()) vectors were replaced by those of version \(version), \(already.formatted()) had been "
            + "before, \(remaining.formatted()) remain.\n"
        if let metric, let first = qualities.first, let last = qualities.last {
            text += "\(metric) went from \(ShownNumber.plain(first)) to \(ShownNumber.plain(last)).\n"
        }
        switch ending {
        case "worse":
            text +=
                "The next portion was not committed: it would have made \(metric ?? "the quality") "
                + "\(refusedQuality.map(ShownNumber.plain) ?? "no number"), from at best "
                + "\(ShownNumber.plain(qualities.max() ?? 0)). --tolerance allows for a loss on the way, --order takes "
                + "other elements first.\n"
        case "interrupted": text += "It was interrupted; the same command goes on.\n"
        case "limit": text += "The same command goes on.\n"
        default: break
        }
        return text.printable
    }
}
