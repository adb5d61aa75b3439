import LearningCore
import Tensors

/// Runs the trials of the claim of heterogeneous search.
final class HeterogeneousSearchLaboratory {
    private typealias Arm = HeterogeneousSearchArm

    private let scope: HeterogeneousSearchScope
    private let images: FashionMNIST
    /// Of the seed that is being run, whose arms and cells share networks.
    private var bench: QueryNetworkBench?

    init(form: ExperimentForm) throws {
        scope = form == .quick ? .quick : .full
        images = try FashionMNIST()
    }

    func run(_ trial: Trial) throws -> TrialResult {
        guard let arm = Arm(rawValue: trial.arm) else {
            preconditionFailure("the claim declares no arm \(trial.arm)")
        }
        if bench?.seed != trial.seed {
            bench = nil
            bench = try QueryNetworkBench(images, scope: scope, seed: trial.seed)
        }
        guard let bench else { preconditionFailure("a bench was made for the seed") }
        return try result(of: arm, in: QueryNetworkCell(trial.cell, scope: scope), bench)
    }

    private func result(
        of arm: Arm, in cell: QueryNetworkCell, _ bench: QueryNetworkBench
    ) throws -> TrialResult {
        switch arm {
        case .heterogeneous, .homogeneous, .product, .supernet, .random:
            let pick = try bench.pick(arm, in: cell)
            var result = try bench.tested(pick.network).result
            result.choice = pick.choice
            result.notes = try bench.notes(of: arm, in: cell)
            return result
        case .handMade:
            let pick = try bench.handMade(within: cell.budget)
            var result = try bench.tested(pick.network).result
            result.choice = pick.choice
            return result
        case .crossEntropy, .features, .tiedHead:
            let network = try bench.pick(.heterogeneous, in: cell).network
            return try bench.tested(network, loss: Self.loss(of: arm)).result
        case .procrustes:
            return try bench.rotated(bench.pick(.heterogeneous, in: cell).network, within: cell.budget)
        case .exhaustive: return try bench.best(in: cell)
        case .paragon: return try bench.paragon()
        }
    }

    private static func loss(of arm: Arm) -> HeterogeneousLoss {
        switch arm {
        case .crossEntropy: .crossEntropy
        case .features: .features(weight: HeterogeneousSearchScope.featureWeight)
        case .tiedHead: .tiedHead
        default: .influence()
        }
    }
}

/// Where networks are compared: a space, and a budget.
struct QueryNetworkCell {
    let space: SearchSpace
    let budget: Int
    /// Whether the space is too large for all of its networks to be trained alone.
    let isWide: Bool
    let scope: HeterogeneousSearchScope

    func search(_ reward: SearchReward) throws -> ArchitectureSearch {
        try ArchitectureSearch(space: space, budget: budget, reward: reward, evolution: evolution())
    }

    /// How networks are bred: among few, half of those within the budget are scored, so that a search can miss the best.
    func evolution() throws -> ArchitectureSearch.Evolution {
        isWide ? scope.wide : .among(few: try architectures().count)
    }

    /// All architectures within the budget.
    func architectures() throws -> [Architecture] {
        try space.architectures.filter { try space.network(of: $0).multiplyAdds() <= budget }
    }
}

extension QueryNetworkCell {
    /// A cell of the claim.
    init(_ cell: Claim.Cell, scope: HeterogeneousSearchScope) throws {
        let isWide = cell["wide"] == 1
        self.init(
            space: try isWide ? .wide() : .toy(), budget: Int(cell["budget"]), isWide: isWide, scope: scope)
    }
}

extension ArchitectureSearch.Evolution {
    /// An evolution that scores half of so few networks, a third of that half drawn at random and the rest bred.
    ///
    /// Of the four decisions of a network one is drawn anew on average.
    static func among(few count: Int) -> Self {
        let evaluations = max(2, count / 2)
        let population = max(2, evaluations / 3)
        return .init(
            population: population, parents: (population + 1) / 2, mutations: (population + 1) / 2,
            mutationRate: 0.25, crossovers: population / 2, evaluations: evaluations)
    }
}
