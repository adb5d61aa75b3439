import LearningCore

/// How well a network of a search space does on the search's images.
public struct ArchitectureScores: Sendable, Hashable, Codable {
    /// M(q, q): its queries in its own gallery.
    public let homogeneous: Double
    /// M(q, g): its queries in the gallery network's.
    public let heterogeneous: Double

    /// Takes scores.
    public init(homogeneous: Double, heterogeneous: Double) {
        self.homogeneous = homogeneous
        self.heterogeneous = heterogeneous
    }

    /// Takes a metric of both, the same, so that their product has one scale.
    public init(
        _ scores: (homogeneous: RetrievalScores, heterogeneous: RetrievalScores),
        metric: RetrievalMetric = .meanAveragePrecision
    ) {
        self.init(
            homogeneous: scores.homogeneous.value(of: metric),
            heterogeneous: scores.heterogeneous.value(of: metric))
    }
}

/// What a search makes as large as it can.
///
/// Source: Duggal et al., CVPR 2021, where the second and third find better networks than the first.
public enum SearchReward: String, Sendable, Hashable, Codable, CaseIterable {
    /// R1 = M(q, q), which knows nothing of the gallery network.
    case homogeneous
    /// R2 = M(q, g).
    case heterogeneous
    /// R3 = M(q, q) M(q, g).
    case product

    /// The reward of a network.
    public func value(_ scores: ArchitectureScores) -> Double {
        switch self {
        case .homogeneous: scores.homogeneous
        case .heterogeneous: scores.heterogeneous
        case .product: scores.homogeneous * scores.heterogeneous
        }
    }
}
