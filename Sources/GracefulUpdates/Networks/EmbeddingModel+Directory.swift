import LearningCore
import Tensors

extension EmbeddingModel {
    /// The hyperparameters of a manifest that say what the weights are the weights of.
    public var manifestEntries: [String: JSONValue] {
        get throws {
            [
                "network": try JSONValue(encoding: description),
                "head": try JSONValue(encoding: head.kind),
                "classes": .list(classNames.map(JSONValue.text)),
            ]
        }
    }

    /// What manifests call the architecture.
    public var architecture: String { "\(description.summary) -> \(classNames.count)" }

    /// Opens a model that one of the methods of this target wrote, whatever its kind.
    ///
    /// - Throws: `ModelError`, `TensorError`, or ``GracefulUpdateError`` where the manifest does not say what its weights
    ///   need.
    public init(reading directory: ModelDirectory) throws {
        let settings = directory.manifest.hyperparameters
        guard let network = try? settings["network"]?.decoded(as: NetworkDescription.self),
            let kind = try? settings["head"]?.decoded(as: ClassHead.Kind.self),
            let names = try? settings["classes"]?.decoded(as: [String].self), !names.isEmpty,
            names.count <= NetworkDescription.largestSide,
            // Before a network of the size that the manifest claims is made: its weights have to be there.
            try network.weightCount() <= directory.parameterCount ?? 0
        else { throw GracefulUpdateError.manifest(path: directory.path) }
        try self.init(network, head: kind, classNames: names, random: SeededRandom(seed: 0))
        try load(directory.weights())
    }
}
