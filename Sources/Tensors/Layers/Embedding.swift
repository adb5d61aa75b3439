/// A vector for each of so many categories: indices of any shape become [..., size].
public struct Embedding: Layer {
    /// Of shape [count, size].
    public let weight: Tensor
    /// The category that stands for nothing: its vector is zero at first and is not learned.
    public let padding: Int?

    /// A layer with such vectors.
    public init(weight: Tensor, padding: Int? = nil) {
        self.weight = weight
        self.padding = padding
    }

    /// Vectors from the standard normal distribution.
    public init(
        count: Int, size: Int, padding: Int? = nil, _ random: RandomGenerator, type: ScalarType = .float32
    ) throws(TensorError) {
        if let padding, !(0..<count).contains(padding) {
            throw .invalid("the padding \(padding) is none of \(count) categories, which begin from 0")
        }
        weight = try Initialiser.normal(mean: 0, deviation: 1).parameter([count, size], random, type: type)
        self.padding = padding
        if let padding {
            try withoutGradients { () throws(TensorError) in try weight.selected(padding).fill(0) }
        }
    }

    /// The vectors.
    public var parts: [ModulePart] { [.parameter("weight", weight)] }

    /// The vector of each index, in every mode.
    ///
    /// - Throws: ``TensorError`` where an index is out of range.
    public func callAsFunction(_ indices: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        try Operator.embedding(.tensor(weight), .tensor(indices), .integer(padding ?? -1))
    }
}
