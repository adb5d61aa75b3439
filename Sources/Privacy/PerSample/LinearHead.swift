import Tensors

/// A linear classifier, whose gradients have a closed form.
///
/// The gradient of one record is the outer product of its residual (probabilities less the one-hot label) and its
/// features, so that its length is the product of theirs, and a weighted sum of gradients is one product of matrices.
/// Weights are of shape [classes, features]; the features bring a constant of their own if there is to be an intercept.
public final class LinearHead: PerSampleModel {
    /// How many classes there are.
    public let classCount: Int
    /// How many features a record has.
    public let featureCount: Int
    private var weights: Tensor

    /// A head that gives every class the same probability.
    public init(classCount: Int, featureCount: Int) throws(TensorError) {
        self.classCount = classCount
        self.featureCount = featureCount
        weights = try Tensor.zeros([classCount, featureCount], type: .float64)
    }

    /// Classes times features.
    public var parameterCount: Int { classCount * featureCount }

    /// The weights, row after row.
    public func flatParameters() throws -> Tensor { try weights.reshaped([parameterCount]).copy() }

    /// Replaces the weights.
    public func assign(_ flat: Tensor) throws { weights = try flat.reshaped([classCount, featureCount]) }

    /// The products with the rows of the weights.
    public func logits(_ features: Tensor) throws -> Tensor { try features.matmul(weights.transposed()) }

    /// The outer products of residuals and features.
    public func gradients(_ features: Tensor, _ labels: Tensor) throws -> Tensor {
        let residuals = try residuals(features, labels)
        return try (residuals.unsqueezed(2) * features.unsqueezed(1)).reshaped([-1, parameterCount])
    }

    /// The products of the lengths of residuals and features; with a scale, a sum over both.
    public func gradientNorms(_ features: Tensor, _ labels: Tensor, scale: Tensor?) throws -> Tensor {
        let residuals = try residuals(features, labels)
        guard let scale else { return try residuals.norm([1]) * features.norm([1]) }
        let squares = try scale.square().reshaped([classCount, featureCount])
        return try (residuals.square().matmul(squares) * features.square()).sum([1]).squareRoot()
    }

    /// The product of the weighted residuals and the features.
    public func weightedGradientSum(
        _ features: Tensor, _ labels: Tensor, weights: Tensor
    ) throws -> Tensor {
        let weighted = try residuals(features, labels) * weights.unsqueezed(1)
        return try weighted.transposed().matmul(features).reshaped([parameterCount])
    }

    /// The coordinates in a basis, without the gradients themselves.
    ///
    /// - Complexity: records times features times classes times basis vectors.
    public func projectedGradients(_ features: Tensor, _ labels: Tensor, basis: Tensor) throws -> Tensor {
        let residuals = try residuals(features, labels)
        let rank = try basis.size(1)
        let directions = try basis.transposed().reshaped([rank * classCount, featureCount])
        let count = try features.size(0)
        // As many records at once as keep the intermediate products near 256 MB.
        let portion = max(1, 32_000_000 / max(rank * classCount, 1))
        var parts: [Tensor] = []
        for start in stride(from: 0, to: count, by: portion) {
            let range = start..<min(start + portion, count)
            let products = try features.sliced(range).matmul(directions.transposed())
            let grouped = try products.reshaped([range.count, rank, classCount])
            parts.append(try (grouped * residuals.sliced(range).unsqueezed(1)).sum([2]))
        }
        return try Tensor.concatenated(parts)
    }

    private func residuals(_ features: Tensor, _ labels: Tensor) throws -> Tensor {
        try logits(features).softmax(1) - labels.oneHot(classCount).converted(to: .float64)
    }
}
