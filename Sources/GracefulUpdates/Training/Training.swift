import LearningCore
import Tensors

/// What a step of training sees.
public struct TrainingBatch {
    /// The places of the records among all, int64.
    public let rows: Tensor
    /// The records, augmented.
    public let inputs: Tensor
    /// Their classes, int64.
    public let labels: Tensor
    /// What the model makes of them.
    public let embeddings: Tensor
    /// The logits of its head.
    public let logits: Tensor

    /// The cross-entropy of the model's own head, the mean over the batch.
    public func crossEntropy() throws(TensorError) -> Tensor {
        try Loss.crossEntropy(of: logits, classes: labels)
    }
}

/// Training of a model by gradient steps over batches, with whatever loss is wanted.
///
///     try Training(recipe, random: random).fit(model, on: records) { batch in
///         try batch.crossEntropy() + influence.loss(of: batch) * weight
///     }
///
/// Order, augmentation and dropout come from the randomness that is given: the same gives the same model, bitwise on one
/// thread.
public struct Training {
    private let recipe: TrainingRecipe
    private let random: SeededRandom

    /// Trains by a recipe.
    ///
    /// - Throws: ``GracefulUpdateError/setting(name:value:range:)``
    public init(_ recipe: TrainingRecipe, random: SeededRandom) throws(GracefulUpdateError) {
        try recipe.check()
        self.recipe = recipe
        self.random = random
    }

    /// Changes a model's weights, and those of what else is learned.
    ///
    /// - Parameters:
    ///   - model: What is trained.
    ///   - records: What it is trained on.
    ///   - others: Parameters besides the model's that the loss depends on.
    ///   - frozen: Names of the model's parameters that stay as they are.
    ///   - progress: Called after every epoch with its number, from 1, and its mean loss; throwing ends the training.
    ///   - loss: The loss of a batch, a tensor with one element.
    /// - Returns: The mean loss of each epoch.
    /// - Throws: ``GracefulUpdateError/diverged(epoch:)``, `TensorError`, or what the closures throw.
    @discardableResult
    public func fit(
        _ model: EmbeddingModel, on records: LabelledTensors, with others: [NamedTensor] = [],
        frozen: Set<String> = [], progress: (Int, Double) throws -> Void = { _, _ in },
        loss: (TrainingBatch) throws -> Tensor
    ) throws -> [Double] {
        try fit(
            model.parameters.filter { !frozen.contains($0.name) } + others, on: records, progress: progress,
            model: { model }, loss: loss)
    }

    /// Changes parameters by what models make of records, another one in each step if wanted, as in a supernet.
    ///
    /// - Parameters:
    ///   - parameters: What is changed; those that a step's loss does not depend on are left alone in it,
    ///     but not what lies beside the part of a tensor that it depends on: weight decay and momentum move all of it.
    ///   - records: What they are trained on.
    ///   - progress: Called after every epoch with its number, from 1, and its mean loss; throwing ends the training.
    ///   - model: The model of the next step.
    ///   - loss: The loss of a batch, a tensor with one element.
    /// - Returns: The mean loss of each epoch.
    /// - Throws: ``GracefulUpdateError/diverged(epoch:)``, `TensorError`, or what the closures throw.
    @discardableResult
    public func fit(
        _ parameters: [NamedTensor], on records: LabelledTensors,
        progress: (Int, Double) throws -> Void = { _, _ in }, model: () throws -> EmbeddingModel,
        loss: (TrainingBatch) throws -> Tensor
    ) throws -> [Double] {
        let optimiser = try recipe.optimiser(parameters)
        let size = min(recipe.batchSize, records.count)
        let batches = records.count / size
        let schedule = recipe.schedule(steps: batches * recipe.epochs)
        let generator = try RandomGenerator(random.stream("training"))
        var order = random.stream("order")
        var losses: [Double] = []
        for epoch in 0..<recipe.epochs {
            let permutation = try Tensor(order.permutation(of: records.count).map(Int64.init))
            var sum = try Tensor.zeros([])
            for step in 0..<batches {
                let rows = try permutation.sliced((step * size)..<((step + 1) * size))
                let inputs = try recipe.augmentation.applied(
                    to: records.inputs.slices(at: rows), generator)
                let model = try model()
                let embeddings = try model.embeddings(of: inputs, .training(generator))
                let batch = TrainingBatch(
                    rows: rows, inputs: inputs, labels: try records.labels.slices(at: rows),
                    embeddings: embeddings, logits: try model.head.logits(embeddings))
                let value = try loss(batch)
                try optimiser.forgetGradients()
                try value.backward()
                if let limit = recipe.gradientLimit {
                    try Self.limit(parameters, to: limit, epoch: epoch + 1)
                }
                optimiser.learningRate =
                    recipe.learningRate * schedule.factor(at: epoch * batches + step)
                try optimiser.step()
                sum = try sum + value.detached().converted(to: .float32).reshaped([])
            }
            let mean = try sum.double() / Double(batches)
            guard mean.isFinite else { throw GracefulUpdateError.diverged(epoch: epoch + 1) }
            losses.append(mean)
            try progress(epoch + 1, mean)
        }
        // The loss of a step is that of the weights before it, so that the last step's damage shows only here.
        for parameter in parameters {
            let areFinite = try parameter.tensor.isFinite().all().array(of: Bool.self)
            guard areFinite == [true] else { throw GracefulUpdateError.diverged(epoch: recipe.epochs) }
        }
        return losses
    }

    /// Cuts a gradient down; one that is infinite cannot be.
    private static func limit(_ parameters: [NamedTensor], to limit: Double, epoch: Int) throws {
        do throws(TensorError) {
            try GradientClipping.limitNorm(of: parameters, to: limit)
        } catch {
            guard case .invalid = error else { throw error }
            throw GracefulUpdateError.diverged(epoch: epoch)
        }
    }
}
