import Testing

@testable import LearningCore

@Suite("Seeded randomness")
struct SeededRandomTests {
    @Test("the generator is xoshiro256++, by the numbers that its authors' code gives")
    func reference() {
        var random = SeededRandom(state: .init(words: (1, 2, 3, 4)))
        let expected: [UInt64] = [
            41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386,
            9_228_616_714_210_784_205, 9_973_669_472_204_895_162, 14_011_001_112_246_962_877,
            12_406_186_145_184_390_807, 15_849_039_046_786_891_736, 10_450_023_813_501_588_000,
        ]
        #expect(expected.indices.map { _ in random.next() } == expected)
    }

    @Test("a seed and a name give the same numbers for ever")
    func pinned() {
        var main = SeededRandom(seed: 3)
        var order = main.stream("order")
        #expect(main.next() == 3_501_502_567_765_229_756)
        #expect(order.next() == 9_751_922_503_366_823_132)
        #expect(order.permutation(of: 8) == [1, 5, 3, 4, 2, 0, 7, 6])
    }

    @Test("a stream depends on its seed and name, and not on what was drawn before")
    func streams() {
        var main = SeededRandom(seed: 3)
        var early = main.stream("noise")
        _ = main.next()
        var late = main.stream("noise")
        var other = main.stream("order")
        var elsewhere = SeededRandom(seed: 4).stream("noise")
        let first = early.next()
        #expect(late.next() == first)
        #expect(other.next() != first)
        #expect(elsewhere.next() != first)
    }

    @Test("numbers below a bound are all there, about equally often", arguments: [1, 2, 3, 7, 10])
    func bounds(bound: Int) {
        var random = SeededRandom(seed: 5)
        var counts = [Int](repeating: 0, count: bound)
        for _ in 0..<7_000 { counts[random.below(bound)] += 1 }
        // Six standard deviations of the count of one value.
        let expected = 7_000 / Double(bound)
        let limit = 6 * (expected * (1 - 1 / Double(bound))).squareRoot()
        #expect(counts.allSatisfy { abs(Double($0) - expected) <= limit })
    }

    @Test("uniform numbers stay in 0..<1 and have its mean and variance")
    func uniform() {
        var random = SeededRandom(seed: 6)
        let numbers = (0..<20_000).map { _ in random.uniform() }
        #expect(numbers.allSatisfy { 0..<1 ~= $0 })
        let mean = numbers.reduce(0, +) / 20_000
        #expect(abs(mean - 0.5) < 6 * (1.0 / 12 / 20_000).squareRoot())
    }

    @Test("a shuffle puts each element in each place about equally often")
    func shuffle() {
        var random = SeededRandom(seed: 7)
        var counts = [[Int]](repeating: [0, 0, 0], count: 3)
        for _ in 0..<3_000 {
            for (place, element) in random.permutation(of: 3).enumerated() { counts[element][place] += 1 }
        }
        #expect(counts.joined().allSatisfy { abs($0 - 1_000) < 160 })
    }
}
