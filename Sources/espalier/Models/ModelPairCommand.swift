import ArgumentParser
import Foundation
import GracefulUpdates
import LearningCore
import Tensors

/// The command `espalier model pair`.
struct ModelPairCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pair",
        abstract: "Say what a small network's queries find in a large network's gallery, and what both cost.",
        discussion: """
            Of each class half of the test records are the gallery and half the queries, 2,000 of each at most.

              espalier model pair --query small --gallery large --test held-out.csv

            (q, q) are small queries in a small gallery, (q, g) small queries in the large gallery, (g, g) large ones there. \
            A pair passes where (q, g) is more than (q, q); look at the numbers too, since a network that is bad at both \
            passes as well. The ratio of multiply-adds is not that of latencies, for which both networks take turns on one thread.

            Exit codes: 0 success; 1 --require pass, and the first metric fails; 2 something could not be read; 64 wrong \
            usage.
            """)

    @Option(
        help: ArgumentHelp("The small network: a folder that `train` wrote.", valueName: "folder"))
    var query: String

    @Option(help: ArgumentHelp("The large network.", valueName: "folder"))
    var gallery: String

    @Option(help: ArgumentHelp("Records that neither was trained on.", valueName: "file"))
    var test: String

    @Option(help: ArgumentHelp("Only these of them, counted from 0.", valueName: "first-last"))
    var testRows: RecordRange?

    @OptionGroup var columns: LabelledDataOptions

    @Option(
        help: ArgumentHelp(
            "What is measured: \(RetrievalMetric.forms). Several are separated by commas.",
            valueName: "metric,metric..."))
    var metric = "map,top1"

    @Option(help: ArgumentHelp("pass: fail with exit code 1 unless the pair passes.", valueName: "what"))
    var require: MatrixCommand.Requirement?

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func validate() throws { _ = try metrics() }

    func run() throws {
        let asJSON = format == .json
        let whole = try columns.orExit(reading: test, asJSON: asJSON)
        let records = try testRows?.records(of: whole, asJSON: asJSON) ?? whole
        let answer: PairAnswer
        do {
            let small = try EmbeddingModel(reading: ModelDirectory(reading: query))
            let large = try EmbeddingModel(reading: ModelDirectory(reading: gallery))
            guard small.description.input == large.description.input else {
                throw GracefulUpdateError.data(
                    reason:
                        "\(query) takes records of shape \(small.description.input), and \(gallery) of"
                        + " \(large.description.input); name two models of the same records")
            }
            answer = PairAnswer(
                try HeterogeneousEvaluation(
                    query: small, gallery: large, task: HeterogeneousTask(dividing: records, model: large),
                    metrics: metrics()))
        } catch let error as any CustomStringConvertible & Error
            where UpdateTraining.isOurs(error)
        {
            try InputProblem(kind: "model", message: error.description).end(asJSON: asJSON)
        }
        if asJSON { try JSONOutput.write(answer) } else { try Terminal.write(answer.text.printable) }
        if require == .pass, !answer.passes { throw Terminal.doesNotConform }
    }

    private func metrics() throws -> [RetrievalMetric] {
        try metric.split(separator: ",", omittingEmptySubsequences: false).map { name in
            guard let metric = RetrievalMetric(String(name)) else {
                throw ValidationError(
                    "--metric knows no `\(String(name).printable)`; it takes \(RetrievalMetric.forms).")
            }
            return metric
        }
    }
}
