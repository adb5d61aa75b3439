import Foundation

/// Where a composition's epsilon is wanted.
enum LossTarget {
    /// The epsilon at this delta.
    case delta(Double)
    /// The delta at this epsilon.
    case epsilon(Double)
}

/// The sum of independent losses, tilted: every mass times e^(theta l), which moves the sum to where epsilon is.
///
/// A Fourier transform errs by some 1e-17 of all mass at each step. In the distribution itself that hides a small delta after
/// many steps, in the tilted one it is a share of delta. The tilt is the one for which the Chernoff bound
///
///     delta(epsilon) <= E[e^(theta (L - epsilon))] theta^theta / (1 + theta)^(1 + theta)
///
/// is best, which is also the conversion of the Rényi divergence of order 1 + theta. Half of it is taken: where losses are
/// rare and large, all of it would spread the sum far and wide, and half saves three quarters of the digits already.
struct TiltedSum {
    /// The summands and how often each occurs.
    let losses: [(loss: GridLoss, steps: Int)]
    /// What the exponent of the tilt is per unit of loss.
    let theta: Double
    /// The logarithm of what all tilted masses add up to before they are scaled.
    let logTotal: Double
    /// The first point outside of which, below, there is hardly any tilted mass.
    let first: Int
    /// The last point outside of which, above, there is hardly any tilted mass.
    let last: Int

    /// How much of the tilted mass may lie outside of the points on either side.
    private static let tail = 1e-18

    var count: Int { last - first + 1 }
    var step: Double { losses[0].loss.step }

    /// What the untilted sum exceeds the last point by, at most.
    var massAbove: Double { exp(logTotal - theta * Double(last) * step) * Self.tail }

    /// Finds the tilt and the points, or nil where these are more than `most`.
    init?(_ losses: [(loss: GridLoss, steps: Int)], target: LossTarget, most: Int) {
        let sketch = LossSketch(losses)
        func logMoment(_ t: Double) -> Double {
            losses.reduce(0) { $0 + Double($1.steps) * $1.loss.logMoment(t) }
        }
        let step = losses[0].loss.step
        var (variance, least, greatest) = (0.0, 0.0, 0.0)
        for (loss, steps) in losses {
            variance += Double(steps) * loss.moments(tilt: 0).variance * step * step
            least += Double(steps) * Double(loss.firstIndex)
            greatest += Double(steps) * Double(loss.firstIndex + loss.masses.count - 1)
        }
        guard variance.isFinite else { return nil }
        guard variance > 0 else {
            // Every loss has one value only.
            (self.losses, theta, logTotal) = (losses, 0, logMoment(0))
            (first, last) = (Int(least), Int(least))
            return
        }
        // For a sum that is nearly normal, tails of 1e-18 lie at this many inverse standard deviations.
        let typical = log(9 / variance.squareRoot())

        // Where losses have a greatest value that is likely, the best tilt is without bound, and any will do.
        let steepest = max(typical - 11, min(typical + 12, -log(step)))
        let best = exp(
            GoldenSection.minimum(from: typical - 12, to: steepest, tolerance: 1e-3) { logTheta in
                let theta = exp(logTheta)
                let factor = -log1p(theta) - theta * log1p(1 / theta)
                let logBound = sketch.logMoment(theta) + factor
                switch target {
                case .delta(let delta): return (logBound - log(delta)) / theta
                case .epsilon(let epsilon): return logBound - theta * epsilon
                }
            }.argument)
        let theta = best / 2
        let logTotal = logMoment(theta)
        let sketchTotal = sketch.logMoment(theta)
        func bound(_ sign: Double) -> Double {
            let t = exp(
                GoldenSection.minimum(from: typical - 9, to: typical + 9, tolerance: 1e-3) { logT in
                    let t = exp(logT)
                    return (sketch.logMoment(theta + sign * t) - sketchTotal - log(Self.tail)) / t
                }.argument)
            return (logMoment(theta + sign * t) - logTotal - log(Self.tail)) / t
        }
        guard logTotal.isFinite else { return nil }
        let low = max(least, (-bound(-1) / step).rounded(.down))
        let high = min(greatest, (bound(1) / step).rounded(.up))
        guard high - low < Double(most), abs(low) < 1e15, abs(high) < 1e15 else { return nil }
        self.losses = losses
        self.theta = theta
        self.logTotal = logTotal
        first = Int(low)
        last = max(Int(high), first)
    }
}
