import Foundation

/// The least noise that keeps a target, and what it reaches.
public struct Calibration: Hashable, Codable, Sendable {
    /// The noise multiplier: the standard deviation of the noise in clip norms.
    public let sigma: Double
    /// The epsilon of this very noise multiplier, never above the target.
    public let epsilon: Epsilon
    /// The epsilon that was asked for.
    public let target: Double
}

/// Finds the least noise multiplier with which a number of steps stays within an epsilon at a delta.
///
///     let calibration = try calibrate(epsilon: 3, delta: 1e-5, sampling: .fullBatch, steps: 200)
///     let training = try Mechanism.gaussian(sigma: calibration.sigma, sampling: .fullBatch, steps: 200)
///
/// The multiplier is never too small: of the two ends of the last interval, which differ by a relative 1e-9 (a loss
/// distribution: 1e-6), the one is returned whose epsilon was found to be within the target.
public func calibrate(
    epsilon target: Double, delta: Double, sampling: Sampling, steps: Int,
    relation: NeighbouringRelation = .addRemove, accountant: Accountant = .automatic
) throws(PrivacyError) -> Calibration {
    guard target > 0, target.isFinite else { throw .epsilon(target) }
    guard delta > 0, delta < 1 else { throw .delta(delta) }
    guard steps != 0 else { throw .nothingToCalibrate }
    let search = CalibrationSearch(
        target: target, delta: delta, sampling: sampling, steps: steps, relation: relation,
        accountant: accountant)
    let sigma = try search.leastSigma()
    let epsilon = try search.composition(sigma: sigma).epsilon(delta: delta, accountant: accountant)
    return Calibration(sigma: sigma, epsilon: epsilon, target: target)
}

/// The search for the least noise multiplier: brackets by doubling, then interpolates in logarithms within the bracket.
private struct CalibrationSearch {
    let target: Double
    let delta: Double
    let sampling: Sampling
    let steps: Int
    let relation: NeighbouringRelation
    let accountant: Accountant

    // Beyond these the noise drowns everything, or is none.
    private static let sigmas = 1e-6...1e18

    func composition(sigma: Double) throws(PrivacyError) -> Composition {
        try Composition(
            [try .gaussian(sigma: sigma, sampling: sampling, steps: steps)], relation: relation)
    }

    func leastSigma() throws(PrivacyError) -> Double {
        let resolved = try composition(sigma: 1).resolve(accountant)
        var tolerance = 1e-9
        var start = 1.0
        var factor = 2.0
        if case .pld = resolved {
            tolerance = 1e-6
            // A loss distribution never needs more noise than Rényi divergences do, up to its grid, and they are cheap.
            start = try Self(
                target: target, delta: delta, sampling: sampling, steps: steps, relation: relation,
                accountant: .rdp
            ).leastSigma()
            factor = 1.1
        }
        var high = Probe(sigma: start, epsilon: try epsilon(sigma: start))
        var low = high
        while high.epsilon > target {
            guard high.sigma * factor <= Self.sigmas.upperBound else {
                throw .unreachable(epsilon: target, sigma: high.sigma)
            }
            low = high
            high = Probe(sigma: high.sigma * factor, epsilon: try epsilon(sigma: high.sigma * factor))
            factor = max(factor, 2)
        }
        while low.epsilon <= target {
            high = low
            // So little of the data is ever seen that no noise is needed.
            guard low.sigma / factor >= Self.sigmas.lowerBound else { return high.sigma }
            low = Probe(sigma: low.sigma / factor, epsilon: try epsilon(sigma: low.sigma / factor))
            factor = min(factor * factor, 2)
        }
        return try narrow(low, high, tolerance: tolerance)
    }

    private struct Probe {
        let sigma: Double
        /// Infinite where none is finite.
        let epsilon: Double
    }

    /// Shrinks a bracket whose lower end is above the target and whose upper end is not.
    private func narrow(_ low: Probe, _ high: Probe, tolerance: Double) throws(PrivacyError) -> Double {
        var (low, high) = (low, high)
        var round = 0
        while log(high.sigma / low.sigma) > tolerance {
            let width = log(high.sigma / low.sigma)
            var share = 0.5
            if round % 3 != 2, high.epsilon > 0, low.epsilon.isFinite {
                // Epsilon is nearly a power of sigma. A little beyond the estimate the bracket closes from both sides.
                share = log(low.epsilon / target) / log(low.epsilon / high.epsilon)
                let nudge = 0.4 * tolerance / width
                share += (share < 0.5 ? 1 : -1) * nudge * (round % 3 == 0 ? 1 : -1)
                share = min(max(share, nudge), 1 - nudge)
            }
            let sigma = low.sigma * exp(share * width)
            guard sigma > low.sigma, sigma < high.sigma else { break }
            let probe = Probe(sigma: sigma, epsilon: try epsilon(sigma: sigma))
            if probe.epsilon > target { low = probe } else { high = probe }
            round += 1
        }
        return high.sigma
    }

    private func epsilon(sigma: Double) throws(PrivacyError) -> Double {
        do {
            return try composition(sigma: sigma).bound(delta: delta, accountant: accountant)
        } catch .unbounded {
            return .infinity
        }
    }
}
