import Foundation
import LearningCore
import Testing

@Suite("retrieval metrics")
struct RetrievalTests {
    private struct Golden: Decodable {
        struct Retrieval: Decodable {
            let query: [[Double]]
            let gallery: [[Double]]
            let ids: [Int]
            let cmc_first_match: [Double]
            let cmc_fractional: [Double]
            let mAP: Double
            let cmc_true_cosine: [Double]
            let mAP_true_cosine: Double
        }
        struct Matrix: Decodable {
            let M_row_new_query_col_old_gallery: [[Double]]
            let AC: Double
        }
        let retrieval: Retrieval
        let compat_matrix: Matrix
    }

    private let golden: Golden

    init() throws {
        let url = try #require(
            Bundle.module.url(forResource: "graceful", withExtension: "json", subdirectory: "Golden"))
        golden = try JSONDecoder().decode(Golden.self, from: try Data(contentsOf: url))
    }

    private func scores(_ distance: RetrievalScores.Distance) throws -> RetrievalScores {
        let sample = golden.retrieval
        return try RetrievalScores(
            query: Embeddings(sample.query.flatMap { $0 }, dimension: sample.query[0].count),
            gallery: Embeddings(sample.gallery.flatMap { $0 }, dimension: sample.gallery[0].count),
            queryLabels: sample.ids, galleryLabels: sample.ids, distance: distance, excludesSelf: true)
    }

    @Test("metrics by Euclidean distance are the golden ones")
    func euclidean() throws {
        let scores = try scores(.euclidean)
        #expect(abs(scores.value(of: .meanAveragePrecision) - golden.retrieval.mAP) < 1e-10)
        for rank in 1...5 {
            let first = golden.retrieval.cmc_first_match[rank - 1]
            #expect(abs(scores.value(of: .cumulativeMatch(rank)) - first) < 1e-10)
            #expect(abs(scores.fractionalMatch(rank) - golden.retrieval.cmc_fractional[rank - 1]) < 1e-10)
        }
    }

    @Test("metrics by the true cosine are the golden ones")
    func cosine() throws {
        let scores = try scores(.cosine)
        #expect(abs(scores.value(of: .meanAveragePrecision) - golden.retrieval.mAP_true_cosine) < 1e-10)
        for rank in 1...5 {
            let first = golden.retrieval.cmc_true_cosine[rank - 1]
            #expect(abs(scores.value(of: .cumulativeMatch(rank)) - first) < 1e-10)
        }
    }

    @Test("the average compatibility is the golden one")
    func compatibility() throws {
        let sample = golden.compat_matrix
        let rows = sample.M_row_new_query_col_old_gallery.enumerated().map { Array($1[...$0]) }
        let matrix = CompatibilityMatrix(
            names: ["1", "2", "3", "4"], metric: .meanAveragePrecision, values: rows)
        #expect(abs(try #require(matrix.averageCompatibility) - sample.AC) < 1e-10)
        #expect(!matrix.isCompatible(3, with: 2))
    }

    /// Points on a line, asked from 0: places 0...4 at distances 1, 1, 2, 1, 3.
    private func onALine(_ labels: [Int], excludesSelf: Bool = false) throws -> RetrievalScores {
        try RetrievalScores(
            query: Embeddings([0], dimension: 1), gallery: Embeddings([1, -1, 2, 1, 3], dimension: 1),
            queryLabels: [7], galleryLabels: labels, distance: .euclidean, excludesSelf: excludesSelf)
    }

    @Test(
        "equally near records rank by their place in the gallery",
        arguments: [
            ([7, 0, 0, 0, 0], 1.0), ([0, 7, 0, 0, 0], 1 / 2), ([0, 0, 0, 7, 0], 1 / 3),
            ([0, 0, 7, 0, 0], 1 / 4),
            ([7, 0, 0, 0, 7], (1 + 2 / 5.0) / 2),
        ] as [([Int], Double)])
    func ties(labels: [Int], averagePrecision: Double) throws {
        #expect(try onALine(labels).value(of: .meanAveragePrecision) == averagePrecision)
    }

    @Test("a record is not found by itself where it is excluded")
    func excluded() throws {
        #expect(try onALine([7, 7, 0, 0, 0], excludesSelf: true).value(of: .cumulativeMatch(1)) == 1)
        #expect(try onALine([7, 0, 0, 0, 0], excludesSelf: true).averagePrecisions.isEmpty)
    }

    @Test(
        "the accepted share of matching pairs follows from what is accepted falsely",
        arguments: [(0, 0.4), (0.25, 0.8), (0.5, 1), (0.75, 1)] as [(Double, Double)])
    func acceptance(rate: Double, accepted: Double) throws {
        // Matching distances 1, 2, 5, 6, 7 and others 3, 6.5, 8, 9: nothing nearer than 3 is accepted falsely.
        let scores = try RetrievalScores(
            query: Embeddings([0], dimension: 1),
            gallery: Embeddings([1, 2, 5, 6, 7, 3, 6.5, 8, 9], dimension: 1),
            queryLabels: [1], galleryLabels: [1, 1, 1, 1, 1, 0, 0, 0, 0], distance: .euclidean)
        #expect(scores.value(of: .trueAcceptRate(falseAcceptRate: rate)) == accepted)
    }

    @Test(
        "a share of pairs is not one less by the rounding of a product",
        arguments: [(0.29, 29), (0.57, 57), (0.58, 58), (0.285, 28), (0, 0), (0.07, 7)])
    func roundedAcceptance(rate: Double, allowed: Int) throws {
        // A hundred other records at 0.5, 1.5, ... and a hundred matching ones at 0, 1, ...: what is nearer than the
        // first that is not allowed are as many and one more.
        let scores = try RetrievalScores(
            query: Embeddings([0], dimension: 1),
            gallery: Embeddings((0..<200).map { Double($0) / 2 }, dimension: 1),
            queryLabels: [0], galleryLabels: (0..<200).map { $0 % 2 }, distance: .euclidean)
        #expect(
            scores.value(of: .trueAcceptRate(falseAcceptRate: rate)) == Double(allowed + 1) / 100)
    }

    /// Ranks and accepted pairs as they are defined, by sorting everything.
    @Test("ranks and accepted pairs are those of sorting everything", arguments: 0..<12)
    func bySorting(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        // Few places, so that there are ties.
        func places(_ count: Int) -> [Double] { (0..<count).map { _ in Double(random.below(9)) } }
        let (query, gallery) = (places(20), places(30))
        let queryLabels = query.map { _ in random.below(3) }
        let galleryLabels = gallery.map { _ in random.below(3) }
        let excludesSelf = seed % 2 == 0
        let scores = try RetrievalScores(
            query: Embeddings(query, dimension: 1), gallery: Embeddings(gallery, dimension: 1),
            queryLabels: queryLabels, galleryLabels: galleryLabels, distance: .euclidean,
            excludesSelf: excludesSelf)
        var (precisions, matching, others): ([Double], [Double], [Double]) = ([], [], [])
        for (row, position) in query.enumerated() {
            let order = gallery.indices.filter { !excludesSelf || $0 != row }
                .sorted { (abs(gallery[$0] - position), $0) < (abs(gallery[$1] - position), $1) }
            var (found, sum) = (0, 0.0)
            for (rank, place) in order.enumerated() {
                let distance = abs(gallery[place] - position)
                guard galleryLabels[place] == queryLabels[row] else {
                    others.append(distance)
                    continue
                }
                matching.append(distance)
                found += 1
                sum += Double(found) / Double(rank + 1)
            }
            if found > 0 { precisions.append(sum / Double(found)) }
        }
        #expect(scores.averagePrecisions == precisions && scores.answerableCount == precisions.count)
        for rate in [0, 0.01, 0.1, 0.5, 0.9] {
            let threshold = others.sorted()[Int(rate * Double(others.count))]
            let accepted = Double(matching.count { $0 < threshold }) / Double(matching.count)
            #expect(scores.value(of: .trueAcceptRate(falseAcceptRate: rate)) == accepted)
        }
    }

    @Test("a query is of the class whose mean direction is nearest")
    func templates() throws {
        // The longer vectors of class 0 do not draw its mean: directions count.
        let scores = try RetrievalScores(
            query: Embeddings([1, 0.2, 0.2, 1], dimension: 2),
            gallery: Embeddings([9, 0, 9, 1, 0, 1, 1, 3], dimension: 2),
            queryLabels: [0, 1], galleryLabels: [0, 0, 1, 1])
        #expect(scores.value(of: .templateTop1) == 1)
        #expect(scores.outcomes(of: .templateTop1)?.count == 2)
    }

    @Test(
        "a metric is read by the name that it prints",
        arguments: ["map", "top1", "cmc@1", "cmc@5", "tar@far=0.01", "tar@far=0"])
    func names(text: String) {
        #expect(RetrievalMetric(text)?.description == text)
    }

    @Test("other names are no metrics", arguments: ["", "mapp", "cmc@0", "cmc@x", "tar@far=1", "tar@far=-1"])
    func notNames(text: String) {
        #expect(RetrievalMetric(text) == nil)
    }

    @Test("a small gain of the paragon gives no share")
    func updateGain() throws {
        #expect(UpdateGain(cross: 0.55, old: 0.5, paragon: 0.51).share == nil)
        let gain = UpdateGain(cross: 0.55, old: 0.5, paragon: 0.6)
        #expect(abs(try #require(gain.share) - 0.5) < 1e-12)
        #expect(UpdateGain(cross: 0.5, old: 0.5, paragon: 0.7).share == 0)
    }
}
