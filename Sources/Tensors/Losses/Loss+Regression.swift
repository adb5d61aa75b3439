extension Operator {
    static let squaredError = Operator("mse_loss")
    static let absoluteError = Operator("l1_loss")
    static let smoothAbsoluteError = Operator("smooth_l1_loss")
    static let huber = Operator("huber_loss")
}

extension Loss {
    /// The square of the difference of each pair of elements.
    public static func squaredError(
        _ outputs: Tensor, _ targets: Tensor, summary: Summary = .mean
    ) throws(TensorError) -> Tensor {
        try requireEqualShapes(outputs, targets, "the squared error")
        return try Operator.squaredError(.tensor(outputs), .tensor(targets), .summary(summary))
    }

    /// The absolute difference of each pair of elements.
    public static func absoluteError(
        _ outputs: Tensor, _ targets: Tensor, summary: Summary = .mean
    ) throws(TensorError) -> Tensor {
        try requireEqualShapes(outputs, targets, "the absolute error")
        return try Operator.absoluteError(.tensor(outputs), .tensor(targets), .summary(summary))
    }

    /// d^2 / (2 width) for differences d within the width, and |d| - width / 2 beyond.
    public static func smoothAbsoluteError(
        _ outputs: Tensor, _ targets: Tensor, width: Double = 1, summary: Summary = .mean
    ) throws(TensorError) -> Tensor {
        try requireEqualShapes(outputs, targets, "the smooth absolute error")
        return try Operator.smoothAbsoluteError(
            .tensor(outputs), .tensor(targets), .summary(summary), .number(width))
    }

    /// d^2 / 2 for differences d within the width, and width (|d| - width / 2) beyond.
    ///
    /// Source: Huber, Robust Estimation of a Location Parameter, 1964.
    public static func huber(
        _ outputs: Tensor, _ targets: Tensor, width: Double = 1, summary: Summary = .mean
    ) throws(TensorError) -> Tensor {
        try requireEqualShapes(outputs, targets, "Huber's loss")
        return try Operator.huber(.tensor(outputs), .tensor(targets), .summary(summary), .number(width))
    }
}
