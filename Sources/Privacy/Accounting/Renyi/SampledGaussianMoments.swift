import Foundation

/// The moments of the likelihood ratio of the Poisson-sampled Gaussian mechanism, from which Rényi divergences follow.
///
/// With x from N(0, sigma²) and the ratio r(x) = (1-q) + q e^((2x-1)/(2 sigma²)), the moment of order a is A(a) = E r^a,
/// and the divergence is ln A / (a - 1). The opposite direction has smaller moments.
///
/// As E r = 1, we have A - 1 = E[r^a - 1 - a(r - 1)], and what stands in the brackets is never negative. Both sums below
/// are of that form, so that nothing cancels and ln A has all its digits even where A is 1 + 1e-11.
///
/// Source: Mironov, Talwar and Zhang, "Rényi differential privacy of the sampled Gaussian mechanism", 2019, section 3.
struct SampledGaussianMoments {
    let sigma: Double
    let rate: Double

    /// ln A(a) for an order above 1.
    func logMoment(order: Double) -> Double {
        if rate == 1 { return order * (order - 1) / 2 / sigma / sigma }
        if let integer = Int(exactly: order) { return logMoment(integer: integer) }
        if sigma < Self.leastIntegratedSigma { return interpolatedLogMoment(order: order) }
        return LogArithmetic.addOne(logExcessByQuadrature(order: order))
    }

    /// ln A(a) / (a - 1).
    func divergence(order: Double) -> Double { logMoment(order: order) / (order - 1) }

    /// The sum over i of C(a,i) (1-q)^(a-i) q^i e^((i²-i)/(2 sigma²)), less the sum of the same without the last factor.
    private func logMoment(integer order: Int) -> Double {
        guard order > 1 else { return 0 }
        let logRate = log(rate)
        let logRest = log1p(-rate)
        let terms = (2...order).map { i -> Double in
            let logWeight = Double(i) * logRate + Double(order - i) * logRest
            let exponent = Double(i * (i - 1)) / 2 / sigma / sigma
            return LogArithmetic.choose(order, i) + logWeight + LogArithmetic.subtractOne(exponent)
        }
        return LogArithmetic.addOne(LogArithmetic.sum(terms))
    }

    // Below this the quadrature needs tens of thousands of points, and epsilon is in the hundreds at every order.
    private static let leastIntegratedSigma = 0.05

    /// An upper bound from the integer orders around: ln A is convex in the order.
    private func interpolatedLogMoment(order: Double) -> Double {
        let fraction = order - order.rounded(.down)
        let below = logMoment(integer: Int(order))
        let above = logMoment(integer: Int(order) + 1)
        return (1 - fraction) * below + fraction * above
    }

    /// ln(A - 1) by the trapezoidal rule, which on the whole line converges exponentially for an analytic integrand.
    ///
    /// In units t = x/sigma the nearest singularities, where r = 0, lie at imaginary parts ± pi sigma. The series of
    /// the paper needs millions of terms where q is near one half and the order near 1; this needs some hundred points.
    private func logExcessByQuadrature(order: Double) -> Double {
        let step = min(0.35, 0.35 * sigma)
        // The integrand is at most a sum of Gaussians of unit width around 0, 2/sigma and a/sigma, and what lies between.
        let first = -10.0
        let last = max(order, 2) / sigma + 10
        let count = Int(((last - first) / step).rounded(.up))
        let logRate = log(rate)
        let logRest = log1p(-rate)
        var logarithms: [Double] = []
        logarithms.reserveCapacity(count + 1)
        for index in 0...count {
            let t = first + Double(index) * step
            let exponent = (t - 0.5 / sigma) / sigma
            let value: Double
            if exponent < 30 {
                value = Self.logExcess(order: order, of: rate * expm1(exponent))
            } else {
                let logRatio = LogArithmetic.add(logRest, logRate + exponent)
                value =
                    logRatio < log(2)
                    ? Self.logExcess(order: order, of: expm1(logRatio))
                    : Self.logExcess(order: order, ofLarge: logRatio)
            }
            logarithms.append(value - 0.5 * t * t)
        }
        return LogArithmetic.sum(logarithms) + log(step) - 0.5 * log(2 * Double.pi)
    }

    /// The logarithm of (1+w)^a - 1 - a w, for w above -1.
    private static func logExcess(order: Double, of w: Double) -> Double {
        if w >= 1 { return logExcess(order: order, ofLarge: log1p(w)) }
        if abs(w) > 0.01 { return log(expm1(order * log1p(w)) - order * w) }
        var term = order * (order - 1) / 2 * w * w
        var sum = term
        var k = 2.0
        while abs(term) > 1e-18 * sum {
            term *= w * (order - k) / (k + 1)
            sum += term
            k += 1
        }
        return log(sum)
    }

    /// The same for 1 + w = e^l with l so large that (1+w)^a may not fit a Double.
    private static func logExcess(order: Double, ofLarge l: Double) -> Double {
        order * l + log1p(-order * exp((1 - order) * l) + (order - 1) * exp(-order * l))
    }
}
