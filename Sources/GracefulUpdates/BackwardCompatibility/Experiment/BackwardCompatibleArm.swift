import LearningCore

/// The ways of replacing a model that are compared.
enum BackwardCompatibleArm: String, CaseIterable {
    case old = "old"
    case plain = "no BCT"
    case regression = "L2"
    case oldHead = "BCT, old head"
    case synthesised = "BCT"
    case soft = "BCT, soft"
    case contrastive
    case hotRefresh = "RACT"
    case procrustes = "Procrustes"
    case linear
    case forward = "FCT"
    case simplex = "simplex, HOC"
    case paragon

    /// The arm as the report has it.
    var declaration: Claim.Arm {
        switch self {
        case .old:
            .init(rawValue, "nothing is replaced: old queries in the old gallery", role: .baseline)
        case .plain:
            .init(rawValue, "a new model, trained alone, asks the old gallery", role: .baseline)
        case .regression:
            .init(rawValue, "new embeddings are drawn to the old ones of the same records", role: .baseline)
        case .oldHead:
            .init(
                rawValue, "the old head judges new embeddings, on records of the classes that it knows",
                role: .ablation)
        case .synthesised:
            .init(
                rawValue, "the old head judges, with rows from old embeddings for new classes",
                role: .proposed)
        case .soft:
            .init(rawValue, "the old head judges, with its own answers as targets", role: .ablation)
        case .contrastive:
            .init(rawValue, "contrast with old embeddings of other classes", role: .baseline)
        case .hotRefresh:
            .init(
                rawValue, "contrast with the ten nearest old and new embeddings of other classes",
                role: .baseline)
        case .procrustes:
            .init(
                rawValue, "the new model of no BCT; a rotation brings the old gallery to it",
                role: .strongestBaseline)
        case .linear:
            .init(
                rawValue, "the new model of no BCT; a ridge map brings the old gallery to it", role: .baseline
            )
        case .forward:
            .init(
                rawValue,
                "the new model of no BCT; a network brings the old gallery to it, with a thumbnail of 7 x 7 that was stored"
                    + " with each record", role: .baseline)
        case .simplex:
            .init(
                rawValue,
                "both versions under a fixed simplex of 33 vertices, old features contrasted with new; its gallery is of an old"
                    + " model of its own", role: .baseline)
        case .paragon:
            .init(rawValue, "the new model of no BCT, and the whole gallery computed anew", role: .oracle)
        }
    }

    /// How the new model is trained; nil where it is trained alone, or not at all.
    func update(weight: Double) -> BackwardCompatible? {
        switch self {
        case .old, .plain, .procrustes, .linear, .forward, .paragon: nil
        case .regression: .init(.regression, weight: weight)
        case .oldHead: .init(.influence(.oldClasses), weight: weight)
        case .synthesised: .init(.influence(.synthesised), weight: weight)
        case .soft: .init(.influence(.soft(onlyOldClasses: false)), weight: weight)
        case .contrastive: .init(.contrastive(.init()), weight: weight)
        case .hotRefresh:
            .init(.contrastive(.init(nearest: 10, hasNewNegatives: true)), weight: weight)
        case .simplex: .init(.simplex(isHighOrder: true))
        }
    }

    /// The weights that are tried; one for arms without a choice.
    func weights(_ scope: BackwardCompatibleScope) -> [Double] {
        switch self {
        case .oldHead, .synthesised, .soft, .contrastive, .hotRefresh: scope.weights
        // The squared distance is divided by the dimension, which its weights are multiplied by: it would have no part else.
        case .regression: scope.weights.map { $0 * Double(BackwardCompatibleScope.dimension) }
        case .old, .plain, .procrustes, .linear, .forward, .simplex, .paragon: [1]
        }
    }

    /// How an adapter is fitted; nil for arms without.
    func adapter(_ scope: BackwardCompatibleScope, seed: UInt64) -> EmbeddingAdapter.Method? {
        switch self {
        case .procrustes: .procrustes
        case .linear: .linear(ridge: 1e-4)
        case .forward: .network(.init(epochs: scope.adapterEpochs, seed: seed))
        default: nil
        }
    }

    /// Whether a backfill of its gallery is measured.
    var hasBackfill: Bool {
        switch self {
        case .synthesised, .hotRefresh, .procrustes: true
        default: false
        }
    }
}
