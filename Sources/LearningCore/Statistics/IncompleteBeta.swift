import Foundation

/// The regularised incomplete beta function I_x(a, b): the distribution of a beta variable, and of counts.
///
/// Source: NIST Digital Library of Mathematical Functions, 8.17.22 (continued fraction) and 8.17.4 (reflection).
package struct IncompleteBeta {
    /// The first parameter.
    package let a: Double
    /// The second parameter.
    package let b: Double
    /// The logarithm of the beta function B(a, b).
    private let logBeta: Double

    /// The distribution with these parameters, both positive.
    package init(a: Double, b: Double) {
        precondition(a > 0 && b > 0, "the parameters of a beta distribution are positive")
        self.a = a
        self.b = b
        logBeta = lgamma(a) + lgamma(b) - lgamma(a + b)
    }

    /// The probability that a beta variable is at most `x`.
    ///
    /// - Complexity: O(sqrt(a + b))
    package func probability(_ x: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        let factor = exp(a * log(x) + b * log1p(-x) - logBeta)
        // The fraction converges fast below the mean only; above it the complement is taken.
        return x < (a + 1) / (a + b + 2)
            ? factor * Self.fraction(x, a, b) / a : 1 - factor * Self.fraction(1 - x, b, a) / b
    }

    /// The least `x`, to the last bit of a Double, at which the probability reaches `p`.
    package func quantile(_ p: Double) -> Double {
        if p <= 0 { return 0 }
        var (low, high) = (0.0, 1.0)
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { return high }
            if probability(middle) >= p { high = middle } else { low = middle }
        }
    }

    /// The continued fraction by Lentz's method.
    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let least = 1e-300
        func apart(_ value: Double) -> Double { abs(value) < least ? least : value }
        var c = 1.0
        var d = 1 / apart(1 - (a + b) * x / (a + 1))
        var result = d
        // Far more terms than sqrt(a + b) of any count here.
        for m in 1...1_000_000 {
            let n = Double(m)
            let even = n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n))
            d = 1 / apart(1 + even * d)
            c = apart(1 + even / c)
            result *= d * c
            let odd = -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1))
            d = 1 / apart(1 + odd * d)
            c = apart(1 + odd / c)
            let change = d * c
            result *= change
            if abs(change - 1) < 2e-16 { break }
        }
        return result
    }
}
