import ArgumentParser
import GracefulUpdates

/// What keeps a new model near the old one.
struct TrainPCTLossOptions: ParsableArguments {
    /// The names of the recipes of ``PositiveCongruentLoss``.
    enum LossName: String, ExpressibleByArgument, CaseIterable {
        case focalLogit = "focal-logit"
        case focalKL = "focal-kl"
        case naive
        case distillation
        case ldi

        var weight: Double {
            switch self {
            case .focalLogit: 0.03
            case .focalKL, .ldi: 0.3
            case .distillation: 0.1
            case .naive: 1
            }
        }

        var isFocal: Bool { self == .focalLogit || self == .focalKL }
    }

    @Option(
        name: .customLong("loss"),
        help: ArgumentHelp("What is learned of the old model.", valueName: "loss"))
    var name = LossName.focalLogit

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What a record counts more where the old model is right, for focal-logit and focal-kl; 5 if it is left out.",
            valueName: "n"))
    var beta: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "What the term counts beside the cross-entropy: 0.03 for focal-logit, 0.1 for distillation, 0.3 for focal-kl and"
                + " ldi, and 1 for naive if it is left out.", valueName: "weight"))
    var weight: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The share of the term in the loss, from 0 to 1, the rest being the cross-entropy; instead of --weight.",
            valueName: "share"))
    var share: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("The temperature of focal-kl; 100 if it is left out.", valueName: "t"))
    var temperature: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The difference of logits that costs nothing in ldi; 0.5 if it is left out.", valueName: "d"))
    var margin: Double?

    @Option(
        help: ArgumentHelp(
            "Count only so many classes in ldi, those with the largest new logits.", valueName: "n"))
    var topClasses: Int?

    func validate() throws {
        guard weight == nil || share == nil else {
            throw ValidationError("--weight and --share say the same in two ways; give one of them.")
        }
        guard beta == nil || name.isFocal else {
            throw ValidationError("--beta goes with --loss focal-logit or focal-kl.")
        }
        guard temperature == nil || name == .focalKL else {
            throw ValidationError("--temperature goes with --loss focal-kl.")
        }
        guard name == .ldi || (margin == nil && topClasses == nil) else {
            throw ValidationError("--margin and --top-classes go with --loss ldi.")
        }
        do throws(GracefulUpdateError) { try loss.check() } catch {
            throw ValidationError("\(error.description).")
        }
    }

    /// What was asked for.
    var loss: PositiveCongruentLoss {
        let weight = weight ?? name.weight
        let focus = PositiveCongruentLoss.Focus(bonus: beta ?? 5)
        var loss: PositiveCongruentLoss =
            switch name {
            case .focalLogit: .focalLogit(weight: weight, focus: focus)
            case .focalKL:
                .focalDivergence(weight: weight, temperature: temperature ?? 100, focus: focus)
            case .naive: .naive(weight: weight)
            case .distillation: .distillation(weight: weight)
            case .ldi:
                .inhibition(
                    weight: weight, LogitInhibition(margin: margin ?? 0.5, largestClasses: topClasses))
            }
        if let share { loss.mixing = .convex(share: share) }
        return loss
    }
}
