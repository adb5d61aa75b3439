import LearningCore
import Tensors

/// A model that was trained, and what its manifest says of how.
///
///     let update = TrainedUpdate(model, kind: "bct", seed: 1, data: [.init(training, role: "training")])
///     let saved = try update.save(to: "v2", test: heldOut)
public struct TrainedUpdate {
    /// What was trained.
    public let model: EmbeddingModel
    /// The method, such as `bct`.
    public let kind: String
    /// The seed that everything random came from.
    public let seed: UInt64
    /// The data that it was trained on.
    public let data: [ModelManifest.DataSnapshot]
    /// Settings by name, besides what says which network this is.
    public let settings: [String: JSONValue]
    /// The model that it is to replace.
    public let predecessor: ModelDirectory?

    /// Says how a model came about.
    public init(
        _ model: EmbeddingModel, kind: String, seed: UInt64, data: [ModelManifest.DataSnapshot],
        settings: [String: JSONValue] = [:], predecessor: ModelDirectory? = nil
    ) {
        self.model = model
        self.kind = kind
        self.seed = seed
        self.data = data
        self.settings = settings
        self.predecessor = predecessor
    }

    /// Writes the model with its manifest, and what it makes of test records beside them, all of it or nothing.
    ///
    /// - Returns: The folder, and the evaluation where there were test records.
    /// - Throws: `ModelError`, `TensorError`, `EmbeddingError`.
    @discardableResult
    public func save(
        to path: String, test: Dataset?
    ) throws -> (directory: ModelDirectory, evaluation: ModelEvaluation?) {
        let evaluation = try test.map { try ModelEvaluation(model, on: $0) }
        var metrics = try evaluation?.metrics() ?? [:]
        metrics["parameters"] = Double(model.parameterCount)
        metrics["multiply-adds"] = Double(try model.description.multiplyAdds())
        let manifest = ModelManifest(
            kind: kind, architecture: model.architecture,
            data: data + (test.map { [.init($0, role: "test")] } ?? []), seed: seed,
            hyperparameters: try model.manifestEntries.merging(settings) { $1 }, metrics: metrics,
            predecessor: predecessor.map { .init($0) },
            madeBy: RunEnvironment(versions: ["libtorch": Torch.version ?? "none"]))
        let directory = try ModelDirectory.write(
            model.stateData(), manifest: manifest, attachments: evaluation?.attachments() ?? [:], to: path)
        return (directory, evaluation)
    }
}
