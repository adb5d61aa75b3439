/// Mean 0 and variance 1 over the last dimensions of each sample, then scaled and shifted.
///
/// Source: Ba, Kiros and Hinton, Layer Normalization, 2016.
public struct LayerNorm: Layer {
    /// The sizes of the last dimensions, over which is normalised.
    public let shape: [Int]
    /// What each element is multiplied by, of that shape.
    public let weight: Tensor
    /// What is added to each element then, of that shape.
    public let bias: Tensor
    /// What is added to the variance, so that nothing is divided by zero.
    public let epsilon: Double

    /// Normalises over the last dimensions, whose sizes are given; neither scales nor shifts at first.
    public init(_ shape: [Int], epsilon: Double = 1e-5, type: ScalarType = .float32) throws(TensorError) {
        (self.shape, self.epsilon) = (shape, epsilon)
        weight = try Tensor.ones(shape, type: type).requiringGradient()
        bias = try Tensor.zeros(shape, type: type).requiringGradient()
    }

    /// Weight and bias.
    public var parts: [ModulePart] { [.parameter("weight", weight), .parameter("bias", bias)] }

    /// The normalised input, in every mode.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        try input.layerNormalised(shape, weight: weight, bias: bias, epsilon: epsilon)
    }
}

/// Mean 0 and variance 1 over each group of channels of each sample, then scaled and shifted for each channel.
///
/// Samples do not see each other, so that gradients can be clipped for each. Source: Wu and He, Group Normalization, 2018.
public struct GroupNorm: Layer {
    /// Into how many groups the channels are divided.
    public let groups: Int
    /// What each channel is multiplied by.
    public let weight: Tensor
    /// What is added to each channel then.
    public let bias: Tensor
    /// What is added to the variance, so that nothing is divided by zero.
    public let epsilon: Double

    /// Normalises so many groups of channels; neither scales nor shifts at first.
    public init(
        groups: Int, channels: Int, epsilon: Double = 1e-5, type: ScalarType = .float32
    ) throws(TensorError) {
        _ = try channelsPerGroup(channels, channels, groups)
        (self.groups, self.epsilon) = (groups, epsilon)
        weight = try Tensor.ones([channels], type: type).requiringGradient()
        bias = try Tensor.zeros([channels], type: type).requiringGradient()
    }

    /// Weight and bias.
    public var parts: [ModulePart] { [.parameter("weight", weight), .parameter("bias", bias)] }

    /// The normalised input, in every mode.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        try input.groupNormalised(groups: groups, weight: weight, bias: bias, epsilon: epsilon)
    }
}
