import LearningCore
import Tensors

/// The weights between an old model and a new one that was fine-tuned from it.
///
///     let blend = try WeightInterpolation(old: old, new: [fineTuned])
///     let choice = try blend.selected(on: validation)
///     choice.model
///
/// The weights are s x old + (1 - s) x new, s being the old share: 0 is the new model and 1 the old one, both to the bit. A
/// path between weights leads somewhere only if one end was trained from the other; ``EmbeddingModel/successor(classNames:random:)``
/// is where such training begins. Several new models are averaged first, which is called a soup.
///
/// Source: Schumann et al., Backward Compatibility During Data Updates by Weight Interpolation (arXiv 2301.10546). Some
/// texts give the share to the other side; here it is the old one's, as in the released code.
public struct WeightInterpolation {
    let old: EmbeddingModel
    private let new: [EmbeddingModel]
    private let importance: ParameterImportance?
    private let classes: SharedClasses

    /// Prepares to blend.
    ///
    /// - Parameters:
    ///   - old: The model in service.
    ///   - new: Models that were fine-tuned from it.
    ///   - importance: How much each weight matters to the old model; nil lets all matter the same.
    /// - Throws: ``GracefulUpdateError/data(reason:)`` where the weights of the models do not correspond.
    public init(
        old: EmbeddingModel, new: [EmbeddingModel], importance: ParameterImportance? = nil
    ) throws(GracefulUpdateError) {
        guard let first = new.first else {
            throw .data(
                reason: "there is nothing to blend the old model with; give it at least one new model")
        }
        for model in new {
            guard model.description == old.description, model.head.kind == old.head.kind else {
                throw .data(
                    reason:
                        "`\(model.architecture)` cannot be blended with `\(old.architecture)`: blending needs a new model"
                        + " that was fine-tuned from the old one, and so has its architecture")
            }
            guard model.classNames == first.classNames else {
                throw .data(reason: "new models that are blended have the same classes in the same order")
            }
        }
        self.old = old
        self.new = new
        self.importance = importance
        classes = try SharedClasses(old: old.classNames, new: first.classNames)
    }

    /// The model with this share of the old one's weights.
    ///
    /// Rows of classes that the old model lacks are the new one's. Normalisation statistics of blended weights belong to
    /// neither model and are estimated again.
    ///
    /// - Parameters:
    ///   - oldShare: From 0, the new model, to 1, the old one.
    ///   - records: What statistics are estimated on, [count, ...]; nil where nothing is normalised.
    /// - Returns: A model with weights of its own.
    /// - Throws: ``GracefulUpdateError``, or `TensorError`.
    public func model(oldShare: Double, normalisingOn records: Tensor? = nil) throws -> EmbeddingModel {
        guard (0...1).contains(oldShare) else {
            throw GracefulUpdateError.setting(
                name: "the share of the old model", value: "\(oldShare)", range: "from 0 to 1")
        }
        let model = try new[0].copy()
        let newStates = new.map(\.state)
        let oldState = old.state
        let learned = model.parameters.map(\.name)
        try withoutGradients {
            for (name, tensor) in model.state {
                guard let before = oldState[name] else {
                    preconditionFailure("models of one architecture have the same tensors")
                }
                let after = newStates.compactMap { $0[name] }
                let isLearned = learned.contains(name)
                // Statistics of one end are right at that end; those in between are estimated below.
                let updated = isLearned ? try Self.mean(after) : after[0]
                try tensor.assign(updated)
                guard oldShare > 0, isLearned || oldShare == 1 else { continue }
                if name.hasPrefix("head.") {
                    let rows = try Tensor(classes.newPositions)
                    let blended = try blend(
                        before.slices(at: Tensor(classes.oldPositions)), updated.slices(at: rows), oldShare,
                        importance?.values[name]?.slices(at: Tensor(classes.oldPositions)))
                    try tensor.assignSlices(blended, at: rows, dimension: 0)
                } else {
                    try tensor.assign(blend(before, updated, oldShare, importance?.values[name]))
                }
            }
        }
        let isOneOfBoth = oldShare == 1 || oldShare == 0 && new.count == 1
        if !isOneOfBoth { try model.estimateNormalisation(on: records) }
        return model
    }

    /// s x old + (1 - s) x new, or (s x F x old + (1 - s) x new) / (s x F + 1 - s) by importance.
    private func blend(
        _ old: Tensor, _ new: Tensor, _ share: Double, _ importance: Tensor?
    ) throws(TensorError) -> Tensor {
        // 1 x old + 0 x new is not the old one to the bit: it loses the sign of zeros, and 0 x F / 0 has no value.
        if share == 1 { return old }
        guard let importance else { return try old * share + new * (1 - share) }
        let weight = try importance * share
        return try (weight * old + new * (1 - share)) / (weight + (1 - share))
    }

    private static func mean(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
        var sum = tensors[0]
        for tensor in tensors.dropFirst() { sum = try sum + tensor }
        return tensors.count == 1 ? sum : try sum / Double(tensors.count)
    }
}
