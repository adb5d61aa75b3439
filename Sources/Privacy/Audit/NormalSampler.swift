import Foundation
import LearningCore

/// Normal numbers from a seed, for simulations; never for noise that protects anybody.
///
/// Source: Box and Muller, A note on the generation of random normal deviates, 1958.
struct NormalSampler {
    private var random: SeededRandom
    private var spare: Double?

    init(_ random: SeededRandom) { self.random = random }

    mutating func next() -> Double {
        if let spare {
            self.spare = nil
            return spare
        }
        // 1 - u is never 0, whose logarithm there is none of.
        let radius = (-2 * log(1 - random.uniform())).squareRoot()
        let angle = 2 * Double.pi * random.uniform()
        spare = radius * sin(angle)
        return radius * cos(angle)
    }
}
