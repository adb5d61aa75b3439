/// Attention with several heads: each finds values by keys in a projection of its own.
///
/// Queries, keys and values are of shape [batch, positions, size]; the output is as long as the queries. Source: Vaswani
/// et al., Attention Is All You Need, 2017, section 3.2.2.
public struct MultiHeadAttention: Module {
    /// How many heads divide up the size.
    public let heads: Int
    /// Of shape [3 size, size]: the projections of queries, keys and values, one below the other.
    public let inputWeight: Tensor
    /// Of shape [3 size].
    public let inputBias: Tensor
    /// What the heads' findings go through together.
    public let output: Linear
    /// Which share of the attention is dropped out in training.
    public let dropout: Dropout
    /// Whether second gradients and directional derivatives are wanted, which libtorch's fused kernels lack.
    public let isTwiceDifferentiable: Bool

    /// Heads with random projections, as in PyTorch: uniform after Glorot and Bengio, without biases at first.
    public init(
        size: Int, heads: Int, dropout: Double = 0, isTwiceDifferentiable: Bool = false,
        _ random: RandomGenerator, type: ScalarType = .float32
    ) throws(TensorError) {
        guard heads > 0, size.isMultiple(of: heads) else {
            throw .invalid("\(heads) heads cannot divide up the size \(size); choose a divisor of it")
        }
        self.heads = heads
        self.dropout = try Dropout(dropout)
        self.isTwiceDifferentiable = isTwiceDifferentiable
        output = try Linear(inputs: size, outputs: size, random, type: type)
        inputWeight = try Initialiser.xavierUniform().parameter([3 * size, size], random, type: type)
        inputBias = try Tensor.zeros([3 * size], type: type).requiringGradient()
        if let bias = output.bias { try Initialiser.zeros.fill(bias, random) }
    }

    /// The projections under PyTorch's names.
    public var parts: [ModulePart] {
        [
            .parameter("in_proj_weight", inputWeight), .parameter("in_proj_bias", inputBias),
            .module("out_proj", output),
        ]
    }

    /// What the queries find.
    ///
    /// The mask holds truth values that broadcast to [batch, heads, queries, keys]: true where a key may be looked at;
    /// what a query finds that may look at none is not defined. With `causal`, a query sees the keys at its own position
    /// and before only.
    public func callAsFunction(
        queries: Tensor, keys: Tensor, values: Tensor, mask: Tensor? = nil, causal: Bool = false,
        _ mode: Mode = .evaluation
    ) throws(TensorError) -> Tensor {
        let size = try inputWeight.size(1)
        let weights = try inputWeight.split([size, size, size])
        let biases = try inputBias.split([size, size, size])
        let q = try split(queries.linear(weight: weights[0], bias: biases[0]))
        let k = try split(keys.linear(weight: weights[1], bias: biases[1]))
        let v = try split(values.linear(weight: weights[2], bias: biases[2]))
        let found = try attend(q, k, v, mask: mask, causal: causal, mode)
        return try output(found.transposed(1, 2).flattened(from: 2), mode)
    }

    /// From [batch, positions, size] to [batch, heads, positions, size / heads].
    private func split(_ projected: Tensor) throws(TensorError) -> Tensor {
        let shape = projected.shape
        guard shape.count == 3 else {
            throw .invalid("attention takes [batch, positions, size], not \(shape)")
        }
        return try projected.reshaped([shape[0], shape[1], heads, shape[2] / heads]).transposed(1, 2)
    }

    private func attend(
        _ q: Tensor, _ k: Tensor, _ v: Tensor, mask: Tensor?, causal: Bool, _ mode: Mode
    ) throws(TensorError) -> Tensor {
        let isDropping = mode.isTraining && dropout.probability > 0
        guard isTwiceDifferentiable || isDropping || mask != nil && causal else {
            return try Tensor.attention(queries: q, keys: k, values: v, mask: mask, causal: causal)
        }
        var logits = try q.matmul(k.transposed()) / Double(q.size(-1)).squareRoot()
        if causal {
            let ones = try Tensor.ones([q.size(-2), k.size(-2)], device: q.device)
            logits = try logits.filled(
                with: -.infinity, where: ones.upperTriangle(from: 1).isGreater(than: 0))
        }
        if let mask { logits = try logits.filled(with: -.infinity, where: mask.logicalNot()) }
        return try dropout(logits.softmax(-1), mode).matmul(v)
    }
}
