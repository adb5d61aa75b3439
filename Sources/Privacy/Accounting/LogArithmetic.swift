import Foundation

/// Sums and differences of numbers that are known by their logarithms.
enum LogArithmetic {
    /// The logarithm of `e^a + e^b`.
    static func add(_ a: Double, _ b: Double) -> Double {
        let high = max(a, b)
        let low = min(a, b)
        return low == -.infinity || high == .infinity ? high : high + log1p(exp(low - high))
    }

    /// The logarithm of `1 + e^a`.
    static func addOne(_ a: Double) -> Double { a > 0 ? a + log1p(exp(-a)) : log1p(exp(a)) }

    /// The logarithm of `e^a - 1`, for `a` from 0.
    static func subtractOne(_ a: Double) -> Double { a > 1 ? a + log1p(-exp(-a)) : log(expm1(a)) }

    /// The logarithm of the sum of `e^a` over all `a`.
    static func sum(_ logarithms: [Double]) -> Double {
        let high = logarithms.max() ?? -.infinity
        guard high.isFinite else { return high }
        return high + log(logarithms.reduce(0) { $0 + exp($1 - high) })
    }

    /// The logarithm of n! for n up to the largest Rényi order.
    static let factorials: [Double] = {
        var table = [0.0]
        for n in 1...1024 { table.append(table[n - 1] + log(Double(n))) }
        return table
    }()

    /// The logarithm of the number of ways to choose `k` of `n`, for `n` up to 1024.
    static func choose(_ n: Int, _ k: Int) -> Double { factorials[n] - factorials[k] - factorials[n - k] }
}
