import LearningCore

/// What has to come out for the claim to hold, said before anything is run.
enum AdaMixGates {
    private typealias Arm = AdaMixArm

    static func all(
        middle: Claim.Cell, scarce: Claim.Cell, fewest: Claim.Cell, plenty: Claim.Cell,
        featureCells: [Claim.Cell], pixelCells: [Claim.Cell]
    ) -> [Claim.Gate] {
        [
            halved(in: middle), worthIt(in: scarce),
            reduction(by: 0.59, at: 3, in: featureCells), reduction(by: 0.60, at: 1, in: featureCells),
            publicBeatsPrivate(in: fewest), publicBeatsPrivate(in: scarce),
            comparison("against a public start", of: .adaMix, with: .publicStart, in: featureCells),
            comparison("projection in features", of: .paper, with: .adaMix, in: featureCells),
            comparison("projection in pixels", of: .paper, with: .adaMix, in: pixelCells),
            losing(in: plenty),
        ]
    }

    private static func halved(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "half the increase",
            "The increase of AdaMix is at most half that of fully private training, in 4 of 5 seeds."
        ) { results in
            results.judgement(inAtLeast: 4, of: 5, cell: cell) { seed in
                guard let own = increase(results, .adaMix, cell, seed),
                    let other = increase(results, .fullyPrivate, cell, seed)
                else { return nil }
                return own <= other / 2
            }
        }
    }

    private static func worthIt(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "worth the private data",
            "AdaMix has a smaller error than only public in 4 of 5 seeds, and the paired interval excludes 0."
        ) { results in
            let seeds = results.judgement(inAtLeast: 4, of: 5, cell: cell) { seed in
                guard let own = error(results, .adaMix, cell, seed),
                    let other = error(results, .onlyPublic, cell, seed)
                else { return nil }
                return own < other
            }
            guard seeds.verdict == .held,
                let difference = results.difference(
                    "error", of: Arm.adaMix.rawValue, against: Arm.onlyPublic.rawValue, in: cell),
                let interval = difference.overExamples
            else { return seeds }
            let excludes = interval.upper < 0
            return Judgement(
                excludes ? .held : .didNotHold,
                seeds.evidence
                    + "; the interval of the difference is \(text(interval.lower)) to \(text(interval.upper))"
            )
        }
    }

    private static func reduction(by share: Double, at epsilon: Double, in cells: [Claim.Cell]) -> Claim.Gate
    {
        let percent = Int((share * 100).rounded())
        return Claim.Gate(
            "reduction at eps \(Int(epsilon))",
            "The mean increase over cells and seeds is at least \(percent) per cent below that of fully private training."
        ) { results in
            let cells = cells.filter { $0["eps"] == epsilon && results.cells.contains($0) }
            let own = cells.compactMap { results.summary("increase", of: Arm.adaMix.rawValue, in: $0)?.mean }
            let other = cells.compactMap {
                results.summary("increase", of: Arm.fullyPrivate.rawValue, in: $0)?.mean
            }
            guard !cells.isEmpty, own.count == cells.count, other.count == cells.count else {
                return Judgement(.inconclusive, "not run")
            }
            let (mixed, alone) = (mean(own), mean(other))
            guard alone > 0 else {
                return Judgement(.inconclusive, "fully private training adds nothing to the error here")
            }
            let reached = 1 - mixed / alone
            return Judgement(
                reached >= share ? .held : .didNotHold,
                "the mean increase falls from \(text(alone)) to \(text(mixed)), by \(text(reached))")
        }
    }

    private static func publicBeatsPrivate(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "few records: \(cell.name)",
            "Ignoring the private records is better than fully private training, in 4 of 5 seeds."
        ) { results in
            results.judgement(inAtLeast: 4, of: 5, cell: cell) { seed in
                guard let own = error(results, .onlyPublic, cell, seed),
                    let other = error(results, .fullyPrivate, cell, seed)
                else { return nil }
                return own < other
            }
        }
    }

    /// Counts the cells in which one arm is better than another by an interval without 0; decides nothing.
    private static func comparison(
        _ name: String, of arm: Arm, with other: Arm, in cells: [Claim.Cell]
    ) -> Claim.Gate {
        Claim.Gate(
            name,
            "\(arm.rawValue) is better than \(other.rawValue) in more cells than it is worse, by paired intervals.",
            isDecisive: false
        ) { results in
            let intervals = cells.filter(results.cells.contains).compactMap {
                results.difference("error", of: arm.rawValue, against: other.rawValue, in: $0)?.overExamples
            }
            let better = intervals.count { $0.upper < 0 }
            let worse = intervals.count { $0.lower > 0 }
            let verdict: Verdict = better > worse ? .held : worse > better ? .didNotHold : .inconclusive
            return Judgement(
                intervals.isEmpty ? .inconclusive : verdict,
                "better in \(better), worse in \(worse) and undecided in \(intervals.count - better - worse) of"
                    + " \(intervals.count) cells")
        }
    }

    /// Says where private training needs no public data; decides nothing.
    private static func losing(in cell: Claim.Cell) -> Claim.Gate {
        Claim.Gate(
            "where there are many records",
            "AdaMix is still at least as good as private training alone.", isDecisive: false
        ) { results in
            guard
                let difference = results.difference(
                    "error", of: Arm.adaMix.rawValue, against: Arm.fullyPrivate.rawValue, in: cell)
            else { return Judgement(.inconclusive, "\(cell.name) was not run") }
            let mean = difference.summary.mean
            let evidence = "the mean difference of the errors is \(text(mean)) at \(cell.name)"
            return mean <= 0
                ? Judgement(.held, evidence)
                : Judgement(.didNotHold, "private training alone is better here: " + evidence)
        }
    }

    private static func error(
        _ results: ExperimentResults, _ arm: Arm, _ cell: Claim.Cell, _ seed: Int
    ) -> Double? { results.value("error", of: arm.rawValue, in: cell, seed: seed) }

    private static func increase(
        _ results: ExperimentResults, _ arm: Arm, _ cell: Claim.Cell, _ seed: Int
    ) -> Double? { results.value("increase", of: arm.rawValue, in: cell, seed: seed) }

    private static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

    /// A share in per cent.
    private static func text(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}
