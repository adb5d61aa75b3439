import Testing

@testable import Tensors

@Suite("Training", .needsTorch)
struct TrainingTests {
    /// Learns the exclusive or of two numbers, and returns the last loss and the parameters.
    private func train(
        seed: UInt64, _ optimiser: ([NamedTensor]) throws -> any Optimiser
    ) throws -> (loss: Double, parameters: [[Float]]) {
        let random = try RandomGenerator(seed: seed)
        let model = Sequential([
            try Linear(inputs: 2, outputs: 16, random), Activation.hyperbolicTangent, try Dropout(0.05),
            try Linear(inputs: 16, outputs: 2, random),
        ])
        let inputs = try Tensor([0, 0, 0, 1, 1, 0, 1, 1] as [Float], shape: [4, 2])
        let classes = try Tensor([0, 1, 1, 0])
        let optimiser = try optimiser(model.parameters)
        let rate = optimiser.learningRate
        let schedule = Schedule.warmUp(steps: 10, from: 0.1, then: .cosine(steps: 190, to: 0.1))
        for step in 0..<200 {
            optimiser.learningRate = rate * schedule.factor(at: step)
            try optimiser.forgetGradients()
            try Loss.crossEntropy(of: model(inputs, .training(random)), classes: classes).backward()
            try GradientClipping.limitNorm(of: optimiser.parameters, to: 5)
            try optimiser.step()
        }
        let loss = try Loss.crossEntropy(of: model(inputs), classes: classes).double()
        return (loss, try model.parameters.map { try $0.tensor.array(of: Float.self) })
    }

    private static let optimisers: [OptimiserReference] = [
        .init("SGD") { try SGD($0, learningRate: 0.3, momentum: 0.9) },
        .init("Adam") { try Adam($0, learningRate: 0.05) },
        .init("Adagrad") { try Adagrad($0, learningRate: 0.2) },
    ]

    @Test("learns, and to the same bits from the same seed", arguments: optimisers)
    func learning(optimiser: OptimiserReference) throws {
        let (first, second) = try (train(seed: 1, optimiser.make), train(seed: 1, optimiser.make))
        #expect(first.loss < 0.1)
        #expect(first.parameters == second.parameters)
        #expect(try first.parameters != train(seed: 2, optimiser.make).parameters)
    }
}
