import LearningCore

// What arms choose, and what is to be said of it.
extension QueryNetworkBench {
    /// What an arm chose, and by what.
    typealias Pick = (network: NetworkDescription, choice: TrialResult.Choice)

    /// The network that a searching arm finds.
    func pick(_ arm: HeterogeneousSearchArm, in cell: QueryNetworkCell) throws -> Pick {
        guard let reward = arm.reward else { preconditionFailure("\(arm.rawValue) does not search") }
        let found = try found(by: arm, reward, in: cell)
        return (
            cell.space.network(of: found.best.architecture),
            .init(
                [
                    "network": cell.space.network(of: found.best.architecture).summary,
                    "multiply-adds": "\(found.best.multiplyAdds)", "evaluations": "\(found.candidates.count)",
                ], score: reward.value(found.best.scores),
                criterion: "reward \(reward.rawValue) on search images")
        )
    }

    private func found(
        by arm: HeterogeneousSearchArm, _ reward: SearchReward, in cell: QueryNetworkCell
    ) throws -> ArchitectureSearchResult {
        let search = try cell.search(reward)
        // The same randomness for all rewards, so that their searches begin with the same networks.
        let random = random.stream("search within \(cell.budget) of \(cell.space.size)")
        let path = { try self.scoresOfPath($0, in: cell.space) }
        if arm == .random {
            let evolved = try found(by: .supernet, reward, in: cell)
            return try search.drawAtRandom(
                evaluations: evolved.candidates.count, random: random.stream("random search"), score: path)
        }
        if arm == .supernet || cell.isWide { return try search.evolve(random: random, score: path) }
        return try search.exhaust { try self.scoresAlone(cell.space.network(of: $0)) }
    }

    /// The network by hand that is best on validation images.
    func handMade(within budget: Int) throws -> Pick {
        let networks = HeterogeneousSearchScope.handMade(within: budget)
        let scored = try networks.map { network in
            let score =
                try handMadeScores[network]
                ?? ArchitectureScores(validation.scores(of: model(network, .influence()))).heterogeneous
            handMadeScores[network] = score
            return (network, score)
        }
        guard let best = scored.max(by: { $0.1 < $1.1 }) else {
            preconditionFailure("there are networks by hand for every budget")
        }
        return (
            best.0,
            .init(["network": best.0.summary], score: best.1, criterion: "M(q,g) on validation images")
        )
    }

    /// Of all networks of a cell that were trained alone, the one with the largest M(q,g) on test images.
    func best(in cell: QueryNetworkCell) throws -> TrialResult {
        let networks: [NetworkDescription]
        if cell.isWide {
            networks = try [.heterogeneous, .homogeneous, .product, .random].map {
                try pick($0, in: cell).network
            }
        } else {
            networks = try networksAlone(in: cell)
        }
        let tested = try networks.map { try self.tested($0) }
        guard var best = tested.max(by: { $0.crossed < $1.crossed })?.result else {
            preconditionFailure("a cell has networks within its budget")
        }
        best.notes = [
            cell.isWide
                ? "Only the winners of the searches were trained alone: this is the best of \(Set(networks).count), no truth."
                : "The best of all \(networks.count) networks within the budget."
        ]
        return best
    }

    /// All networks of a cell.
    func networksAlone(in cell: QueryNetworkCell) throws -> [NetworkDescription] {
        try cell.architectures().map(cell.space.network)
    }
}
