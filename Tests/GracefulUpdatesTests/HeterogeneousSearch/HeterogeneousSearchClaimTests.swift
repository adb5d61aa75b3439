import LearningCore
import Testing

@testable import GracefulUpdates

@Suite("the claim of heterogeneous search")
struct HeterogeneousSearchClaimTests {
    private typealias Arm = HeterogeneousSearchArm

    /// The claim with numbers in place of networks, M(q,g) by arm and seed.
    private func results(
        tau: String = "Kendall tau 0.7",
        _ crossed: @escaping @Sendable (HeterogeneousSearchArm, Int) -> Double
    ) throws -> (results: ExperimentResults, judgements: [String: Judgement]) {
        let claim = HeterogeneousSearchClaim.claim { _ in
            { trial in
                let arm = try #require(HeterogeneousSearchArm(rawValue: trial.arm))
                let value = crossed(arm, trial.seed)
                var measures = Dictionary(
                    uniqueKeysWithValues: HeterogeneousSearchClaim.claim.measures.map { ($0.name, 0.5) })
                measures[HeterogeneousSearchClaim.crossed] = value
                measures[HeterogeneousSearchClaim.ratio] = 20
                return TrialResult(measures: measures, notes: arm == .supernet ? [tau] : [])
            }
        }
        let folder = try TemporaryFolder()
        let runner = try ExperimentRunner(claim: claim, form: .full, folder: folder.path("hvs"))
        let results = try runner.run(environment: RunEnvironment(versions: [:]))
        let judgements = results.judgements().map { ($0.gate.name, $0.judgement) }
        return (results, Dictionary(uniqueKeysWithValues: judgements))
    }

    private func verdict(_ results: ExperimentResults) -> Verdict {
        results.verdict(of: results.judgements()).verdict
    }

    @Test("holds where R2 is better than R1 in every seed, and compatibility better than none")
    func holding() throws {
        let (results, _) = try results { arm, seed in
            switch arm {
            case .crossEntropy: 0.1
            case .homogeneous: 0.45 + 0.001 * Double(seed)
            default: 0.5
            }
        }
        #expect(verdict(results) == .held)
    }

    @Test("does not hold where both rewards pick the same networks, and says so with the ranking beside it")
    func same() throws {
        let (results, judgements) = try results(tau: "supernet ranking unreliable: Kendall tau 0.1") {
            arm, _ in
            arm == .crossEntropy ? 0.1 : 0.5
        }
        #expect(verdict(results) == .didNotHold)
        let judgement = try #require(judgements["R2 over R1: 24 networks, 8 k multiply-adds"])
        #expect(
            judgement.evidence.hasPrefix(
                "HVS: architecture search no better than R1 at budget 8000 (difference 0.000, interval 0.000 to 0.000)"
            ))
        #expect(judgement.evidence.contains("Kendall tau 0.1"))
        #expect(judgements["supernet ranking"]?.verdict == .didNotHold)
    }

    @Test("is open where seeds disagree")
    func open() throws {
        let (results, judgements) = try results { arm, seed in
            switch arm {
            case .crossEntropy: 0.1
            case .homogeneous: seed == 0 ? 0.51 : seed == 1 ? 0.52 : 0.44
            default: 0.5
            }
        }
        let judgement = try #require(judgements["R2 over R1: 24 networks, 23 k multiply-adds"])
        #expect(judgement.verdict == .inconclusive)
        #expect(verdict(results) == .inconclusive)
    }

    @Test(
        "does not hold where training without compatibility does as well, or the supernet misses the optimum")
    func control() throws {
        #expect(try results { _, _ in 0.5 }.judgements["compatible weights"]?.verdict == .didNotHold)
        let missed = try results { arm, _ in arm == .supernet ? 0.4 : 0.5 }.judgements
        #expect(
            missed["supernet near the optimum: 24 networks, 15 k multiply-adds"]?.verdict == .didNotHold)
        #expect(
            missed["evolution over random search: 24 networks, 15 k multiply-adds"]?.verdict == .didNotHold)
    }

    @Test(
        "a search scores half of the 24 networks that are within the budget, and breeds most of them",
        arguments: zip(HeterogeneousSearchClaim.toyCells, [(3, 2), (9, 3), (12, 4)]))
    func half(cell: Claim.Cell, numbers: (evaluations: Int, population: Int)) throws {
        let cell = try QueryNetworkCell(cell, scope: .full)
        #expect(try cell.architectures().count == 2 * numbers.evaluations)
        let evolution = try cell.evolution()
        #expect(evolution.evaluations == numbers.evaluations && evolution.population == numbers.population)
        let table = ScoreTable(cell.space)
        let found = try cell.search(.heterogeneous).evolve(
            random: SeededRandom(seed: 1), score: table.score)
        #expect(found.candidates.count == numbers.evaluations && found.history.count > 1)
    }

    @Test(
        "among 1,152 networks the first seed says how some that are trained alone are ranked", .needsTorch,
        .enabled("Fashion-MNIST is Debian's package dataset-fashion-mnist") { FashionMNIST.isInstalled })
    func ranked() throws {
        let laboratory = try HeterogeneousSearchLaboratory(form: .quick)
        func notes(_ arm: Arm) throws -> [String] {
            try laboratory.run(
                Trial(cell: HeterogeneousSearchClaim.wideCell, arm: arm.rawValue, seed: 0, form: .quick)
            ).notes
        }
        let notes = try (notes(.supernet), notes(.heterogeneous))
        #expect(notes.0.first == notes.1.first && notes.1.count == 1)
        let ranking = try #require(notes.0.last)
        #expect(ranking.contains("Kendall tau") && ranking.contains("over 4 networks"), "\(ranking)")
    }

    @Test("trials of other evolutions, spaces, recipes or sizes are told apart")
    func settings() throws {
        let cells = HeterogeneousSearchClaim.toyCells + [HeterogeneousSearchClaim.wideCell]
        let digests = try [
            HeterogeneousSearchSettings(.full, cells: cells), .init(.quick, cells: cells),
            .init(.full, cells: Array(cells.dropLast())),
        ].map { try $0.digest }
        #expect(Set(digests).count == digests.count)
        #expect(try HeterogeneousSearchSettings(.full, cells: cells).digest == digests[0])
        let text = try #require(HeterogeneousSearchClaim.claim.configuration["settings"])
        #expect(text.contains(digests[0]) && text.contains(digests[1]))
    }

    @Test("hand-made networks are within their budgets, and the gallery network 17 times beyond all of them")
    func networks() throws {
        let gallery = try HeterogeneousSearchScope.gallery.multiplyAdds()
        #expect(gallery == 391_584)
        for budget in [8_000, 15_000, 23_000] {
            let costs = try HeterogeneousSearchScope.handMade(within: budget).map { try $0.multiplyAdds() }
            #expect(costs.allSatisfy { $0 <= budget && $0 > budget * 7 / 10 }, "\(costs)")
        }
        #expect(Double(gallery) / 23_000 > HeterogeneousSearchGates.leastRatio)
    }
}
