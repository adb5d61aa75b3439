import Foundation

extension GridLoss {
    /// The mean and the variance of the finite losses, in points of the grid, tilted by e^(theta l).
    func moments(tilt theta: Double) -> (mean: Double, variance: Double) {
        let masses = tilted(by: theta)
        return masses.withUnsafeBufferPointer { masses in
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

    /// The masses times e^(theta l), scaled to a sum of 1.
    func tilted(by theta: Double) -> [Double] {
        let logTotal = logMoment(theta)
        var tilted = masses
        tilted.withUnsafeMutableBufferPointer { tilted in
            var index = 0
            while index < tilted.count {
                tilted[index] *= exp(theta * Double(firstIndex + index) * step - logTotal)
                index += 1
            }
        }
        return tilted
    }
}
