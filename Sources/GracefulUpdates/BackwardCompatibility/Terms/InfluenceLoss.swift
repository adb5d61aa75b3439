import Tensors

/// The cross-entropy of new embeddings under the old model's head: backward-compatible training.
///
/// The old head looks at the first coordinates of new embeddings, or at all of them with zeros behind where they are
/// shorter. It stays as it is, so that new vectors have to lie where the old ones of their class do. The mean is over the
/// samples that the term applies to; where there is none, it is 0.
///
/// Source: Shen, Xiong, Xia, Soatto, Towards Backward-Compatible Representation Learning, CVPR 2020, section 3.
public struct InfluenceLoss: CompatibilityTerm {
    /// What the old head should say of a new embedding.
    public enum Targets: Sendable, Hashable, Codable {
        /// The record's class; records of classes that the old head does not know are left out.
        case oldClasses
        /// The record's class; for those that the old head does not know it gets rows from old embeddings.
        case synthesised
        /// What the old head says of the record's old embedding, for all records or those of the classes that it knows.
        case soft(onlyOldClasses: Bool)
    }

    private enum Wanted {
        /// By class of the new model, int64; ``unknown`` where the head has no row.
        case rows(Tensor)
        /// By record, [records, rows of the head], and whether the term applies to a class.
        case probabilities(Tensor, classes: Tensor)
    }

    /// Which class number cross-entropies leave out.
    private static let unknown = -100

    /// The head that judges.
    public let head: ClassHead
    /// What the old head should say.
    public let targets: Targets
    private let wanted: Wanted

    /// Prepares the term.
    public init(_ old: OldVersion, targets: Targets) throws(TensorError) {
        self.targets = targets
        switch targets {
        case .oldClasses, .synthesised:
            let (head, rows) =
                targets == .synthesised ? try old.synthesisedHead() : (old.head, old.oldClasses)
            self.head = head
            wanted = .rows(try Tensor(rows.map { Int64($0 ?? Self.unknown) }))
        case .soft(let onlyOldClasses):
            head = old.head
            let (frozen, embeddings) = (old.head, old.embeddings)
            wanted = .probabilities(
                try withoutGradients { () throws(TensorError) in
                    try frozen.logits(embeddings).softmax(-1)
                },
                classes: try Tensor(old.oldClasses.map { $0 != nil || !onlyOldClasses }))
        }
    }

    /// What is asked of the new embeddings.
    public var summary: String {
        switch targets {
        case .oldClasses: "cross-entropy under the old head, on records of its \(head.classCount) classes"
        case .synthesised: "cross-entropy under the old head with rows for all \(head.classCount) classes"
        case .soft(let onlyOldClasses):
            "cross-entropy under the old head with its own answers as targets"
                + (onlyOldClasses ? ", on records of its \(head.classCount) classes" : "")
        }
    }

    /// The mean cross-entropy over the samples of the batch that the term applies to, 0 without any.
    public func loss(
        of embeddings: Tensor, labels: Tensor, rows: Tensor
    ) throws(TensorError) -> Tensor {
        let logits = try head.logits(embeddings.cut(to: head.dimension))
        switch wanted {
        case .rows(let numbers):
            let classes = try numbers.slices(at: labels)
            return try Loss.crossEntropy(
                of: logits, classes: classes, ignoring: Self.unknown, summary: .none
            ).mean(where: classes.isAtLeast(0))
        case .probabilities(let probabilities, let applies):
            return try Loss.crossEntropy(
                of: logits, probabilities: probabilities.slices(at: rows), summary: .none
            ).mean(where: applies.slices(at: labels))
        }
    }
}

extension Tensor {
    /// The mean of those elements of a vector where the mask is true; 0 where it nowhere is.
    func mean(where mask: Tensor) throws(TensorError) -> Tensor {
        let counted = try mask.converted(to: scalarType)
        return try (self * counted).sum() / counted.sum().clamped(atLeast: 1)
    }
}
