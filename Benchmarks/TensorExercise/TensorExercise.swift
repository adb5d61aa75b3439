import ArgumentParser
import Tensors

/// Times the training step of a small convolutional network: the same one as in `Benchmarks/tensors/step.py`.
@main
struct TensorExercise: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "TensorExercise",
        abstract: "Time a training step of a small convolutional network.",
        discussion:
            "Prints microseconds a step, one line a round. `make bench-tensors` runs it beside Python.")

    @Option(help: "How many rounds are timed.") var rounds = 5
    @Option(help: "How many steps a round has.") var steps = 100
    @Option(help: "How many images a step sees.") var batch = 64
    @Option(help: "How many threads libtorch uses.") var threads = 2

    func run() throws {
        try Torch.setThreadCount(threads)
        let random = try RandomGenerator(seed: 1)
        let network = try SmallNetwork(random)
        let images = try Tensor.normal([batch, 1, 28, 28], random)
        let labels = try Tensor.integers(in: 0..<10, [batch], random)
        for _ in 0..<20 { try network.step(images, labels) }
        for _ in 0..<rounds {
            let time = try ContinuousClock().measure {
                for _ in 0..<steps { try network.step(images, labels) }
            }
            print(time / steps / .microseconds(1))
        }
    }
}

/// Two convolutions and two dense layers, trained with momentum.
struct SmallNetwork {
    private let layers: Sequential
    private let optimiser: SGD

    init(_ random: RandomGenerator) throws {
        layers = Sequential([
            try Conv2d(inputs: 1, outputs: 16, size: 3, padding: 1, random), Activation.relu,
            Pooling2d.max(2),
            try Conv2d(inputs: 16, outputs: 32, size: 3, padding: 1, random), Activation.relu,
            Pooling2d.max(2),
            Flatten(), try Linear(inputs: 32 * 49, outputs: 64, random), Activation.relu,
            try Linear(inputs: 64, outputs: 10, random),
        ])
        optimiser = try SGD(layers.parameters, learningRate: 0.01, momentum: 0.9)
    }

    func step(_ images: Tensor, _ labels: Tensor) throws {
        try optimiser.forgetGradients()
        try Loss.crossEntropy(of: layers(images), classes: labels).backward()
        try optimiser.step()
    }
}
