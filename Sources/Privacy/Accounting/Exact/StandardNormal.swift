import Foundation

/// The standard normal distribution, precise in its far tails.
enum StandardNormal {
    /// The probability of at most `x`.
    static func cumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

    /// The logarithm of the probability of at most `x`, also where the probability itself is too small for a Double.
    static func logCumulative(_ x: Double) -> Double {
        if x > 0 { return log1p(-cumulative(-x)) }
        if x > -36 { return log(cumulative(x)) }
        // The asymptotic series of Mills' ratio; at 36 its sixth term is below the rounding of a Double.
        let y = 1 / (x * x)
        let series = y * (-1 + y * (3 + y * (-15 + y * (105 - y * 945))))
        return -0.5 * x * x - log(-x) - 0.5 * log(2 * Double.pi) + log1p(series)
    }

    /// The value that is exceeded with probability `1 - p`.
    ///
    /// P. J. Acklam's rational approximation (relative error 1.15e-9) and one step of Halley's method, which squares
    /// that error away. Zero and one give the infinities.
    static func quantile(_ p: Double) -> Double {
        if p <= 0 { return -.infinity }
        if p >= 1 { return .infinity }
        // In the upper half the complement is what has digits.
        if p > 0.5 { return -quantile(1 - p) }
        let x = approximateQuantile(p)
        let error = (cumulative(x) - p) * (2 * Double.pi).squareRoot() * exp(0.5 * x * x)
        return error.isFinite ? x - error / (1 + 0.5 * x * error) : x
    }

    private static func approximateQuantile(_ p: Double) -> Double {
        func polynomial(_ coefficients: [Double], _ x: Double) -> Double {
            coefficients.reduce(0) { $0 * x + $1 }
        }
        if p < 0.02425 {
            let r = (-2 * log(p)).squareRoot()
            return polynomial(
                [
                    -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838, -2.549732539343734,
                    4.374664141464968, 2.938163982698783,
                ], r)
                / polynomial(
                    [
                        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416, 1,
                    ], r)
        }
        let r = p - 0.5
        return r
            * polynomial(
                [
                    -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
                    1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239,
                ], r * r)
            / polynomial(
                [
                    -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02,
                    6.680131188771972e+01, -1.328068155288572e+01, 1,
                ], r * r)
    }
}
