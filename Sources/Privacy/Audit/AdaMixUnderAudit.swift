import Foundation
import LearningCore
import Tensors

/// AdaMix itself, as it is shipped, on eight private records, one of which is a canary.
///
/// The canary has a feature that no other private record has, a million times as large as theirs, so that its gradient is
/// clipped to the clip norm exactly; without it there is a record of zeros in its place, whose gradient is zero, because
/// the number of records is published. The learning rate is so small that no gradient changes. The score is read from the
/// final weights, which is what gets published: they are minus the rate times the sum of all noisy means.
public struct AdaMixUnderAudit: AuditedTrainer {
    /// Which of AdaMix's settings is audited.
    public enum Variant: String, CaseIterable, Codable, Sendable {
        /// As it comes: the clip norm and the start are of public data.
        case standard
        /// Also projected onto the space of the public gradients, which the canary's is in here.
        case projected
    }

    /// What is claimed.
    public let mechanism: Mechanism
    /// Which settings it has.
    public let variant: Variant
    private let noise: (SeededRandom) -> any NoisySum
    private let open: PublicBatch
    private let with: PrivateBatch
    private let without: PrivateBatch
    private let configuration: AdaMixConfiguration

    private static let features = 4
    private static let classNames = ["shirt", "trousers"]
    private static let magnitude: Float = 1e6
    private static let learningRate = 1e-12

    /// Prepares data and settings.
    ///
    /// Noise is made for each fit, from a stream of its own where it is to be repeatable.
    public init(
        mechanism: Mechanism, variant: Variant = .standard,
        noise: @escaping (SeededRandom) -> GridNoise = { _ in GridNoise.secure() }
    ) throws {
        let anyNoise: (SeededRandom) -> any NoisySum = noise
        try self.init(mechanism: mechanism, variant: variant, anyNoise: anyNoise)
    }

    /// Prepares data and settings for any noise.
    package init(
        mechanism: Mechanism, variant: Variant = .standard,
        anyNoise noise: @escaping (SeededRandom) -> any NoisySum
    ) throws {
        self.mechanism = mechanism
        self.variant = variant
        self.noise = noise
        let preparation = FeaturePreparation(isNormalised: false, hasConstant: false)
        var configuration = variant == .standard ? AdaMixConfiguration() : .paper
        configuration.steps = mechanism.steps
        configuration.learningRate = Self.learningRate
        if variant == .standard {
            configuration.publicSteps = 2
        } else {
            // A public phase would learn the canary's direction, which a public record has here, and leave no gradient.
            configuration.start = .asGiven
            configuration.publicWeight = 0
        }
        self.configuration = configuration
        let hint: Float = variant == .standard ? 0 : 1
        open = try PublicBatch(Self.data("public", count: 6, seed: 1, last: hint), preparation: preparation)
        with = try PrivateBatch(
            Self.data("private", count: 8, seed: 2, last: Self.magnitude), preparation: preparation)
        without = try PrivateBatch(
            Self.data("private", count: 8, seed: 2, last: 0), preparation: preparation)
    }

    /// "adamix", and the variant.
    public var name: String { variant == .standard ? "adamix" : "adamix, \(variant.rawValue)" }

    /// Records of two classes, the last of which has nothing but a last feature, of this size.
    private static func data(_ name: String, count: Int, seed: UInt64, last: Float) throws -> Dataset {
        var random = SeededRandom(seed: seed)
        var values: [Float] = []
        for record in 0..<(count - 1) {
            let side: Float = record % 2 == 0 ? 1 : -1
            values += (1..<features).map { _ in side + Float(random.uniform() - 0.5) } + [0]
        }
        values += Array(repeating: 0, count: features - 1) + [last]
        // The last record is of the first class.
        let labels = (0..<(count - 1)).map { Int32($0 % 2) } + [0]
        return try Dataset(
            name: name, shape: [features], features: values, labels: labels, classNames: classNames)
    }

    /// Trains, and reads the score from the weights.
    public func score(withCanary: Bool, random: SeededRandom) throws -> Double {
        let model = try LinearHead(classCount: 2, featureCount: Self.features)
        var noise = noise(random)
        let report = try AdaMix(
            model: model, publicBatch: open, privateBatch: withCanary ? with : without,
            configuration: configuration
        ).fit(sigma: mechanism.sigma, epsilon: nil, noise: &noise)
        let weights = try model.flatParameters().array(of: Double.self)
        let canary = Self.features - 1
        // The canary's residual is (-1/2, 1/2), and weights move against gradients.
        let moved = (weights[canary] - weights[canary + Self.features]) / 2.0.squareRoot()
        let count =
            Double(report.privateCount) + configuration.publicWeight * Double(report.publicCount)
        let clip = report.clipNorms[0]
        return moved * count
            / (Self.learningRate * clip * mechanism.sigma * Double(mechanism.steps).squareRoot())
    }
}
