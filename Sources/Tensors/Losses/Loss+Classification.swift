extension Operator {
    static let negativeLogLikelihood = Operator("nll_loss_nd")
    static let binaryCrossEntropy = Operator("binary_cross_entropy_with_logits")
    static let divergence = Operator("kl_div")
}

// Logits are of shape [batch, classes] or [batch, classes, ...]; their softmax gives probabilities.
extension Loss {
    /// The cross-entropy of class numbers and the softmax of logits, in nats.
    ///
    /// The right classes are int64, of the shape of the logits without their second dimension. Weights say what each
    /// class counts; a mean is then divided by the sum of the weights of the samples. Label smoothing spreads that share of
    /// each target over all classes alike. Samples of the class to ignore do not count.
    ///
    /// - Throws: ``TensorError`` where a class number is not among the classes.
    public static func crossEntropy(
        of logits: Tensor, classes: Tensor, weights: Tensor? = nil, labelSmoothing: Double = 0,
        ignoring ignored: Int = -100, summary: Summary = .mean
    ) throws(TensorError) -> Tensor {
        guard classes.scalarType == .int64 else {
            throw .invalid("class numbers are int64, not \(classes.scalarType.name); convert them first")
        }
        return try Operator.crossEntropy(
            .tensor(logits), .tensor(classes), .optional(weights), .summary(summary), .integer(ignored),
            .number(labelSmoothing))
    }

    /// The cross-entropy of probabilities and the softmax of logits, in nats; the mean is over samples.
    ///
    /// The probabilities are of the shape of the logits.
    public static func crossEntropy(
        of logits: Tensor, probabilities: Tensor, weights: Tensor? = nil, labelSmoothing: Double = 0,
        summary: Summary = .mean
    ) throws(TensorError) -> Tensor {
        try requireEqualShapes(logits, probabilities, "cross-entropy")
        return try Operator.crossEntropy(
            .tensor(logits), .tensor(probabilities), .optional(weights), .summary(summary), .standard,
            .number(labelSmoothing))
    }

    /// Minus the logarithm of the probability of each right class.
    ///
    /// Their logarithms, such as ``Tensor/logSoftmax(_:)`` gives them, are of the shape of logits.
    public static func negativeLogLikelihood(
        of logProbabilities: Tensor, classes: Tensor, weights: Tensor? = nil, ignoring ignored: Int = -100,
        summary: Summary = .mean
    ) throws(TensorError) -> Tensor {
        try Operator.negativeLogLikelihood(
            .tensor(logProbabilities), .tensor(classes), .optional(weights), .summary(summary),
            .integer(ignored))
    }

    /// The cross-entropy of probabilities of one event and the sigmoid of logits, in nats.
    ///
    /// Weights say what each element counts, and positive weights what the event counts against its absence; both are
    /// broadcast.
    public static func binaryCrossEntropy(
        ofLogits logits: Tensor, probabilities: Tensor, weights: Tensor? = nil,
        positiveWeights: Tensor? = nil,
        summary: Summary = .mean
    ) throws(TensorError) -> Tensor {
        try requireEqualShapes(logits, probabilities, "binary cross-entropy")
        return try Operator.binaryCrossEntropy(
            .tensor(logits), .tensor(probabilities), .optional(weights), .optional(positiveWeights),
            .summary(summary))
    }

    /// The Kullback-Leibler divergence of predicted from true distributions: sum p (log p - log q), in nats.
    ///
    /// Both are given as logarithms of one shape. The mean is over samples, the first dimension, and so a divergence;
    /// PyTorch calls it "batchmean".
    public static func divergence(
        logPredicted: Tensor, logTrue: Tensor, summary: Summary = .mean
    ) throws(TensorError) -> Tensor {
        try requireEqualShapes(logPredicted, logTrue, "the divergence")
        let sum = try Operator.divergence(
            .tensor(logPredicted), .tensor(logTrue), .summary(summary == .mean ? .sum : summary),
            .boolean(true))
        return summary == .mean ? try sum / Double(logPredicted.size(0)) : sum
    }
}
