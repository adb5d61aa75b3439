import Foundation
import LearningCore
import Testing

@testable import Privacy

@Suite("The statistics of an audit")
struct StatisticsTests {
    @Test("hardly ever find scores further apart than they are, and not much less")
    func separation() {
        var normal = NormalSampler(SeededRandom(seed: 12))
        for mu in [0.0, 1, 2.5] {
            var tooFar = 0
            var total = 0.0
            for _ in 0..<100 {
                let without = (0..<400).map { _ in normal.next() }
                let with = (0..<400).map { _ in normal.next() + mu }
                let bound = SeparationBound(without: without, with: with, confidence: 0.95).mu
                if bound > mu { tooFar += 1 }
                total += bound
            }
            #expect(tooFar <= 5)
            #expect(total / 100 > mu - 0.7)
        }
    }

    @Test("say nothing of scores that are all alike")
    func alike() {
        let same = [Double](repeating: 3, count: 100)
        #expect(SeparationBound(without: same, with: same, confidence: 0.95).mu == 0)
        let apart = SeparationBound(without: same, with: same.map { $0 + 1 }, confidence: 0.95)
        #expect(apart.falsePositives == 0 && apart.falseNegatives == 0)
        // 1 - 0.025^(1/50) is .0711, whose normal quantile is -1.4673.
        #expect(abs(apart.mu - 2 * 1.4673) < 1e-3)
    }

    @Test("draw normal numbers")
    func normal() {
        var normal = NormalSampler(SeededRandom(seed: 3))
        let numbers = (0..<20_000).map { _ in normal.next() }
        func mean(_ power: Double) -> Double {
            numbers.reduce(0) { $0 + pow($1, power) } / Double(numbers.count)
        }
        #expect(abs(mean(1)) < 0.03 && abs(mean(2) - 1) < 0.04)
        #expect(abs(mean(3)) < 0.11 && abs(mean(4) - 3) < 0.28)
    }
}
