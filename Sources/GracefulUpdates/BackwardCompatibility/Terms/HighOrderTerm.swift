import Tensors

/// Contrasts each old embedding with new ones: higher-order compatibility of features under a fixed head.
///
/// The mean over records of -mu o_i.z_i + log sum exp mu o_i.z_j over the records j of other classes, all at length 1. The
/// record itself is not among what is summed. A record of whose batch all have its class has no negatives and is left out.
///
/// Source: Biondi, Pernici, Ricci, Del Bimbo, Stationary Representations, CVPR 2024. Their code multiplies similarities
/// within a class by 0, which adds e^0 for each; here they are left out.
public struct HighOrderTerm: CompatibilityTerm {
    private let old: OldVersion
    /// What cosines are multiplied by, mu.
    public let scale: Double

    /// Prepares the term; mu is 10 in the paper's code.
    ///
    /// - Throws: ``GracefulUpdateError/setting(name:value:range:)``
    public init(_ old: OldVersion, scale: Double = 10) throws(GracefulUpdateError) {
        guard scale > 0, scale.isFinite else {
            throw .setting(name: "the scale", value: "\(scale)", range: "a finite number above 0")
        }
        self.old = old
        self.scale = scale
    }

    /// What is asked of the new embeddings.
    public var summary: String { "contrast of each old embedding with new ones of other classes" }

    /// The mean over the records of the batch that have negatives, 0 without any.
    public func loss(
        of embeddings: Tensor, labels: Tensor, rows: Tensor
    ) throws(TensorError) -> Tensor {
        let new = try embeddings.cut(to: old.dimension).unitRows()
        let before = try old.unitEmbeddings(at: rows)
        let differs = try labels.differsPairwise()
        let hasNegatives = try differs.any([1])
        // A row of nothing but minus infinity would have no gradient: rows that do not count stay finite.
        let isLeftOut = try differs.logicalNot().logicalAnd(hasNegatives.unsqueezed(1))
        let negatives = try (before.matmul(new.transposed()) * scale)
            .filled(with: -.infinity, where: isLeftOut).logSumExponential([1])
        return try (negatives - (before * new).sum([1]) * scale).mean(where: hasNegatives)
    }
}
