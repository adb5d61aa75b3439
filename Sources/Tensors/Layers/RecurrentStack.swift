/// Recurrent layers on top of each other, each running over the sequence in one direction or both.
struct RecurrentStack {
    let units: Int
    let dropout: Dropout
    /// For each layer one set of weights, or two: forward and backward.
    let layers: [[RecurrentWeights]]

    init(
        gates: Int, inputs: Int, units: Int, layers: Int, isBidirectional: Bool, dropout: Double,
        _ random: RandomGenerator, type: ScalarType
    ) throws(TensorError) {
        guard (1...1024).contains(layers) else {
            throw .invalid("\(layers) recurrent layers cannot be stacked; choose a number from 1 to 1024")
        }
        self.units = units
        self.dropout = try Dropout(dropout)
        let directions = isBidirectional ? 2 : 1
        var stack: [[RecurrentWeights]] = []
        for layer in 0..<layers {
            var both: [RecurrentWeights] = []
            for _ in 0..<directions {
                both.append(
                    try RecurrentWeights(
                        gates: gates, inputs: layer == 0 ? inputs : directions * units, units: units, random,
                        type: type))
            }
            stack.append(both)
        }
        self.layers = stack
    }

    var parts: [ModulePart] {
        layers.enumerated().flatMap { layer, directions in
            zip(directions, ["_l\(layer)", "_l\(layer)_reverse"]).flatMap { $0.parts($1) }
        }
    }

    /// Runs a sequence through all layers.
    ///
    /// There are `count` states, one tensor for each thing that a step remembers, [layers * directions, batch, units];
    /// nil stands for zeros. `step` is one layer: from input, states and weights to the output and the states after it.
    func run(
        _ input: Tensor, _ states: [Tensor]?, count: Int, _ mode: Mode,
        step: (Tensor, [Tensor], [Tensor]) throws(TensorError) -> [Tensor]
    ) throws(TensorError) -> (output: Tensor, states: [Tensor]) {
        let directions = layers[0].count
        let shape = [layers.count * directions, try input.size(0), units]
        var before = states ?? []
        if states == nil {
            let zeros = try Tensor.zeros(shape, type: input.scalarType, device: input.device)
            before = Array(repeating: zeros, count: count)
        }
        for state in before where state.shape != shape {
            throw .invalid("the state of a recurrent layer has shape \(shape) here, not \(state.shape)")
        }
        var output = input
        var after: [[Tensor]] = Array(repeating: [], count: count)
        for (layer, weights) in layers.enumerated() {
            if layer > 0 { output = try dropout(output, mode) }
            let range = layer * directions..<(layer + 1) * directions
            let own = try before.map { state throws(TensorError) in try state.sliced(range) }
            let results = try step(output, own, weights.flatMap(\.list))
            guard results.count == count + 1 else {
                throw .operation(name: "recurrent layer", message: "gave \(results.count) tensors")
            }
            output = results[0]
            for index in 0..<count { after[index].append(results[index + 1]) }
        }
        return (output, try after.map { parts throws(TensorError) in try Tensor.concatenated(parts) })
    }
}
