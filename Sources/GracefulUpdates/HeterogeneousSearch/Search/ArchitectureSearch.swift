import LearningCore

/// A search for the best network of a space within a budget of multiply-adds, whatever tells how good a network is.
///
///     let search = try ArchitectureSearch(space: space, budget: 15_000, reward: .heterogeneous)
///     let result = try search.evolve(random: SeededRandom(seed: 1)) { architecture in
///         try scores(of: supernet.path(architecture))
///     }
///     result.best            // the winner, its multiply-adds and its scores
///
/// No architecture is scored twice. A search ends when it has had its generations or its evaluations, or when no further
/// network is within the budget, and says what was found.
public struct ArchitectureSearch: Sendable, Hashable, Codable {
    /// How many multiply-adds a network may have.
    public let budget: Int
    /// What is to be large.
    public let reward: SearchReward
    /// How networks are bred.
    public let evolution: Evolution
    /// What is chosen among.
    public let space: SearchSpace

    /// How networks are bred.
    ///
    /// Source: the released search of Guo et al., Single Path One-Shot, ECCV 2020, whose settings are the default.
    public struct Evolution: Sendable, Hashable, Codable {
        /// How many networks a generation has.
        public var population: Int
        /// How many of the best networks so far the next ones descend from.
        public var parents: Int
        /// How many of a generation are one parent with some decisions drawn anew.
        public var mutations: Int
        /// The probability with which each decision is.
        public var mutationRate: Double
        /// How many of a generation take each decision from one of two parents.
        public var crossovers: Int
        /// How many generations there are.
        public var generations: Int
        /// How many networks are scored at most; nil for as many as the generations have.
        public var evaluations: Int?

        /// Settings of an evolution.
        public init(
            population: Int = 50, parents: Int = 10, mutations: Int = 25, mutationRate: Double = 0.1,
            crossovers: Int = 25, generations: Int = 20, evaluations: Int? = nil
        ) {
            self.population = population
            self.parents = parents
            self.mutations = mutations
            self.mutationRate = mutationRate
            self.crossovers = crossovers
            self.generations = generations
            self.evaluations = evaluations
        }
    }

    /// Prepares a search.
    ///
    /// - Throws: ``ArchitectureSearchError/setting(name:value:range:)``
    public init(
        space: SearchSpace, budget: Int, reward: SearchReward = .heterogeneous, evolution: Evolution = .init()
    ) throws(ArchitectureSearchError) {
        let counts = [
            ("the population", evolution.population, 1), ("the number of parents", evolution.parents, 1),
            ("the number of mutations", evolution.mutations, 0),
            ("the number of crossovers", evolution.crossovers, 0),
            ("the number of generations", evolution.generations, 1),
            ("the number of evaluations", evolution.evaluations ?? 1, 1),
        ]
        for (name, value, least) in counts where !(least...1_000_000).contains(value) {
            throw .setting(name: name, value: "\(value)", range: "from \(least) to 1,000,000")
        }
        guard (0...1).contains(evolution.mutationRate) else {
            throw .setting(
                name: "the mutation rate", value: "\(evolution.mutationRate)", range: "from 0 to 1")
        }
        guard budget > 0 else {
            throw .setting(
                name: "the budget", value: "\(budget)", range: "a positive number of multiply-adds")
        }
        self.space = space
        self.budget = budget
        self.reward = reward
        self.evolution = evolution
    }

    /// A network that was scored.
    public struct Candidate: Sendable, Hashable, Codable {
        /// The network.
        public let architecture: Architecture
        /// What it costs.
        public let multiplyAdds: Int
        /// How well it does.
        public let scores: ArchitectureScores
    }

    /// How far a search was after a generation.
    public struct Generation: Sendable, Hashable, Codable {
        /// How many networks had been scored.
        public let evaluations: Int
        /// The best reward among them.
        public let bestReward: Double
    }
}

/// What a search found.
public struct ArchitectureSearchResult: Sendable, Equatable {
    /// What was to be large.
    public let reward: SearchReward
    /// All networks that were scored, in that order, each once; at least one.
    public let candidates: [ArchitectureSearch.Candidate]
    /// How far the search was after each generation.
    public let history: [ArchitectureSearch.Generation]

    /// The network with the largest reward; of equally good ones the cheapest, and of those the one that was scored first.
    public var best: ArchitectureSearch.Candidate {
        ArchitectureSearch.ranked(candidates, by: reward)[0]
    }

    /// The networks that no cheaper or equally cheap one beats in M(q, g), from the cheapest on.
    public var front: [ArchitectureSearch.Candidate] {
        var front: [ArchitectureSearch.Candidate] = []
        let byCost = candidates.sorted {
            ($0.multiplyAdds, -$0.scores.heterogeneous) < ($1.multiplyAdds, -$1.scores.heterogeneous)
        }
        for candidate in byCost
        where front.last.map({ $0.scores.heterogeneous < candidate.scores.heterogeneous }) ?? true {
            front.append(candidate)
        }
        return front
    }
}

extension ArchitectureSearch {
    /// Candidates, the best first.
    static func ranked(_ candidates: [Candidate], by reward: SearchReward) -> [Candidate] {
        let keyed = candidates.enumerated().map { (reward.value($0.element.scores), $0.offset) }
        return keyed.sorted { first, second in
            guard first.0 == second.0 else { return first.0 > second.0 }
            return (candidates[first.1].multiplyAdds, first.1) < (candidates[second.1].multiplyAdds, second.1)
        }.map { candidates[$0.1] }
    }
}
