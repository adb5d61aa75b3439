import Foundation
import Testing

@testable import LearningCore

@Suite("The incomplete beta function")
struct IncompleteBetaTests {
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

    @Test(
        "its values are those of SciPy and mpmath, and its quantiles find the way back",
        arguments: BetaCase.all)
    func beta(of example: BetaCase) {
        let beta = IncompleteBeta(a: example.a, b: example.b)
        #expect(abs(beta.probability(example.x) / example.probability - 1) < 1e-10)
        let (mirrored, x) = (IncompleteBeta(a: example.b, b: example.a), 1 - example.x)
        #expect(x == 1 || abs(mirrored.probability(x) - (1 - example.probability)) < 1e-10)
        // Where the density is not tiny, the quantile finds the way back.
        #expect(abs(beta.probability(beta.quantile(example.probability)) - example.probability) < 1e-10)
    }

    @Test("it has closed forms at the ends, and a symmetric middle")
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
}
