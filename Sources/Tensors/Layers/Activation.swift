/// A function of each element, or of the elements along a dimension, as a layer.
public enum Activation: Layer, Sendable, Hashable {
    case relu
    case gelu
    case silu
    case hyperbolicTangent
    case sigmoid
    case softplus
    case leakyReLU(slope: Double)
    case elu(scale: Double)
    case softmax(dimension: Int)
    case logSoftmax(dimension: Int)

    /// Nothing is learned.
    public var parts: [ModulePart] { [] }

    /// The function, in every mode.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        switch self {
        case .relu: try input.relu()
        case .gelu: try input.gelu()
        case .silu: try input.silu()
        case .hyperbolicTangent: try input.hyperbolicTangent()
        case .sigmoid: try input.sigmoid()
        case .softplus: try input.softplus()
        case .leakyReLU(let slope): try input.leakyReLU(slope: slope)
        case .elu(let scale): try input.elu(scale: scale)
        case .softmax(let dimension): try input.softmax(dimension)
        case .logSoftmax(let dimension): try input.logSoftmax(dimension)
        }
    }
}

/// Sets elements to zero with a probability in training, and scales the others so that the mean stays.
///
/// Source: Srivastava et al., Dropout, 2014.
public struct Dropout: Layer {
    /// With which probability an element becomes zero.
    public let probability: Double

    /// Drops out with a probability of at least 0 and below 1.
    public init(_ probability: Double) throws(TensorError) {
        guard (0..<1).contains(probability) else {
            throw .invalid("\(probability) is no probability of dropout; it has to be at least 0 and below 1")
        }
        self.probability = probability
    }

    /// Nothing is learned.
    public var parts: [ModulePart] { [] }

    /// The input with elements dropped out in training, and the input itself otherwise.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        guard case .training(let random) = mode, probability > 0 else { return input }
        return try input.droppedOut(probability: probability, random)
    }
}

/// Makes one dimension of all but the first: [batch, ...] becomes [batch, elements].
public struct Flatten: Layer, Sendable {
    /// A layer without parameters.
    public init() {}

    /// Nothing is learned.
    public var parts: [ModulePart] { [] }

    /// The input as a matrix, in every mode.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        try input.flattened(from: 1)
    }
}
