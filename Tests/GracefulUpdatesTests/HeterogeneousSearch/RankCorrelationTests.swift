import GracefulUpdates
import Testing

@Suite("rank correlations")
struct RankCorrelationTests {
    /// By hand; the last is the example of SciPy's kendalltau.
    private static let cases: [([Double], [Double], Double, Double)] = [
        ([1, 2, 3, 4], [1, 2, 3, 4], 1, 1),
        ([1, 2, 3, 4], [4, 3, 2, 1], -1, -1),
        ([1, 2, 3, 4], [1, 3, 2, 4], 2.0 / 3, 0.8),
        ([12, 2, 1, 12, 2], [1, 4, 7, 1, 0], -0.47140452079103173, -5 / 85.5.squareRoot()),
    ]

    @Test("are those of the textbook, ties included", arguments: cases)
    func values(first: [Double], second: [Double], tau: Double, rho: Double) throws {
        #expect(abs(try #require(RankCorrelation.kendall(first, second)) - tau) < 1e-12)
        #expect(abs(try #require(RankCorrelation.spearman(first, second)) - rho) < 1e-12)
    }

    @Test("of what has no order are undefined", arguments: [[], [1], [3, 3, 3]] as [[Double]])
    func undefined(values: [Double]) {
        #expect(RankCorrelation.kendall(values, values) == nil)
        #expect(RankCorrelation.spearman(values, values) == nil)
    }

    @Test("a supernet that orders networks otherwise is called unreliable")
    func reliability() {
        let alone = [0.1, 0.2, 0.3, 0.4, 0.5]
        let good = SupernetReliability(supernet: [1, 2, 3, 5, 4], alone: alone)
        #expect(good.isReliable && good.sentence == "Kendall tau 0.8, Spearman 0.9 over 5 networks")
        let bad = SupernetReliability(supernet: [3, 1, 2, 5, 4], alone: alone)
        #expect(bad.tau == 0.4 && bad.isReliable)
        let worse = SupernetReliability(supernet: [5, 1, 2, 4, 3], alone: alone)
        #expect(!worse.isReliable && worse.sentence.hasPrefix("supernet ranking unreliable"))
        #expect(!SupernetReliability(supernet: [1, 1], alone: [1, 2]).isReliable)
    }
}
