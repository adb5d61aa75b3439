import ArgumentParser
import Foundation
import LearningCore

/// The command `espalier model add`.
struct ModelAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a model to the registry, with what it was found to do.",
        discussion: """
            A copy of a model that `espalier train` wrote, with its predictions on a test set:

              espalier model add v2 trained/two --predictions two.csv --labels y.csv

            A model from anywhere, of which perhaps only predictions are known:

              espalier model add v2 --weights two.safetensors --predictions two.csv \\
                --labels y.csv --metric accuracy=0.87

            A version never changes, and is not in service until it is promoted. The registry is made if there is none.

            Exit codes: 0 the version is there; 2 something could not be read or the name is taken, and nothing was \
            changed; 64 wrong usage.
            """)

    @Argument(help: "What the version is called.")
    var name: String

    @Argument(help: "The folder of a model that `espalier train` wrote.")
    var folder: String?

    @Option(
        help: ArgumentHelp("Weights as safetensors, for a model from anywhere.", valueName: "file"))
    var weights: String?

    @Option(
        help: ArgumentHelp("A CSV file of what the model predicts, by `id`.", valueName: "file"))
    var predictions: String?

    @Option(
        help: ArgumentHelp("A CSV file of what is right, unless the predictions say it.", valueName: "file"))
    var labels: String?

    @Option(
        help: ArgumentHelp(
            "The column that divides the examples into slices; `slice` if it is left out.",
            valueName: "column"))
    var by: String?

    @Option(
        help: ArgumentHelp(
            "A safetensors file with `query`, `query_labels`, `gallery` and `gallery_labels`.",
            valueName: "file"))
    var embeddings: String?

    @Option(help: ArgumentHelp("A number to be known by, such as accuracy=0.87.", valueName: "name=value"))
    var metric: [MetricArgument] = []

    @Option(
        help: ArgumentHelp("A policy that the version's manifest states, as JSON.", valueName: "file"))
    var policy: String?

    @OptionGroup var options: RegistryOptions

    func validate() throws {
        guard folder == nil || weights == nil else {
            throw ValidationError("A folder has its weights itself: give it or --weights, not both.")
        }
        guard folder != nil || weights != nil || predictions != nil || embeddings != nil else {
            throw ValidationError(
                "There is nothing to add: give the folder of a model, --weights, --predictions or --embeddings."
            )
        }
        guard labels == nil || predictions != nil else {
            throw ValidationError("--labels belongs to --predictions.")
        }
        guard by != "", by != "id" else { throw ValidationError("--by takes a column other than the ids.") }
        let names = metric.map(\.name)
        guard Set(names).count == names.count else {
            throw ValidationError("--metric gives each number once.")
        }
    }

    func run() throws {
        let model = try options.orExit {
            let policy = try policy.map { try ReleasePolicy(reading: $0) }
            let evaluation = ModelRegistry.Evaluation(
                predictions: try evaluated(), embeddings: embeddings)
            if let folder {
                let model = try ModelDirectory(reading: folder)
                for metric in metric where model.manifest.metrics[metric.name] != nil {
                    throw UnusableModel(
                        description:
                            "\(folder) has a metric `\(metric.name)` already, and what it says is kept; use another name"
                    )
                }
                return try options.registry.add(name, copyOf: model, evaluation) { manifest in
                    for metric in metric { manifest.metrics[metric.name] = metric.value }
                    manifest.releasePolicy = policy ?? manifest.releasePolicy
                }
            }
            let manifest = ModelManifest(
                kind: "external", architecture: "unknown", data: [], seed: 0,
                metrics: Dictionary(uniqueKeysWithValues: metric.map { ($0.name, $0.value) }),
                madeBy: RunEnvironment(versions: ["espalier": Espalier.configuration.version]),
                releasePolicy: policy)
            return try options.registry.add(name, weights: weights, manifest: manifest, evaluation)
        }
        switch options.format {
        case .json: try JSONOutput.write(Answer(name: name, registry: options.registry.path, model: model))
        case .text: try Terminal.write(text(model).printable)
        }
    }

    /// The predictions with what is right, without which they could not be compared.
    private func evaluated() throws -> PredictionSet? {
        guard let predictions else { return nil }
        let column = by ?? "slice"
        let set = try PredictionSet(reading: predictions, sliceColumn: column)
        let labels = try labels.map { try LabelSet(reading: $0, sliceColumn: column) }
        let evaluated = try labels.map { try set.labelled(by: $0) } ?? set
        guard evaluated.labels != nil else { throw PredictionError.noLabels(sources: [predictions]) }
        guard by == nil || evaluated.slices != nil else {
            throw PredictionError.noSlices(
                column: column, sources: [predictions] + (self.labels.map { [$0] } ?? []))
        }
        return evaluated
    }

    private func text(_ model: ModelDirectory) -> String {
        var parts = ["kind \(model.manifest.kind)"]
        if let count = model.parameterCount { parts.append("weights of \(count) numbers") }
        parts += model.attachments.map(\.rawValue).sorted()
        return "\(name) is in \(options.registry.path): \(parts.joined(separator: ", ")).\n"
            + "It is not in service until `espalier model promote \(name)`.\n"
    }

    private struct Answer: Encodable {
        let name: String
        let registry: String
        let path: String
        let digest: ContentDigest
        let kind: String
        let parameters: Int?
        let attachments: [String]

        init(name: String, registry: String, model: ModelDirectory) {
            self.name = name
            self.registry = registry
            path = model.path
            digest = model.digest
            kind = model.manifest.kind
            parameters = model.parameterCount
            attachments = model.attachments.map(\.rawValue).sorted()
        }
    }
}

/// A number with its name, as the command line has it: `accuracy=0.87`.
struct MetricArgument: ExpressibleByArgument {
    let name: String
    let value: Double

    init?(argument: String) {
        guard let sign = argument.lastIndex(of: "="), sign > argument.startIndex,
            let value = Double(argument[argument.index(after: sign)...]), value.isFinite
        else { return nil }
        name = String(argument[..<sign])
        self.value = value
    }
}
