import GracefulUpdates
import LearningCore
import Testing

@Suite("backfill")
struct BackfillTests {
    /// Four records of two classes in a plane, as an old and a new version see them; the last is certain and far out.
    private let old = [[1.0, 0.1], [1, 0.9], [0.9, 1], [0.1, 1]]
    private let labels = [0, 0, 1, 1]

    private func knowledge(_ logits: [[Double]]) throws -> BackfillKnowledge {
        try BackfillKnowledge(
            embeddings: Embeddings(old.flatMap(\.self), dimension: 2),
            logits: Embeddings(logits.flatMap(\.self), dimension: 2))
    }

    private func version(
        _ name: String, query: [[Double]], gallery: [[Double]]
    ) throws -> EmbeddingEvaluation {
        try EmbeddingEvaluation(
            name: name, query: Embeddings(query.flatMap(\.self), dimension: query[0].count),
            queryLabels: [0, 1], gallery: Embeddings(gallery.flatMap(\.self), dimension: gallery[0].count),
            galleryLabels: labels)
    }

    @Test("the least certain come first, equals in the order of their places")
    func leastCertain() throws {
        var random = SeededRandom(seed: 0)
        let order = BackfillOrder.leastCertain.positions(
            try knowledge([[2, 0], [0.1, 0], [0, 2], [0, 0]]), using: &random)
        #expect(order == [3, 1, 0, 2])
    }

    @Test("what lies farthest from its class comes first, whatever the lengths of vectors are")
    func farthest() throws {
        var random = SeededRandom(seed: 0)
        let scaled = try BackfillKnowledge(
            embeddings: Embeddings([1, 0, 50, 1, 0, 1, 1, 1], dimension: 2),
            logits: Embeddings([1, 0, 1, 0, 1, 0, 0, 1], dimension: 2))
        #expect(BackfillOrder.farthest.positions(scaled, using: &random)[0] == 2)
        #expect(BackfillOrder.farthest.positions(scaled, using: &random).last == 3)
    }

    @Test("every order names each place once", arguments: BackfillOrder.allCases)
    func permutations(order: BackfillOrder) throws {
        var random = SeededRandom(seed: 3)
        let places = order.positions(try knowledge([[2, 0], [1, 0], [0, 1], [0, 3]]), using: &random)
        #expect(places.sorted() == [0, 1, 2, 3])
    }

    @Test("class by class keeps classes together")
    func classByClass() throws {
        var random = SeededRandom(seed: 0)
        let order = BackfillOrder.classByClass.positions(
            try knowledge([[2, 0], [0, 1], [2, 0], [0, 2]]), using: &random)
        #expect(Set(order.prefix(2)) == [0, 2] || Set(order.prefix(2)) == [1, 3])
    }

    @Test("a curve begins with the old gallery and ends with the new one")
    func ends() throws {
        let before = try version("old", query: [[1, 0.2], [0.8, 1]], gallery: old)
        let after = try version(
            "new", query: [[0, 1], [1, 0]], gallery: [[0, 1], [0.1, 1], [1, 0], [1, 0.1]])
        let curve = try BackfillCurve(from: before, to: after, order: [3, 0, 1, 2], steps: 4)
        #expect(curve.shares == [0, 0.25, 0.5, 0.75, 1])
        #expect(
            try curve.values[0] == after.scores(against: before).value(of: .meanAveragePrecision))
        #expect(try curve.values[4] == after.scores(against: after).value(of: .meanAveragePrecision))
        #expect(curve.values[4] == 1)
    }

    @Test("a step puts the new vectors of the first places in, and leaves the others")
    func mixture() throws {
        let before = try version(
            "old", query: [[1, 0], [0, 1]], gallery: [[1, 0], [0, 1], [1, 0], [0, 1]])
        let after = try version(
            "new", query: [[1, 0], [0, 1]], gallery: [[1, 0], [1, 0], [0, 1], [0, 1]])
        let good = try BackfillCurve(from: before, to: after, order: [1, 2, 0, 3], steps: 2)
        let late = try BackfillCurve(from: before, to: after, order: [0, 3, 1, 2], steps: 2)
        #expect(good.values[1] == 1 && good.values[2] == 1)
        #expect(late.values[1] == late.values[0] && late.values[0] < 1)
        #expect(good.area > late.area)
    }

    @Test("galleries of different lengths are searched together, the shorter with zeros behind")
    func dimensions() throws {
        let before = try version(
            "old", query: [[1, 0], [0, 1]], gallery: [[5, 0], [5, 1], [0, 1], [1, 4]])
        let after = try version(
            "new", query: [[1, 0, 0], [0, 1, 0]],
            gallery: [[1, 0, 0.1], [1, 0, 0], [0, 1, 0], [0, 1, 0.1]])
        let curve = try BackfillCurve(from: before, to: after, order: [0, 1, 2, 3], steps: 2)
        #expect(curve.values == [1, 1, 1])
        #expect(!curve.fallsBelowStart)
    }

    @Test(
        "whether a search was ever worse than at the start, and by how much it fell",
        arguments: [
            ([0.5, 0.6, 0.7], false, 0), ([0.5, 0.4, 0.7], true, 0.1), ([0.5, 0.8, 0.6], false, 0.2),
            ([0.5, 0.5, 0.5], false, 0),
        ] as [([Double], Bool, Double)])
    func falls(values: [Double], isBelow: Bool, fall: Double) {
        let curve = BackfillCurve(shares: [0, 0.5, 1], values: values)
        #expect(curve.fallsBelowStart == isBelow)
        #expect(abs(curve.largestFall - fall) < 1e-12)
        #expect(abs(curve.area - (values[0] / 2 + values[1] + values[2] / 2) / 2) < 1e-12)
    }
}
