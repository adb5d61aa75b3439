import Foundation

/// The privacy loss of a whole composition in one direction, on a grid, and what it says of epsilon and delta.
///
/// The masses are tilted: that of the loss l is `tilted * e^(logTotal - theta l)`. They are precise about the epsilon for
/// which the tilt was chosen, and above it.
struct ComposedLoss {
    let step: Double
    /// The number of the first point: its loss is `step * firstIndex`.
    let firstIndex: Int
    let tilted: [Double]
    let theta: Double
    let logTotal: Double
    /// The mass of an infinite loss.
    let infinity: Double

    /// The delta at an epsilon from 0: the expectation of 1 - e^(epsilon - l) where that is positive.
    func delta(epsilon: Double) -> Double {
        var sum = 0.0
        tilted.withUnsafeBufferPointer { tilted in
            var index = tilted.count - 1
            while index >= 0 {
                let loss = Double(firstIndex + index) * step
                if loss <= epsilon { break }
                sum += tilted[index] * exp(logTotal - theta * loss) * -expm1(epsilon - loss)
                index -= 1
            }
        }
        return infinity + sum
    }

    /// The least epsilon from 0 at a delta, or nil where none is finite.
    ///
    /// From the greatest loss down, delta at the loss l is what it was one step above plus (1 - e^-step) r, where r is
    /// the sum of p e^(l - l') over all losses l' above l: sums of positive numbers. Within a cell the equation is linear
    /// in e^epsilon.
    func epsilon(delta: Double) -> Double? {
        guard infinity < delta else { return nil }
        let decay = exp(-step)
        let gain = -expm1(-step)
        return tilted.withUnsafeBufferPointer { tilted in
            var index = tilted.count - 1
            var (reached, remainder) = (infinity, 0.0)
            while index >= 0 {
                let atPoint = reached + gain * remainder
                if atPoint > delta || firstIndex + index < 0 { break }
                reached = atPoint
                let loss = Double(firstIndex + index) * step
                remainder = remainder * decay + tilted[index] * exp(logTotal - theta * loss)
                index -= 1
            }
            let loss = Double(firstIndex + index + 1) * step
            guard remainder > 0, reached + remainder > delta else { return 0 }
            return max(0, loss + log1p(-(delta - reached) / remainder))
        }
    }
}
