import Foundation
import LearningCore

// What the report should know besides the numbers of an arm.
extension QueryNetworkBench {
    /// What there is to say of an arm.
    func notes(of arm: HeterogeneousSearchArm, in cell: QueryNetworkCell) throws -> [String] {
        switch arm {
        case .heterogeneous where cell.isWide: [Self.sameSearch]
        case .heterogeneous: try [passing(in: cell), spearman(in: cell), regret(in: cell)]
        case .supernet where cell.isWide: try [Self.sameSearch] + rankingOfDrawn(in: cell)
        case .supernet: [try ranking(in: cell)]
        default: []
        }
    }

    private static let sameSearch =
        "Rewards are those of a supernet's paths here, so that R2 and \"supernet, R2\" are one and the same search."

    private func passing(in cell: QueryNetworkCell) throws -> String {
        let networks = try networksAlone(in: cell)
        let passing = try networks.count { try self.tested($0).passesRule }
        return
            "The rule M(q,g) > M(q,q) is passed by \(passing) of \(networks.count) networks on test images."
    }

    private func spearman(in cell: QueryNetworkCell) throws -> String {
        let scores = try networksAlone(in: cell).map(scoresAlone)
        let rho = RankCorrelation.spearman(scores.map(\.homogeneous), scores.map(\.heterogeneous))
        return "Spearman between M(q,q) and M(q,g) on search images: "
            + (rho.map { String(format: "%.3f", $0) } ?? "undefined") + "."
    }

    /// What searches miss of the best M(q,g) where scores are those of networks trained alone, in the mean.
    private func regret(in cell: QueryNetworkCell) throws -> String {
        let search = try cell.search(.heterogeneous)
        let score = { try self.scoresAlone(cell.space.network(of: $0)) }
        let best = try search.exhaust(score: score).best.scores.heterogeneous
        let evaluations = search.evolution.evaluations ?? 0
        var (evolved, drawn) = (0.0, 0.0)
        for number in 0..<HeterogeneousSearchScope.regretSearches {
            let random = random.stream("regret \(number)")
            evolved += best - (try search.evolve(random: random, score: score).best.scores.heterogeneous)
            drawn +=
                best
                - (try search.drawAtRandom(evaluations: evaluations, random: random, score: score))
                .best.scores.heterogeneous
        }
        func mean(_ sum: Double) -> String {
            String(format: "%.4f", sum / Double(HeterogeneousSearchScope.regretSearches))
        }
        return
            "With \(evaluations) evaluations of networks trained alone, \(HeterogeneousSearchScope.regretSearches)"
            + " searches miss \(mean(evolved)) of the best M(q,g) on search images in the mean by evolution, and"
            + " \(mean(drawn)) at random."
    }

    /// How the supernet ranks all networks that this form of the experiment trains alone.
    private func ranking(in cell: QueryNetworkCell) throws -> String {
        let whole = QueryNetworkCell(
            space: cell.space, budget: scope.isQuick ? cell.budget : .max, isWide: false, scope: scope)
        return "seed \(seed): \(try reliability(of: whole.architectures(), in: cell.space).sentence)"
    }

    /// How it ranks some networks of a space that is too large for all of them to be trained; in the first seed only.
    private func rankingOfDrawn(in cell: QueryNetworkCell) throws -> [String] {
        guard seed == 0 else { return [] }
        let drawn = try cell.search(.heterogeneous).drawAtRandom(
            evaluations: scope.rankedCount, random: random.stream("ranking")
        ) { try self.scoresOfPath($0, in: cell.space) }
        let reliability = try reliability(of: drawn.candidates.map(\.architecture), in: cell.space)
        return ["seed \(seed): \(reliability.sentence) drawn within the budget"]
    }

    private func reliability(
        of architectures: [Architecture], in space: SearchSpace
    ) throws -> SupernetReliability {
        SupernetReliability(
            supernet: try architectures.map { try scoresOfPath($0, in: space).heterogeneous },
            alone: try architectures.map { try scoresAlone(space.network(of: $0)).heterogeneous })
    }
}
