import Tensors

/// The last layer of a classifier: a row for every class, which embeddings are compared with.
///
/// A linear head gives z W^T + b. A cosine head gives scale x cos(z, W_k): embeddings that it trains are compared by their
/// angle, which is what a search by cosine does.
public struct ClassHead: Module {
    /// How embeddings and rows are compared.
    public enum Kind: Sendable, Hashable, Codable {
        /// By their product, and a bias for each class if wanted.
        case linear(hasBias: Bool)
        /// By their angle; the cosine is multiplied by the scale.
        case cosine(scale: Double)
    }

    /// How embeddings and rows are compared.
    public let kind: Kind
    /// [classes, dimension].
    public let weight: Tensor
    /// [classes]; nil for a head without.
    public let bias: Tensor?

    /// A head of known rows.
    public init(kind: Kind, weight: Tensor, bias: Tensor? = nil) {
        self.kind = kind
        self.weight = weight
        self.bias = bias
    }

    /// A head with random rows, as PyTorch's linear layer has.
    public init(
        kind: Kind, dimension: Int, classCount: Int, _ random: RandomGenerator, type: ScalarType = .float32
    ) throws(TensorError) {
        let hasBias = kind == .linear(hasBias: true)
        let linear = try Linear(
            inputs: dimension, outputs: classCount, hasBias: hasBias, random, type: type)
        self.init(kind: kind, weight: linear.weight, bias: linear.bias)
    }

    /// Weight and bias.
    public var parts: [ModulePart] { [.parameter("weight", weight), .parameter("bias", bias)] }

    /// How many classes it knows.
    public var classCount: Int { weight.shape[0] }

    /// The dimension of the embeddings that it takes.
    public var dimension: Int { weight.shape[1] }

    /// The logits [count, classes] of embeddings [count, dimension].
    public func logits(_ embeddings: Tensor) throws(TensorError) -> Tensor {
        switch kind {
        case .linear: try embeddings.linear(weight: weight, bias: bias)
        case .cosine(let scale):
            try embeddings.unitRows().linear(weight: weight.unitRows()) * scale
        }
    }

    /// The same head, out of reach of gradients: a copy that no training changes.
    public func frozen() throws(TensorError) -> ClassHead {
        ClassHead(
            kind: kind, weight: try weight.detached().copy(), bias: try bias?.detached().copy())
    }
}

extension Tensor {
    /// Rows brought to length 1; those shorter than 1e-12 are divided by that, as in PyTorch.
    package func unitRows() throws(TensorError) -> Tensor {
        try self / norm([-1], keepingDimensions: true).clamped(atLeast: 1e-12)
    }
}
