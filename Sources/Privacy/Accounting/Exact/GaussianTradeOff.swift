import Foundation

/// The exact trade-off of the Gaussian mechanism, and of any number of them composed.
///
/// Telling neighbours apart is telling N(0, 1) from N(mu, 1), where `mu` is the distance of their sums in standard
/// deviations of the noise; releases compose by adding squares, even if each depends on those before it.
///
/// Source: Balle and Wang, ICML 2018, theorem 8; Dong, Roth and Su, "Gaussian differential privacy", 2019.
struct GaussianTradeOff {
    let mu: Double

    init(mu: Double) { self.mu = mu }

    /// The composition of full-batch mechanisms.
    init(_ mechanisms: [Mechanism], relation: NeighbouringRelation) {
        var sum = 0.0
        for mechanism in mechanisms {
            let one = relation.clipNormsApart / mechanism.sigma
            sum += Double(mechanism.steps) * one * one
        }
        mu = sum.squareRoot()
    }

    /// The least delta at an epsilon.
    func delta(epsilon: Double) -> Double {
        if mu == 0 { return 0 }
        if mu == .infinity { return 1 }
        if epsilon == 0 { return erf(mu / (2 * 2.0.squareRoot())) }
        // Phi(a) - e^epsilon Phi(b), from logarithms: e^epsilon would overflow near 710.
        let a = StandardNormal.logCumulative(mu / 2 - epsilon / mu)
        let b = epsilon + StandardNormal.logCumulative(-mu / 2 - epsilon / mu)
        return exp(a) * -expm1(min(0, b - a))
    }

    /// The least epsilon at a delta, rounded up; infinite where a Double cannot hold it.
    func epsilon(delta: Double) -> Double {
        if self.delta(epsilon: 0) <= delta { return 0 }
        var low = 0.0
        var high = 50 + mu * mu / 2 + 10 * mu
        while high.isFinite, self.delta(epsilon: high) > delta { high *= 2 }
        guard high.isFinite else { return .infinity }
        while true {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { return high }
            if self.delta(epsilon: middle) > delta { low = middle } else { high = middle }
        }
    }

    /// The classic conversion of zero-concentrated differential privacy, which shows what exactness is worth.
    ///
    /// Source: Bun and Steinke, TCC 2016, proposition 1.3.
    func epsilonByConcentration(delta: Double) -> Double {
        let rho = mu * mu / 2
        return rho + 2 * (rho * log(1 / delta)).squareRoot()
    }
}
