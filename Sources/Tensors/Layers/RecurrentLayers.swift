/// Gated recurrent units over sequences: [batch, steps, inputs] becomes [batch, steps, directions * units].
///
///     let gru = try GRU(inputs: 8, units: 16, random)
///     let (outputs, state) = try gru(sequence)
///
/// Source: Cho et al., 2014, in the form that resets after the product, as PyTorch and cuDNN have it.
public struct GRU: Module {
    private let stack: RecurrentStack

    /// Layers with random parameters, uniform within 1 / sqrt(units); dropout is between layers.
    public init(
        inputs: Int, units: Int, layers: Int = 1, isBidirectional: Bool = false, dropout: Double = 0,
        _ random: RandomGenerator, type: ScalarType = .float32
    ) throws(TensorError) {
        stack = try RecurrentStack(
            gates: 3, inputs: inputs, units: units, layers: layers, isBidirectional: isBidirectional,
            dropout: dropout, random, type: type)
    }

    /// The weights of each layer and direction: "weight_ih_l0", "weight_ih_l0_reverse" and so on.
    public var parts: [ModulePart] { stack.parts }

    /// The last layer's outputs at each step, and what every layer remembers in the end.
    ///
    /// The state is of shape [layers * directions, batch, units]; without one, it begins from zeros.
    public func callAsFunction(
        _ input: Tensor, from state: Tensor? = nil, _ mode: Mode = .evaluation
    ) throws(TensorError) -> (outputs: Tensor, state: Tensor) {
        let (output, states) = try stack.run(input, state.map { [$0] }, count: 1, mode) {
            input, states, weights throws(TensorError) in
            try Operator.gru.tensors(
                .tensor(input), .tensor(states[0]), .tensors(weights), .boolean(true), .integer(1),
                .number(0),
                .boolean(mode.isTraining), .boolean(weights.count == 8), .boolean(true))
        }
        return (output, states[0])
    }
}

/// Long short-term memory over sequences: [batch, steps, inputs] becomes [batch, steps, directions * units].
///
/// Source: Hochreiter and Schmidhuber, 1997, with the forget gate of Gers et al., 2000.
public struct LSTM: Module {
    private let stack: RecurrentStack

    /// Layers with random parameters, uniform within 1 / sqrt(units); dropout is between layers.
    public init(
        inputs: Int, units: Int, layers: Int = 1, isBidirectional: Bool = false, dropout: Double = 0,
        _ random: RandomGenerator, type: ScalarType = .float32
    ) throws(TensorError) {
        stack = try RecurrentStack(
            gates: 4, inputs: inputs, units: units, layers: layers, isBidirectional: isBidirectional,
            dropout: dropout, random, type: type)
    }

    /// The weights of each layer and direction: "weight_ih_l0", "weight_ih_l0_reverse" and so on.
    public var parts: [ModulePart] { stack.parts }

    /// The last layer's outputs at each step, and outputs and memories of every layer in the end.
    ///
    /// Both parts of the state are of shape [layers * directions, batch, units]; without one, it begins from zeros.
    public func callAsFunction(
        _ input: Tensor, from state: (output: Tensor, memory: Tensor)? = nil, _ mode: Mode = .evaluation
    ) throws(TensorError) -> (outputs: Tensor, state: (output: Tensor, memory: Tensor)) {
        let (output, states) = try stack.run(input, state.map { [$0.output, $0.memory] }, count: 2, mode) {
            input, states, weights throws(TensorError) in
            try Operator.lstm.tensors(
                .tensor(input), .tensors(states), .tensors(weights), .boolean(true), .integer(1), .number(0),
                .boolean(mode.isTraining), .boolean(weights.count == 8), .boolean(true))
        }
        return (output, (states[0], states[1]))
    }
}
