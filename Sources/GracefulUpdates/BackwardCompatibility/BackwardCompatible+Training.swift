import LearningCore
import Tensors

extension BackwardCompatible {
    /// Trains a new model from random weights.
    ///
    /// - Parameters:
    ///   - network: The shape of the new network, whose embeddings may be longer or shorter than the old ones.
    ///   - head: The new model's own head.
    ///   - records: What it is trained on.
    ///   - old: The model that it replaces, which stays as it is.
    ///   - recipe: How it is trained.
    ///   - random: Where weights, order and augmentation come from.
    ///   - progress: Called after every epoch with its number, from 1, and its mean loss; throwing ends the training.
    /// - Returns: The model, and what its loss consisted of.
    /// - Throws: ``GracefulUpdateError``, `TensorError`, or what the closure throws.
    public func train(
        _ network: NetworkDescription, head: ClassHead.Kind, on records: LabelledTensors,
        replacing old: EmbeddingModel, recipe: TrainingRecipe, random: SeededRandom,
        progress: (Int, Double) throws -> Void = { _, _ in }
    ) throws -> BackwardCompatibleOutcome {
        try check()
        let version = try OldVersion(old, on: records)
        let fixed = try fixedHead(dimension: network.embedding, head)
        let model = try EmbeddingModel(
            network, head: head, classNames: records.classNames, random: random.stream("weights")
        ).replacingHead(by: fixed?.rows(forClasses: records.classNames.count))
        let term = try term(version)
        let total = method == .simplex(isHighOrder: true) ? 1 + weight : 1
        let losses = try Training(recipe, random: random).fit(
            model, on: records, frozen: fixed == nil ? [] : ["head.weight"], progress: progress
        ) { batch in
            let own =
                try fixed?.crossEntropy(of: batch.embeddings, labels: batch.labels) ?? batch.crossEntropy()
            guard let term, weight > 0 else { return own }
            return try (own + term.loss(of: batch) * weight) / total
        }
        let ownTerm =
            fixed.map { "cross-entropy among the \($0.head.classCount) vertices of a fixed simplex" }
            ?? "cross-entropy of its own head"
        var activeTerms = ["\(1 / total) x \(ownTerm)"]
        if let term, weight > 0 { activeTerms.append("\(weight / total) x \(term.summary)") }
        return BackwardCompatibleOutcome(
            model: model, update: self, activeTerms: activeTerms, losses: losses)
    }

    /// The simplex that all versions have in common; nil for methods without.
    ///
    /// - Throws: ``GracefulUpdateError/setting(name:value:range:)`` for a head that does not compare angles.
    private func fixedHead(dimension: Int, _ head: ClassHead.Kind) throws -> SimplexHead? {
        guard case .simplex = method else { return nil }
        guard case .cosine(let scale) = head else {
            throw GracefulUpdateError.setting(
                name: "the head", value: "linear",
                range: "a cosine head, whose rows are the simplex's vertices")
        }
        return try SimplexHead(dimension: dimension, scale: scale)
    }
}

extension EmbeddingModel {
    /// The same network under another head; under its own where that is nil.
    func replacingHead(by head: ClassHead?) -> EmbeddingModel {
        guard let head else { return self }
        return EmbeddingModel(
            description: description, network: network, head: head, classNames: classNames)
    }
}
