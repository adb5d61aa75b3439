/// x W^T + b over the last dimension: [..., inputs] becomes [..., outputs].
public struct Linear: Layer {
    /// Of shape [outputs, inputs].
    public let weight: Tensor
    /// [outputs]; nil for a layer without.
    public let bias: Tensor?

    /// A layer with such parameters.
    public init(weight: Tensor, bias: Tensor?) {
        self.weight = weight
        self.bias = bias
    }

    /// A layer with random parameters: uniform within 1 / sqrt(inputs), as in PyTorch.
    public init(
        inputs: Int, outputs: Int, hasBias: Bool = true, _ random: RandomGenerator,
        type: ScalarType = .float32
    ) throws(TensorError) {
        weight = try Initialiser.standard.parameter([outputs, inputs], random, type: type)
        bias =
            hasBias ? try Initialiser.standardBias(of: weight).parameter([outputs], random, type: type) : nil
    }

    /// Weight and bias.
    public var parts: [ModulePart] { [.parameter("weight", weight), .parameter("bias", bias)] }

    /// x W^T + b, in every mode.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        try input.linear(weight: weight, bias: bias)
    }
}
