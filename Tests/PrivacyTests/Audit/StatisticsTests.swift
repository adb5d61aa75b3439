import Foundation
import LearningCore
import Testing

@testable import Privacy

@Suite("The statistics of an audit")
struct StatisticsTests {
    struct BetaCase: Sendable {
        let a, b, x, probability: Double

        init(_ a: Double, _ b: Double, _ x: Double, _ probability: Double) {
            (self.a, self.b, self.x, self.probability) = (a, b, x, probability)
        }

        /// From SciPy 1.17.1 and mpmath 1.3.0, which agree.
        static let all = [
            BetaCase(0.5, 0.5, 0.3, 0.369010119565545375), BetaCase(2, 3, 0.1, 0.0523),
            BetaCase(10, 0.1, 0.999, 0.340333339779174932), BetaCase(0.01, 5, 1e-30, 0.511701933169586453),
            BetaCase(1000, 1001, 0.49, 0.19153110439545383),
            BetaCase(3, 998, 0.001, 0.0802093428402010574),
            BetaCase(998, 3, 0.9999, 0.999845776515252795), BetaCase(1, 1000, 1e-4, 0.0951671064414537),
            BetaCase(50_000, 50_001, 0.5001, 0.526473494226333),
            BetaCase(12.5, 7.25, 0.9, 0.99900366094199988),
        ]
    }

    @Test("know the incomplete beta function", arguments: BetaCase.all)
    func beta(of example: BetaCase) {
        let beta = IncompleteBeta(a: example.a, b: example.b)
        #expect(abs(beta.probability(example.x) / example.probability - 1) < 1e-10)
        let (mirrored, x) = (IncompleteBeta(a: example.b, b: example.a), 1 - example.x)
        #expect(x == 1 || abs(mirrored.probability(x) - (1 - example.probability)) < 1e-10)
        // Where the density is not tiny, the quantile finds the way back.
        #expect(abs(beta.probability(beta.quantile(example.probability)) - example.probability) < 1e-10)
    }

    @Test("have closed forms at the ends, and a symmetric middle")
    func ends() {
        for n in [1.0, 7, 500] {
            #expect(abs(IncompleteBeta(a: 1, b: n).probability(0.2) - (1 - pow(0.8, n))) < 1e-13)
            #expect(abs(IncompleteBeta(a: n, b: 1).probability(0.8) - pow(0.8, n)) < 1e-13)
            #expect(abs(IncompleteBeta(a: n, b: n).probability(0.5) - 0.5) < 1e-12)
        }
        let beta = IncompleteBeta(a: 2, b: 3)
        #expect(beta.probability(0) == 0 && beta.probability(1) == 1)
        #expect(beta.quantile(0) == 0 && beta.quantile(1) > 0.9999)
    }

    @Test(
        "bound rates as Clopper and Pearson did",
        arguments: [
            (0, 10, 0.3084971078187607), (5, 100, 0.11283491110546275), (1, 1000, 0.005558924279826672),
            (500, 1000, 0.531450827028208), (999, 1000, 0.9999746825125088),
            (0, 1000, 0.003682083896865671), (37, 250, 0.1981820363591597), (10, 10, 1),
        ])
    func bounds(events: Int, tries: Int, bound: Double) {
        let interval = ClopperPearson(tries: tries, confidence: 0.975)
        #expect(abs(interval.upperBound(events) / bound - 1) < 1e-10)
    }

    @Test("bound every rate with at least the confidence")
    func coverage() {
        let tries = 24
        let interval = ClopperPearson(tries: tries, confidence: 0.975)
        let bounds = (0...tries).map(interval.upperBound)
        for percent in 1..<100 {
            let rate = Double(percent) / 100
            var covered = 0.0
            for (events, bound) in bounds.enumerated() where bound >= rate {
                let ways = exp(
                    lgamma(Double(tries + 1)) - lgamma(Double(events + 1))
                        - lgamma(Double(tries - events + 1)))
                covered += ways * pow(rate, Double(events)) * pow(1 - rate, Double(tries - events))
            }
            #expect(covered >= 0.975 - 1e-12, "rate \(rate)")
        }
    }

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
