import Tensors

/// How the vectors of a small query network are brought into the space of a large gallery network, which does not change.
///
/// Source: Duggal et al., Compatibility-aware Heterogeneous Visual Search, CVPR 2021: L = CE + weight x compatibility.
public enum HeterogeneousLoss: Sendable, Hashable, Codable {
    /// Not at all: the cross-entropy of the query network's own head, after which it is found at chance.
    case crossEntropy
    /// The cross-entropy of the gallery's head added, as in backward-compatible training.
    case influence(weight: Double = 1)
    /// The mean squared distance added between the coordinates of both networks' vectors of a record at length 1.
    case features(weight: Double = 1)
    /// The cross-entropy of the gallery's head in place of one of its own.
    case tiedHead
}

/// What a query network is trained for: a loss, and what it needs of the gallery network.
public struct HeterogeneousObjective {
    /// The loss.
    public let loss: HeterogeneousLoss
    /// The gallery's head, out of reach of gradients.
    let galleryHead: ClassHead
    /// What is added to the cross-entropy, and how much it counts; nil for nothing.
    private let term: (any CompatibilityTerm)?
    private let weight: Double

    /// Prepares a loss for some training records.
    ///
    /// - Throws: ``GracefulUpdateError/data(reason:)`` where the records have other classes than the gallery,
    ///   ``GracefulUpdateError/setting(name:value:range:)``, or `TensorError`.
    public init(_ loss: HeterogeneousLoss, gallery: EmbeddingModel, records: LabelledTensors) throws {
        guard records.classNames == gallery.classNames else {
            throw GracefulUpdateError.data(
                reason:
                    "The training records have the classes \(records.classNames.joined(separator: ", ")), and the gallery"
                    + " model \(gallery.classNames.joined(separator: ", ")); number them alike")
        }
        self.loss = loss
        galleryHead = try gallery.head.frozen()
        let update: BackwardCompatible
        switch loss {
        case .crossEntropy, .tiedHead:
            term = nil
            weight = 0
            return
        case .influence(let weight): update = BackwardCompatible(.influence(.oldClasses), weight: weight)
        case .features(let weight): update = BackwardCompatible(.regression, weight: weight)
        }
        try update.check()
        term = try update.term(OldVersion(gallery, on: records))
        weight = update.weight
    }

    /// The loss of a batch of the training records.
    ///
    /// The gallery network's vectors are those of records as they are, also where the query network sees them shifted or
    /// mirrored.
    public func value(_ batch: TrainingBatch) throws(TensorError) -> Tensor {
        // With a tied head the batch's logits are those of the gallery's head.
        let entropy = try batch.crossEntropy()
        guard let term else { return entropy }
        return try entropy + term.loss(of: batch) * weight
    }
}
