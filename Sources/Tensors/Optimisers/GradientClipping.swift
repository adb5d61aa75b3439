/// Keeping gradients within bounds before a step.
///
///     let norm = try GradientClipping.limitNorm(of: model.parameters, to: 1)
///
/// This bounds the gradient of a whole batch; what privacy takes, bounds on that of each sample, is another thing.
public enum GradientClipping {
    /// Scales all gradients alike, so that together they are no longer than a limit, and returns how long they were.
    ///
    /// The length is the norm of all of them as one vector: the Euclidean one, or the largest absolute value where the
    /// order is `.infinity`. Parameters without a gradient count as zeros.
    ///
    /// - Throws: ``TensorError/invalid(_:)`` where a gradient is infinite or no number; nothing has changed then.
    @discardableResult
    public static func limitNorm(
        of parameters: [NamedTensor], to limit: Double, order: Double = 2
    ) throws(TensorError) -> Double {
        try requireNotNegative(("limit of the norm", limit))
        return try withoutGradients { () throws(TensorError) in
            let gradients = parameters.compactMap(\.tensor.gradient)
            guard !gradients.isEmpty else { return 0 }
            let norms = try Operator.normOfEach.tensors(.tensors(gradients), .number(order))
            let norm = try Tensor.stacked(norms).norm(order: order).double()
            guard norm.isFinite else {
                throw .invalid(
                    "the gradients have the norm \(norm); lower the learning rate, or look for inputs that are no"
                        + " numbers")
            }
            // The small number is PyTorch's, so that both clip alike.
            let factor = limit / (norm + 1e-6)
            if factor < 1 { try Operator.multiplyEach.perform(.tensors(gradients), .number(factor)) }
            return norm
        }
    }

    /// Brings every element of the gradients between minus a limit and the limit.
    public static func limitValues(of parameters: [NamedTensor], to limit: Double) throws(TensorError) {
        try requireNotNegative(("limit of the values", limit))
        try withoutGradients { () throws(TensorError) in
            let gradients = parameters.compactMap(\.tensor.gradient)
            guard !gradients.isEmpty else { return }
            try Operator.clampEachBelow.perform(.tensors(gradients), .number(-limit))
            try Operator.clampEachAbove.perform(.tensors(gradients), .number(limit))
        }
    }
}
