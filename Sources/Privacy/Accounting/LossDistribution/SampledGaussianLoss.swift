import Foundation

/// The privacy loss of one release of the Poisson-sampled Gaussian mechanism.
///
/// Without the record in question the release is x from Q = N(0, sigma²), with it from P = (1-q) Q + q N(1, sigma²). The
/// loss L(x) = ln(1 - q + q e^((2x-1)/(2 sigma²))) of P against Q grows with x. Both directions matter: P against Q, where
/// the record is removed, and Q against P, where it is added and every loss changes its sign.
struct SampledGaussianLoss {
    let sigma: Double
    let rate: Double

    /// Which of the two distributions the release is drawn from.
    enum Direction {
        /// From P, the one with the record.
        case remove
        /// From Q, the one without it.
        case add
    }

    /// L(x).
    func loss(at x: Double) -> Double {
        let exponent = (x - 0.5) / sigma / sigma
        if rate == 1 { return exponent }
        return exponent < 30
            ? log1p(rate * expm1(exponent)) : LogArithmetic.add(log1p(-rate), log(rate) + exponent)
    }

    /// The x at which L is `loss`, minus infinity where no x has so small a loss.
    func point(of loss: Double) -> Double {
        let exponent: Double
        if rate == 1 {
            exponent = loss
        } else if loss < 30 {
            let ratio = expm1(loss) / rate
            exponent = ratio > -1 ? log1p(ratio) : -.infinity
        } else {
            exponent = loss - log(rate) + log1p(-(1 - rate) * exp(-loss))
        }
        return sigma * sigma * exponent + 0.5
    }

    /// How far losses typically lie from their middle: half of what they change from one standard deviation below the
    /// midpoint of both means to one above.
    var spread: Double { (loss(at: 0.5 + sigma) - loss(at: 0.5 - sigma)) / 2 }

    /// The greatest distance in total variation of the two distributions.
    var totalVariation: Double { rate * erf(1 / (2 * 2.0.squareRoot() * sigma)) }

    /// The losses of a direction outside of which lies less than `tail` of each of its Gaussians.
    func lossRange(_ direction: Direction, tail: Double) -> ClosedRange<Double> {
        let reach = -StandardNormal.quantile(tail) * sigma
        switch direction {
        case .remove: return loss(at: -reach)...loss(at: 1 + reach)
        case .add: return -loss(at: reach)...(-loss(at: -reach))
        }
    }
}
