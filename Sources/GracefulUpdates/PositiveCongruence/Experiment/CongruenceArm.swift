import LearningCore

/// What is done against new mistakes.
enum CongruenceArm: String, CaseIterable {
    case none = "no treatment"
    case tuned = "no treatment, own rate"
    case naive = "naive"
    case distillation = "distillation"
    case focalDivergence = "FD-KL"
    case focalLogit = "FD-LM"
    case inhibition = "LDI"
    case elodi = "ELODI"
    case blend = "BCWI"
    case compatible = "BCT"
    case ensemble = "ensembles"

    /// The arm as the report has it.
    var declaration: Claim.Arm {
        switch self {
        case .none:
            .init(rawValue, "cross-entropy, at the learning rate of FD-LM", role: .baseline)
        case .tuned:
            .init(
                rawValue, "cross-entropy, at a learning rate chosen for it: what treatment has to be worth",
                role: .baseline)
        case .naive:
            .init(
                rawValue, "cross-entropy, what the old model got right counting twice", role: .baseline)
        case .distillation:
            .init(
                rawValue, "squared differences from the old logits, all images counting the same (beta 0)",
                role: .strongestBaseline)
        case .focalDivergence:
            .init(
                rawValue,
                "divergence from the old softmax at temperature 100, six times where the old model is right",
                role: .ablation)
        case .focalLogit:
            .init(
                rawValue, "squared differences from the old logits, six times where the old model is right",
                role: .proposed)
        case .inhibition:
            .init(
                rawValue, "squares of what logits differ from the old ones by more than 0.5", role: .baseline)
        case .elodi:
            .init(
                rawValue,
                "old and new are each a student of an ensemble of its own; the old model is not looked at",
                role: .baseline)
        case .blend:
            .init(
                rawValue,
                "the old network fine-tuned on the new images, its weights blended with the old ones by validation",
                role: .baseline)
        case .compatible:
            .init(
                rawValue,
                "backward-compatible training: embeddings that the old head tells the class of as well",
                role: .baseline)
        case .ensemble:
            .init(
                rawValue, "the mean logits of several untreated models on both sides: the paragon",
                role: .oracle)
        }
    }

    /// The loss with a weight; nil for arms that are not trained by one against the old model.
    func loss(weight: Double) -> PositiveCongruentLoss? {
        switch self {
        case .naive: .naive()
        case .distillation: .distillation(weight: weight)
        case .focalDivergence: .focalDivergence(weight: weight)
        case .focalLogit: .focalLogit(weight: weight)
        case .inhibition: .inhibition(weight: weight)
        case .none, .tuned, .elodi, .blend, .compatible, .ensemble: nil
        }
    }
}

/// Hyperparameters of an arm.
struct CongruenceSetting: Hashable {
    let rate: Double
    /// Nil for arms without.
    let weight: Double?

    /// The values by name, as the report has them.
    var values: [String: String] {
        var values = ["learning rate": "\(rate)"]
        if let weight { values["weight"] = "\(weight)" }
        return values
    }
}
