import Tensors

/// A classifier that can say what each record alone contributes to the gradient of its loss.
///
/// Not for other packages: who conforms to it sees private records, and its lengths of gradients are believed.
///
/// Private training clips every record's own gradient before it sums them, so that the gradient of the mean, which is
/// all that ordinary training needs, is not enough. Parameters and gradients are flat float64 vectors of
/// ``parameterCount`` numbers; the loss is cross-entropy.
package protocol PerSampleModel: AnyObject {
    /// How many numbers are learned.
    var parameterCount: Int { get }

    /// The parameters as one vector.
    func flatParameters() throws -> Tensor

    /// Replaces the parameters.
    func assign(_ flat: Tensor) throws

    /// The logits of each record, of shape [records, classes].
    func logits(_ features: Tensor) throws -> Tensor

    /// The gradient of each record's loss, of shape [records, parameters].
    ///
    /// - Complexity: records times parameters, in time and memory.
    func gradients(_ features: Tensor, _ labels: Tensor) throws -> Tensor

    /// The length of each record's gradient after each parameter's share was multiplied by a scale.
    ///
    /// Ghost clipping: found from activations and their gradients where possible, without the gradients themselves.
    /// Source: Goodfellow, Efficient per-example gradient computations, arXiv 1510.01799; Li et al., arXiv 2110.05679.
    func gradientNorms(_ features: Tensor, _ labels: Tensor, scale: Tensor?) throws -> Tensor

    /// The sum of the records' gradients, each times a weight.
    func weightedGradientSum(_ features: Tensor, _ labels: Tensor, weights: Tensor) throws -> Tensor

    /// Each record's gradient in the coordinates of a basis, whose orthonormal columns are [parameters, vectors].
    func projectedGradients(_ features: Tensor, _ labels: Tensor, basis: Tensor) throws -> Tensor
}

extension PerSampleModel {
    /// How many records are taken at a time where their gradients are needed one by one: 256 MB of them.
    var recordsAtOnce: Int { max(1, 32_000_000 / max(parameterCount, 1)) }

    /// Takes the gradients themselves, some records at a time.
    package func projectedGradients(_ features: Tensor, _ labels: Tensor, basis: Tensor) throws -> Tensor {
        let count = try features.size(0)
        var parts: [Tensor] = []
        for start in stride(from: 0, to: count, by: recordsAtOnce) {
            let range = start..<min(start + recordsAtOnce, count)
            parts.append(try gradients(features.sliced(range), labels.sliced(range)).matmul(basis))
        }
        return try Tensor.concatenated(parts)
    }

    /// The share of records whose class is not the one with the largest logit.
    package func error(on batch: PublicBatch) throws -> Double {
        try Double(1) - withoutGradients { try outcomes(on: batch).converted(to: .float64).mean().double() }
    }

    /// Whether the class with the largest logit is the right one, for each record.
    package func outcomes(on batch: PublicBatch) throws -> Tensor {
        try logits(batch.features).positionOfLargest(1).isEqual(to: batch.labels)
    }

    /// The mean cross-entropy.
    package func loss(on batch: PublicBatch) throws -> Double {
        try withoutGradients {
            let logarithms = try logits(batch.features).logSoftmax(1)
            return try -logarithms.gathered(batch.labels.unsqueezed(1), 1).mean().double()
        }
    }
}
