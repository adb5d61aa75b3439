import LearningCore

/// What has to come out for the claim to hold, said before anything is run.
enum BackwardCompatibleGates {
    private typealias Arm = BackwardCompatibleArm

    static func all(closed: Claim.Cell, open: Claim.Cell) -> [Claim.Gate] {
        [
            chance(in: closed), criterion(in: closed), own(in: closed), regression(in: closed),
            rows(in: closed), openSet(in: open), adapters(in: closed), backfill(in: closed),
        ]
    }

    private static func chance(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "no BCT is near chance",
            "The cross mAP of no BCT is below 0.2 in 4 of 5 seeds, where guessing has 0.1."
        ) { results in
            results.judgement(inAtLeast: 4, of: 5, cell: cell) { seed in
                cross(results, .plain, cell, seed).map { $0 < 0.2 }
            }
        }
    }

    private static func criterion(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "criterion",
            "New queries of BCT have a higher mAP in the old gallery than old ones, with an update gain above 0.3, in 4 of 5"
                + " seeds."
        ) { results in
            let judgement = results.judgement(inAtLeast: 4, of: 5, cell: cell) { seed in
                gain(results, .synthesised, cell, seed).map { $0.gain > 0 && $0.share ?? 0 > 0.3 }
            }
            let gains = results.seeds.map { seed in
                gain(results, .synthesised, cell, seed)?.share.map(UpdateBench.text) ?? "none"
            }
            return Judgement(
                judgement.verdict, judgement.evidence + "; gains \(gains.joined(separator: ", "))")
        }
    }

    private static func own(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "no loss by itself",
            "The self mAP of BCT is no more than 0.02 below the paragon's in 4 of 5 seeds."
        ) { results in
            results.judgement(inAtLeast: 4, of: 5, cell: cell) { seed in
                difference(results, .synthesised, .paragon, cell, seed).map { $0 >= -0.02 }
            }
        }
    }

    private static func regression(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "L2 pays for it",
            "L2 has a higher cross mAP than old with old, and a self mAP at least 0.04 below the paragon's, in 4 of 5 seeds."
        ) { results in
            results.judgement(inAtLeast: 4, of: 5, cell: cell) { seed in
                guard let gain = gain(results, .regression, cell, seed),
                    let loss = difference(results, .regression, .paragon, cell, seed)
                else { return nil }
                return gain.gain > 0 && loss <= -0.04
            }
        }
    }

    private static func rows(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "rows for new classes",
            "BCT with the old head alone has a lower cross mAP than with rows for new classes, in 4 of 5 seeds."
        ) { results in
            results.judgement(inAtLeast: 4, of: 5, cell: cell) { seed in
                guard let without = cross(results, .oldHead, cell, seed),
                    let with = cross(results, .synthesised, cell, seed)
                else { return nil }
                return without < with
            }
        }
    }

    /// Says what comes out where no class was learned; decides nothing.
    private static func openSet(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "open set", "BCT meets the criterion on classes that no model learned.", isDecisive: false
        ) { results in
            results.judgement(inAtLeast: 4, of: 5, cell: cell) { seed in
                gain(results, .synthesised, cell, seed).map { $0.gain > 0 }
            }
        }
    }

    /// Compares with what needs no training of the new model; decides nothing.
    private static func adapters(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "against adapters",
            "BCT has a higher mean cross mAP than the best adapter of the gallery.", isDecisive: false
        ) { results in
            let means = [Arm.procrustes, .linear, .forward].compactMap { arm in
                results.summary("cross mAP", of: arm.rawValue, in: cell).map { (arm, $0.mean) }
            }
            guard let own = results.summary("cross mAP", of: Arm.synthesised.rawValue, in: cell)?.mean,
                let best = means.max(by: { $0.1 < $1.1 })
            else { return Judgement(.inconclusive, "\(cell.name) was not run") }
            return Judgement(
                own > best.1 ? .held : .didNotHold,
                "\(UpdateBench.text(own)), and \(best.0.rawValue) \(UpdateBench.text(best.1)) at \(cell.name)"
            )
        }
    }

    /// Says whether a backfill ever makes searches worse; decides nothing.
    private static func backfill(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "backfill",
            "While the gallery of BCT is refreshed, in whatever order, no search is ever worse than before it began, in every"
                + " seed.", isDecisive: false
        ) { results in
            let falls = BackfillOrder.allCases.map { order in
                let curves = results.seeds.compactMap { seed in
                    results.result(of: Arm.synthesised.rawValue, in: cell, seed: seed)?
                        .curves[BackwardCompatibleClaim.curveName(order)]
                }.map { BackfillCurve(shares: $0.x, values: $0.y) }
                let area = curves.isEmpty ? 0 : curves.reduce(0) { $0 + $1.area } / Double(curves.count)
                return (
                    order, curves.count { $0.fallsBelowStart }, curves.count, area,
                    curves.map(\.largestFall).max() ?? 0
                )
            }
            guard falls.allSatisfy({ $0.2 == results.seeds.count }) else {
                return Judgement(.inconclusive, "\(cell.name) was not run")
            }
            let texts = falls.map { order, below, count, area, fall in
                "\(order.rawValue) in \(below) of \(count) (area \(UpdateBench.text(area)), at most"
                    + " \(UpdateBench.text(fall)) lost on the way)"
            }
            return Judgement(
                falls.allSatisfy { $0.1 == 0 } ? .held : .didNotHold,
                "falls below its start: \(texts.joined(separator: ", "))")
        }
    }

    private static func cross(
        _ results: ExperimentResults, _ arm: Arm, _ cell: Claim.Cell, _ seed: Int
    ) -> Double? { results.value("cross mAP", of: arm.rawValue, in: cell, seed: seed) }

    /// How much more new queries find in the old gallery than old ones, against what the paragon finds in its own.
    private static func gain(
        _ results: ExperimentResults, _ arm: Arm, _ cell: Claim.Cell, _ seed: Int
    ) -> UpdateGain? {
        guard let new = cross(results, arm, cell, seed), let old = cross(results, .old, cell, seed),
            let paragon = cross(results, .paragon, cell, seed)
        else { return nil }
        return UpdateGain(cross: new, old: old, paragon: paragon)
    }

    private static func difference(
        _ results: ExperimentResults, _ arm: Arm, _ other: Arm, _ cell: Claim.Cell, _ seed: Int
    ) -> Double? {
        guard let own = results.value("self mAP", of: arm.rawValue, in: cell, seed: seed),
            let base = results.value("self mAP", of: other.rawValue, in: cell, seed: seed)
        else { return nil }
        return own - base
    }
}
