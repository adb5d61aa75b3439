import LearningCore
import Tensors

extension ForwardNetwork {
    /// Trains a network to give one version's vectors, at length 1, for another's.
    ///
    /// The loss is the mean squared error. Weight decay is 2^-15, as in the source.
    ///
    /// - Throws: ``GracefulUpdateError``, or `TensorError`.
    static func fit(
        from: Embeddings, to: Embeddings, side: Embeddings?, _ settings: Settings,
        progress: (Int, Double) throws -> Void
    ) throws -> ForwardNetwork {
        try settings.check()
        let shape = Shape(
            input: from.dimension, side: side?.dimension ?? 0, output: to.dimension, hidden: settings.hidden)
        guard shape.isSound else {
            throw GracefulUpdateError.setting(
                name: "the width of the adapter", value: "\(shape)", range: "at most 8,192 in every layer")
        }
        let random = SeededRandom(seed: settings.seed)
        let network = try ForwardNetwork(shape, random: random.stream("adapter"))
        let inputs = try from.normalised().tensor().converted(to: .float32)
        let wanted = try to.normalised().tensor().converted(to: .float32)
        let stored = try side?.tensor().converted(to: .float32)
        let size = min(settings.batchSize, from.count)
        let batches = from.count / size
        let optimiser = try Adam(
            network.parameters, learningRate: settings.learningRate, weightDecay: .inGradient(0x1p-15))
        let warmUp = min(5, settings.epochs / 2) * batches
        let schedule = Schedule.warmUp(
            steps: warmUp, from: 0, then: .cosine(steps: settings.epochs * batches - warmUp, to: 0))
        let generator = try RandomGenerator(random.stream("training"))
        var order = random.stream("order")
        for epoch in 0..<settings.epochs {
            let permutation = try Tensor(order.permutation(of: from.count).map(Int64.init))
            var sum = 0.0
            for step in 0..<batches {
                let rows = try permutation.sliced((step * size)..<((step + 1) * size))
                let mapped = try network(
                    inputs.slices(at: rows), stored?.slices(at: rows), .training(generator))
                let loss = try (mapped - wanted.slices(at: rows)).square().mean()
                try optimiser.forgetGradients()
                try loss.backward()
                optimiser.learningRate =
                    settings.learningRate * schedule.factor(at: epoch * batches + step + 1)
                try optimiser.step()
                sum += try loss.double()
            }
            guard sum.isFinite else { throw GracefulUpdateError.diverged(epoch: epoch + 1) }
            try progress(epoch + 1, sum / Double(batches))
        }
        return network
    }
}

extension ForwardNetwork.Settings {
    /// Refuses settings that may come from a command line.
    func check() throws(GracefulUpdateError) {
        let limits: [(String, Int, ClosedRange<Int>)] = [
            ("the number of epochs", epochs, 1...100_000), ("the batch size", batchSize, 2...1 << 20),
            ("the width of hidden layers", hidden, 1...8_192),
        ]
        for (name, value, range) in limits where !range.contains(value) {
            throw .setting(
                name: name, value: "\(value)", range: "from \(range.lowerBound) to \(range.upperBound)")
        }
        guard learningRate > 0, learningRate.isFinite else {
            throw .setting(
                name: "the learning rate", value: "\(learningRate)", range: "a finite number above 0")
        }
    }
}
