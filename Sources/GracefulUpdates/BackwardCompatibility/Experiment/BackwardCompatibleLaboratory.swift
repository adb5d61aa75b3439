import LearningCore
import Tensors

/// Runs the trials of the claim; arms of a cell and seed share the old model and the new one that was trained alone.
final class BackwardCompatibleLaboratory {
    private let images: FashionMNIST
    private let scope: BackwardCompatibleScope
    private var current: (cell: Claim.Cell, seed: Int, bench: UpdateBench)?
    private var choices: [ChoiceKey: TrialResult.Choice] = [:]
    private var selections: [Claim.Cell: UpdateBench] = [:]

    private struct ChoiceKey: Hashable {
        let cell: Claim.Cell
        let arm: BackwardCompatibleArm
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
        let choice = try choice(of: arm, in: trial.cell)
        let weight = choice.flatMap { $0.values["weight"] }.flatMap(Double.init) ?? arm.weights(scope)[0]
        let update = try bench.update(arm, weight: weight)
        var result = try BackwardCompatibleMeasures.result(of: update, on: bench)
        result.choice = choice
        result.notes += update.activeTerms.isEmpty ? [] : [update.activeTerms.joined(separator: " + ")]
        if arm == .synthesised { result.notes += try bench.chainNotes(after: update, weight: weight) }
        if arm.hasBackfill {
            let curves = try bench.backfill(update, orders: BackfillOrder.allCases)
            for (order, curve) in curves {
                result.curves[BackwardCompatibleClaim.curveName(order)] = CurvePoints(
                    x: curve.shares, y: curve.values)
            }
        }
        return result
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
    ) throws -> TrialResult.Choice? {
        let weights = arm.weights(scope)
        guard weights.count > 1 else { return nil }
        let key = ChoiceKey(cell: cell, arm: arm)
        if let choice = choices[key] { return choice }
        let bench = try selection(in: cell)
        var best: (weight: Double, cross: Double, own: Double)?
        for weight in weights {
            // What goes to infinity has no score.
            guard let update = try? bench.update(arm, weight: weight) else { continue }
            let cross = try update.cross().value(of: .meanAveragePrecision)
            let own = try update.own().value(of: .meanAveragePrecision)
            if cross > best?.cross ?? -1 { best = (weight, cross, own) }
        }
        guard let best else { throw GracefulUpdateError.diverged(epoch: scope.epochs) }
        let choice = TrialResult.Choice(
            ["weight": "\(best.weight)", "self mAP": "\((best.own * 1_000).rounded() / 1_000)"],
            score: best.cross, criterion: "cross mAP on validation images")
        choices[key] = choice
        return choice
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
