import Foundation

/// The masses that N(0, sigma²) and N(1, sigma²) have between neighbouring points, one point after the other.
///
/// Each difference is taken in the smaller tail, where it keeps its digits.
struct GaussianIntervals {
    private let sigma: Double
    private var without = Walk()
    private var with = Walk()

    /// Begins before all points, at minus infinity if they ascend and at infinity if they descend.
    init(sigma: Double) { self.sigma = sigma }

    /// Goes up to the next point and returns the masses on the way there.
    mutating func advance(to point: Double) -> (without: Double, with: Double) {
        (without.advance(to: point / sigma), with.advance(to: (point - 1) / sigma))
    }

    /// Goes down to the next point and returns the masses on the way there.
    mutating func retreat(to point: Double) -> (without: Double, with: Double) {
        // By symmetry: the mirrored points ascend.
        (without.advance(to: -point / sigma), with.advance(to: (1 - point) / sigma))
    }

    /// What lies beyond the last point.
    var rest: (without: Double, with: Double) { (without.rest, with.rest) }

    /// The way of the standard normal distribution from minus infinity up.
    private struct Walk {
        /// What lies below the last point, or above it once the point is above the mean.
        private var tail = 0.0
        private var isAbove = false

        mutating func advance(to z: Double) -> Double {
            let last = tail
            tail = 0.5 * erfc(abs(z) / 2.0.squareRoot())
            // Points that are computed may be out of order by a rounding, hence the zeros.
            if z < 0, !isAbove { return max(0, tail - last) }
            if isAbove { return max(0, last - tail) }
            isAbove = true
            return max(0, 1 - last - tail)
        }

        var rest: Double { isAbove ? tail : 1 - tail }
    }
}
