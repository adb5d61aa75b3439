import Tensors

/// What a version in service makes of the records that its successor learns from.
///
///     let old = try OldVersion(v1, on: records)
///     let term = try InfluenceLoss(old, targets: .synthesised)
///
/// Embeddings are those of the records as they are, not augmented, because such are the ones that a gallery holds. They
/// are computed once. Neither they nor the head pass gradients on.
public struct OldVersion {
    /// The head, which no training changes.
    public let head: ClassHead
    /// [records, dimension], as they are before any normalisation.
    public let embeddings: Tensor
    /// The records' classes, as the successor numbers them.
    public let classes: [Int]
    /// The number that the old head has for each class of the successor; nil for classes that it does not know.
    public let oldClasses: [Int?]

    /// Embeds records by an old model, whose classes are told by their names.
    ///
    /// - Throws: ``GracefulUpdateError/data(reason:)`` where records are not those that the model takes, or `TensorError`.
    public init(_ model: EmbeddingModel, on records: LabelledTensors) throws {
        let (shape, wanted) = (Array(records.inputs.shape.dropFirst()), model.description.input)
        guard shape.reduce(1, *) == wanted.reduce(1, *) else {
            throw GracefulUpdateError.data(
                reason:
                    "records of shape \(shape) do not go into the old model, which takes \(wanted); give it records of that"
                    + " shape")
        }
        let inputs = try records.inputs.reshaped([records.count] + wanted)
        try self.init(
            head: model.head, embeddings: model.allEmbeddings(of: inputs), classes: records.classes,
            oldClasses: records.classNames.map { model.classNames.firstIndex(of: $0) })
    }

    /// Takes embeddings that are known.
    ///
    /// - Precondition: There is an embedding for each record, as long as the head's rows, and every class has a number.
    public init(
        head: ClassHead, embeddings: Tensor, classes: [Int], oldClasses: [Int?]
    ) throws(TensorError) {
        precondition(
            embeddings.shape == [classes.count, head.dimension],
            "there is an embedding for each record, as long as the rows of the old head")
        precondition(
            classes.allSatisfy(oldClasses.indices.contains)
                && oldClasses.allSatisfy { $0 ?? 0 < head.classCount },
            "every class has its place, and the old numbers are those of the old head's rows")
        self.head = try head.frozen()
        self.embeddings = try embeddings.detached()
        self.classes = classes
        self.oldClasses = oldClasses
    }

    /// The dimension of the old embeddings.
    public var dimension: Int { head.dimension }

    /// The embeddings of some records at length 1.
    func unitEmbeddings(at rows: Tensor) throws(TensorError) -> Tensor {
        try embeddings.slices(at: rows).unitRows()
    }
}
