/// What the elements of a parameter are at first.
///
///     try Initialiser.orthogonal(gain: 1).fill(layer.weight, random)
///
/// Fans count how many numbers one output is made of, and into how many outputs one input goes: of a weight of shape
/// [outputs, inputs, ...] they are inputs and outputs times the product of the rest.
public enum Initialiser: Sendable, Hashable {
    /// Which way the variance is to be kept.
    public enum Fan: Sendable, Hashable {
        /// Of what goes forward: the fan in.
        case inputs
        /// Of the gradients that come back: the fan out.
        case outputs
    }

    case zeros
    case constant(Double)
    /// Uniform from one bound to the other.
    case uniform(from: Double, to: Double)
    /// Normal with a mean and a standard deviation.
    case normal(mean: Double, deviation: Double)
    /// Normal around 0, and drawn again beyond so many deviations.
    case truncatedNormal(deviation: Double, limit: Double = 2)
    /// Uniform, with the variance 2 gain^2 / (fan in + fan out). Source: Glorot and Bengio, 2010.
    case xavierUniform(gain: Double = 1)
    /// Normal, with the variance 2 gain^2 / (fan in + fan out).
    case xavierNormal(gain: Double = 1)
    /// Uniform, with the variance 2 / ((1 + slope^2) fan), for a leaky ReLU of that slope. Source: He et al., 2015.
    case kaimingUniform(slope: Double = 0, fan: Fan = .inputs)
    /// Normal, with the variance 2 / ((1 + slope^2) fan).
    case kaimingNormal(slope: Double = 0, fan: Fan = .inputs)
    /// Orthonormal rows or columns, whichever are fewer, times a gain. Source: Saxe et al., 2014.
    case orthogonal(gain: Double = 1)

    /// The start of PyTorch's linear and convolutional layers: uniform within 1 / sqrt(fan in).
    static let standard = kaimingUniform(slope: (5.0).squareRoot())

    /// The start of the bias that goes with a weight in PyTorch.
    static func standardBias(of weight: Tensor) throws(TensorError) -> Initialiser {
        let bound = 1 / Double(try fans(of: weight.shape).inputs).squareRoot()
        return .uniform(from: -bound, to: bound)
    }

    /// A tensor that is to be learned.
    func parameter(
        _ shape: [Int], _ random: RandomGenerator, type: ScalarType
    ) throws(TensorError) -> Tensor {
        let tensor = try Operator.empty(.integers(shape), .scalarType(type))
        try fill(tensor, random)
        return try tensor.requiringGradient()
    }
}
