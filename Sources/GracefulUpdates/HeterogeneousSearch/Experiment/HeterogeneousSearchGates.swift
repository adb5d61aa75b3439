import Foundation
import LearningCore

/// What has to come out for the claim to hold, said before anything is run.
enum HeterogeneousSearchGates {
    private typealias Arm = HeterogeneousSearchArm

    /// How many times as many multiply-adds the gallery network has as any query network, at least.
    static let leastRatio = 17.0

    static func all(toy: [Claim.Cell], wide: Claim.Cell) -> [Claim.Gate] {
        [weights(in: toy + [wide])] + toy.map { better(in: $0, isDecisive: true) }
            + [better(in: wide, isDecisive: false)] + toy.map(reaching)
            + (toy + [wide]).map(beatingChance) + [reliable(toy: toy, wide: wide)]
    }

    private static func weights(in cells: [Claim.Cell]) -> Claim.Gate {
        Claim.Gate(
            "compatible weights",
            "M(q,g) of the network of R2 is at least 3 times that of the same network trained by cross-entropy only, at"
                + " \(Int(leastRatio)) times fewer multiply-adds, in every seed and cell."
        ) { results in
            var least: (times: Double, ratio: Double)?
            for cell in cells where results.cells.contains(cell) {
                for seed in results.seeds {
                    guard let own = value(results, .heterogeneous, cell, seed),
                        let control = value(results, .crossEntropy, cell, seed), control > 0,
                        let ratio = results.value(
                            HeterogeneousSearchClaim.ratio, of: Arm.heterogeneous.rawValue, in: cell,
                            seed: seed)
                    else { return Judgement(.inconclusive, "a trial was not run") }
                    least = (
                        min(own / control, least?.times ?? .infinity), min(ratio, least?.ratio ?? .infinity)
                    )
                }
            }
            guard let least else { return Judgement(.inconclusive, "not run") }
            return Judgement(
                least.times >= 3 && least.ratio >= leastRatio ? .held : .didNotHold,
                "at least \(text(least.times)) times, with at least \(text(least.ratio)) times fewer multiply-adds"
            )
        }
    }

    private static func better(in cell: Claim.Cell, isDecisive: Bool) -> Claim.Gate {
        Claim.Gate(
            "R2 over R1: \(cell.name)",
            "The network that R2 picks has the larger M(q,g) on test images, in the mean over seeds, and the paired interval"
                + " over seeds excludes 0.", isDecisive: isDecisive
        ) { results in
            judgement(results, .heterogeneous, over: .homogeneous, "R1", cell)
        }
    }

    private static func beatingChance(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "evolution over random search: \(cell.name)",
            "The network that evolution finds over the supernet has the larger M(q,g) than that of as many draws at random,"
                + " neither of which scores all networks.",
            isDecisive: false
        ) { results in
            judgement(results, .supernet, over: .random, "random", cell)
        }
    }

    /// A mean difference above 0 whose interval over seeds says so; none above 0 refutes it.
    private static func judgement(
        _ results: ExperimentResults, _ arm: Arm, over other: Arm, _ name: String, _ cell: Claim.Cell
    ) -> Judgement {
        guard results.cells.contains(cell),
            let difference = results.difference(
                HeterogeneousSearchClaim.crossed, of: arm.rawValue, against: other.rawValue, in: cell),
            let interval = difference.overSeeds
        else { return Judgement(.inconclusive, "\(cell.name) was not run, or with one seed only") }
        let mean = difference.summary.mean
        let numbers = "difference \(text(mean)), interval \(text(interval.lower)) to \(text(interval.upper))"
        if mean > 0, interval.lower > 0 { return Judgement(.held, numbers) }
        let sentence =
            "HVS: architecture search no better than \(name) at budget \(Int(cell["budget"])) (\(numbers)); "
            + (reliability(results, cell) ?? "Kendall tau was not recorded")
        return Judgement(mean > 0 ? .inconclusive : .didNotHold, sentence)
    }

    private static func reaching(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "supernet near the optimum: \(cell.name)",
            "The network that evolution finds over the supernet, scoring half of those within the budget, has at least 0.98"
                + " of the largest M(q,g) within it, in the mean over seeds."
        ) { results in
            let shares = results.seeds.compactMap { seed -> Double? in
                guard let own = value(results, .supernet, cell, seed),
                    let best = value(results, .exhaustive, cell, seed), best > 0
                else { return nil }
                return own / best
            }
            guard results.cells.contains(cell), shares.count == results.seeds.count,
                let summary = Summary(shares)
            else { return Judgement(.inconclusive, "\(cell.name) was not run") }
            return Judgement(
                summary.mean >= 0.98 ? .held : .didNotHold,
                "\(text(summary.mean)) of it; \(reliability(results, cell) ?? "Kendall tau was not recorded")"
            )
        }
    }

    private static func reliable(toy: [Claim.Cell], wide: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "supernet ranking",
            "Kendall tau between the supernet's scores and those of networks trained alone is at least"
                + " \(SupernetReliability.leastTau): of 24 networks in every seed, and of some of 1,152 in the first.",
            isDecisive: false
        ) { results in
            guard let cell = toy.first(where: results.cells.contains) else {
                return Judgement(.inconclusive, "not run")
            }
            let notes = results.seeds.compactMap { note(results, cell, seed: $0) }
            guard notes.count == results.seeds.count, !notes.isEmpty else {
                return Judgement(.inconclusive, "Kendall tau was not recorded")
            }
            let all = notes + results.seeds.compactMap { note(results, wide, seed: $0) }
            let areReliable = all.allSatisfy { !$0.contains(SupernetReliability.warning) }
            return Judgement(areReliable ? .held : .didNotHold, all.joined(separator: "; "))
        }
    }

    /// What the supernet's trials say of its ranking, for all seeds.
    private static func reliability(_ results: ExperimentResults, _ cell: Claim.Cell) -> String? {
        let notes = results.seeds.compactMap { note(results, cell, seed: $0) }
        return notes.isEmpty ? nil : notes.joined(separator: "; ")
    }

    private static func note(_ results: ExperimentResults, _ cell: Claim.Cell, seed: Int) -> String? {
        results.result(of: Arm.supernet.rawValue, in: cell, seed: seed)?.notes.first {
            $0.contains("Kendall tau")
        }
    }

    private static func value(
        _ results: ExperimentResults, _ arm: Arm, _ cell: Claim.Cell, _ seed: Int
    ) -> Double? {
        results.value(HeterogeneousSearchClaim.crossed, of: arm.rawValue, in: cell, seed: seed)
    }

    private static func text(_ value: Double) -> String { String(format: "%.3f", value) }
}
