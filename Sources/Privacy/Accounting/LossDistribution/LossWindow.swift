import Foundation

/// The points of the grid outside of which, on either side, a sum of independent losses has hardly any mass.
///
/// By Chernoff's bound, the sum exceeds x with probability at most e^(K(t) - t x) for every t > 0, where K is the sum of
/// the logarithms of all moment generating functions; the best t is searched for.
struct LossWindow {
    let first: Int
    let last: Int

    /// How much mass may lie outside on each side.
    static let tail = 1e-16

    var count: Int { last - first + 1 }

    /// The window of the sum of `steps` copies of each loss, or nil where it is wider than `most` points.
    init?(_ losses: [(loss: GridLoss, steps: Int)], most: Int) {
        let step = losses[0].loss.step
        var (mean, variance, least, greatest) = (0.0, 0.0, 0.0, 0.0)
        for (loss, steps) in losses {
            let moments = loss.moments
            mean += Double(steps) * moments.mean
            variance += Double(steps) * moments.variance
            least += Double(steps) * Double(loss.firstIndex)
            greatest += Double(steps) * Double(loss.firstIndex + loss.masses.count - 1)
        }
        // For a sum that is nearly normal this t is the best one.
        let typical = (2 * -log(Self.tail) / max(variance, .leastNormalMagnitude)).squareRoot()
        func bound(_ sign: Double) -> Double {
            GoldenSection.minimum(from: log(typical) - 9, to: log(typical) + 9, tolerance: 1e-3) { logT in
                let t = exp(logT) * sign
                let sum = losses.reduce(0) { $0 + Double($1.steps) * $1.loss.logMoment(t) }
                return (sum - log(Self.tail)) / abs(t)
            }.value
        }
        let low = max(least, (-bound(-1) / step).rounded(.down))
        let high = min(greatest, (bound(1) / step).rounded(.up))
        guard high - low < Double(most), abs(low) < 1e15, abs(high) < 1e15 else { return nil }
        first = Int(low)
        last = max(Int(high), first)
    }
}

extension GridLoss {
    /// The mean and the variance of the finite losses, in points of the grid.
    var moments: (mean: Double, variance: Double) {
        masses.withUnsafeBufferPointer { masses in
            var (total, sum) = (0.0, 0.0)
            var index = 0
            while index < masses.count {
                total += masses[index]
                sum += masses[index] * Double(index)
                index += 1
            }
            let mean = sum / total
            var squares = 0.0
            index = 0
            while index < masses.count {
                let distance = Double(index) - mean
                squares += masses[index] * distance * distance
                index += 1
            }
            return (mean + Double(firstIndex), squares / total)
        }
    }

    /// The logarithm of the sum of p e^(t l) over the finite losses.
    ///
    /// By Horner's rule from the side of the smaller factors, so that the largest factor is 1 and nothing overflows.
    func logMoment(_ t: Double) -> Double {
        masses.withUnsafeBufferPointer { masses in
            let factor = exp(-abs(t) * step)
            var sum = 0.0
            if t > 0 {
                var index = 0
                while index < masses.count {
                    sum = sum * factor + masses[index]
                    index += 1
                }
            } else {
                var index = masses.count - 1
                while index >= 0 {
                    sum = sum * factor + masses[index]
                    index -= 1
                }
            }
            let outermost = firstIndex + (t > 0 ? masses.count - 1 : 0)
            return log(sum) + t * Double(outermost) * step
        }
    }
}
