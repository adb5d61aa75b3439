extension Operator {
    static let sum = Operator("sum", "dim_IntList")
    static let mean = Operator("mean", "dim")
    static let variance = Operator("var", "correction")
    static let largest = Operator("amax")
    static let smallest = Operator("amin")
    static let product = Operator("prod", "dim_int")
    static let positionOfLargest = Operator("argmax")
    static let positionOfSmallest = Operator("argmin")
    static let logSumExponential = Operator("logsumexp")
    static let softmax = Operator("softmax", "int")
    static let logSoftmax = Operator("log_softmax", "int")
    static let vectorNorm = Operator("linalg_vector_norm")
    static let cumulativeSum = Operator("cumsum")
    static let cumulativeProduct = Operator("cumprod")
    static let anyElement = Operator("any", "dims")
    static let allElements = Operator("all", "dims")
    static let quantile = Operator("quantile")
    static let sort = Operator("sort", "stable")
    static let top = Operator("topk")
    static let countBins = Operator("bincount")
}

// Without dimensions all of them are reduced; those below zero count from the end.
extension Tensor {
    private static func dimensions(_ list: [Int]?) -> Argument { list.map { .integers($0) } ?? .none }

    /// The sum of the elements along dimensions.
    public func sum(_ dimensions: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor
    {
        try Operator.sum(.tensor(self), Self.dimensions(dimensions), .boolean(keepingDimensions))
    }

    /// The mean of the elements along dimensions.
    public func mean(_ dimensions: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError)
        -> Tensor
    {
        try Operator.mean(.tensor(self), Self.dimensions(dimensions), .boolean(keepingDimensions))
    }

    /// The variance of the elements along dimensions; the sum of squares is divided by their count less `correction`.
    public func variance(
        _ dimensions: [Int]? = nil, correction: Int = 1, keepingDimensions: Bool = false
    ) throws(TensorError) -> Tensor {
        try Operator.variance(
            .tensor(self), Self.dimensions(dimensions), .integer(correction), .boolean(keepingDimensions))
    }

    /// The largest element along dimensions.
    public func largest(_ dimensions: [Int] = [], keepingDimensions: Bool = false) throws(TensorError)
        -> Tensor
    {
        try Operator.largest(.tensor(self), .integers(dimensions), .boolean(keepingDimensions))
    }

    /// The smallest element along dimensions.
    public func smallest(_ dimensions: [Int] = [], keepingDimensions: Bool = false) throws(TensorError)
        -> Tensor
    {
        try Operator.smallest(.tensor(self), .integers(dimensions), .boolean(keepingDimensions))
    }

    /// The product of the elements along a dimension.
    public func product(_ dimension: Int, keepingDimension: Bool = false) throws(TensorError) -> Tensor {
        try Operator.product(.tensor(self), .integer(dimension), .boolean(keepingDimension))
    }

    /// The position of the largest element along a dimension, or among all.
    public func positionOfLargest(_ dimension: Int? = nil) throws(TensorError) -> Tensor {
        try Operator.positionOfLargest(.tensor(self), .optional(dimension))
    }

    /// The position of the smallest element along a dimension, or among all.
    public func positionOfSmallest(_ dimension: Int? = nil) throws(TensorError) -> Tensor {
        try Operator.positionOfSmallest(.tensor(self), .optional(dimension))
    }

    /// The logarithm of the sum of e to the power of the elements along dimensions, without overflow.
    public func logSumExponential(
        _ dimensions: [Int], keepingDimensions: Bool = false
    ) throws(TensorError) -> Tensor {
        try Operator.logSumExponential(.tensor(self), .integers(dimensions), .boolean(keepingDimensions))
    }

    /// Probabilities along a dimension of which the elements are logits.
    public func softmax(_ dimension: Int) throws(TensorError) -> Tensor {
        try Operator.softmax(.tensor(self), .integer(dimension))
    }

    /// Logarithms of the probabilities along a dimension of which the elements are logits.
    public func logSoftmax(_ dimension: Int) throws(TensorError) -> Tensor {
        try Operator.logSoftmax(.tensor(self), .integer(dimension))
    }

    /// The p-norm of the elements along dimensions: 2 is the Euclidean one, `.infinity` the largest absolute value.
    public func norm(
        _ dimensions: [Int]? = nil, order: Double = 2, keepingDimensions: Bool = false
    ) throws(TensorError) -> Tensor {
        try Operator.vectorNorm(
            .tensor(self), .number(order), Self.dimensions(dimensions), .boolean(keepingDimensions))
    }

    /// The sums of all elements up to each along a dimension.
    public func cumulativeSum(_ dimension: Int) throws(TensorError) -> Tensor {
        try Operator.cumulativeSum(.tensor(self), .integer(dimension))
    }

    /// The products of all elements up to each along a dimension.
    public func cumulativeProduct(_ dimension: Int) throws(TensorError) -> Tensor {
        try Operator.cumulativeProduct(.tensor(self), .integer(dimension))
    }

    /// Whether any element along dimensions is true.
    public func any(_ dimensions: [Int]? = nil) throws(TensorError) -> Tensor {
        try Operator.anyElement(.tensor(self), Self.dimensions(dimensions))
    }

    /// Whether all elements along dimensions are true.
    public func all(_ dimensions: [Int]? = nil) throws(TensorError) -> Tensor {
        try Operator.allElements(.tensor(self), Self.dimensions(dimensions))
    }

    /// The q-quantiles of the elements along a dimension or of all, interpolated linearly.
    ///
    /// The result has the quantiles in its first dimension.
    public func quantiles(_ q: Tensor, _ dimension: Int? = nil) throws(TensorError) -> Tensor {
        try Operator.quantile(.tensor(self), .tensor(q), .optional(dimension))
    }

    /// The elements in order along a dimension, and where each was; equal ones stay in their order.
    public func sorted(
        _ dimension: Int = -1, descending: Bool = false
    ) throws(TensorError) -> (values: Tensor, positions: Tensor) {
        let both = try Operator.sort.tensors(
            .tensor(self), .boolean(true), .integer(dimension), .boolean(descending))
        return try Self.pair(both, of: "sort")
    }

    /// The largest elements along a dimension, in falling order, and where each was.
    public func top(
        _ count: Int, _ dimension: Int = -1
    ) throws(TensorError) -> (values: Tensor, positions: Tensor) {
        try Self.pair(Operator.top.tensors(.tensor(self), .integer(count), .integer(dimension)), of: "topk")
    }

    /// How often each whole number from zero occurs in a vector.
    public func countsOfIntegers(atLeast count: Int = 0) throws(TensorError) -> Tensor {
        try Operator.countBins(.tensor(self), .none, .integer(count))
    }

    static func pair(
        _ tensors: [Tensor], of name: String
    ) throws(TensorError) -> (values: Tensor, positions: Tensor) {
        guard tensors.count == 2 else { throw .operation(name: name, message: "gave no pair of tensors") }
        return (tensors[0], tensors[1])
    }
}
