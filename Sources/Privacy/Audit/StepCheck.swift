import Foundation
import LearningCore

/// What the step of a private trainer has to do whatever the data are: checks that see faults which no score shows.
///
/// Source: the list is after the tests of Opacus (pytorch/opacus).
public enum StepCheck: String, CaseIterable, Codable, Sendable {
    /// Without gradients, n steps leave a mean of noise whose squared length is n p (sigma clip / count)^2.
    case noiseVariance = "noise variance"
    /// No two steps have the same noise.
    case freshNoise = "fresh noise"
    /// Without noise and clipping the mean is the mean.
    case plainMean = "plain mean"
    /// No record moves the sum by more than the clip norm.
    case sensitivity
    /// A batch without records is a step with noise like any other.
    case emptyBatch = "empty batch"

    /// Whether a step with this fault passes.
    func passes(_ mutant: Mutant?) -> Bool {
        switch self {
        case .noiseVariance: Self.hasNoiseVariance(mutant)
        case .freshNoise: Self.hasFreshNoise(mutant)
        case .plainMean: Self.hasPlainMean(mutant)
        case .sensitivity: Self.hasSensitivity(mutant)
        case .emptyBatch: Self.takesEmptyBatch(mutant)
        }
    }

    private static let count = 8
    private static let width = 6
    private static let none = [[Double]](
        repeating: Array(repeating: 0, count: width), count: count)

    private static func step(
        _ mutant: Mutant?, clip: Double = 0.5, sigma: Double, seed: UInt64 = 1
    ) -> ReferenceStep {
        ReferenceStep(
            clip: clip, sigma: sigma, count: count, parameters: ReferenceTrainer.parameters, mutant: mutant,
            random: SeededRandom(seed: seed))
    }

    /// Gradients of lengths around 2, in all directions.
    private static func gradients() -> [[Double]] {
        var normal = NormalSampler(SeededRandom(seed: 2))
        return (0..<count).map { _ in (0..<width).map { _ in normal.next() } }
    }

    private static func hasNoiseVariance(_ mutant: Mutant?) -> Bool {
        let (trainings, steps, clip, sigma) = (500, 4, 0.5, 3.0)
        var total = 0.0
        for training in 0..<trainings {
            var step = step(mutant, clip: clip, sigma: sigma, seed: UInt64(training))
            var weights = Array(repeating: 0.0, count: width)
            for _ in 0..<steps {
                for (coordinate, mean) in step.publish(none).enumerated() { weights[coordinate] += mean }
            }
            total += ReferenceStep.product(weights, weights)
        }
        let deviation = sigma * clip / Double(count)
        let numbers = trainings * width
        let expected = Double(numbers * steps) * deviation * deviation
        // The variance of n squared normal numbers is 2 n.
        return abs(total / expected - 1) <= 4 * (2 / Double(numbers)).squareRoot()
    }

    private static func hasFreshNoise(_ mutant: Mutant?) -> Bool {
        var step = step(mutant, sigma: 3)
        var seen: Set<[Double]> = []
        return (0..<10).allSatisfy { _ in seen.insert(step.publish(none)).inserted }
    }

    private static func hasPlainMean(_ mutant: Mutant?) -> Bool {
        let gradients = gradients()
        var step = step(mutant, clip: 1e9, sigma: 0)
        let mean = step.publish(gradients)
        return (0..<width).allSatisfy { coordinate in
            let expected = gradients.reduce(0) { $0 + $1[coordinate] } / Double(count)
            return abs(mean[coordinate] - expected) < 1e-12
        }
    }

    private static func hasSensitivity(_ mutant: Mutant?) -> Bool {
        let (gradients, clip) = (gradients(), 0.5)
        func sum(_ gradients: [[Double]]) -> [Double] {
            var step = step(mutant, clip: clip, sigma: 0)
            return step.publish(gradients).map { $0 * Double(count) }
        }
        let whole = sum(gradients)
        return gradients.indices.allSatisfy { left in
            var rest = gradients
            rest.remove(at: left)
            return ReferenceStep.length(zip(whole, sum(rest)).map { $0 - $1 }) <= clip * (1 + 1e-12)
        }
    }

    private static func takesEmptyBatch(_ mutant: Mutant?) -> Bool {
        var step = step(mutant, sigma: 3)
        let mean = step.publish([])
        return mean.count == width && mean.allSatisfy { $0.isFinite && $0 != 0 }
    }
}
