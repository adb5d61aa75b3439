import LearningCore

/// How well new queries search a gallery while it is computed anew, from nothing of it to all.
///
///     let curve = try BackfillCurve(from: old, to: new, order: positions, metric: .meanAveragePrecision)
///     curve.values            // with 0, 10, ..., 100 % of the gallery refreshed
///     curve.fallsBelowStart   // whether a search was ever worse than before the first vector was replaced
///
/// A gallery has one dimension, so that shorter vectors stand in it with zeros behind.
public struct BackfillCurve: Sendable, Equatable {
    /// The shares of the gallery that are refreshed, from 0 to 1.
    public let shares: [Double]
    /// The metric at each share.
    public let values: [Double]

    /// Takes a curve that is known.
    ///
    /// - Precondition: There are as many shares as values, at least two, the shares ascending from 0 to 1.
    public init(shares: [Double], values: [Double]) {
        precondition(
            shares.count == values.count && shares.first == 0 && shares.last == 1
                && zip(shares, shares.dropFirst()).allSatisfy { $0 < $1 },
            "a backfill goes from nothing to all, with a value at each share")
        self.shares = shares
        self.values = values
    }

    /// Measures a backfill.
    ///
    /// - Parameters:
    ///   - old: The version that filled the gallery.
    ///   - new: The version that queries and refreshes it.
    ///   - order: The places of the gallery, those refreshed first in front; each place once.
    ///   - metric: What is measured.
    ///   - steps: Into how many parts of equal size the gallery is divided.
    ///   - distance: How near two vectors are.
    /// - Throws: `EmbeddingError` where the two were evaluated on different records.
    /// - Complexity: O((steps + 1) x queries x gallery x (dimension + log gallery))
    public init(
        from old: EmbeddingEvaluation, to new: EmbeddingEvaluation, order: [Int],
        metric: RetrievalMetric = .meanAveragePrecision, steps: Int = 10,
        distance: RetrievalScores.Distance = .cosine
    ) throws(EmbeddingError) {
        guard old.queryLabels == new.queryLabels, old.galleryLabels == new.galleryLabels,
            old.excludesSelf == new.excludesSelf
        else { throw .otherRecords(name: new.name, other: old.name) }
        precondition(
            order.sorted() == Array(0..<old.gallery.count), "an order names each place of the gallery once")
        precondition(steps > 0, "a backfill has at least one step")
        let dimension = max(old.gallery.dimension, new.gallery.dimension)
        // Padding a vector changes its length only if it is cut elsewhere, so that lengths are made 1 before.
        func prepared(_ embeddings: Embeddings) -> Embeddings {
            (distance == .cosine ? embeddings.normalised() : embeddings).cut(to: dimension)
        }
        let (query, before, after) = (prepared(new.query), prepared(old.gallery), prepared(new.gallery))
        let shares = (0...steps).map { Double($0) / Double(steps) }
        var rank = [Int](repeating: 0, count: order.count)
        for (position, place) in order.enumerated() { rank[place] = position }
        var values: [Double] = []
        for share in shares {
            let refreshed = Int((share * Double(order.count)).rounded())
            let mixed = (0..<order.count).flatMap { rank[$0] < refreshed ? after[$0] : before[$0] }
            let scores = try RetrievalScores(
                query: query, gallery: Embeddings(mixed, dimension: dimension), queryLabels: new.queryLabels,
                galleryLabels: new.galleryLabels, distance: distance, excludesSelf: new.excludesSelf)
            values.append(scores.value(of: metric))
        }
        self.init(shares: shares, values: values)
    }

    /// The area under the curve, by trapezia: the mean of the metric if the backfill goes on evenly.
    public var area: Double {
        var area = 0.0
        for step in 1..<shares.count {
            area += (shares[step] - shares[step - 1]) * (values[step] + values[step - 1]) / 2
        }
        return area
    }

    /// Whether a search on the way is worse than one in the gallery as it was.
    public var fallsBelowStart: Bool { values.dropFirst().contains { $0 < values[0] } }

    /// The most that the metric loses from one step to a later one; 0 where it never falls.
    public var largestFall: Double {
        var (best, fall) = (values[0], 0.0)
        for value in values {
            best = max(best, value)
            fall = max(fall, best - value)
        }
        return fall
    }
}
