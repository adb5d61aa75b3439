import Tensors

/// The shape of a small network, as a value: stages of layers, and the embedding that they end in.
///
///     let network = NetworkDescription(
///         input: [1, 28, 28],
///         stages: [.convolution(.init(channels: 16, stride: 2)), .convolution(.init(channels: 32, stride: 2)), .meanPooling],
///         embedding: 32)
///
/// It is what manifests hold and searches range over: equal descriptions make networks whose weights fit each other.
public struct NetworkDescription: Sendable, Hashable, Codable {
    /// The shape of a record: [channels, height, width], or [features].
    public var input: [Int]
    /// The layers between the record and the embedding, in order.
    public var stages: [Stage]
    /// The dimension of the embedding, a linear map of what the last stage gives.
    public var embedding: Int

    /// Describes a network.
    public init(input: [Int], stages: [Stage], embedding: Int) {
        self.input = input
        self.stages = stages
        self.embedding = embedding
    }

    /// A group of layers that belong together.
    public enum Stage: Sendable, Hashable, Codable {
        /// A convolution with zeros around that keep the size, then batch normalisation if wanted, then an activation.
        case convolution(Convolution)
        /// Mean 0 and variance 1 of every channel or feature over the batch: for records whose features have units.
        case normalisation
        /// The largest value of every square of this side.
        case maxPooling(Int)
        /// The mean of every channel.
        case meanPooling
        /// A linear layer over everything before it, and an activation.
        case dense(Int, activation: Nonlinearity = .relu)
    }

    /// A convolution and what follows it.
    public struct Convolution: Sendable, Hashable, Codable {
        /// How many channels come out.
        public var channels: Int
        /// The side of the window; odd.
        public var kernel: Int
        /// How many positions lie between neighbouring windows.
        public var stride: Int
        /// Into how many groups the channels are divided that do not see each other.
        public var groups: Int
        /// What is applied to every value.
        public var activation: Nonlinearity
        /// Whether every channel is normalised over the batch first.
        public var isNormalised: Bool

        /// Describes a convolution.
        public init(
            channels: Int, kernel: Int = 3, stride: Int = 1, groups: Int = 1,
            activation: Nonlinearity = .relu, isNormalised: Bool = true
        ) {
            self.channels = channels
            self.kernel = kernel
            self.stride = stride
            self.groups = groups
            self.activation = activation
            self.isNormalised = isNormalised
        }
    }

    /// A function of one value.
    public enum Nonlinearity: String, Sendable, Hashable, Codable, CaseIterable {
        case relu
        case silu
        case gelu
        case tanh

        /// The layer that applies it.
        public var layer: Activation {
            switch self {
            case .relu: .relu
            case .silu: .silu
            case .gelu: .gelu
            case .tanh: .hyperbolicTangent
            }
        }
    }

    /// A line that names it in manifests, such as `[1, 28, 28] -> conv 16 3x3 / 2 relu -> mean -> 32`.
    public var summary: String {
        ([input.description] + stages.map(\.summary) + [String(embedding)]).joined(separator: " -> ")
    }
}

extension NetworkDescription.Stage {
    fileprivate var summary: String {
        switch self {
        case .convolution(let convolution):
            "conv \(convolution.channels) \(convolution.kernel)x\(convolution.kernel)"
                + (convolution.stride > 1 ? " / \(convolution.stride)" : "")
                + (convolution.groups > 1 ? " in \(convolution.groups) groups" : "")
                + (convolution.isNormalised ? " norm" : "") + " \(convolution.activation.rawValue)"
        case .normalisation: "norm"
        case .maxPooling(let side): "max \(side)x\(side)"
        case .meanPooling: "mean"
        case .dense(let width, let activation): "dense \(width) \(activation.rawValue)"
        }
    }
}
