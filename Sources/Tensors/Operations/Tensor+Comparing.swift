extension Operator {
    static let equal = Operator("eq", "Tensor")
    static let equalNumber = Operator("eq", "Scalar")
    static let less = Operator("lt", "Tensor")
    static let lessNumber = Operator("lt", "Scalar")
    static let greater = Operator("gt", "Tensor")
    static let greaterNumber = Operator("gt", "Scalar")
    static let atLeast = Operator("ge", "Tensor")
    static let atLeastNumber = Operator("ge", "Scalar")
    static let logicalAnd = Operator("logical_and")
    static let logicalOr = Operator("logical_or")
    static let identical = Operator("equal")
    static let close = Operator("allclose")
    static let choose = Operator("where", "self")
    static let maskedFill = Operator("masked_fill", "Scalar")
    static let maskedSelect = Operator("masked_select")
}

extension Tensor {
    /// Whether each element equals its partner.
    public func isEqual(to other: Tensor) throws(TensorError) -> Tensor {
        try Operator.equal(.tensor(self), .tensor(other))
    }

    /// Whether each element equals a number.
    public func isEqual(to number: Double) throws(TensorError) -> Tensor {
        try Operator.equalNumber(.tensor(self), .number(number))
    }

    /// Whether each element is less than its partner.
    public func isLess(than other: Tensor) throws(TensorError) -> Tensor {
        try Operator.less(.tensor(self), .tensor(other))
    }

    /// Whether each element is less than a number.
    public func isLess(than number: Double) throws(TensorError) -> Tensor {
        try Operator.lessNumber(.tensor(self), .number(number))
    }

    /// Whether each element is greater than its partner.
    public func isGreater(than other: Tensor) throws(TensorError) -> Tensor {
        try Operator.greater(.tensor(self), .tensor(other))
    }

    /// Whether each element is greater than a number.
    public func isGreater(than number: Double) throws(TensorError) -> Tensor {
        try Operator.greaterNumber(.tensor(self), .number(number))
    }

    /// Whether each element is at least its partner.
    public func isAtLeast(_ other: Tensor) throws(TensorError) -> Tensor {
        try Operator.atLeast(.tensor(self), .tensor(other))
    }

    /// Whether each element is at least a number.
    public func isAtLeast(_ number: Double) throws(TensorError) -> Tensor {
        try Operator.atLeastNumber(.tensor(self), .number(number))
    }

    /// Whether both elements of each pair are true.
    public func logicalAnd(_ other: Tensor) throws(TensorError) -> Tensor {
        try Operator.logicalAnd(.tensor(self), .tensor(other))
    }

    /// Whether any element of each pair is true.
    public func logicalOr(_ other: Tensor) throws(TensorError) -> Tensor {
        try Operator.logicalOr(.tensor(self), .tensor(other))
    }

    /// Whether shapes and all elements are the same.
    public func isIdentical(to other: Tensor) throws(TensorError) -> Bool {
        try Operator.identical.boolean(.tensor(self), .tensor(other))
    }

    /// Whether every element differs from its partner by at most `absolute` plus `relative` times that partner.
    public func isClose(
        to other: Tensor, relative: Double = 1e-5, absolute: Double = 1e-8
    ) throws(TensorError) -> Bool {
        try Operator.close.boolean(.tensor(self), .tensor(other), .number(relative), .number(absolute))
    }

    /// Each element of one tensor where the mask is true, and of the other where it is not.
    public static func choose(
        _ mask: Tensor, _ first: Tensor, _ second: Tensor
    ) throws(TensorError) -> Tensor {
        try Operator.choose(.tensor(mask), .tensor(first), .tensor(second))
    }

    /// The tensor with a number where the mask is true.
    public func filled(with value: Double, where mask: Tensor) throws(TensorError) -> Tensor {
        try Operator.maskedFill(.tensor(self), .tensor(mask), .number(value))
    }

    /// The elements where the mask is true, as a vector.
    public func elements(where mask: Tensor) throws(TensorError) -> Tensor {
        try Operator.maskedSelect(.tensor(self), .tensor(mask))
    }
}
