import LearningCore
import Testing

@Suite("splits into queries and a gallery")
struct RetrievalSplitTests {
    private let random = SeededRandom(seed: 1)

    @Test(
        "every class is on both sides, in whatever order records come",
        arguments: [
            (0..<80).map { $0 % 4 }, (0..<80).map { $0 / 20 }, (0..<80).map { $0 % 2 * 2 + $0 / 40 },
        ])
    func classes(labels: [Int]) throws {
        let split = try #require(RetrievalSplit(labels: labels, limit: 1_000, random: random))
        #expect(Set(split.query).isDisjoint(with: split.gallery))
        #expect(split.query.count == 40 && split.gallery.count == 40)
        for side in [split.query, split.gallery] {
            #expect(Set(side.map { labels[$0] }).count == 4)
            #expect(side == side.sorted())
        }
    }

    @Test("too many records are thinned out in all classes alike")
    func limit() throws {
        let labels = (0..<1_000).map { $0 < 900 ? 0 : 1 }
        let split = try #require(RetrievalSplit(labels: labels, limit: 40, random: random))
        #expect(split.query.count == 40 && split.query.count { labels[$0] == 1 } == 20)
    }

    @Test("a class of one record asks and answers nothing, and without another there is no split")
    func lonely() throws {
        let split = try #require(RetrievalSplit(labels: [0, 1, 1, 2], limit: 9, random: random))
        #expect(Set(split.query + split.gallery) == [1, 2])
        #expect(RetrievalSplit(labels: [0, 1, 2], limit: 9, random: random) == nil)
    }

    @Test("the same randomness gives the same split")
    func repeatable() {
        let labels = (0..<100).map { $0 % 3 }
        #expect(
            RetrievalSplit(labels: labels, limit: 10, random: random)
                == RetrievalSplit(labels: labels, limit: 10, random: random))
    }
}
