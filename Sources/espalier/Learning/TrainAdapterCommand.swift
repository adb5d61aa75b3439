import ArgumentParser
import Foundation
import GracefulUpdates
import LearningCore
import Tensors

/// The command `espalier train adapter`.
struct TrainAdapterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adapter",
        abstract: "Fit a map from one version's embeddings to another's, without training either again.",
        discussion: """
            From old to new the map is applied to the gallery, once and without the records; from new to old, to each query, \
            and the gallery stays as it is.

              espalier train adapter --from v1 --to v2 --method procrustes --data train.csv --test held-out.csv \\
                --model v1-to-v2

            Methods: procrustes (a rotation), linear (a ridge map) and mlp (a small network, as in forward-compatible \
            training). It is fitted on --data alone: records of the gallery that is searched would give the answers away.

            With --test the mapped embeddings of the test records are kept beside the map, as a version of their own: \
            `espalier model matrix v1-to-v2 v2` compares it with others.

            Exit codes: 0 the map was written; 2 something could not be read or written; 64 wrong usage.
            """)

    /// The names of ``EmbeddingAdapter/Method``.
    enum Method: String, ExpressibleByArgument, CaseIterable { case procrustes, linear, mlp }

    @Option(help: ArgumentHelp("The version whose embeddings will be mapped.", valueName: "folder"))
    var from: String

    @Option(help: ArgumentHelp("The version that they are mapped to.", valueName: "folder"))
    var to: String

    @Option(help: ArgumentHelp("procrustes, linear or mlp.", valueName: "method"))
    var method = Method.procrustes

    @OptionGroup var data: TrainingDataOptions

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What linear adds to the mean square of each coordinate; 0.0001 if it is left out.",
            valueName: "ridge"))
    var ridge: Double?

    @Option(help: ArgumentHelp("How often mlp sees every record; 80 if it is left out.", valueName: "n"))
    var epochs: Int?

    @Option(
        help: ArgumentHelp("How wide the hidden layers of mlp are; 256 if it is left out.", valueName: "n"))
    var hidden: Int?

    @Option(help: "The seed that everything random comes from.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp(
            "The folder that the map is written to; it must not be there yet.", valueName: "folder"))
    var model: String

    @Option(help: "text or json.")
    var format: OutputFormat = .text

    func validate() throws {
        guard ridge == nil || method == .linear else {
            throw ValidationError("--ridge goes with --method linear.")
        }
        guard method == .mlp || (epochs == nil && hidden == nil) else {
            throw ValidationError("--epochs and --hidden go with --method mlp.")
        }
    }

    func run() throws {
        let asJSON = format == .json
        try UpdateTraining.perform(writing: model, asJSON: asJSON) {
            let source = try ModelDirectory(reading: from)
            let first = try EmbeddingModel(reading: source)
            let second = try EmbeddingModel(reading: ModelDirectory(reading: to))
            let training = try data.training(asJSON: asJSON)
            let test = try data.testing(apartFrom: training, asJSON: asJSON)
            let (fromRows, toRows) = (
                try Self.rows(training, by: first), try Self.rows(training, by: second)
            )
            let settings = fittingMethod
            let adapter = try EmbeddingAdapter.fit(
                from: fromRows, to: toRows, method: settings,
                progress: UpdateTraining.progress(of: epochs ?? ForwardNetwork.Settings().epochs))
            let residual = try adapter.residual(from: fromRows, to: toRows)
            let versions = try test.map { try Versions(adapter, from: first, to: second, on: $0) } ?? nil
            let written = try write(
                adapter, training: training, test: test, residual: residual, mapped: versions?.mapped,
                source: source)
            let answer = AdapterAnswer(
                model: written.path, method: adapter.methodName, architecture: adapter.architecture,
                residual: residual, onGallery: try versions?.onGallery(), onQuery: try versions?.onQuery())
            if asJSON { try JSONOutput.write(answer) } else { try Terminal.write(answer.text.printable) }
        }
    }

    private var fittingMethod: EmbeddingAdapter.Method {
        switch method {
        case .procrustes: return .procrustes
        case .linear: return .linear(ridge: ridge ?? 1e-4)
        case .mlp:
            var settings = ForwardNetwork.Settings(seed: seed)
            settings.epochs = epochs ?? settings.epochs
            settings.hidden = hidden ?? settings.hidden
            return .network(settings)
        }
    }

    private static func rows(_ data: Dataset, by model: EmbeddingModel) throws -> Embeddings {
        let records = try LabelledTensors(data, shape: model.description.input)
        return try model.embeddingRows(of: records.inputs, name: data.name)
    }

    private func write(
        _ adapter: EmbeddingAdapter, training: Dataset, test: Dataset?, residual: Double,
        mapped: EmbeddingEvaluation?, source: ModelDirectory
    ) throws -> ModelDirectory {
        let target = try ModelDirectory(reading: to)
        var attachments: [ModelDirectory.Attachment: Data] = [:]
        if let mapped { attachments[.embeddings] = try mapped.fileContents() }
        let manifest = ModelManifest(
            kind: EmbeddingAdapter.kind, architecture: adapter.architecture,
            data: [.init(training, role: "training")] + (test.map { [.init($0, role: "test")] } ?? []),
            seed: seed,
            hyperparameters: try adapter.manifestEntries.merging([
                "from": JSONValue(encoding: ModelManifest.Predecessor(source)),
                "to": JSONValue(encoding: ModelManifest.Predecessor(target)),
            ]) { $1 },
            metrics: ["residual": residual],
            madeBy: RunEnvironment(versions: ["libtorch": Torch.version ?? "none"]))
        return try ModelDirectory.write(
            adapter.stateData(), manifest: manifest, attachments: attachments, to: model)
    }
}

/// Both versions and the mapped one, on the same test records.
private struct Versions {
    let from: EmbeddingEvaluation
    let to: EmbeddingEvaluation
    /// The first one's embeddings as the second would have them.
    let mapped: EmbeddingEvaluation

    /// Nil for too few records.
    init?(
        _ adapter: EmbeddingAdapter, from: EmbeddingModel, to: EmbeddingModel, on test: Dataset
    ) throws {
        guard let first = try ModelEvaluation(from, on: test).embeddings,
            let second = try ModelEvaluation(to, on: test).embeddings
        else { return nil }
        (self.from, self.to) = (first, second)
        mapped = try EmbeddingEvaluation(
            name: "mapped", query: adapter(first.query), queryLabels: first.queryLabels,
            gallery: adapter(first.gallery), galleryLabels: first.galleryLabels)
    }

    /// The second version's queries in the first one's gallery, which was mapped.
    func onGallery() throws -> VersionComparison {
        try VersionComparison(old: from, new: to, gallery: mapped)
    }

    /// The first version's queries, mapped, in the second one's gallery.
    func onQuery() throws -> VersionComparison {
        try VersionComparison(old: to, new: from, query: mapped)
    }
}
