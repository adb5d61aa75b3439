import LearningCore

/// What is compared with the search for compatible networks, and its own variants.
enum HeterogeneousSearchArm: String, CaseIterable {
    case heterogeneous = "R2: M(q,g)"
    case homogeneous = "R1: M(q,q)"
    case product = "R3: M(q,q) M(q,g)"
    case supernet = "supernet, R2"
    case random = "random search"
    case handMade = "hand-made"
    case crossEntropy = "cross-entropy only"
    case features = "L2"
    case tiedHead = "tied head"
    case procrustes = "Procrustes"
    case exhaustive = "exhaustive"
    case paragon = "large network"

    /// The arm as the report has it.
    var declaration: Claim.Arm {
        switch self {
        case .heterogeneous:
            .init(
                rawValue,
                "the network within the budget that finds best in the large gallery, on search images",
                role: .proposed)
        case .homogeneous:
            .init(
                rawValue, "the network that finds best in its own gallery, on search images", role: .baseline)
        case .product:
            .init(rawValue, "the network with the largest product of both, on search images", role: .baseline)
        case .supernet:
            .init(
                rawValue, "evolution over a supernet's paths instead of networks trained alone, by M(q,g)",
                role: .ablation)
        case .random:
            .init(
                rawValue, "as many paths of the supernet at random as the evolution scored, by M(q,g)",
                role: .strongestBaseline)
        case .handMade:
            .init(
                rawValue,
                "the best, on validation images, of a plain, a grouped and a separable network by hand",
                role: .baseline)
        case .crossEntropy:
            .init(
                rawValue, "the network of R2 trained without compatibility: found at chance", role: .control)
        case .features:
            .init(rawValue, "the network of R2 trained to have the large network's vectors", role: .baseline)
        case .tiedHead:
            .init(rawValue, "the network of R2 trained under the large network's head alone", role: .baseline)
        case .procrustes:
            .init(
                rawValue, "the network of R2 trained alone, its vectors rotated to the large network's",
                role: .baseline)
        case .exhaustive:
            .init(
                rawValue, "of all networks that were trained alone, the best on the test images",
                role: .oracle)
        case .paragon:
            .init(rawValue, "queries by the large network itself, M(g,g)", role: .oracle)
        }
    }

    /// What a searching arm makes large; nil for arms that do not search.
    var reward: SearchReward? {
        switch self {
        case .heterogeneous, .supernet, .random: .heterogeneous
        case .homogeneous: .homogeneous
        case .product: .product
        default: nil
        }
    }
}
