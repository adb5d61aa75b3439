import ArgumentParser
import GracefulUpdates

/// Which networks are searched among, and for what.
struct ArchitectureSearchOptions: ParsableArguments {
    /// The names of ``HeterogeneousLoss``.
    enum LossName: String, ExpressibleByArgument, CaseIterable {
        case influence, l2, tied, none
    }

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("How many multiply-adds the small network may have for a record.", valueName: "n"))
    var budget: Int

    @Option(help: ArgumentHelp("The networks to search among, as JSON.", valueName: "file"))
    var space: String?

    @Option(help: ArgumentHelp("heterogeneous, homogeneous or product.", valueName: "reward"))
    var reward = SearchReward.heterogeneous

    @Option(
        help: ArgumentHelp(
            "How many networks are scored at most; as many as 20 generations of 50 have if it is left out.",
            valueName: "n"))
    var evaluations: Int?

    @Option(
        help: ArgumentHelp(
            "influence (the large network's head judges too), l2 (its vectors are the target), tied (its head alone judges)"
                + " or none (found at chance: to see that).", valueName: "loss"))
    var loss = LossName.influence

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What influence and l2 count against the cross-entropy of the small network's own head.",
            valueName: "weight"))
    var weight: Double?

    @Option(
        help: ArgumentHelp(
            "How often the supernet sees every record; twice --epochs if it is left out.", valueName: "n"))
    var supernetEpochs: Int?

    @Option(
        help: ArgumentHelp(
            "A file that the search is kept in after every generation: run the same command again to go on.",
            valueName: "file"))
    var checkpoint: String?

    func validate() throws {
        guard budget > 0 else { throw ValidationError("--budget takes a number of multiply-adds above 0.") }
        guard evaluations ?? 1 > 0 else { throw ValidationError("--evaluations takes a number above 0.") }
        guard weight == nil || loss == .influence || loss == .l2 else {
            throw ValidationError("--weight goes with --loss influence or l2.")
        }
        guard supernetEpochs.map({ (1...100_000).contains($0) }) ?? true else {
            throw ValidationError("--supernet-epochs takes a number from 1 to 100,000.")
        }
    }

    /// What brings queries into the gallery.
    var queryLoss: HeterogeneousLoss {
        switch loss {
        case .influence: .influence(weight: weight ?? 1)
        case .l2: .features(weight: weight ?? 1)
        case .tied: .tiedHead
        case .none: .crossEntropy
        }
    }

    /// The search, for records and vectors like the gallery network's.
    func architectures(for gallery: NetworkDescription) throws -> ArchitectureSearch {
        guard gallery.input.count == 3 else {
            throw ArchitectureSearchError.space(
                reason:
                    "the gallery model takes records of shape \(gallery.input), and it is convolutions over images that are"
                    + " searched among; train one with --network whose input is [channels, height, width]")
        }
        let space =
            try space.map { try SearchSpace(reading: $0) }
            ?? .wide(input: gallery.input, embedding: gallery.embedding)
        guard space.input == gallery.input else {
            throw ArchitectureSearchError.space(
                reason:
                    "its networks take records of shape \(space.input), and the gallery model \(gallery.input)"
            )
        }
        return try ArchitectureSearch(
            space: space, budget: budget, reward: reward, evolution: .init(evaluations: evaluations))
    }
}

extension SearchReward: ExpressibleByArgument {}
