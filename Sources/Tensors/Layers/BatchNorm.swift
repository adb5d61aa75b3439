/// Mean 0 and variance 1 in each channel over the batch, then scaled and shifted: of [batch, channels, ...].
///
/// In training the statistics are those of the batch, and running ones are kept for later use. Samples see each other,
/// so that it does not go with differential privacy; ``GroupNorm`` does. Source: Ioffe and Szegedy, Batch Normalization,
/// 2015.
public struct BatchNorm: Layer {
    /// What each channel is multiplied by.
    public let weight: Tensor
    /// What is added to each channel then.
    public let bias: Tensor
    /// The mean of each channel, learned from batches.
    public let runningMean: Tensor
    /// The variance of each channel, learned from batches.
    public let runningVariance: Tensor
    /// How many batches these have been learned from.
    public let batchCount: Tensor
    /// What share of the running statistics each batch replaces; nil gives every batch the same weight.
    public let momentum: Double?
    /// What is added to the variance, so that nothing is divided by zero.
    public let epsilon: Double

    /// A layer of known tensors, all but the count of shape [channels]; those that another layer has, it shares with it.
    public init(
        weight: Tensor, bias: Tensor, runningMean: Tensor, runningVariance: Tensor, batchCount: Tensor,
        momentum: Double? = 0.1, epsilon: Double = 1e-5
    ) {
        (self.weight, self.bias) = (weight, bias)
        (self.runningMean, self.runningVariance) = (runningMean, runningVariance)
        self.batchCount = batchCount
        (self.momentum, self.epsilon) = (momentum, epsilon)
    }

    /// Normalises so many channels; neither scales nor shifts at first.
    public init(
        channels: Int, momentum: Double? = 0.1, epsilon: Double = 1e-5, type: ScalarType = .float32
    ) throws(TensorError) {
        (self.momentum, self.epsilon) = (momentum, epsilon)
        weight = try Tensor.ones([channels], type: type).requiringGradient()
        bias = try Tensor.zeros([channels], type: type).requiringGradient()
        runningMean = try Tensor.zeros([channels], type: type)
        runningVariance = try Tensor.ones([channels], type: type)
        batchCount = try Tensor.zeros([], type: .int64)
    }

    /// Weight, bias, and the running statistics.
    public var parts: [ModulePart] {
        [
            .parameter("weight", weight), .parameter("bias", bias), .buffer("running_mean", runningMean),
            .buffer("running_var", runningVariance), .buffer("num_batches_tracked", batchCount),
        ]
    }

    /// The normalised input; in training the running statistics follow.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` where a batch has one value in a channel, whose variance is unknown.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        var share = momentum ?? 0
        if mode.isTraining {
            guard input.count > weight.count else {
                throw .invalid(
                    "a batch of shape \(input.shape) has no variance; train with two samples or more")
            }
            try Operator.addNumberInPlace.perform(.tensor(batchCount), .integer(1))
            if momentum == nil { share = 1 / (try batchCount.double()) }
        }
        return try Operator.batchNorm(
            .tensor(input), .tensor(weight), .tensor(bias), .tensor(runningMean), .tensor(runningVariance),
            .boolean(mode.isTraining), .number(share), .number(epsilon), .boolean(true))
    }
}

extension Operator {
    static let addNumberInPlace = Operator("add_", "Scalar")
}
