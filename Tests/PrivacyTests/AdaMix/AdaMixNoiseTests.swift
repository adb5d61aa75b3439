import LearningCore
import Tensors
import Testing

@testable import Privacy

@Suite("The noise of AdaMix", .needsTorch)
struct AdaMixNoiseTests {
    private static let classes = 4
    private static let features = 250
    private static let records = 16

    /// Trains on records of zeros, which have no gradients.
    private func train(
        _ noise: inout some NoisySum, steps: Int, sigma: Double, clip: Double, rate: Double
    ) throws -> Tensor {
        let data = try Dataset(
            name: "zeros", shape: [Self.features],
            features: Array(repeating: 0, count: Self.records * Self.features),
            labels: (0..<Self.records).map { Int32($0 % Self.classes) },
            classNames: (0..<Self.classes).map { "class \($0)" })
        let model = try LinearHead(classCount: Self.classes, featureCount: Self.features)
        var configuration = AdaMixConfiguration.fullyPrivate(clip: clip)
        configuration.steps = steps
        configuration.learningRate = rate
        configuration.weightDecay = 0
        let batch = try PrivateBatch(
            data, preparation: FeaturePreparation(isNormalised: false, hasConstant: false))
        _ = try AdaMix(model: model, publicBatch: nil, privateBatch: batch, configuration: configuration)
            .fit(sigma: sigma, epsilon: nil, noise: &noise)
        return try model.flatParameters()
    }

    @Test("is all that weights are made of without gradients, in the length that is accounted for")
    func variance() throws {
        let (steps, sigma, clip, rate) = (3, 2.5, 0.5, 0.8)
        var noise = GridNoise.repeatable(SeededRandom(seed: 6))
        let weights = try train(&noise, steps: steps, sigma: sigma, clip: clip, rate: rate)
        let deviation = sigma * clip * rate / Double(Self.records)
        let count = Double(weights.count)
        let squared = try weights.square().sum().double()
        // The variance of n squared normal numbers is 2 n.
        #expect(
            abs(squared / (Double(steps) * count * deviation * deviation) - 1) < 4 * (2 / count).squareRoot())
    }

    /// Remembers what was added.
    private struct RecordingNoise: NoisySum {
        var inner: GridNoise
        var added: [[Double]] = []
        var isPrivate: Bool { inner.isPrivate }

        mutating func release(_ sum: Tensor, of count: Int, clip: Double, sigma: Double) throws -> Tensor {
            let published = try inner.release(sum, of: count, clip: clip, sigma: sigma)
            added.append(try (published - sum).array(of: Double.self))
            return published
        }
    }

    @Test("is other noise at every step and in every coordinate")
    func fresh() throws {
        var noise = RecordingNoise(inner: .secure())
        _ = try train(&noise, steps: 3, sigma: 1, clip: 1, rate: 1)
        #expect(noise.added.count == 3)
        let all = noise.added.flatMap(\.self)
        // Numbers of 28 bits or so: a few pairs of 3000 may agree, a step's worth may not.
        #expect(Set(all).count > all.count - 20)
    }

    @Test("is added to a batch without records too")
    func emptyBatch() throws {
        var noise = GridNoise.secure()
        let published = try noise.release(Tensor.zeros([200], type: .float64), of: 0, clip: 1, sigma: 3)
        let values = try published.array(of: Double.self)
        let variance = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
        // Six standard deviations: it is other noise in every run.
        #expect(abs(variance / 9 - 1) < 0.6)
    }
}
