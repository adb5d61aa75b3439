import Tensors

/// What a way of being compatible adds to the loss of a new model.
///
///     let term = try InfluenceLoss(old, targets: .synthesised)
///     try Training(recipe, random: random).fit(model, on: records) { batch in
///         try batch.crossEntropy() + term.loss(of: batch) * weight
///     }
///
/// It is prepared once, from the old model and the records. The old model gets no gradient: what is kept of it is cut
/// loose from its history.
public protocol CompatibilityTerm {
    /// What is asked of the new embeddings, as a clause for reports.
    var summary: String { get }

    /// The term of a batch, a number.
    ///
    /// - Parameters:
    ///   - embeddings: What the new model makes of the records, [batch, dimension].
    ///   - labels: The records' classes as the new model numbers them, [batch] of int64.
    ///   - rows: The places of the records among all that the term was prepared on, [batch] of int64.
    /// - Returns: A tensor of one element, with gradients for the new embeddings alone.
    /// - Throws: `TensorError` where shapes do not fit.
    func loss(of embeddings: Tensor, labels: Tensor, rows: Tensor) throws(TensorError) -> Tensor
}

extension CompatibilityTerm {
    /// The term of a step of training.
    public func loss(of batch: TrainingBatch) throws(TensorError) -> Tensor {
        try loss(of: batch.embeddings, labels: batch.labels, rows: batch.rows)
    }
}

extension Tensor {
    /// The first coordinates of each row, or all of them with zeros behind: how new vectors meet old ones of another length.
    package func cut(to dimension: Int) throws(TensorError) -> Tensor {
        let own = try size(-1)
        if own == dimension { return self }
        return own > dimension ? try sliced(0..<dimension, -1) : try padded([0, dimension - own])
    }

    /// Whether the classes of two records differ, for all pairs: [batch, batch], from [batch].
    func differsPairwise() throws(TensorError) -> Tensor {
        try unsqueezed(1).isEqual(to: unsqueezed(0)).logicalNot()
    }
}
