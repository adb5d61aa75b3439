import LearningCore
import Tensors

/// Runs the trials of the claim; arms of a cell and seed share the old model and the new one that was trained alone.
final class BackwardCompatibleLaboratory {
    private let images: FashionMNIST
    private let scope: BackwardCompatibleScope
    private var current: (cell: Claim.Cell, seed: Int, bench: UpdateBench)?
    private var choices: [ChoiceKey: Chosen] = [:]
    private var selections: [Claim.Cell: UpdateBench] = [:]

    private struct ChoiceKey: Hashable {
        let cell: Claim.Cell
        let arm: BackwardCompatibleArm
    }

    private struct Chosen {
        let choice: TrialResult.Choice
        let weight: Double
        let notes: [String]
    }

    init(form: ExperimentForm) throws {
        images = try FashionMNIST()
        scope = form == .full ? .full : .quick
    }

    func run(_ trial: Trial) throws -> TrialResult {
        guard let arm = BackwardCompatibleArm(rawValue: trial.arm) else {
            preconditionFailure("the claim declares no arm \(trial.arm)")
        }
        let bench = try bench(of: trial)
        let chosen = try choice(of: arm, in: trial.cell)
        let weight = chosen?.weight ?? arm.weights(scope)[0]
        let (update, problems) = try Self.update(arm, weight: weight, on: bench)
        var result = try BackwardCompatibleMeasures.result(of: update, on: bench)
        result.choice = chosen?.choice
        result.notes += problems + (chosen?.notes ?? [])
        result.notes += update.activeTerms.isEmpty ? [] : [update.activeTerms.joined(separator: " + ")]
        if arm == .synthesised {
            result.notes += try Self.chainNotes(after: update, weight: weight, on: bench)
        }
        if arm.hasBackfill {
            let curves = try bench.backfill(update, orders: BackfillOrder.allCases)
            for (order, curve) in curves {
                result.curves[BackwardCompatibleClaim.curveName(order)] = CurvePoints(
                    x: curve.shares, y: curve.values)
            }
        }
        return result
    }

    /// An update, or what is left of it where its training went to infinity, with a note of that.
    static func update(
        _ arm: BackwardCompatibleArm, weight: Double, on bench: UpdateBench
    ) throws -> (UpdateUnderTest, notes: [String]) {
        do { return (try bench.update(arm, weight: weight), []) } catch GracefulUpdateError.diverged(
            let epoch)
        {
            return (
                try bench.collapsed(arm),
                ["the loss went to infinity in epoch \(epoch): all records have the same vector"]
            )
        }
    }

    private static func chainNotes(
        after update: UpdateUnderTest, weight: Double, on bench: UpdateBench
    ) throws -> [String] {
        do { return try bench.chainNotes(after: update, weight: weight) } catch GracefulUpdateError.diverged(
            let epoch)
        {
            return ["the loss of a third version went to infinity in epoch \(epoch)"]
        }
    }

    private func bench(of trial: Trial) throws -> UpdateBench {
        if let current, current.cell == trial.cell, current.seed == trial.seed { return current.bench }
        let bench = try UpdateBench(
            UpdateScene(
                images, cell: trial.cell, scope: scope, isValidation: false, random: trial.sharedRandom),
            scope: scope, random: trial.sharedRandom)
        current = (trial.cell, trial.seed, bench)
        return bench
    }

    /// The weight with the best cross mAP on validation images, after training on a draw of images of its own.
    private func choice(
        of arm: BackwardCompatibleArm, in cell: Claim.Cell
    ) throws -> Chosen? {
        let weights = arm.weights(scope)
        guard weights.count > 1 else { return nil }
        let key = ChoiceKey(cell: cell, arm: arm)
        if let choice = choices[key] { return choice }
        let bench = try selection(in: cell)
        var notes: [String] = []
        var best = (weight: weights[0], cross: 0.0, own: 0.0)
        for weight in weights {
            let (update, problems) = try Self.update(arm, weight: weight, on: bench)
            // What goes to infinity has no score.
            guard problems.isEmpty else {
                notes.append("the loss went to infinity where the weight \(weight) was tried")
                continue
            }
            let cross = try update.cross().value(of: .meanAveragePrecision)
            let own = try update.own().value(of: .meanAveragePrecision)
            if cross > best.cross { best = (weight, cross, own) }
        }
        if let note = SearchGrid(name: "weight", values: weights).edgeNote(best.weight) { notes.append(note) }
        let chosen = Chosen(
            choice: TrialResult.Choice(
                ["weight": "\(best.weight)", "self mAP": "\((best.own * 1_000).rounded() / 1_000)"],
                score: best.cross, criterion: "cross mAP on validation images"), weight: best.weight,
            notes: notes)
        choices[key] = chosen
        return chosen
    }

    private func selection(in cell: Claim.Cell) throws -> UpdateBench {
        if let bench = selections[cell] { return bench }
        let random = SeededRandom(seed: 0).stream("choice").stream(cell.name)
        let bench = try UpdateBench(
            UpdateScene(images, cell: cell, scope: scope, isValidation: true, random: random), scope: scope,
            random: random)
        selections[cell] = bench
        return bench
    }
}
