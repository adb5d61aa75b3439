/// What came of all trials of an experiment, and what can be said of it.
///
///     results.values("error", of: "adamix", in: cell)                          // one for each seed
///     results.difference("error", of: "adamix", against: "private only", in: cell)
public struct ExperimentResults: Sendable {
    /// What was asked.
    public let claim: Claim
    /// Whether this is the quick form.
    public let form: ExperimentForm
    /// The cells that were run.
    public let cells: [Claim.Cell]
    /// The seeds that were run.
    public let seeds: [Int]
    let trials: [Trial: FinishedTrial]

    /// What came of a trial; nil for one that was not run.
    public func result(of arm: String, in cell: Claim.Cell, seed: Int) -> TrialResult? {
        trials[Trial(cell: cell, arm: arm, seed: seed, form: form)]?.result
    }

    /// A measure of a trial; nil where the trial was not run or the measure is not defined, as when it
    /// divides by zero.
    public func value(_ measure: String, of arm: String, in cell: Claim.Cell, seed: Int) -> Double? {
        let definition = claim.measures.first { $0.name == measure }?.definition
        switch definition {
        case .reported?: return result(of: arm, in: cell, seed: seed)?.measures[measure]
        case .relativeIncrease(let other, let reference)?:
            guard let base = value(other, of: reference, in: cell, seed: seed), base != 0,
                let value = value(other, of: arm, in: cell, seed: seed)
            else { return nil }
            return (value - base) / base
        case nil: preconditionFailure("\(claim.name) declares no measure \(measure)")
        }
    }

    /// A measure of every seed, in the order of the seeds; nil for those where it is not defined.
    public func values(_ measure: String, of arm: String, in cell: Claim.Cell) -> [Double?] {
        seeds.map { value(measure, of: arm, in: cell, seed: $0) }
    }

    /// Mean and standard deviation over seeds; nil where the measure is not defined in some seed.
    public func summary(_ measure: String, of arm: String, in cell: Claim.Cell) -> Summary? {
        let values = values(measure, of: arm, in: cell)
        let defined = values.compactMap(\.self)
        return defined.count == values.count ? Summary(defined) : nil
    }

    /// The difference between two arms, seed by seed, with intervals; nil where the measure is not defined
    /// somewhere.
    public func difference(
        _ measure: String, of arm: String, against baseline: String, in cell: Claim.Cell
    ) -> PairedDifference? {
        let pairs = zip(values(measure, of: arm, in: cell), values(measure, of: baseline, in: cell))
        var differences: [Double] = []
        for case (let value?, let base?) in pairs { differences.append(value - base) }
        guard differences.count == seeds.count, let summary = Summary(differences) else { return nil }
        let random = SeededRandom(seed: 0)
            .stream("bootstrap").stream(measure).stream(arm).stream(baseline).stream(cell.name)
        let bootstrap = PairedBootstrap(random: random)
        return PairedDifference(
            summary: summary, overSeeds: bootstrap.overSeeds(differences),
            overExamples: bootstrap.overExamples(
                recordedPairs(of: arm, against: baseline, in: cell) { $0.outcomes[measure] })
                ?? bootstrap.overScores(
                    recordedPairs(of: arm, against: baseline, in: cell) { $0.scores[measure] }))
    }

    /// What both arms recorded by example, seed by seed; nothing unless both did in every seed.
    private func recordedPairs<Recorded>(
        of arm: String, against baseline: String, in cell: Claim.Cell, _ recorded: (TrialResult) -> Recorded?
    ) -> [(Recorded, Recorded)] {
        let pairs = seeds.compactMap { seed -> (Recorded, Recorded)? in
            guard let first = result(of: arm, in: cell, seed: seed).flatMap(recorded),
                let second = result(of: baseline, in: cell, seed: seed).flatMap(recorded)
            else { return nil }
            return (first, second)
        }
        return pairs.count == seeds.count ? pairs : []
    }

    /// Every gate with its judgement, in the order of the claim.
    public func judgements() -> [(gate: Claim.Gate, judgement: Judgement)] {
        claim.gates.map { ($0, $0.judge(self)) }
    }

    /// What all judgements together say of the claim.
    ///
    /// The quick form and a run with too few seeds decide nothing.
    public func verdict(of judgements: [(gate: Claim.Gate, judgement: Judgement)]) -> Judgement {
        guard form == .full else {
            return Judgement(.inconclusive, "this is the quick form, which decides nothing")
        }
        guard seeds.count >= claim.minimumSeeds else {
            return Judgement(
                .inconclusive, "\(seeds.count) seeds decide nothing, \(claim.minimumSeeds) are needed")
        }
        let decisive = judgements.filter(\.gate.isDecisive)
        func named(_ verdict: Verdict) -> [String] {
            decisive.filter { $0.judgement.verdict == verdict }.map(\.gate.name)
        }
        let (failed, open) = (named(.didNotHold), named(.inconclusive))
        if !failed.isEmpty {
            return Judgement(.didNotHold, "not passed: \(failed.joined(separator: ", "))")
        }
        if !open.isEmpty || decisive.isEmpty {
            return Judgement(
                .inconclusive, open.isEmpty ? "no gate decides it" : "open: \(open.joined(separator: ", "))")
        }
        return Judgement(
            .held, decisive.count == 1 ? "its gate was passed" : "all \(decisive.count) gates were passed")
    }
}

/// The difference between two arms that were run on the same seeds.
public struct PairedDifference: Sendable, Equatable {
    /// The difference of every seed, their mean and standard deviation.
    public let summary: Summary
    /// The 95 % interval of the mean when seeds are drawn again; nil for a single seed.
    public let overSeeds: Interval?
    /// The 95 % interval of the mean when test examples are drawn again within each seed; nil without
    /// outcomes.
    public let overExamples: Interval?
}
