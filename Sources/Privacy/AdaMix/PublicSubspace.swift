import Tensors

/// The space that public gradients span, which costs no privacy.
///
/// The basis comes from the Gram matrix of the gradients, because there are far fewer of them than parameters:
/// G G^T = U S^2 U^T, and V = G^T U S^-1, made orthonormal to the last bit by a QR decomposition. Directions with S below
/// 1e-6 of the largest are dropped: the eigenvalues are only exact to 1e-16 of theirs, so that S of a direction that no
/// gradient has may come out as 1e-8, and such a V as anything.
public struct PublicSubspace {
    /// Orthonormal columns, of shape [parameters, rank].
    public let basis: Tensor
    /// How many directions there are.
    public let rank: Int
    /// The share of the squared lengths of the public gradients that lies in the space.
    public let energy: Double

    /// The directions of the largest singular values of some gradients, given one a row.
    ///
    /// - Complexity: O(rows^2 parameters + rows^3)
    public init(gradients: Tensor, rank wanted: Int?) throws {
        let (squares, vectors) = try gradients.matmul(gradients.transposed()).symmetricEigen()
        // In rising order; rounding can leave a tiny negative number.
        let values = try squares.array(of: Double.self).map { max($0, 0).squareRoot() }
        let threshold = 1e-6 * (values.last ?? 0)
        let usable = values.count { $0 > threshold }
        rank = min(usable, wanted ?? usable)
        let range = (values.count - rank)..<values.count
        let scale = try Tensor(values[range].map { 1 / $0 })
        basis = try gradients.transposed().matmul(vectors.sliced(range, 1) * scale).qr().q
        let total = values.reduce(0) { $0 + $1 * $1 }
        energy = total > 0 ? values[range].reduce(0) { $0 + $1 * $1 } / total : 1
    }
}
