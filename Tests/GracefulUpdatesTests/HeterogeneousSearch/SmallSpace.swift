import LearningCore

@testable import GracefulUpdates

/// A space of few small networks for the images of ``SmallClasses``.
enum SmallSpace {
    static func space(embedding: Int = 8) throws -> SearchSpace {
        try SearchSpace(
            input: [1, SmallClasses.side, SmallClasses.side],
            layers: [
                .init(widths: [2, 4], blocks: [.init(kernel: 3), .init(kernel: 5)], stride: 2),
                .init(
                    widths: [2, 4],
                    blocks: [
                        .init(kernel: 3), .init(kernel: 3, groups: 2), .init(kernel: 3, isSeparable: true),
                    ],
                    activations: [.relu, .silu], stride: 2),
            ], embedding: embedding)
    }

    /// A gallery network that has learned the classes a little.
    static func gallery() throws -> EmbeddingModel {
        let model = try SmallClasses.model(channels: 8)
        try Training(TrainingRecipe(epochs: 4, batchSize: 32), random: SeededRandom(seed: 4)).fit(
            model, on: SmallClasses.records(128, seed: 5)
        ) { try $0.crossEntropy() }
        return model
    }

    static func task(_ gallery: EmbeddingModel, seed: UInt64 = 6) throws -> HeterogeneousTask {
        try HeterogeneousTask(
            queries: SmallClasses.records(24, seed: seed),
            gallery: SmallClasses.records(40, seed: seed + 1),
            model: gallery)
    }
}

/// Scores that depend on nothing but the place of an architecture in its space, as if every network had been trained.
struct ScoreTable {
    let space: SearchSpace
    let scores: [Architecture: ArchitectureScores]

    init(_ space: SearchSpace, seed: UInt64 = 1) {
        self.space = space
        var random = SeededRandom(seed: seed).stream("scores")
        var scores: [Architecture: ArchitectureScores] = [:]
        for architecture in space.architectures {
            scores[architecture] = ArchitectureScores(
                homogeneous: random.uniform(), heterogeneous: random.uniform())
        }
        self.scores = scores
    }

    /// Scores to which every choice adds its own, drawn for each.
    init(adding random: SeededRandom, in space: SearchSpace) {
        self.space = space
        var random = random.stream("scores of choices")
        let parts = space.decisions.map { decision in (0..<decision.count).map { _ in random.uniform() } }
        scores = Dictionary(
            uniqueKeysWithValues: space.architectures.map { architecture in
                let sum = zip(parts, architecture.choices).reduce(0) { $0 + $1.0[$1.1] }
                return (architecture, ArchitectureScores(homogeneous: 0, heterogeneous: sum))
            })
    }

    func score(_ architecture: Architecture) -> ArchitectureScores { scores[architecture]! }

    /// The best reward within a budget, by looking at all.
    func optimum(_ reward: SearchReward, budget: Int) throws -> Double {
        try space.architectures.filter { try space.network(of: $0).multiplyAdds() <= budget }
            .map { reward.value(score($0)) }.max()!
    }
}
