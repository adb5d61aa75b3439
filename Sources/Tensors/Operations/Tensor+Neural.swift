extension Operator {
    static let linear = Operator("linear")
    static let convolution1 = Operator("conv1d")
    static let convolution2 = Operator("conv2d")
    static let transposedConvolution2 = Operator("conv_transpose2d", "input")
    static let maxPool1 = Operator("max_pool1d")
    static let maxPool2 = Operator("max_pool2d")
    static let averagePool1 = Operator("avg_pool1d")
    static let averagePool2 = Operator("avg_pool2d")
    static let adaptiveAveragePool1 = Operator("adaptive_avg_pool1d")
    static let adaptiveAveragePool2 = Operator("adaptive_avg_pool2d")
    static let patches = Operator("im2col")
    static let batchNorm = Operator("batch_norm")
    static let layerNorm = Operator("layer_norm")
    static let groupNorm = Operator("group_norm")
    static let dropoutMask = Operator("bernoulli", "p")
    static let embedding = Operator("embedding")
    static let attention = Operator("scaled_dot_product_attention")
    static let crossEntropy = Operator("cross_entropy_loss")
}

// Batches come first and channels second, as [batch, channels, height, width].
extension Tensor {
    /// x W^T + b, for weights of shape [outputs, inputs].
    public func linear(weight: Tensor, bias: Tensor? = nil) throws(TensorError) -> Tensor {
        try Operator.linear(.tensor(self), .tensor(weight), .optional(bias))
    }

    /// The convolution over the last dimension, for weights of shape [outputs, inputs / groups, size].
    public func convolution1d(
        weight: Tensor, bias: Tensor? = nil, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
        groups: Int = 1
    ) throws(TensorError) -> Tensor {
        try Operator.convolution1(
            .tensor(self), .tensor(weight), .optional(bias), .integers([stride]), .integers([padding]),
            .integers([dilation]), .integer(groups))
    }

    /// The convolution over the last two dimensions, for weights of shape [outputs, inputs / groups, height, width].
    public func convolution2d(
        weight: Tensor, bias: Tensor? = nil, stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0),
        dilation: (Int, Int) = (1, 1), groups: Int = 1
    ) throws(TensorError) -> Tensor {
        try Operator.convolution2(
            .tensor(self), .tensor(weight), .optional(bias), .integers([stride.0, stride.1]),
            .integers([padding.0, padding.1]), .integers([dilation.0, dilation.1]), .integer(groups))
    }

    /// The largest element of each window over the last two dimensions.
    public func maxPooled2d(
        _ size: (Int, Int), stride: (Int, Int)? = nil, padding: (Int, Int) = (0, 0)
    ) throws(TensorError) -> Tensor {
        let stride = stride ?? size
        return try Operator.maxPool2(
            .tensor(self), .integers([size.0, size.1]), .integers([stride.0, stride.1]),
            .integers([padding.0, padding.1]))
    }

    /// The mean of each window over the last two dimensions.
    public func averagePooled2d(
        _ size: (Int, Int), stride: (Int, Int)? = nil, padding: (Int, Int) = (0, 0)
    ) throws(TensorError) -> Tensor {
        let stride = stride ?? size
        return try Operator.averagePool2(
            .tensor(self), .integers([size.0, size.1]), .integers([stride.0, stride.1]),
            .integers([padding.0, padding.1]))
    }

    /// The means over the last two dimensions divided into so many windows.
    public func adaptiveAveragePooled2d(_ size: (Int, Int)) throws(TensorError) -> Tensor {
        try Operator.adaptiveAveragePool2(.tensor(self), .integers([size.0, size.1]))
    }

    /// Every patch that a convolution of that size would see, as columns: [batch, channels * size, patches].
    public func patches(
        _ size: (Int, Int), stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0),
        dilation: (Int, Int) = (1, 1)
    ) throws(TensorError) -> Tensor {
        try Operator.patches(
            .tensor(self), .integers([size.0, size.1]), .integers([dilation.0, dilation.1]),
            .integers([padding.0, padding.1]), .integers([stride.0, stride.1]))
    }

    /// The tensor with mean 0 and variance 1 over the last dimensions, whose shape is given, then scaled and shifted.
    public func layerNormalised(
        _ shape: [Int], weight: Tensor? = nil, bias: Tensor? = nil, epsilon: Double = 1e-5
    ) throws(TensorError) -> Tensor {
        try Operator.layerNorm(
            .tensor(self), .integers(shape), .optional(weight), .optional(bias), .number(epsilon))
    }

    /// The tensor with mean 0 and variance 1 in each group of channels of each sample, then scaled and shifted.
    public func groupNormalised(
        groups: Int, weight: Tensor? = nil, bias: Tensor? = nil, epsilon: Double = 1e-5
    ) throws(TensorError) -> Tensor {
        try Operator.groupNorm(
            .tensor(self), .integer(groups), .optional(weight), .optional(bias), .number(epsilon))
    }

    /// The tensor with elements set to zero with a probability, the others scaled so that the mean stays.
    public func droppedOut(
        probability: Double, _ random: RandomGenerator
    ) throws(TensorError) -> Tensor {
        guard (0..<1).contains(probability) else {
            throw .invalid("\(probability) is no probability of dropout; it has to be at least 0 and below 1")
        }
        let keep = 1 - probability
        let mask = try Operator.dropoutMask(.tensor(detached()), .number(keep), .generator(random))
        return try self * mask / keep
    }

    /// The rows that class numbers name: the embedding of each.
    public func embedding(of indices: Tensor) throws(TensorError) -> Tensor {
        try Operator.embedding(.tensor(self), .tensor(indices))
    }

    /// The values that queries find by keys: softmax(Q K^T / sqrt(d)) V.
    ///
    /// Shapes are [..., queries, d], [..., keys, d] and [..., keys, e]; a mask is added to the logits, or says where
    /// they count. Source: Vaswani et al., Attention Is All You Need, 2017, equation 1.
    public static func attention(
        queries: Tensor, keys: Tensor, values: Tensor, mask: Tensor? = nil, causal: Bool = false
    ) throws(TensorError) -> Tensor {
        try Operator.attention(
            .tensor(queries), .tensor(keys), .tensor(values), .optional(mask), .number(0), .boolean(causal))
    }
}
