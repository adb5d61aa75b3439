import Foundation

/// A sum of independent losses, roughly: of each summand some thousand losses with their masses.
///
/// Finding the best exponent of a Chernoff bound asks for many moment generating functions. This gives them fast and nearly
/// right; the bound itself is then computed from the distributions, and holds whatever the exponent is.
struct LossSketch {
    private let summands: [(losses: [Double], masses: [Double], steps: Double)]

    private static let mostLosses = 2048

    init(_ losses: [(loss: GridLoss, steps: Int)]) {
        summands = losses.map { loss, steps in
            let (losses, masses) = Self.gather(loss)
            return (losses, masses, Double(steps))
        }
    }

    /// The logarithm of the expectation of e^(t L), nearly.
    func logMoment(_ t: Double) -> Double {
        summands.reduce(0) { sum, summand in
            let extreme = max(t * (summand.losses.first ?? 0), t * (summand.losses.last ?? 0))
            var total = 0.0
            for index in summand.losses.indices {
                total += summand.masses[index] * exp(t * summand.losses[index] - extreme)
            }
            return sum + summand.steps * (log(total) + extreme)
        }
    }

    /// Neighbouring points together, at their mean.
    private static func gather(_ loss: GridLoss) -> (losses: [Double], masses: [Double]) {
        let width = (loss.masses.count + mostLosses - 1) / mostLosses
        var losses: [Double] = []
        var masses: [Double] = []
        loss.masses.withUnsafeBufferPointer { all in
            var start = 0
            while start < all.count {
                let end = min(start + width, all.count)
                var (mass, sum) = (0.0, 0.0)
                var index = start
                while index < end {
                    mass += all[index]
                    sum += all[index] * Double(index)
                    index += 1
                }
                if mass > 0 {
                    losses.append((sum / mass + Double(loss.firstIndex)) * loss.step)
                    masses.append(mass)
                }
                start = end
            }
        }
        return (losses, masses)
    }
}
