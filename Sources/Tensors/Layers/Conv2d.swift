/// A convolution over images: [batch, inputs, height, width] becomes [batch, outputs, height', width'].
public struct Conv2d: Layer {
    /// Of shape [outputs, inputs / groups, height, width].
    public let weight: Tensor
    /// [outputs]; nil for a layer without.
    public let bias: Tensor?
    /// How many positions lie between neighbouring windows.
    public let stride: Size2d
    /// How many zeros are put at each side.
    public let padding: Size2d
    /// How many positions lie between neighbours within a window.
    public let dilation: Size2d
    /// Into how many groups the channels are divided that do not see each other.
    public let groups: Int

    /// A layer with such parameters.
    public init(
        weight: Tensor, bias: Tensor?, stride: Size2d = 1, padding: Size2d = 0, dilation: Size2d = 1,
        groups: Int = 1
    ) {
        (self.weight, self.bias) = (weight, bias)
        (self.stride, self.padding, self.dilation, self.groups) = (stride, padding, dilation, groups)
    }

    /// A layer with random parameters: uniform within 1 / sqrt(inputs per output), as in PyTorch.
    public init(
        inputs: Int, outputs: Int, size: Size2d, stride: Size2d = 1, padding: Size2d = 0,
        dilation: Size2d = 1,
        groups: Int = 1, hasBias: Bool = true, _ random: RandomGenerator, type: ScalarType = .float32
    ) throws(TensorError) {
        let shape = [outputs, try channelsPerGroup(inputs, outputs, groups)] + size.list
        let weight = try Initialiser.standard.parameter(shape, random, type: type)
        let bias =
            hasBias ? try Initialiser.standardBias(of: weight).parameter([outputs], random, type: type) : nil
        self.init(
            weight: weight, bias: bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
    }

    /// Weight and bias.
    public var parts: [ModulePart] { [.parameter("weight", weight), .parameter("bias", bias)] }

    /// The convolution, in every mode.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        try input.convolution2d(
            weight: weight, bias: bias, stride: stride.pair, padding: padding.pair, dilation: dilation.pair,
            groups: groups)
    }
}
