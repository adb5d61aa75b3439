/// Self-attention and a network of two layers, each added to its input and normalised.
///
/// Sequences are of shape [batch, positions, size]. Source: Vaswani et al., 2017, section 3.1; with `normalisesFirst`, as
/// in Xiong et al., On Layer Normalization in the Transformer Architecture, 2020.
public struct TransformerEncoderLayer: Layer {
    /// How positions look at each other.
    public let attention: MultiHeadAttention
    /// From the size to the width of the network.
    public let first: Linear
    /// And back.
    public let second: Linear
    /// Normalises around the attention.
    public let attentionNorm: LayerNorm
    /// Normalises around the network.
    public let networkNorm: LayerNorm
    /// Between the network's layers.
    public let activation: Activation
    /// What is dropped out of the attention, within the network, and of what both give.
    public let dropout: Dropout
    /// Whether inputs are normalised before attention and network, not the sums after them.
    public let normalisesFirst: Bool

    /// A layer with random parameters, as in PyTorch; fused kernels are used unless it is to be twice differentiable.
    public init(
        size: Int, heads: Int, width: Int = 2048, dropout: Double = 0.1, activation: Activation = .relu,
        normalisesFirst: Bool = false, isTwiceDifferentiable: Bool = false, _ random: RandomGenerator,
        type: ScalarType = .float32
    ) throws(TensorError) {
        attention = try MultiHeadAttention(
            size: size, heads: heads, dropout: dropout, isTwiceDifferentiable: isTwiceDifferentiable, random,
            type: type)
        first = try Linear(inputs: size, outputs: width, random, type: type)
        second = try Linear(inputs: width, outputs: size, random, type: type)
        attentionNorm = try LayerNorm([size], type: type)
        networkNorm = try LayerNorm([size], type: type)
        self.activation = activation
        self.dropout = try Dropout(dropout)
        self.normalisesFirst = normalisesFirst
    }

    /// Attention, network and norms under PyTorch's names.
    public var parts: [ModulePart] {
        [
            .module("self_attn", attention), .module("linear1", first), .module("linear2", second),
            .module("norm1", attentionNorm), .module("norm2", networkNorm),
        ]
    }

    /// Sequences in which each position has looked at all others.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        try self(input, mask: nil, mode)
    }

    /// Sequences in which each position has looked at others.
    ///
    /// The mask holds truth values that broadcast to [batch, heads, positions, positions]: true where one may look. A
    /// causal layer has each position see itself and those before it only.
    public func callAsFunction(
        _ input: Tensor, mask: Tensor?, causal: Bool = false, _ mode: Mode
    ) throws(TensorError) -> Tensor {
        func attended(_ x: Tensor) throws(TensorError) -> Tensor {
            try dropout(attention(queries: x, keys: x, values: x, mask: mask, causal: causal, mode), mode)
        }
        func transformed(_ x: Tensor) throws(TensorError) -> Tensor {
            try dropout(second(dropout(activation(first(x), mode), mode)), mode)
        }
        if normalisesFirst {
            let middle = try input + attended(attentionNorm(input))
            return try middle + transformed(networkNorm(middle))
        }
        let middle = try attentionNorm(input + attended(input))
        return try networkNorm(middle + transformed(middle))
    }
}
