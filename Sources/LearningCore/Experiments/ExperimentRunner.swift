import Foundation

/// How far an experiment has come.
public struct ExperimentProgress: Sendable, Equatable {
    /// How many trials are finished, those of an earlier run included.
    public let finished: Int
    /// How many there are in all.
    public let total: Int
    /// How many of the finished ones were taken from an earlier run.
    public let reused: Int
    /// What is run next; nil at the end.
    public let next: Trial?
    /// How long the rest may take, in seconds; nil before anything is known.
    public let secondsLeft: Double?
}

/// Runs the trials of a claim in a fixed order, each kept on disk as soon as it is finished.
///
///     let runner = try ExperimentRunner(claim: claim, form: .full, seeds: 5, folder: "Experiments/results/adamix")
///     let results = try runner.run(environment: environment) { progress in ... }
///
/// A run that was stopped goes on where it was. Seed by seed, every arm is run in every cell, so that an
/// early look sees a whole, if rough, picture.
public struct ExperimentRunner {
    private let claim: Claim
    private let form: ExperimentForm
    private let cells: [Claim.Cell]
    private let seeds: [Int]
    private let store: TrialStore
    private let startsAfresh: Bool

    /// Prepares to run in a folder.
    ///
    /// - Parameters:
    ///   - claim: What is run.
    ///   - form: Whole, or the quick form.
    ///   - seeds: How many seeds; nil for what the claim or its quick form says.
    ///   - folder: Where trials and the report go.
    ///   - startsAfresh: Whether finished trials are run again.
    /// - Throws: ``ExperimentError`` where the folder cannot be made, or holds what this run may not replace.
    public init(
        claim: Claim, form: ExperimentForm, seeds: Int? = nil, folder: String, startsAfresh: Bool = false
    ) throws(ExperimentError) {
        self.claim = claim
        self.form = form
        self.startsAfresh = startsAfresh
        cells = form == .full ? claim.cells : claim.quick.cells
        self.seeds = Array(0..<max(1, seeds ?? (form == .full ? claim.seeds : claim.quick.seeds)))
        try ExperimentReport.refuseToReplace(in: folder, claim: claim, form: form, seeds: self.seeds.count)
        store = try TrialStore(folder: folder + "/trials", claim: claim)
    }

    /// The trials, in the order they are run.
    var trials: [Trial] {
        seeds.flatMap { seed in
            cells.flatMap { cell in
                claim.arms.map { Trial(cell: cell, arm: $0.name, seed: seed, form: form) }
            }
        }
    }

    /// Runs what is not finished yet.
    ///
    /// - Throws: Whatever a trial throws, and ``ExperimentError``; finished trials are kept.
    public func run(
        environment: RunEnvironment, progress: (ExperimentProgress) -> Void = { _ in }
    ) throws -> ExperimentResults {
        let trials = trials
        var finished: [Trial: FinishedTrial] = [:]
        if !startsAfresh { for trial in trials { finished[trial] = store.finished(trial) } }
        let rest = trials.filter { finished[$0] == nil }
        let reused = finished.count
        var pace = Pace(known: finished.values)
        func report(_ next: ArraySlice<Trial>) {
            progress(
                ExperimentProgress(
                    finished: finished.count, total: trials.count, reused: reused, next: next.first,
                    secondsLeft: pace.seconds(for: next)))
        }
        if !rest.isEmpty {
            report(rest[...])
            let laboratory = try claim.prepare(form)
            for (position, trial) in rest.enumerated() {
                let start = ContinuousClock.now
                let result = try laboratory(trial)
                try result.check(for: claim, trial)
                let seconds = (ContinuousClock.now - start) / .seconds(1)
                let kept = try store.keep(result, of: trial, seconds: seconds, environment: environment)
                finished[trial] = kept
                pace.add(kept)
                report(rest[(position + 1)...])
            }
        } else {
            report([])
        }
        return ExperimentResults(claim: claim, form: form, cells: cells, seeds: seeds, trials: finished)
    }
}

/// How long trials take, by arm, because arms differ most.
private struct Pace {
    private var times: [String: (sum: Double, count: Int)] = [:]

    init(known: some Sequence<FinishedTrial>) { for trial in known { add(trial) } }

    mutating func add(_ finished: FinishedTrial) {
        let (sum, count) = times[finished.trial.arm] ?? (0, 0)
        times[finished.trial.arm] = (sum + finished.seconds, count + 1)
    }

    /// What some trials may take; those of arms that were not run yet count as an average one.
    func seconds(for trials: ArraySlice<Trial>) -> Double? {
        let total = times.values.reduce((0.0, 0)) { ($0.0 + $1.sum, $0.1 + $1.count) }
        guard total.1 > 0 else { return nil }
        return trials.reduce(0) { seconds, trial in
            let known = times[trial.arm] ?? (total.0, total.1)
            return seconds + known.0 / Double(known.1)
        }
    }
}
