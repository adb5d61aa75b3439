import Tensors

/// What turns a sum of clipped contributions into one that may be published.
public protocol NoisySum {
    /// Whether nobody can repeat the noise; reports say NOT PRIVATE otherwise.
    var isPrivate: Bool { get }

    /// The sum with noise.
    ///
    /// - Parameters:
    ///   - sum: a float64 vector, to which no record contributes more than `clip` in Euclidean length.
    ///   - clip: the clip norm.
    ///   - sigma: the standard deviation of the noise in clip norms.
    mutating func release(_ sum: Tensor, clip: Double, sigma: Double) throws -> Tensor
}
