extension Operator {
    static let reshape = Operator("reshape")
    static let flatten = Operator("flatten", "using_ints")
    static let transpose = Operator("transpose", "int")
    static let permute = Operator("permute")
    static let squeeze = Operator("squeeze", "dim")
    static let unsqueeze = Operator("unsqueeze")
    static let expand = Operator("expand")
    static let tile = Operator("tile")
    static let concatenate = Operator("cat")
    static let stack = Operator("stack")
    static let split = Operator("split_with_sizes")
    static let flip = Operator("flip")
    static let roll = Operator("roll")
    static let pad = Operator("pad")
    static let diagonal = Operator("diagonal")
    static let diagonalMatrix = Operator("diag_embed")
    static let upperTriangle = Operator("triu")
    static let lowerTriangle = Operator("tril")
    static let windows = Operator("unfold")
}

// Dimensions below zero count from the end.
extension Tensor {
    /// The elements in another shape, of which one size may be -1; a view where that is possible.
    public func reshaped(_ shape: [Int]) throws(TensorError) -> Tensor {
        try Operator.reshape(.tensor(self), .integers(shape))
    }

    /// The tensor with the dimensions of a range made one.
    public func flattened(from start: Int = 0, through end: Int = -1) throws(TensorError) -> Tensor {
        try Operator.flatten(.tensor(self), .integer(start), .integer(end))
    }

    /// A view with two dimensions exchanged; by default the last two.
    public func transposed(_ first: Int = -2, _ second: Int = -1) throws(TensorError) -> Tensor {
        try Operator.transpose(.tensor(self), .integer(first), .integer(second))
    }

    /// A view with the dimensions in another order.
    public func permuted(_ dimensions: [Int]) throws(TensorError) -> Tensor {
        try Operator.permute(.tensor(self), .integers(dimensions))
    }

    /// A view without a dimension of size one.
    public func squeezed(_ dimension: Int) throws(TensorError) -> Tensor {
        try Operator.squeeze(.tensor(self), .integer(dimension))
    }

    /// A view with another dimension, of size one.
    public func unsqueezed(_ dimension: Int) throws(TensorError) -> Tensor {
        try Operator.unsqueeze(.tensor(self), .integer(dimension))
    }

    /// A view in which dimensions of size one repeat their element; -1 keeps a size.
    public func expanded(_ shape: [Int]) throws(TensorError) -> Tensor {
        try Operator.expand(.tensor(self), .integers(shape))
    }

    /// The elements repeated so many times along each dimension.
    public func tiled(_ counts: [Int]) throws(TensorError) -> Tensor {
        try Operator.tile(.tensor(self), .integers(counts))
    }

    /// Tensors one after the other along a dimension.
    public static func concatenated(_ tensors: [Tensor], _ dimension: Int = 0) throws(TensorError) -> Tensor {
        try Operator.concatenate(.tensors(tensors), .integer(dimension))
    }

    /// Tensors of one shape along a dimension of their own.
    public static func stacked(_ tensors: [Tensor], _ dimension: Int = 0) throws(TensorError) -> Tensor {
        try Operator.stack(.tensors(tensors), .integer(dimension))
    }

    /// Views of such sizes along a dimension, which they divide up.
    public func split(_ sizes: [Int], _ dimension: Int = 0) throws(TensorError) -> [Tensor] {
        try Operator.split.tensors(.tensor(self), .integers(sizes), .integer(dimension))
    }

    /// The tensor with the order along dimensions reversed.
    public func flipped(_ dimensions: [Int]) throws(TensorError) -> Tensor {
        try Operator.flip(.tensor(self), .integers(dimensions))
    }

    /// The tensor with its elements moved along a dimension, those at the end to the front.
    public func rolled(by count: Int, _ dimension: Int) throws(TensorError) -> Tensor {
        try Operator.roll(.tensor(self), .integers([count]), .integers([dimension]))
    }

    /// The tensor with a border of a number, given as pairs from the last dimension on.
    public func padded(_ amounts: [Int], with value: Double = 0) throws(TensorError) -> Tensor {
        try Operator.pad(.tensor(self), .integers(amounts), .text("constant"), .number(value))
    }

    /// The diagonal of the last two dimensions.
    public func diagonal(offset: Int = 0) throws(TensorError) -> Tensor {
        try Operator.diagonal(.tensor(self), .integer(offset), .integer(-2), .integer(-1))
    }

    /// Matrices with the last dimension as their diagonal and zeros elsewhere.
    public func diagonalMatrix() throws(TensorError) -> Tensor { try Operator.diagonalMatrix(.tensor(self)) }

    /// The matrix with zeros below a diagonal.
    public func upperTriangle(from diagonal: Int = 0) throws(TensorError) -> Tensor {
        try Operator.upperTriangle(.tensor(self), .integer(diagonal))
    }

    /// The matrix with zeros above a diagonal.
    public func lowerTriangle(from diagonal: Int = 0) throws(TensorError) -> Tensor {
        try Operator.lowerTriangle(.tensor(self), .integer(diagonal))
    }

    /// A view of all windows of a size along a dimension, the positions in the window as the last dimension.
    public func windows(_ dimension: Int, size: Int, step: Int) throws(TensorError) -> Tensor {
        try Operator.windows(.tensor(self), .integer(dimension), .integer(size), .integer(step))
    }
}
