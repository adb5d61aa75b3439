import LearningCore
import Tensors

extension EmbeddingAdapter {
    /// What manifests call an adapter.
    public static let kind = "adapter"

    /// What manifests call the architecture, such as `procrustes 32 -> 64`.
    public var architecture: String {
        "\(methodName) \(inputDimension)\(sideDimension > 0 ? " + \(sideDimension)" : "") -> \(outputDimension)"
    }

    /// The hyperparameters of a manifest that say what the weights are the weights of.
    public var manifestEntries: [String: JSONValue] {
        get throws {
            var entries: [String: JSONValue] = ["method": .text(methodName)]
            if case .network(let network) = map { entries["widths"] = try JSONValue(encoding: network.shape) }
            return entries
        }
    }

    /// The weights by their names, for a model's folder.
    public func stateData() throws(TensorError) -> [String: TensorData] {
        switch map {
        case .linear(let map):
            [
                "matrix": try map.matrix.contiguous().data(), "source": try map.source.data(),
                "target": try map.target.data(),
            ]
        case .network(let network): try network.stateData()
        }
    }

    /// Opens an adapter that was written to a folder.
    ///
    /// - Throws: `ModelError` where the folder holds another kind of model, ``GracefulUpdateError/adapter(path:reason:)``
    ///   where its manifest or its weights are not an adapter's, or `TensorError`.
    public init(reading directory: ModelDirectory) throws {
        try directory.require(kind: Self.kind)
        func refused(_ reason: String) -> GracefulUpdateError {
            .adapter(path: directory.path, reason: reason)
        }
        let settings = directory.manifest.hyperparameters
        let weights = try directory.weights()
        switch settings["method"] {
        case .text(let name) where name == "procrustes" || name == "linear":
            guard let matrix = weights["matrix"], let source = weights["source"],
                let target = weights["target"], matrix.shape.count == 2,
                source.shape == [matrix.shape[0]], target.shape == [matrix.shape[1]],
                matrix.shape.allSatisfy({ $0 > 0 }),
                [matrix, source, target].allSatisfy({ $0.scalarType == .float64 })
            else {
                throw refused("its weights are no matrix with what is subtracted before and added behind")
            }
            map = .linear(
                LinearMap(
                    matrix: try Tensor(matrix), source: try Tensor(source), target: try Tensor(target)))
            methodName = name
        case .text("mlp"):
            guard let shape = try? settings["widths"]?.decoded(as: ForwardNetwork.Shape.self), shape.isSound
            else { throw refused("its manifest does not say how wide its network is") }
            let network = try ForwardNetwork(shape, random: SeededRandom(seed: 0))
            try network.load(weights)
            map = .network(network)
            methodName = "mlp"
        default: throw refused("its manifest names no method of adapters")
        }
    }
}
