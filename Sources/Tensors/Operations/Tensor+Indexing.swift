extension Operator {
    static let select = Operator("select", "int")
    static let slice = Operator("slice", "Tensor")
    static let indexSelect = Operator("index_select")
    static let index = Operator("index", "Tensor")
    static let indexPut = Operator("index_put")
    static let gather = Operator("gather")
    static let scatter = Operator("scatter", "src")
    static let scatterAdd = Operator("scatter_add")
    static let scatterReduce = Operator("scatter_reduce", "two")
    static let indexAdd = Operator("index_add")
    static let nonzero = Operator("nonzero")
    static let oneHot = Operator("one_hot")
    static let searchSorted = Operator("searchsorted", "Tensor")
    static let unique = Operator("_unique2")
}

/// How several elements that meet in one place become one.
public enum Reduction: String, Sendable {
    case sum
    case mean
    case product = "prod"
    case smallest = "amin"
    case largest = "amax"
}

// Indices are tensors of int64. Those out of range are refused by libtorch.
extension Tensor {
    /// A view of one slice of a dimension, which the view does not have.
    public func selected(_ index: Int, _ dimension: Int = 0) throws(TensorError) -> Tensor {
        try Operator.select(.tensor(self), .integer(dimension), .integer(index))
    }

    /// A view of a range of a dimension.
    public func sliced(_ range: Range<Int>, _ dimension: Int = 0, step: Int = 1) throws(TensorError) -> Tensor
    {
        try Operator.slice(
            .tensor(self), .integer(dimension), .integer(range.lowerBound), .integer(range.upperBound),
            .integer(step))
    }

    /// The slices of a dimension that indices name, in their order.
    public func slices(at indices: Tensor, _ dimension: Int = 0) throws(TensorError) -> Tensor {
        try Operator.indexSelect(.tensor(self), .integer(dimension), .tensor(indices))
    }

    /// The elements that tensors of indices name, one tensor for each dimension; nil takes all of one.
    public func elements(at indices: [Tensor?]) throws(TensorError) -> Tensor {
        try Operator.index(.tensor(self), .optionalTensors(indices))
    }

    /// The tensor with the elements that indices name replaced, or added to.
    public func replacing(
        at indices: [Tensor?], with values: Tensor, accumulating: Bool = false
    ) throws(TensorError) -> Tensor {
        try Operator.indexPut(
            .tensor(self), .optionalTensors(indices), .tensor(values), .boolean(accumulating))
    }

    /// For each element of `indices`, the element that it names along a dimension, at the same place of the others.
    public func gathered(_ indices: Tensor, _ dimension: Int) throws(TensorError) -> Tensor {
        try Operator.gather(.tensor(self), .integer(dimension), .tensor(indices))
    }

    /// The tensor with each element of `source` put where `indices` says along a dimension.
    public func scattering(
        _ source: Tensor, to indices: Tensor, _ dimension: Int
    ) throws(TensorError) -> Tensor {
        try Operator.scatter(.tensor(self), .integer(dimension), .tensor(indices), .tensor(source))
    }

    /// The tensor with each element of `source` added where `indices` says along a dimension.
    public func scatteringSums(
        of source: Tensor, to indices: Tensor, _ dimension: Int
    ) throws(TensorError) -> Tensor {
        try Operator.scatterAdd(.tensor(self), .integer(dimension), .tensor(indices), .tensor(source))
    }

    /// The tensor with the elements of `source` reduced where `indices` says along a dimension.
    public func scattering(
        _ source: Tensor, to indices: Tensor, _ dimension: Int, reducing reduction: Reduction,
        includingThis: Bool = true
    ) throws(TensorError) -> Tensor {
        try Operator.scatterReduce(
            .tensor(self), .integer(dimension), .tensor(indices), .tensor(source),
            .text(reduction.rawValue), .boolean(includingThis))
    }

    /// The tensor with the slices of `source` added to the slices that indices name.
    public func addingSlices(
        _ source: Tensor, at indices: Tensor, _ dimension: Int = 0
    ) throws(TensorError) -> Tensor {
        try Operator.indexAdd(.tensor(self), .integer(dimension), .tensor(indices), .tensor(source))
    }

    /// The indices of all elements that are not zero, one row each.
    public func indicesOfNonzero() throws(TensorError) -> Tensor { try Operator.nonzero(.tensor(self)) }

    /// For each class number a row with a one in its place and zeros elsewhere, as int64.
    public func oneHot(_ classCount: Int) throws(TensorError) -> Tensor {
        try Operator.oneHot(.tensor(self), .integer(classCount))
    }

    /// Where each value would go in this sorted vector; before equal ones, or behind them.
    public func positions(of values: Tensor, behindEqual: Bool = false) throws(TensorError) -> Tensor {
        try Operator.searchSorted(.tensor(self), .tensor(values), .boolean(false), .boolean(behindEqual))
    }

    /// The different elements in rising order, which of them each element is, and how often each occurs.
    public func distinct() throws(TensorError) -> (values: Tensor, positions: Tensor, counts: Tensor) {
        let found = try Operator.unique.tensors(
            .tensor(self), .boolean(true), .boolean(true), .boolean(true))
        guard found.count == 3 else { throw .operation(name: "unique", message: "gave no three tensors") }
        return (found[0], found[1], found[2])
    }
}
