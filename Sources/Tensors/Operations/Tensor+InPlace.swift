extension Operator {
    static let addInPlace = Operator("add_", "Tensor")
    static let multiplyInPlace = Operator("mul_", "Scalar")
    static let copyInPlace = Operator("copy_")
    static let fillInPlace = Operator("fill_", "Scalar")
    static let indexAddInPlace = Operator("index_add_")
    static let indexCopyInPlace = Operator("index_copy_")
}

// What is changed in place is seen through every view of it. Parameters are updated so, without gradients.
extension Tensor {
    /// Adds another tensor, times a number, to the elements.
    public func add(_ other: Tensor, times scale: Double = 1) throws(TensorError) {
        // A tensor of whole numbers takes no other scale.
        let whole = Int(exactly: scale).map { Argument.integer($0) }
        try Operator.addInPlace.perform(.tensor(self), .tensor(other), whole ?? .number(scale))
    }

    /// Multiplies the elements by a number.
    public func multiply(by factor: Double) throws(TensorError) {
        try Operator.multiplyInPlace.perform(.tensor(self), .number(factor))
    }

    /// Takes over the elements of another tensor, converted and broadcast as needed.
    public func assign(_ other: Tensor) throws(TensorError) {
        try Operator.copyInPlace.perform(.tensor(self), .tensor(other))
    }

    /// Sets every element to a number.
    public func fill(_ value: Double) throws(TensorError) {
        try Operator.fillInPlace.perform(.tensor(self), .number(value))
    }

    /// Adds the slices of another tensor to those slices of a dimension that the indices name.
    public func addSlices(
        _ other: Tensor, at indices: Tensor, dimension: Int
    ) throws(TensorError) {
        try Operator.indexAddInPlace.perform(
            .tensor(self), .integer(dimension), .tensor(indices), .tensor(other))
    }

    /// Replaces those slices of a dimension that the indices name by the slices of another tensor.
    public func assignSlices(
        _ other: Tensor, at indices: Tensor, dimension: Int
    ) throws(TensorError) {
        try Operator.indexCopyInPlace.perform(
            .tensor(self), .integer(dimension), .tensor(indices), .tensor(other))
    }
}
