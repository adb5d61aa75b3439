import Tensors

/// A classifier that can be trained privately: linear, or with hidden layers between.
public struct ClassifierHead {
    /// The head as private training sees it.
    public let model: any PerSampleModel
    /// Its tensors by name.
    let tensors: () throws -> [String: Tensor]

    /// A head with zeros, or with hidden layers that begin from a seed.
    init(inputs: Int, hiddenWidths: [Int], classCount: Int, seed: UInt64) throws {
        guard !hiddenWidths.isEmpty else {
            let linear = try LinearHead(classCount: classCount, featureCount: inputs)
            model = linear
            tensors = { ["weight": try linear.flatParameters().reshaped([classCount, inputs])] }
            return
        }
        let random = try RandomGenerator(seed: seed)
        var layers: [any Layer] = []
        for (before, after) in zip([inputs] + hiddenWidths, hiddenWidths) {
            layers.append(try Linear(inputs: before, outputs: after, random, type: .float64))
            layers.append(Activation.hyperbolicTangent)
        }
        layers.append(
            try Linear(
                inputs: hiddenWidths[hiddenWidths.count - 1], outputs: classCount, random, type: .float64))
        let network = try PerSampleNetwork(layers)
        model = network
        let state = Sequential(layers).state
        tensors = { state }
    }

    /// Takes over weights by name.
    ///
    /// - Throws: `TensorError` where they are those of another head.
    func load(_ weights: [String: Tensor]) throws {
        let own = try tensors()
        guard Set(own.keys) == Set(weights.keys),
            own.allSatisfy({ weights[$0.key]?.shape == $0.value.shape })
        else { throw TensorError.invalid("the weights are those of another architecture") }
        if let linear = model as? LinearHead, let weight = weights["weight"] {
            try linear.assign(weight.converted(to: .float64).flattened())
            return
        }
        try withoutGradients {
            for (name, tensor) in own { if let new = weights[name] { try tensor.assign(new) } }
        }
    }
}
