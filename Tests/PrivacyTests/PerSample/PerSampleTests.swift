import Tensors
import Testing

@testable import Privacy

/// Architectures whose gradients are wanted sample by sample, and the input that each takes.
enum SampleArchitecture: String, CaseIterable, Sendable {
    case linearHead, dense, convolutional, grouped, normalised

    var inputShape: [Int] {
        switch self {
        case .linearHead, .dense: [6]
        case .normalised: [5, 4]
        case .convolutional, .grouped: [4, 7, 6]
        }
    }

    func model(_ random: RandomGenerator) throws -> any PerSampleModel {
        func linear(_ inputs: Int, _ outputs: Int, hasBias: Bool = true) throws -> Linear {
            try Linear(inputs: inputs, outputs: outputs, hasBias: hasBias, random, type: .float64)
        }
        switch self {
        case .linearHead:
            let head = try LinearHead(classCount: 3, featureCount: 6)
            try head.assign(Tensor.normal([18], random, type: .float64))
            return head
        case .dense:
            return try PerSampleNetwork([
                linear(6, 8), Activation.hyperbolicTangent, linear(8, 5, hasBias: false), Activation.gelu,
                linear(5, 3),
            ])
        case .convolutional:
            return try PerSampleNetwork([
                Conv2d(inputs: 4, outputs: 6, size: 3, stride: 2, padding: 1, random, type: .float64),
                GroupNorm(groups: 3, channels: 6, type: .float64), Activation.relu, Flatten(),
                linear(6 * 4 * 3, 3),
            ])
        case .grouped:
            return try PerSampleNetwork([
                Conv2d(
                    inputs: 4, outputs: 8, size: Size2d(3, 2), padding: Size2d(1, 0), dilation: Size2d(1, 2),
                    groups: 2,
                    hasBias: false, random, type: .float64),
                Activation.softplus, Flatten(), linear(8 * 7 * 4, 3),
            ])
        case .normalised:
            return try PerSampleNetwork([
                linear(4, 7), LayerNorm([7], type: .float64), Activation.relu, linear(7, 2), Flatten(),
                linear(10, 3),
            ])
        }
    }
}

@Suite("Gradients by sample", .needsTorch)
struct PerSampleTests {
    private func batch(
        _ architecture: SampleArchitecture
    ) throws -> (model: any PerSampleModel, x: Tensor, y: Tensor) {
        let random = try RandomGenerator(seed: 11)
        let model = try architecture.model(random)
        return (
            model, try Tensor.normal([9] + architecture.inputShape, random, type: .float64),
            try Tensor.integers(in: 0..<3, [9], random)
        )
    }

    @Test("are those of each sample alone", arguments: SampleArchitecture.allCases)
    func alone(architecture: SampleArchitecture) throws {
        let (model, x, y) = try batch(architecture)
        let gradients = try model.gradients(x, y)
        #expect(gradients.shape == [9, model.parameterCount])
        for sample in 0..<9 {
            let range = sample..<(sample + 1)
            let alone = try model.weightedGradientSum(
                x.sliced(range), y.sliced(range), weights: Tensor.ones([1], type: .float64))
            #expect(try relativeDifference(gradients.selected(sample), alone) < 1e-12)
        }
    }

    @Test(
        "have the lengths and sums that ghost clipping finds without them",
        arguments: SampleArchitecture.allCases)
    func ghosts(architecture: SampleArchitecture) throws {
        let (model, x, y) = try batch(architecture)
        let gradients = try model.gradients(x, y)
        let norms = try model.gradientNorms(x, y, scale: nil)
        #expect(try relativeDifference(norms, gradients.norm([1])) < 1e-12)
        let factors = try (norms.reciprocal() * 0.5).clamped(atMost: 1)
        #expect(
            try relativeDifference(
                model.weightedGradientSum(x, y, weights: factors), factors.matmul(gradients)) < 1e-12)
        let scale = try Tensor.linear(from: 0.5, through: 2, count: model.parameterCount, type: .float64)
        #expect(
            try relativeDifference(
                model.gradientNorms(x, y, scale: scale), (gradients * scale).norm([1])) < 1e-12)
    }

    @Test(
        "have the coordinates in a basis that their products with it are",
        arguments: SampleArchitecture.allCases)
    func coordinates(architecture: SampleArchitecture) throws {
        let (model, x, y) = try batch(architecture)
        let gradients = try model.gradients(x, y)
        let basis = try PublicSubspace(gradients: gradients, rank: 4).basis
        #expect(
            try relativeDifference(model.projectedGradients(x, y, basis: basis), gradients.matmul(basis))
                < 1e-12)
    }

    @Test("come from parameters that can be replaced", arguments: SampleArchitecture.allCases)
    func assigning(architecture: SampleArchitecture) throws {
        let (model, x, _) = try batch(architecture)
        let before = try model.flatParameters()
        let logits = try model.logits(x)
        try model.assign(before * 0)
        #expect(try model.flatParameters().absolute().largest().double() == 0)
        try model.assign(before)
        #expect(try model.logits(x).isIdentical(to: logits))
    }

    @Test("do not exist after batch normalisation, and a sentence offers another")
    func batchNormalisation() throws {
        let random = try RandomGenerator(seed: 1)
        let error = #expect(throws: AdaMixError.self) {
            try PerSampleNetwork([
                Linear(inputs: 2, outputs: 3, random, type: .float64), BatchNorm(channels: 3, type: .float64),
            ])
        }
        #expect(error?.description.contains("use a group normalisation") == true)
    }

    @Test("are refused for layers that nothing is known of, and for coarse numbers")
    func otherLayers() throws {
        let random = try RandomGenerator(seed: 1)
        #expect(throws: AdaMixError.unsupportedLayer(name: "0 (Embedding)")) {
            try PerSampleNetwork([Embedding(count: 3, size: 2, random, type: .float64)])
        }
        #expect(throws: AdaMixError.self) {
            try PerSampleNetwork([Linear(inputs: 2, outputs: 3, random, type: .float32)])
        }
    }

    @Test("are not to be had where layers share a parameter")
    func sharedParameters() throws {
        let linear = try Linear(inputs: 3, outputs: 3, RandomGenerator(seed: 1), type: .float64)
        #expect(throws: AdaMixError.sharedParameter) {
            try PerSampleNetwork([linear, Activation.relu, linear])
        }
    }

    @Test("are not to be had where a layer mixes the samples of a batch")
    func mixing() throws {
        for layer in [Activation.softmax(dimension: 0), .logSoftmax(dimension: -2)] {
            #expect(throws: AdaMixError.self) { try PerSampleNetwork([layer]) }
        }
        #expect(throws: AdaMixError.self) { try PerSampleNetwork([Sequential([Activation.relu])]) }
    }

    @Test("keep their lengths where the terms of several positions cancel")
    func cancellation() throws {
        let linear = Linear(weight: try Tensor.zeros([1, 2], type: .float64), bias: nil)
        let x = try Tensor([1e8, 1e8, 1e8 + 1, 1e8] as [Double], shape: [1, 2, 2])
        let dz = try Tensor([1, -1] as [Double], shape: [1, 2, 1])
        #expect(try linear.perSampleSquaredNorms(x, dz).array(of: Double.self) == [1])
    }
}
