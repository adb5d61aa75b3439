/// How well queries find what is of their class in a gallery.
///
///     let scores = try RetrievalScores(query: queries, gallery: gallery, queryLabels: a, galleryLabels: b)
///     print(scores.value(of: .meanAveragePrecision), scores.value(of: .cumulativeMatch(5)))
///
/// Results are ranked by their distance, equal ones by their place in the gallery. Queries without any match are left
/// out of ``averagePrecisions``, and so of every mean over queries.
public struct RetrievalScores: Sendable {
    /// How near two vectors are.
    public enum Distance: String, Sendable, Codable, CaseIterable {
        /// The angle between them: both are brought to length 1.
        case cosine
        /// The length of their difference.
        case euclidean
    }

    /// The average precision of each query that has a match, in order.
    public let averagePrecisions: [Double]
    /// The ranks, from 0, at which each query that has a match finds its matches, ascending.
    let matchRanks: [[Int]]
    /// How many queries have a match; where it is 0, every metric is, and nothing was measured.
    public var answerableCount: Int { matchRanks.count }
    /// Whether the nearest class mean is the query's, by query.
    private let templates: [Bool]
    /// For metrics of pairs, which are computed when they are asked for.
    private let pairs: PairAcceptance

    /// Ranks the gallery for every query.
    ///
    /// - Parameters:
    ///   - query: The vectors that ask.
    ///   - gallery: The vectors that answer, of the same dimension.
    ///   - queryLabels: The classes of the queries.
    ///   - galleryLabels: The classes of the gallery.
    ///   - distance: How near two vectors are.
    ///   - excludesSelf: Whether the record at the query's own place in the gallery is left out, where both are the same
    ///     records.
    /// - Throws: ``EmbeddingError`` where counts or dimensions do not fit.
    /// - Complexity: O(queries x gallery x (dimension + log m)) in time, where a query has m matches; in memory the vectors
    ///   and a rank for each match.
    public init(
        query: Embeddings, gallery: Embeddings, queryLabels: [Int], galleryLabels: [Int],
        distance: Distance = .cosine, excludesSelf: Bool = false
    ) throws(EmbeddingError) {
        guard query.dimension == gallery.dimension else {
            throw .dimensionsDiffer(
                name: "the query", dimension: query.dimension, other: "the gallery",
                otherDimension: gallery.dimension)
        }
        for (name, vectors, labels) in [("query", query, queryLabels), ("gallery", gallery, galleryLabels)]
        where vectors.count != labels.count {
            throw .countsDiffer(name: name, vectors: vectors.count, labels: labels.count)
        }
        let (query, gallery) =
            distance == .cosine ? (query.normalised(), gallery.normalised()) : (query, gallery)
        let means = ClassTemplates(gallery, labels: galleryLabels, isCosine: distance == .cosine)
        var precisions: [Double] = []
        var ranks: [[Int]] = []
        var templates: [Bool] = []
        for row in 0..<query.count {
            let distances = gallery.squaredDistances(to: query, row)
            let excluded = excludesSelf ? row : -1
            let label = queryLabels[row]
            templates.append(means.nearest(to: query, row) == label)
            let found = Self.matchRanks(distances, excluded) { galleryLabels[$0] == label }
            guard !found.isEmpty else { continue }
            ranks.append(found)
            let precision = found.enumerated().reduce(0) { sum, match in
                sum + Double(match.offset + 1) / Double(match.element + 1)
            }
            precisions.append(precision / Double(found.count))
        }
        averagePrecisions = precisions
        matchRanks = ranks
        self.templates = templates
        pairs = PairAcceptance(
            query: query, gallery: gallery, queryLabels: queryLabels, galleryLabels: galleryLabels,
            excludesSelf: excludesSelf)
    }

    /// A metric's value; 0 where no query has a match.
    ///
    /// A true accept rate looks at every pair again, in O(queries x gallery x dimension), and keeps as many numbers as pairs
    /// may be accepted falsely; the other metrics are known.
    public func value(of metric: RetrievalMetric) -> Double {
        switch metric {
        case .meanAveragePrecision: Self.mean(averagePrecisions)
        case .cumulativeMatch(let rank):
            Self.mean(matchRanks.map { $0[0] < rank ? 1 : 0 })
        case .templateTop1: Self.mean(templates.map { $0 ? 1 : 0 })
        case .trueAcceptRate(let rate): pairs.trueAcceptRate(falseAcceptRate: rate)
        }
    }

    /// For metrics that are shares of queries: which are counted; nil for the others.
    public func outcomes(of metric: RetrievalMetric) -> ExampleOutcomes? {
        switch metric {
        case .cumulativeMatch(let rank): ExampleOutcomes(matchRanks.map { $0[0] < rank })
        case .templateTop1: ExampleOutcomes(templates)
        case .meanAveragePrecision, .trueAcceptRate: nil
        }
    }

    /// The share of a query's matches that are found among so many results, counting only records of other classes as
    /// competitors: each of m matches adds 1 / m at its rank less the matches before it; the mean over queries.
    public func fractionalMatch(_ rank: Int) -> Double {
        Self.mean(
            matchRanks.map { ranks in
                let found = ranks.enumerated().count { $0.element - $0.offset < rank }
                return Double(found) / Double(ranks.count)
            })
    }

    /// The ranks of the matches, ascending: how many records are nearer, or as near and earlier in the gallery.
    ///
    /// Only the matches are sorted; each other record is before those that come after it.
    private static func matchRanks(
        _ distances: [Double], _ excluded: Int, _ isMatch: (Int) -> Bool
    ) -> [Int] {
        func isBefore(_ one: Int, _ other: Int) -> Bool {
            distances[one] == distances[other] ? one < other : distances[one] < distances[other]
        }
        let matches = distances.indices.filter { $0 != excluded && isMatch($0) }.sorted(by: isBefore)
        guard let last = matches.last else { return [] }
        // How many of the others lie between a match and the one before it.
        var between = [Int](repeating: 0, count: matches.count)
        for place in distances.indices where place != excluded && isBefore(place, last) && !isMatch(place) {
            var (low, high) = (0, matches.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if isBefore(place, matches[middle]) { high = middle } else { low = middle + 1 }
            }
            between[low] += 1
        }
        var others = 0
        return between.enumerated().map { match, count in
            others += count
            return match + others
        }
    }

    private static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }
}

extension Embeddings {
    /// The squared length of the difference between one vector of another set and each of these.
    func squaredDistances(to other: Embeddings, _ row: Int) -> [Double] {
        (0..<count).map { squaredDistance($0, to: other, row) }
    }

    /// The squared length of the difference between a vector and one of another set.
    func squaredDistance(_ candidate: Int, to other: Embeddings, _ row: Int) -> Double {
        values.withUnsafeBufferPointer { values in
            other.values.withUnsafeBufferPointer { others in
                let (first, start) = (candidate * dimension, row * dimension)
                var sum = 0.0
                for column in 0..<dimension {
                    let difference = values[first + column] - others[start + column]
                    sum += difference * difference
                }
                return sum
            }
        }
    }
}
