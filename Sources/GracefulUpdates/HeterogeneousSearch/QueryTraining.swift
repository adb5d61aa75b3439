import LearningCore
import Tensors

/// Training of a query network from scratch, so that its vectors can be looked up among those of a gallery network.
///
///     let training = try QueryTraining(gallery: large, loss: .influence(), recipe: recipe, records: images)
///     let query = try training.model(space.network(of: winner), random: random)
public struct QueryTraining {
    /// What the vectors are looked up among.
    public let gallery: EmbeddingModel
    /// What is learned from.
    public let records: LabelledTensors
    private let recipe: TrainingRecipe
    private let objective: HeterogeneousObjective

    /// Prepares a training.
    ///
    /// - Throws: ``GracefulUpdateError``, or `TensorError`.
    public init(
        gallery: EmbeddingModel, loss: HeterogeneousLoss, recipe: TrainingRecipe, records: LabelledTensors
    ) throws {
        try recipe.check()
        self.gallery = gallery
        self.recipe = recipe
        self.records = records
        objective = try HeterogeneousObjective(loss, gallery: gallery, records: records)
    }

    /// A network of this description, trained.
    ///
    /// - Throws: ``GracefulUpdateError``, `TensorError`, or what `progress` throws.
    public func model(
        _ description: NetworkDescription, random: SeededRandom,
        progress: (Int, Double) throws -> Void = { _, _ in }
    ) throws -> EmbeddingModel {
        try Self.requireSpace(description.embedding, of: gallery)
        var model = try EmbeddingModel(
            description, head: gallery.head.kind, classNames: gallery.classNames, random: random)
        var frozen: Set<String> = []
        if objective.loss == .tiedHead {
            model = EmbeddingModel(
                description: description, network: model.network, head: objective.galleryHead,
                classNames: model.classNames)
            frozen = ["head.weight", "head.bias"]
        }
        try Training(recipe, random: random).fit(
            model, on: records, frozen: frozen, progress: progress, loss: objective.value)
        return model
    }

    /// Refuses vectors of another length than the gallery's, which no query could be compared with.
    static func requireSpace(_ dimension: Int, of gallery: EmbeddingModel) throws(GracefulUpdateError) {
        guard dimension == gallery.description.embedding else {
            throw .network(
                reason:
                    "its embedding has \(dimension) numbers, and the gallery's \(gallery.description.embedding), which it"
                    + " is to be compared with")
        }
    }
}
