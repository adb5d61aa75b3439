/// What a model has to satisfy before it takes another's place.
///
///     {
///       "maxNFR": 0.01, "gate": "upper", "maxErrorIncrease": 0, "maxSliceNFR": 0.05,
///       "compatibility": {"metric": "map", "minGain": 0},
///       "maxEpsilon": 3, "maxParameters": 200000,
///       "metrics": {"multiply-adds": {"atMost": 200000}, "accuracy": {"atLeast": 0.8}}
///     }
///
/// What is left out is not asked for, but for one thing: a model that promises privacy is never replaced by one that
/// promises less, unless `allowsPrivacyLoss` is true; `maxEpsilon` is a bound besides, and loosens nothing.
public struct ReleasePolicy: Sendable, Equatable {
    /// Which number of new mistakes counts.
    public enum Gate: String, Sendable, CaseIterable {
        /// What the rate is not above with 95 % confidence: a few examples prove little.
        case upper
        /// The rate among these examples.
        case point
    }

    /// That new queries find more in the old gallery than old ones do.
    public struct Compatibility: Sendable, Equatable {
        /// What is measured.
        public var metric: RetrievalMetric
        /// How near two vectors are.
        public var distance: RetrievalScores.Distance
        /// By how much new queries have to be better at least; nil where any gain will do.
        public var minGain: Double?

        /// Asks for a gain by a metric.
        public init(
            metric: RetrievalMetric, distance: RetrievalScores.Distance = .cosine, minGain: Double? = nil
        ) {
            self.metric = metric
            self.distance = distance
            self.minGain = minGain
        }
    }

    /// Where a metric has to lie.
    public struct Range: Sendable, Equatable {
        /// What it may not be above.
        public var atMost: Double?
        /// What it may not be below.
        public var atLeast: Double?

        /// A range that is open where it has no end.
        public init(atMost: Double? = nil, atLeast: Double? = nil) {
            self.atMost = atMost
            self.atLeast = atLeast
        }
    }

    /// The largest negative flip rate.
    public var maxNFR: Double?
    /// Which number the bounds on flips are held against.
    public var gate: Gate
    /// By how much the error rate may grow.
    public var maxErrorIncrease: Double?
    /// The largest negative flip rate of any slice.
    public var maxSliceNFR: Double?
    /// Whether, and by what, new embeddings have to work with old ones.
    public var compatibility: Compatibility?
    /// The largest privacy loss that may be promised; a model without a promise has none.
    public var maxEpsilon: Double?
    /// Whether a model may promise less privacy than the one that it replaces, or none.
    public var allowsPrivacyLoss: Bool
    /// How many numbers the weights may be, statistics of normalisation included.
    public var maxParameters: Int?
    /// Where metrics of the manifest have to lie.
    public var metrics: [String: Range]

    /// A policy that asks for what it is given.
    public init(
        maxNFR: Double? = nil, gate: Gate = .upper, maxErrorIncrease: Double? = nil,
        maxSliceNFR: Double? = nil, compatibility: Compatibility? = nil, maxEpsilon: Double? = nil,
        allowsPrivacyLoss: Bool = false, maxParameters: Int? = nil, metrics: [String: Range] = [:]
    ) {
        self.maxNFR = maxNFR
        self.gate = gate
        self.maxErrorIncrease = maxErrorIncrease
        self.maxSliceNFR = maxSliceNFR
        self.compatibility = compatibility
        self.maxEpsilon = maxEpsilon
        self.allowsPrivacyLoss = allowsPrivacyLoss
        self.maxParameters = maxParameters
        self.metrics = metrics
    }

    /// What holds where nobody says anything: at most 1 % new mistakes, with 95 % confidence, and no more errors.
    public static let standard = ReleasePolicy(maxNFR: 0.01, maxErrorIncrease: 0)

    /// Whether predictions of both models are needed.
    public var asksForFlips: Bool { maxNFR != nil || maxErrorIncrease != nil || maxSliceNFR != nil }
}
