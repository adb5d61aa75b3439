extension Operator {
    static let cosineEmbedding = Operator("cosine_embedding_loss")
    static let tripletMargin = Operator("triplet_margin_loss")
}

// Embeddings are rows: [batch, size].
extension Loss {
    /// 1 - cos for pairs that belong together, and cos - margin, if positive, for those that do not.
    ///
    /// The targets are 1 or -1 for each pair: whether it belongs together.
    public static func cosineEmbedding(
        _ left: Tensor, _ right: Tensor, targets: Tensor, margin: Double = 0, summary: Summary = .mean
    ) throws(TensorError) -> Tensor {
        try requireEqualShapes(left, right, "the cosine embedding loss")
        return try Operator.cosineEmbedding(
            .tensor(left), .tensor(right), .tensor(targets), .number(margin), .summary(summary))
    }

    /// By how much, if at all, anchors are not nearer to what is like them than to what is not, with a margin.
    ///
    /// Distances are measured in the p-norm of that order. With `swapping`, the distance between the other two counts
    /// where it is smaller than that of the anchor to what is unlike it. Source: Balntas et al., 2016.
    public static func tripletMargin(
        anchors: Tensor, like: Tensor, unlike: Tensor, margin: Double = 1, order: Double = 2,
        swapping: Bool = false, summary: Summary = .mean
    ) throws(TensorError) -> Tensor {
        try requireEqualShapes(anchors, like, "the triplet loss")
        try requireEqualShapes(anchors, unlike, "the triplet loss")
        return try Operator.tripletMargin(
            .tensor(anchors), .tensor(like), .tensor(unlike), .number(margin), .number(order), .standard,
            .boolean(swapping), .summary(summary))
    }
}
