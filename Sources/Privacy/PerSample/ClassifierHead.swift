import Tensors

/// A classifier that can be trained privately: linear, or with hidden layers between.
public struct ClassifierHead {
    /// The head as private training sees it.
    package let model: any PerSampleModel
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

    /// Takes over weights by name; a linear head also takes one without the column of its constant, which becomes zero.
    ///
    /// - Throws: `AdaMixError` that names what does not fit.
    func load(_ weights: [String: Tensor], from source: String) throws {
        let own = try tensors()
        var given = weights
        if let linear = model as? LinearHead, let weight = given["weight"],
            weight.shape == [linear.classCount, linear.featureCount - 1]
        {
            let zeros = try Tensor.zeros([linear.classCount, 1], type: .float64)
            given["weight"] = try Tensor.concatenated([weight.converted(to: .float64), zeros], 1)
        }
        for name in Set(own.keys).union(given.keys).sorted() {
            let (wanted, found) = (own[name]?.shape, given[name]?.shape)
            guard wanted == found else {
                throw AdaMixError.otherWeights(
                    source: source, tensor: name, found: found.map { "\($0)" } ?? "absent",
                    expected: wanted.map { "\($0)" } ?? "absent")
            }
        }
        guard try given.values.allSatisfy({ try $0.isFinite().all().integer() == 1 }) else {
            throw AdaMixError.setting(
                name: "start in \(source)", value: "not finite", range: "finite numbers")
        }
        if let linear = model as? LinearHead, let weight = given["weight"] {
            try linear.assign(weight.converted(to: .float64).flattened())
            return
        }
        try withoutGradients {
            for (name, tensor) in own { if let new = given[name] { try tensor.assign(new) } }
        }
    }
}
