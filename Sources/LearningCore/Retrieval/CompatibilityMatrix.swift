/// How well the queries of every version do in the gallery of every version before it, by one metric.
///
///     let matrix = try CompatibilityMatrix([v1, v2, v3], metric: .meanAveragePrecision)
///     matrix[2, 0]                        // queries of v3 in the gallery of v1
///     matrix.isCompatible(2, with: 0)     // better than v1 with itself
///     matrix.averageCompatibility         // the share of pairs that are
///
/// Source: Shen et al., Towards Backward-Compatible Representation Learning, CVPR 2020, section 3 (the empirical
/// criterion); the average over a chain of versions: Biondi et al., CL2R.
public struct CompatibilityMatrix: Sendable, Equatable {
    /// The versions, oldest first.
    public let names: [String]
    /// What is measured.
    public let metric: RetrievalMetric
    /// Row i has the queries of version i, column j up to i the gallery of version j.
    public let values: [[Double]]

    /// Takes values that are known.
    ///
    /// - Precondition: Row i has i + 1 values, and every version a name.
    public init(names: [String], metric: RetrievalMetric, values: [[Double]]) {
        precondition(
            names.count == values.count
                && values.enumerated().allSatisfy { $0.element.count == $0.offset + 1 },
            "a compatibility matrix is lower triangular, with a row for every version")
        self.names = names
        self.metric = metric
        self.values = values
    }

    /// Measures every version against itself and those before it.
    ///
    /// - Throws: ``EmbeddingError`` where two were evaluated on different records.
    public init(
        _ versions: [EmbeddingEvaluation], metric: RetrievalMetric,
        distance: RetrievalScores.Distance = .cosine
    ) throws(EmbeddingError) {
        self = try Self.matrices(versions, metrics: [metric], distance: distance)[0]
    }

    /// Measures by several metrics at once, ranking each pair of versions once.
    ///
    /// - Throws: ``EmbeddingError`` where two were evaluated on different records.
    public static func matrices(
        _ versions: [EmbeddingEvaluation], metrics: [RetrievalMetric],
        distance: RetrievalScores.Distance = .cosine
    ) throws(EmbeddingError) -> [CompatibilityMatrix] {
        var values = [[[Double]]](repeating: [], count: metrics.count)
        for (row, version) in versions.enumerated() {
            for metric in metrics.indices { values[metric].append([]) }
            for older in versions[...row] {
                let scores = try version.scores(against: older, distance: distance)
                for (metric, name) in metrics.enumerated() {
                    values[metric][row].append(scores.value(of: name))
                }
            }
        }
        return zip(metrics, values).map {
            CompatibilityMatrix(names: versions.map(\.name), metric: $0, values: $1)
        }
    }

    /// The metric of a version's queries in an older one's gallery.
    public subscript(query: Int, gallery: Int) -> Double { values[query][gallery] }

    /// Whether a version does better in an older one's gallery than the older one itself; a tie is a failure.
    public func isCompatible(_ query: Int, with gallery: Int) -> Bool {
        self[query, gallery] > self[gallery, gallery]
    }

    /// The share of pairs of a version and an older one that are compatible; nil for a single version.
    public var averageCompatibility: Double? {
        let pairs = values.indices.flatMap { query in (0..<query).map { (query, $0) } }
        guard !pairs.isEmpty else { return nil }
        return Double(pairs.count { isCompatible($0.0, with: $0.1) }) / Double(pairs.count)
    }
}

/// How much of what a new model could gain it gains without the gallery being computed again.
///
/// Source: Shen et al., section 4.1: [M(new, old) - M(old, old)] / [M(paragon, paragon) - M(old, old)], the paragon being
/// the same model trained without a thought for compatibility.
public struct UpdateGain: Sendable, Equatable {
    /// What the new queries gain in the old gallery.
    public let gain: Double
    /// What the paragon gains in its own.
    public let possible: Double

    /// Compares a model's gain with the paragon's.
    public init(cross: Double, old: Double, paragon: Double) {
        gain = cross - old
        possible = paragon - old
    }

    /// The share; nil where the paragon is hardly better than the old model, since a share of nothing says nothing.
    public var share: Double? { possible >= 0.02 ? gain / possible : nil }
}
