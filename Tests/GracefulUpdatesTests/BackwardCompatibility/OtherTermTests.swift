import Foundation
import GracefulUpdates
import Tensors
import Testing

@Suite("terms that compare with old embeddings", .needsTorch)
struct OtherTermTests {
    private let labels = [0, 1, 1]
    private let before = [[1.0, 0], [0, 2], [3, 4]]
    private let after = [[0.6, 0.8], [0, 1], [1, 1]]

    private func old(_ embeddings: [[Double]]? = nil, _ labels: [Int]? = nil) throws -> OldVersion {
        let embeddings = embeddings ?? before
        let weight = (0..<2).map { _ in [Double](repeating: 1, count: embeddings[0].count) }
        return try OldVersion(
            head: ClassHead(kind: .cosine(scale: 8), weight: Tensor(rows: weight)),
            embeddings: Tensor(rows: embeddings), classes: labels ?? self.labels, oldClasses: [0, 1, nil])
    }

    private func value(
        _ term: some CompatibilityTerm, _ embeddings: [[Double]], _ labels: [Int]? = nil
    ) throws -> Double {
        let labels = labels ?? self.labels
        return try term.loss(
            of: Tensor(rows: embeddings), labels: Tensor(labels: labels),
            rows: Tensor(labels: Array(labels.indices))
        ).double()
    }

    /// Cosines of each new with each other vector.
    private func cosine(_ a: [Double], _ b: [Double]) -> Double {
        func length(_ v: [Double]) -> Double { v.reduce(0) { $0 + $1 * $1 }.squareRoot() }
        return zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } / length(a) / length(b)
    }

    @Test("the regression is the squared distance at length 1, divided by the dimension")
    func regression() throws {
        let expected = zip(after, before).map { (2 - 2 * cosine($0, $1)) / 2 }.reduce(0, +) / 3
        #expect(try abs(value(EmbeddingRegression(old()), after) - expected) < 1e-12)
        #expect(try abs(value(EmbeddingRegression(old()), before)) < 1e-12)
    }

    @Test("longer new embeddings are cut, so that what lies beyond does not matter")
    func cut() throws {
        let longer = after.map { $0 + [7] }
        for term: any CompatibilityTerm in [
            EmbeddingRegression(try old()), try ContrastiveTerm(old()), try HighOrderTerm(old()),
        ] {
            #expect(try abs(value(term, longer) - value(term, after)) < 1e-12)
        }
    }

    @Test("the contrastive term is the softmax among the record itself and old ones of other classes")
    func contrastive() throws {
        let t = 0.5
        func row(_ i: Int, _ negatives: [Int]) -> Double {
            let own = exp(cosine(after[i], before[i]) / t)
            return -log(own / (own + negatives.reduce(0) { $0 + exp(cosine(after[i], before[$1]) / t) }))
        }
        let expected = (row(0, [1, 2]) + row(1, [0]) + row(2, [0])) / 3
        #expect(try abs(value(ContrastiveTerm(old(), .init(temperature: t)), after) - expected) < 1e-12)
        let nearest = try value(ContrastiveTerm(old(), .init(temperature: t, nearest: 1)), after)
        #expect(abs(nearest - (row(0, [2]) + row(1, [0]) + row(2, [0])) / 3) < 1e-12)
    }

    @Test("for a gallery that is half refreshed, new embeddings of other classes are negatives too")
    func hotRefresh() throws {
        let t = 0.5
        func row(_ i: Int, _ negatives: [Int]) -> Double {
            let own = exp(cosine(after[i], before[i]) / t)
            let others = negatives.reduce(0) {
                $0 + exp(cosine(after[i], before[$1]) / t) + exp(cosine(after[i], after[$1]) / t)
            }
            return -log(own / (own + others))
        }
        let term = try ContrastiveTerm(old(), .init(temperature: t, hasNewNegatives: true))
        #expect(try abs(value(term, after) - (row(0, [1, 2]) + row(1, [0]) + row(2, [0])) / 3) < 1e-12)
    }

    @Test("the higher-order term is the golden value, and not the one that counts masked pairs")
    func highOrder() throws {
        let golden = try GoldenCompatibility.read().hoc
        let old = try old(golden.featOld, golden.labels)
        let found = try value(HighOrderTerm(old, scale: golden.mu), golden.featNew, golden.labels)
        #expect(abs(found - 6.762572988627123) < 1e-10)
        #expect(golden.refValueZerosNotMasked == 6.987181403735714)
        // Were new embeddings the ones that look for old ones, it would be another number.
        let turned = try value(
            HighOrderTerm(self.old(golden.featNew, golden.labels), scale: golden.mu), golden.featOld,
            golden.labels)
        #expect(abs(turned - 6.4349098) < 1e-6)
    }

    @Test("a batch of one class has no negatives: the terms are 0 and their gradients finite")
    func oneClass() throws {
        for term: any CompatibilityTerm in [try ContrastiveTerm(old()), try HighOrderTerm(old())] {
            let embeddings = try Tensor(rows: after).requiringGradient()
            let loss = try term.loss(
                of: embeddings, labels: Tensor(labels: [1, 1, 1]), rows: Tensor(labels: [0, 1, 2]))
            #expect(try abs(loss.double()) < 1e-12)
            try loss.backward()
            #expect(try #require(embeddings.gradient).array(of: Double.self).allSatisfy { abs($0) < 1e-12 })
        }
    }

    @Test("a record without negatives beside others with some leaves their gradients finite")
    func someWithout() throws {
        let embeddings = try Tensor(rows: after).requiringGradient()
        try HighOrderTerm(old()).loss(
            of: embeddings, labels: Tensor(labels: [0, 1, 1]), rows: Tensor(labels: [0, 1, 2])
        ).backward()
        #expect(try #require(embeddings.gradient).array(of: Double.self).allSatisfy(\.isFinite))
    }

    @Test("settings out of their ranges are refused", arguments: [0, -1, .nan, .infinity])
    func refused(number: Double) throws {
        #expect(throws: GracefulUpdateError.self) {
            try ContrastiveTerm(old(), .init(temperature: number))
        }
        #expect(throws: GracefulUpdateError.self) { try HighOrderTerm(old(), scale: number) }
        #expect(throws: GracefulUpdateError.self) { try ContrastiveTerm(old(), .init(nearest: 0)) }
    }
}
