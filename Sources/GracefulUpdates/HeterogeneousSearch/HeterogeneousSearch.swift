import LearningCore
import Tensors

/// The search for a small query network that finds well among the vectors of a large gallery network.
///
///     let search = try HeterogeneousSearch(
///         gallery: large, architectures: .init(space: space, budget: 15_000), loss: .influence(), recipe: recipe)
///     let found = try search.run(training: images, task: searchImages, random: SeededRandom(seed: 1))
///     let query = try QueryTraining(gallery: large, loss: .influence(), recipe: recipe, records: images)
///         .model(space.network(of: found.best.architecture), random: random)
///
/// A supernet of the space is trained with the loss that the winner will be trained with; then an evolution scores its
/// paths, with statistics taken anew, on images that neither the supernet was trained on nor the winner is tested on.
///
/// Source: Duggal, Zhou, Yang, Xiong, Xia, Tu, Soatto: Compatibility-aware Heterogeneous Visual Search, CVPR 2021.
public struct HeterogeneousSearch {
    /// What the vectors are looked up among.
    public let gallery: EmbeddingModel
    /// The space, the budget, the reward and the evolution.
    public let architectures: ArchitectureSearch
    /// What brings queries into the gallery's space.
    public let loss: HeterogeneousLoss
    /// How the supernet is trained.
    public let recipe: TrainingRecipe
    /// The batches that statistics are taken from.
    public let calibration: Calibration

    /// The batches that statistics are taken from.
    public struct Calibration: Sendable, Hashable, Codable {
        /// How many batches, at most.
        public var batches: Int
        /// How many training records a batch has.
        public var batchSize: Int

        /// Takes statistics from so many batches.
        public init(batches: Int = 200, batchSize: Int = 64) {
            self.batches = batches
            self.batchSize = batchSize
        }
    }

    /// What a search says while it runs.
    public enum Progress {
        /// An epoch of the supernet's training ended, from 1, with a mean loss.
        case epoch(Int, loss: Double)
        /// A generation was scored; this is what was found so far.
        case generation(ArchitectureSearchResult)
    }

    /// Prepares a search.
    ///
    /// - Throws: ``GracefulUpdateError``, or ``ArchitectureSearchError``.
    public init(
        gallery: EmbeddingModel, architectures: ArchitectureSearch, loss: HeterogeneousLoss = .influence(),
        recipe: TrainingRecipe, calibration: Calibration = .init()
    ) throws {
        try QueryTraining.requireSpace(architectures.space.embedding, of: gallery)
        try recipe.check()
        for (name, value) in [
            ("the number of calibration batches", calibration.batches),
            ("the size of calibration batches", calibration.batchSize),
        ] where !(1...1_000_000).contains(value) {
            throw ArchitectureSearchError.setting(
                name: name, value: "\(value)", range: "from 1 to 1,000,000")
        }
        self.gallery = gallery
        self.architectures = architectures
        self.loss = loss
        self.recipe = recipe
        self.calibration = calibration
    }

    /// Trains the supernet, or goes on with one, and evolves.
    ///
    /// - Parameters:
    ///   - training: What the supernet learns from.
    ///   - task: The images that networks are scored on.
    ///   - random: The same gives the same winner, bitwise on one thread.
    ///   - checkpoint: A file to go on from and to write after the supernet's training and every generation; nil for none.
    ///   - identity: What tells this run's models and images from others, such as their digests; a checkpoint of another
    ///     identity, or of other settings or randomness, is refused.
    ///   - progress: Called with news; throwing ends the search, which can go on from its checkpoint.
    /// - Returns: What was found; the winner is yet to be trained from scratch.
    /// - Throws: ``ArchitectureSearchError``, ``GracefulUpdateError``, `EmbeddingError`, `TensorError`, or what `progress`
    ///   throws.
    public func run(
        training: LabelledTensors, task: HeterogeneousTask, random: SeededRandom, checkpoint: String? = nil,
        identity: JSONValue = .null, progress: (Progress) throws -> Void = { _ in }
    ) throws -> ArchitectureSearchResult {
        let evolution = random.stream("evolution")
        try architectures.requireNetwork(random: evolution)
        let whole = try fullIdentity(identity, random: random)
        var saved = try checkpoint.flatMap {
            try SearchCheckpoint(reading: $0, identity: whole, space: architectures.space)
        }
        let supernet = try supernet(training, saved?.supernet, random: random) {
            try progress(.epoch($0, loss: $1))
        }
        if let checkpoint, saved == nil {
            let fresh = SearchCheckpoint(identity: whole, supernet: try supernet.stateData())
            try fresh.write(to: checkpoint)
            saved = fresh
        }
        let scoring = try PathScoring(supernet, training, task, calibration, random: random)
        return try architectures.evolve(
            random: evolution, known: saved?.known ?? [:],
            progress: { found in
                if let checkpoint, var saved, found.candidates.count > saved.scored.count {
                    saved.scored = found.candidates
                    try saved.write(to: checkpoint)
                }
                try progress(.generation(found))
            }, score: scoring.scores)
    }

    /// The supernet, trained here unless its weights are known.
    func supernet(
        _ training: LabelledTensors, _ weights: [String: TensorData]?, random: SeededRandom,
        progress: (Int, Double) throws -> Void
    ) throws -> Supernet {
        let objective = try HeterogeneousObjective(loss, gallery: gallery, records: training)
        let supernet = try Supernet(
            architectures.space, head: gallery.head.kind, classNames: gallery.classNames, random: random)
        guard let weights else {
            return try supernet.trained(
                by: recipe, on: training, objective: objective, random: random.stream("supernet"),
                progress: progress)
        }
        let saved = loss == .tiedHead ? supernet.with(head: objective.galleryHead) : supernet
        try saved.load(weights)
        return saved
    }

    private func fullIdentity(_ identity: JSONValue, random: SeededRandom) throws -> JSONValue {
        struct Identity: Encodable {
            let architectures: ArchitectureSearch
            let loss: HeterogeneousLoss
            let recipe: TrainingRecipe
            let calibration: Calibration
            let caller: JSONValue
            let random: String
        }
        var numbers = random.stream("identity")
        return try JSONValue(
            encoding: Identity(
                architectures: architectures, loss: loss, recipe: recipe, calibration: calibration,
                caller: identity, random: String(numbers.next())))
    }
}

/// Scores of a supernet's paths, with statistics taken anew.
struct PathScoring {
    private let supernet: Supernet
    private let task: HeterogeneousTask
    /// The same for all paths, so that they differ by their weights alone.
    private let batches: [Tensor]

    init(
        _ supernet: Supernet, _ training: LabelledTensors, _ task: HeterogeneousTask,
        _ calibration: HeterogeneousSearch.Calibration, random: SeededRandom
    ) throws(TensorError) {
        self.supernet = supernet
        self.task = task
        var random = random.stream("calibration")
        let size = min(calibration.batchSize, training.count)
        let order = random.permutation(of: training.count)
        batches = try (0..<min(calibration.batches, training.count / size)).map {
            (batch) throws(TensorError) in
            try training.inputs.slices(
                at: Tensor(order[(batch * size)..<((batch + 1) * size)].map(Int64.init)))
        }
    }

    func scores(_ architecture: Architecture) throws -> ArchitectureScores {
        let network = try withoutGradients { try supernet.path(architecture).recalibrated(on: batches) }
        return ArchitectureScores(try task.scores(of: network))
    }
}
