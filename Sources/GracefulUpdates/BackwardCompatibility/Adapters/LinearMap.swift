import LearningCore
import Tensors

/// x becomes (x - a) W + b, all in double precision.
struct LinearMap {
    /// [input, output].
    let matrix: Tensor
    /// What is subtracted before, [input].
    let source: Tensor
    /// What is added behind, [output].
    let target: Tensor

    var inputDimension: Int { matrix.shape[0] }
    var outputDimension: Int { matrix.shape[1] }

    func callAsFunction(_ embeddings: Embeddings) throws -> Embeddings {
        let mapped = try (embeddings.tensor() - source).matmul(matrix) + target
        return try Embeddings(mapped.data(), name: "the set of mapped vectors")
    }

    /// The rotation that agrees best with centred vectors and their partners.
    ///
    /// With the singular values of O^T Z = U S V^T it is Q = U V^T, which maximises the inner products of what is mapped with
    /// what it should be, tr(Q^T O^T Z). Where the output is as wide as the input or wider, Q has orthonormal rows, lengths
    /// stay as they are, and Q minimises ||O Q - Z|| as well. Where the output is narrower, Q has orthonormal columns and
    /// what it leaves of a vector depends on Q: another such matrix may then come nearer to Z, and finding it takes
    /// iterations. Source: Schoenemann, A generalized solution of the orthogonal Procrustes problem, 1966, for equal widths.
    static func procrustes(from: Embeddings, to: Embeddings) throws -> LinearMap {
        try fitted(from: from, to: to) { (from, to) throws(TensorError) in
            let parts = try from.transposed().matmul(to).singularValues()
            return try parts.left.matmul(parts.rightTransposed)
        }
    }

    /// The linear map with the least mean squared distance and a penalty on its entries.
    ///
    /// It solves the normal equations (O^T O / n + ridge I) W = O^T Z / n.
    static func ridge(_ ridge: Double, from: Embeddings, to: Embeddings) throws -> LinearMap {
        try fitted(from: from, to: to) { (from, to) throws(TensorError) in
            let (count, width) = (Double(from.shape[0]), from.shape[1])
            let squares = try from.transposed().matmul(from) / count
            return try (squares + Tensor.identity(width, type: .float64) * ridge)
                .solve(from.transposed().matmul(to) / count)
        }
    }

    private static func fitted(
        from: Embeddings, to: Embeddings, _ matrix: (Tensor, Tensor) throws(TensorError) -> Tensor
    ) throws -> LinearMap {
        try withoutGradients {
            let (source, target) = (try from.normalised().tensor(), try to.normalised().tensor())
            let (sourceMean, targetMean) = (try source.mean([0]), try target.mean([0]))
            return LinearMap(
                matrix: try matrix(source - sourceMean, target - targetMean), source: sourceMean,
                target: targetMean)
        }
    }
}
