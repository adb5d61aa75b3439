import Foundation
import LearningCore

/// Logistic regression on eight records by noisy full batches, in plain Swift: the measure for faults.
///
/// Its weights are two parameters of three coordinates each. Seven records have features in the first two of either; the
/// canary has the last of both to itself, and so large a value there that its gradient is always longer than the clip
/// norm. Steps are so short that it stays so.
public struct ReferenceTrainer: AuditedTrainer {
    /// What it claims to be.
    public let mechanism: Mechanism
    /// Its fault; nil for none.
    public let mutant: Mutant?

    static let parameters = [0..<3, 3..<6]
    static let clip = 0.25
    private static let count = 8
    private static let learningRate = 1e-12

    private struct Record {
        let features: [Double]
        /// 1 or -1.
        let label: Double
    }

    /// A trainer that claims to be a mechanism of full batches.
    public init(mechanism: Mechanism, mutant: Mutant? = nil) {
        self.mechanism = mechanism
        self.mutant = mutant
    }

    /// "reference", and the fault if there is one.
    public var name: String { mutant.map { "reference with \($0.rawValue)" } ?? "reference" }

    private static let canary = Record(features: [0, 0, 1e6, 0, 0, 1e6], label: 1)

    /// Records that mostly agree on where the weights should go.
    private static let others = (1..<count).map { number in
        var random = SeededRandom(seed: UInt64(number))
        let label: Double = number % 2 == 0 ? 1 : -1
        let spread = (0..<4).map { _ in 0.4 * (random.uniform() - 0.5) }
        return Record(
            features: [label + spread[0], spread[1], 0, label + spread[2], spread[3], 0], label: label)
    }

    /// Runs the steps, and reads the score from what they publish.
    public func score(withCanary: Bool, random: SeededRandom) -> Double {
        let records = Self.others + (withCanary ? [Self.canary] : [])
        let direction = gradient(of: Self.canary, weights: Array(repeating: 0, count: 6))
        let length = ReferenceStep.length(direction)
        var step = ReferenceStep(
            clip: Self.clip, sigma: mechanism.sigma, count: Self.count, parameters: Self.parameters,
            mutant: mutant, random: random)
        var weights = Array(repeating: 0.0, count: 6)
        var score = 0.0
        for _ in 0..<mechanism.steps {
            let mean = step.publish(records.map { gradient(of: $0, weights: weights) })
            score += ReferenceStep.product(mean, direction) * Double(Self.count) / length
            for coordinate in weights.indices { weights[coordinate] -= Self.learningRate * mean[coordinate] }
        }
        return score / (Self.clip * mechanism.sigma * Double(mechanism.steps).squareRoot())
    }

    /// The gradient of ln(1 + exp(-y w.x)).
    private func gradient(of record: Record, weights: [Double]) -> [Double] {
        let margin = record.label * ReferenceStep.product(weights, record.features)
        let slope = -record.label / (1 + exp(margin))
        return record.features.map { $0 * slope }
    }
}
