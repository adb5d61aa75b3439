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
        let cell = QueryNetworkCell(
            space: try trial.cell["wide"] == 1 ? .wide() : .toy(), budget: Int(trial.cell["budget"]),
            isWide: trial.cell["wide"] == 1, scope: scope)
        return try result(of: arm, in: cell, bench)
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
        case .procrustes: return try bench.rotated(bench.pick(.heterogeneous, in: cell).network)
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
        try ArchitectureSearch(
            space: space, budget: budget, reward: reward, evolution: isWide ? scope.wide : scope.toy)
    }
}
