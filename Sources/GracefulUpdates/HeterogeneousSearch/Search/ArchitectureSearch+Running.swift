import LearningCore

extension ArchitectureSearch {
    /// Tells how well a network does.
    public typealias Score = (Architecture) throws -> ArchitectureScores

    /// Refuses a budget that ``evolve(random:known:progress:score:)`` would find no network within, before anything is
    /// trained for it.
    ///
    /// - Parameter random: That of the evolution, whose first network is drawn here.
    /// - Throws: ``ArchitectureSearchError/budget(budget:least:)``
    public func requireNetwork(random: SeededRandom) throws {
        var pool = CandidatePool(space, budget: budget, random: random.stream("pool"))
        if try pool.draw(1).isEmpty {
            throw ArchitectureSearchError.budget(budget: budget, least: pool.least)
        }
    }

    /// Breeds networks from the best ones, generation by generation.
    ///
    /// Children that were seen before are drawn again, ten times as often as there are to be children, and what is missing
    /// then is filled up with networks at random. The reference fills up without end; here the search ends when nothing
    /// new is left.
    ///
    /// - Parameters:
    ///   - random: The same gives the same search.
    ///   - known: Scores from a search that was stopped. They are taken instead of scoring again and count as evaluations,
    ///     so that a search which was stopped ends as one that was not.
    ///   - progress: Called after every generation with what was found so far; throwing ends the search.
    ///   - score: Tells how well a network does; called once for each.
    /// - Returns: What was found.
    /// - Throws: ``ArchitectureSearchError/budget(budget:least:)`` where no network is within the budget, or what the
    ///   closures throw.
    public func evolve(
        random: SeededRandom, known: [Architecture: ArchitectureScores] = [:],
        progress: (ArchitectureSearchResult) throws -> Void = { _ in }, score: Score
    ) throws -> ArchitectureSearchResult {
        var pool = CandidatePool(space, budget: budget, random: random.stream("pool"))
        var candidates: [Candidate] = []
        var history: [Generation] = []
        var population = try pool.draw(evolution.population)
        for number in 0..<evolution.generations where !population.isEmpty {
            let left = (evolution.evaluations ?? .max) - candidates.count
            for (architecture, cost) in population.prefix(left) {
                let scores = try known[architecture] ?? score(architecture)
                candidates.append(
                    Candidate(architecture: architecture, multiplyAdds: cost, scores: scores))
            }
            let ranked = Self.ranked(candidates, by: reward)
            history.append(
                Generation(
                    evaluations: candidates.count, bestReward: reward.value(ranked[0].scores)))
            try progress(
                ArchitectureSearchResult(reward: reward, candidates: candidates, history: history))
            guard candidates.count < evolution.evaluations ?? .max else { break }
            let parents = ranked.prefix(evolution.parents).map(\.architecture)
            population = try children(
                of: parents, &pool, random: random.stream("generation \(number + 1)"))
        }
        return try result(candidates, history, pool)
    }

    /// As many networks at random as are wanted, fewer where there are not so many: what any search has to beat at equal
    /// evaluations.
    ///
    /// - Throws: As ``evolve(random:known:progress:score:)`` does.
    public func drawAtRandom(
        evaluations: Int, random: SeededRandom, score: Score
    ) throws -> ArchitectureSearchResult {
        var pool = CandidatePool(space, budget: budget, random: random.stream("pool"))
        let candidates = try pool.draw(evaluations).map {
            Candidate(architecture: $0.0, multiplyAdds: $0.1, scores: try score($0.0))
        }
        return try result(candidates, [], pool)
    }

    /// Every network of the space within the budget: the truth, where there are few enough of them.
    ///
    /// - Throws: As ``evolve(random:known:progress:score:)`` does.
    public func exhaust(score: Score) throws -> ArchitectureSearchResult {
        var candidates: [Candidate] = []
        var least = Int.max
        for architecture in space.architectures {
            let cost = try space.network(of: architecture).multiplyAdds()
            least = min(least, cost)
            guard cost <= budget else { continue }
            candidates.append(
                Candidate(architecture: architecture, multiplyAdds: cost, scores: try score(architecture)))
        }
        guard !candidates.isEmpty else {
            throw ArchitectureSearchError.budget(budget: budget, least: least)
        }
        return ArchitectureSearchResult(reward: reward, candidates: candidates, history: [])
    }

    private func children(
        of parents: [Architecture], _ pool: inout CandidatePool, random: SeededRandom
    ) throws -> [(Architecture, Int)] {
        var random = random
        var children: [(Architecture, Int)] = []
        func breed(_ wanted: Int, _ child: (inout SeededRandom) -> Architecture) throws {
            var (tries, born) = (0, 0)
            while born < wanted, tries < 10 * wanted {
                tries += 1
                let architecture = child(&random)
                if let cost = try pool.take(architecture) {
                    children.append((architecture, cost))
                    born += 1
                }
            }
        }
        try breed(evolution.mutations) { random in
            space.mutated(parents[random.below(parents.count)], rate: evolution.mutationRate, using: &random)
        }
        try breed(evolution.crossovers) { random in
            space.crossed(
                parents[random.below(parents.count)], parents[random.below(parents.count)], using: &random)
        }
        return try children + pool.draw(max(0, evolution.population - children.count))
    }

    private func result(
        _ candidates: [Candidate], _ history: [Generation], _ pool: CandidatePool
    ) throws(ArchitectureSearchError) -> ArchitectureSearchResult {
        guard !candidates.isEmpty else { throw .budget(budget: budget, least: pool.least) }
        return ArchitectureSearchResult(reward: reward, candidates: candidates, history: history)
    }
}
