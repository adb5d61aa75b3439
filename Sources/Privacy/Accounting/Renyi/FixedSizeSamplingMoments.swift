import Foundation

/// An upper bound on the Rényi divergences of the Gaussian mechanism on batches of fixed size without replacement, where
/// one record is replaced.
///
/// Source: Wang, Balle and Kasiviswanathan, "Subsampled Rényi differential privacy and analytical moments accountant",
/// AISTATS 2019, theorem 9 with the refinement by forward differences of appendix B.
struct FixedSizeSamplingMoments {
    /// The noise in units of what replacing a record can change.
    let sigma: Double
    let rate: Double

    /// The bound on ln A(a) for each integer order from 0 up to the largest; convex, so that others lie between.
    private let logMoments: [Double]

    /// Finds the bounds for all integer orders up to `largest`.
    init(sigma: Double, rate: Double, largest: Int) {
        self.sigma = sigma
        self.rate = rate
        // ln of E_Q[(P/Q)^j], for the unsampled mechanism.
        func logMoment(_ j: Int) -> Double { Double(j * (j - 1)) / 2 / sigma / sigma }
        let logSecond = LogArithmetic.subtractOne(logMoment(2))
        // The even ones are central moments of the ratio, the odd ones follow by Cauchy and Schwarz.
        let central = Self.logCentralMoments(sigma: sigma, largest: min(largest, Self.largestExact) + 1)
        let logRate = log(rate)
        var factors = [-Double.infinity, -.infinity, min(log(4) + logSecond, log(2) + logMoment(2))]
        for j in 3...max(largest, 3) {
            var factor = log(2) + logMoment(j)
            if j <= Self.largestExact {
                factor = min(factor, log(4) + (central[j / 2 * 2] + central[(j + 1) / 2 * 2]) / 2)
            }
            factors.append(factor)
        }
        logMoments = (0...largest).map { order in
            guard order >= 2 else { return 0 }
            return LogArithmetic.addOne(
                LogArithmetic.sum(
                    (2...order).map { j in
                        LogArithmetic.choose(order, j) + Double(j) * logRate + factors[j]
                    }))
        }
    }

    /// The bound on the divergence of an order above 1, between integers by convexity.
    func divergence(order: Double) -> Double {
        let fraction = order - order.rounded(.down)
        let below = logMoments[Int(order)]
        let between = fraction == 0 ? below : (1 - fraction) * below + fraction * logMoments[Int(order) + 1]
        return between / (order - 1)
    }

    /// Beyond this order alternating sums lose their digits, and only the simple bound is used.
    private static let largestExact = 256

    /// ln E_Q[(P/Q - 1)^j] for even j, at index j, by quadrature: the alternating binomial sum would cancel.
    private static func logCentralMoments(sigma: Double, largest: Int) -> [Double] {
        var moments = [Double](repeating: -.infinity, count: largest + 1)
        for j in stride(from: 2, through: largest, by: 2) {
            let last = Double(j) / sigma + 10
            let step = min(0.35, (last + 10) / 400)
            var logarithms: [Double] = []
            for index in 0...Int(((last + 10) / step).rounded(.up)) {
                let t = -10 + Double(index) * step
                let exponent = (t - 0.5 / sigma) / sigma
                let logDistance = exponent > 1 ? exponent + log1p(-exp(-exponent)) : log(abs(expm1(exponent)))
                logarithms.append(Double(j) * logDistance - 0.5 * t * t)
            }
            moments[j] = LogArithmetic.sum(logarithms) + log(step) - 0.5 * log(2 * Double.pi)
        }
        return moments
    }
}
