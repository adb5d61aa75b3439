import Tensors

/// The squared distance of new embeddings from the old ones of the same records, both at length 1.
///
/// The sum over coordinates is divided by their number. New embeddings are held fast where the old ones are, mistakes
/// included: compatible, and little better than what they replace.
public struct EmbeddingRegression: CompatibilityTerm {
    private let old: OldVersion

    /// Prepares the term.
    public init(_ old: OldVersion) { self.old = old }

    /// What is asked of the new embeddings.
    public var summary: String { "squared distance from the old embeddings, both at length 1" }

    /// The mean over the batch.
    public func loss(
        of embeddings: Tensor, labels: Tensor, rows: Tensor
    ) throws(TensorError) -> Tensor {
        try (embeddings.cut(to: old.dimension).unitRows() - old.unitEmbeddings(at: rows)).square().mean()
    }
}
