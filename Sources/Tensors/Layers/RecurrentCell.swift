/// The weights of one recurrent step: gates of what comes in and of what is remembered.
struct RecurrentWeights {
    let input: Tensor
    let hidden: Tensor
    let inputBias: Tensor
    let hiddenBias: Tensor

    /// Uniform within 1 / sqrt(units), as in PyTorch.
    init(
        gates: Int, inputs: Int, units: Int, _ random: RandomGenerator, type: ScalarType
    ) throws(TensorError) {
        guard units > 0, inputs > 0 else {
            throw .invalid(
                "a recurrent layer of \(inputs) inputs and \(units) units cannot be; both begin from 1")
        }
        let bound = 1 / Double(units).squareRoot()
        let uniform = Initialiser.uniform(from: -bound, to: bound)
        input = try uniform.parameter([gates * units, inputs], random, type: type)
        hidden = try uniform.parameter([gates * units, units], random, type: type)
        inputBias = try uniform.parameter([gates * units], random, type: type)
        hiddenBias = try uniform.parameter([gates * units], random, type: type)
    }

    /// The four under PyTorch's names, which end with the layer and the direction in a sequence.
    func parts(_ suffix: String = "") -> [ModulePart] {
        [
            .parameter("weight_ih\(suffix)", input), .parameter("weight_hh\(suffix)", hidden),
            .parameter("bias_ih\(suffix)", inputBias), .parameter("bias_hh\(suffix)", hiddenBias),
        ]
    }

    var list: [Tensor] { [input, hidden, inputBias, hiddenBias] }
}

extension Operator {
    static let gru = Operator("gru", "input")
    static let lstm = Operator("lstm", "input")
    static let gruCell = Operator("gru_cell")
    static let lstmCell = Operator("lstm_cell")
}

/// One step of a gated recurrent unit.
///
/// Source: Cho et al., 2014.
public struct GRUCell: Module {
    private let weights: RecurrentWeights
    private let units: Int

    /// A cell with random parameters, as in PyTorch.
    public init(
        inputs: Int, units: Int, _ random: RandomGenerator, type: ScalarType = .float32
    ) throws(TensorError) {
        self.units = units
        weights = try RecurrentWeights(gates: 3, inputs: inputs, units: units, random, type: type)
    }

    /// The weights of the gates reset, update and new, one below the other.
    public var parts: [ModulePart] { weights.parts() }

    /// What is remembered after an input of shape [batch, inputs]; zeros before the first.
    public func callAsFunction(_ input: Tensor, _ state: Tensor? = nil) throws(TensorError) -> Tensor {
        let before: Tensor
        if let state {
            before = state
        } else {
            before = try Tensor.zeros([input.size(0), units], type: input.scalarType, device: input.device)
        }
        return try Operator.gruCell(
            .tensor(input), .tensor(before), .tensor(weights.input), .tensor(weights.hidden),
            .tensor(weights.inputBias), .tensor(weights.hiddenBias))
    }
}

/// One step of long short-term memory.
///
/// Source: Hochreiter and Schmidhuber, 1997.
public struct LSTMCell: Module {
    private let weights: RecurrentWeights
    private let units: Int

    /// A cell with random parameters, as in PyTorch.
    public init(
        inputs: Int, units: Int, _ random: RandomGenerator, type: ScalarType = .float32
    ) throws(TensorError) {
        self.units = units
        weights = try RecurrentWeights(gates: 4, inputs: inputs, units: units, random, type: type)
    }

    /// The weights of the gates input, forget, cell and output, one below the other.
    public var parts: [ModulePart] { weights.parts() }

    /// Output and memory after an input of shape [batch, inputs]; zeros before the first.
    public func callAsFunction(
        _ input: Tensor, _ state: (output: Tensor, memory: Tensor)? = nil
    ) throws(TensorError) -> (output: Tensor, memory: Tensor) {
        let zeros = try Tensor.zeros([input.size(0), units], type: input.scalarType, device: input.device)
        let before: (output: Tensor, memory: Tensor) = if let state { state } else { (zeros, zeros) }
        let after = try Operator.lstmCell.tensors(
            .tensor(input), .tensors([before.output, before.memory]), .tensor(weights.input),
            .tensor(weights.hidden),
            .tensor(weights.inputBias), .tensor(weights.hiddenBias))
        guard after.count == 2 else { throw .operation(name: "lstm_cell", message: "gave no two tensors") }
        return (after[0], after[1])
    }
}
