/// A convolution over sequences: [batch, inputs, length] becomes [batch, outputs, length'].
public struct Conv1d: Layer {
    /// Of shape [outputs, inputs / groups, size].
    public let weight: Tensor
    /// [outputs]; nil for a layer without.
    public let bias: Tensor?
    /// How many positions lie between neighbouring windows.
    public let stride: Int
    /// How many zeros are put at each end.
    public let padding: Int
    /// How many positions lie between neighbours within a window.
    public let dilation: Int
    /// Into how many groups the channels are divided that do not see each other.
    public let groups: Int

    /// A layer with such parameters.
    public init(
        weight: Tensor, bias: Tensor?, stride: Int = 1, padding: Int = 0, dilation: Int = 1, groups: Int = 1
    ) {
        (self.weight, self.bias) = (weight, bias)
        (self.stride, self.padding, self.dilation, self.groups) = (stride, padding, dilation, groups)
    }

    /// A layer with random parameters: uniform within 1 / sqrt(inputs per output), as in PyTorch.
    public init(
        inputs: Int, outputs: Int, size: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
        groups: Int = 1,
        hasBias: Bool = true, _ random: RandomGenerator, type: ScalarType = .float32
    ) throws(TensorError) {
        let channels = try channelsPerGroup(inputs, outputs, groups)
        let weight = try Initialiser.standard.parameter([outputs, channels, size], random, type: type)
        let bias =
            hasBias ? try Initialiser.standardBias(of: weight).parameter([outputs], random, type: type) : nil
        self.init(
            weight: weight, bias: bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
    }

    /// Weight and bias.
    public var parts: [ModulePart] { [.parameter("weight", weight), .parameter("bias", bias)] }

    /// The convolution, in every mode.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        try input.convolution1d(
            weight: weight, bias: bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
    }
}

/// How many input channels each group has; groups have to divide inputs and outputs.
func channelsPerGroup(_ inputs: Int, _ outputs: Int, _ groups: Int) throws(TensorError) -> Int {
    guard groups > 0, inputs.isMultiple(of: groups), outputs.isMultiple(of: groups) else {
        throw .invalid(
            "\(inputs) inputs and \(outputs) outputs cannot be divided into \(groups) groups of channels")
    }
    return inputs / groups
}
