import LearningCore
import Tensors

/// Training of a classifier that takes the place of another.
///
///     let training = try PositiveCongruentTraining(
///         recipe, loss: .focalLogit(weight: 0.03), reference: LogitEnsemble(old), random: random)
///     try training.fit(new, on: records)
///
/// The old classifier sees every record as the new one does, augmentation included, so that it is imitated in the
/// neighbourhood of the records and not in single points. Where it knows fewer classes, the others are learned as ever.
public struct PositiveCongruentTraining {
    private let training: Training
    private let loss: PositiveCongruentLoss
    private let reference: LogitEnsemble

    /// Trains by a recipe and a loss against a reference.
    ///
    /// - Throws: ``GracefulUpdateError/setting(name:value:range:)``
    public init(
        _ recipe: TrainingRecipe, loss: PositiveCongruentLoss, reference: LogitEnsemble, random: SeededRandom
    ) throws(GracefulUpdateError) {
        try loss.check()
        training = try Training(recipe, random: random)
        self.loss = loss
        self.reference = reference
    }

    /// Changes a model's weights.
    ///
    /// - Parameters:
    ///   - model: What is trained.
    ///   - records: What it is trained on; their labels are numbers of the model's classes.
    ///   - progress: Called after every epoch with its number, from 1, and its mean loss; throwing ends the training.
    /// - Returns: The mean loss of each epoch.
    /// - Throws: ``GracefulUpdateError``, `TensorError`, or what `progress` throws.
    @discardableResult
    public func fit(
        _ model: EmbeddingModel, on records: LabelledTensors,
        progress: (Int, Double) throws -> Void = { _, _ in }
    ) throws -> [Double] {
        for member in reference.members {
            let (own, wanted) = (model.description.input, member.description.input)
            guard own.reduce(1, *) == wanted.reduce(1, *) else {
                throw GracefulUpdateError.data(
                    reason:
                        "the old model takes records of shape \(wanted) and the new one of \(own); give both the same"
                )
            }
        }
        let classes = try SharedClasses(old: reference.classNames, new: model.classNames)
        return try training.fit(model, on: records, progress: progress) { batch in
            try loss.value(
                of: batch.logits, labels: batch.labels, reference: reference.logits(of: batch.inputs),
                sharing: classes)
        }
    }
}
