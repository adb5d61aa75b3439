/// The transpose of a convolution, which makes images larger: [batch, inputs, h, w] becomes [batch, outputs, h', w'].
///
/// h' = (h - 1) stride - 2 padding + dilation (size - 1) + outputPadding + 1, and w' likewise.
public struct ConvTranspose2d: Layer {
    /// Of shape [inputs, outputs / groups, height, width].
    public let weight: Tensor
    /// [outputs]; nil for a layer without.
    public let bias: Tensor?
    /// The stride of the convolution of which this is the transpose.
    public let stride: Size2d
    /// The padding of that convolution.
    public let padding: Size2d
    /// How many rows and columns are added at one side, to choose among the sizes that the convolution makes equal.
    public let outputPadding: Size2d
    /// The dilation of that convolution.
    public let dilation: Size2d
    /// Into how many groups the channels are divided that do not see each other.
    public let groups: Int

    /// A layer with random parameters, as in PyTorch.
    public init(
        inputs: Int, outputs: Int, size: Size2d, stride: Size2d = 1, padding: Size2d = 0,
        outputPadding: Size2d = 0,
        dilation: Size2d = 1, groups: Int = 1, hasBias: Bool = true, _ random: RandomGenerator,
        type: ScalarType = .float32
    ) throws(TensorError) {
        let shape = [inputs, try channelsPerGroup(outputs, inputs, groups)] + size.list
        weight = try Initialiser.standard.parameter(shape, random, type: type)
        bias =
            hasBias ? try Initialiser.standardBias(of: weight).parameter([outputs], random, type: type) : nil
        (self.stride, self.padding, self.outputPadding) = (stride, padding, outputPadding)
        (self.dilation, self.groups) = (dilation, groups)
    }

    /// Weight and bias.
    public var parts: [ModulePart] { [.parameter("weight", weight), .parameter("bias", bias)] }

    /// The transposed convolution, in every mode.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        try Operator.transposedConvolution2(
            .tensor(input), .tensor(weight), .optional(bias), .integers(stride.list), .integers(padding.list),
            .integers(outputPadding.list), .integer(groups), .integers(dilation.list))
    }
}
