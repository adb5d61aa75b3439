extension Operator {
    static let normal = Operator("randn", "generator")
    static let uniform = Operator("rand", "generator")
    static let integers = Operator("randint", "low_generator")
    static let permutation = Operator("randperm", "generator")
    static let bernoulli = Operator("bernoulli")
    static let multinomial = Operator("multinomial")
}

// Every function takes its source of numbers, so that a result can be had again.
extension Tensor {
    /// Draws from the standard normal distribution.
    public static func normal(
        _ shape: [Int], _ random: RandomGenerator, type: ScalarType = .float32, device: Device = .cpu
    ) throws(TensorError) -> Tensor {
        try Operator.normal(
            .integers(shape), .generator(random), .scalarType(type), .none, .device(device))
    }

    /// Draws from the uniform distribution over [0, 1).
    public static func uniform(
        _ shape: [Int], _ random: RandomGenerator, type: ScalarType = .float32, device: Device = .cpu
    ) throws(TensorError) -> Tensor {
        try Operator.uniform(
            .integers(shape), .generator(random), .scalarType(type), .none, .device(device))
    }

    /// Draws whole numbers of a range, each as likely as any other.
    public static func integers(
        in range: Range<Int>, _ shape: [Int], _ random: RandomGenerator, device: Device = .cpu
    ) throws(TensorError) -> Tensor {
        try Operator.integers(
            .integer(range.lowerBound), .integer(range.upperBound), .integers(shape), .generator(random),
            .scalarType(.int64), .none, .device(device))
    }

    /// The whole numbers below a count in random order.
    public static func permutation(_ count: Int, _ random: RandomGenerator) throws(TensorError) -> Tensor {
        try Operator.permutation(.integer(count), .generator(random))
    }

    /// Draws one for each element with the element as its probability, else zero.
    public func bernoulli(_ random: RandomGenerator) throws(TensorError) -> Tensor {
        try Operator.bernoulli(.tensor(self), .generator(random))
    }

    /// Draws positions in the last dimension, in proportion to the elements there.
    public func multinomial(
        _ count: Int, replacement: Bool, _ random: RandomGenerator
    ) throws(TensorError) -> Tensor {
        try Operator.multinomial(
            .tensor(self), .integer(count), .boolean(replacement), .generator(random))
    }
}
