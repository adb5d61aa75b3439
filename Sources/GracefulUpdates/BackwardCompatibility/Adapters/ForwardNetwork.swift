import LearningCore
import Tensors

/// A small network from old embeddings and side information to new embeddings.
///
/// Two branches, one for the embedding and one for what was stored beside it, each widening twice; what they give goes
/// together through two hidden layers. Without side information there is one branch. Every layer but the last is followed
/// by batch normalisation and a ReLU.
///
/// Source: Ramanujan et al., Forward Compatible Training for Large-Scale Embedding Retrieval Systems, CVPR 2022, and the
/// shape of its released code. Hidden layers are 256 wide here by default, there 2,048.
public struct ForwardNetwork {
    /// How the network is trained.
    public struct Settings: Sendable, Hashable, Codable {
        /// How often every record is seen.
        public var epochs: Int
        /// How many records a step sees.
        public var batchSize: Int
        /// Adam's learning rate at its highest.
        ///
        /// It rises from 0 over the first five epochs, or the first half of them where there are fewer than ten, and falls
        /// along half a cosine to 0, which is the rate of the last step: that one changes nothing but running statistics.
        public var learningRate: Double
        /// How wide the two hidden layers are.
        public var hidden: Int
        /// Where weights and the order of records come from.
        public var seed: UInt64

        /// Settings.
        public init(
            epochs: Int = 80, batchSize: Int = 1_024, learningRate: Double = 1e-3, hidden: Int = 256,
            seed: UInt64 = 0
        ) {
            self.epochs = epochs
            self.batchSize = batchSize
            self.learningRate = learningRate
            self.hidden = hidden
            self.seed = seed
        }
    }

    /// The widths of everything.
    struct Shape: Sendable, Hashable, Codable {
        let input: Int
        let side: Int
        let output: Int
        let hidden: Int

        /// Whether a network can be made of it: widths come from files.
        var isSound: Bool {
            let limit = 8_192
            return [input, output, hidden].allSatisfy((1...limit).contains) && (0...limit).contains(side)
        }
    }
    let shape: Shape
    private let embedding: Sequential
    private let side: Sequential?
    private let mixer: Sequential

    init(_ shape: Shape, random: SeededRandom) throws(TensorError) {
        let random = try RandomGenerator(random)
        func block(_ inputs: Int, _ outputs: Int) throws(TensorError) -> [any Layer] {
            [
                try Linear(inputs: inputs, outputs: outputs, random), try BatchNorm(channels: outputs),
                Activation.relu,
            ]
        }
        func branch(_ inputs: Int) throws(TensorError) -> Sequential {
            Sequential(try block(inputs, 2 * inputs) + block(2 * inputs, 2 * shape.output))
        }
        self.shape = shape
        embedding = try branch(shape.input)
        side = shape.side > 0 ? try branch(shape.side) : nil
        mixer = Sequential(
            try block((shape.side > 0 ? 4 : 2) * shape.output, shape.hidden)
                + block(shape.hidden, shape.hidden)
                + [Linear(inputs: shape.hidden, outputs: shape.output, random)])
    }

    func callAsFunction(_ embeddings: Embeddings, side: Embeddings?) throws -> Embeddings {
        let mapped = try withoutGradients { () throws(TensorError) in
            try self(
                embeddings.tensor().converted(to: .float32), side?.tensor().converted(to: .float32),
                .evaluation)
        }
        return try Embeddings(mapped.data(), name: "the set of mapped vectors")
    }

    func callAsFunction(_ input: Tensor, _ stored: Tensor?, _ mode: Mode) throws(TensorError) -> Tensor {
        var branches = [try embedding(input, mode)]
        if let side, let stored { branches.append(try side(stored, mode)) }
        return try mixer(Tensor.concatenated(branches, 1), mode)
    }
}

extension ForwardNetwork: Module {
    /// The branches and what mixes them.
    public var parts: [ModulePart] {
        [.module("embedding", embedding)] + (side.map { [.module("side", $0)] } ?? [])
            + [.module("mixer", mixer)]
    }
}
