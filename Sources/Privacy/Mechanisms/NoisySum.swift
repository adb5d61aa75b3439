import Tensors

/// What turns a sum of clipped contributions into one that may be published.
///
/// Not for other packages: who conforms to it sees the sum without noise.
package protocol NoisySum {
    /// Whether nobody can repeat the noise; reports say NOT PRIVATE otherwise.
    var isPrivate: Bool { get }

    /// The sum with noise, whose standard deviation is `sigma` times the clip norm.
    ///
    /// The sum is a float64 vector of `count` contributions, none of which is longer than `clip` in Euclidean length.
    mutating func release(_ sum: Tensor, of count: Int, clip: Double, sigma: Double) throws -> Tensor
}
