extension Operator {
    static let sparseRows = Operator("sparse_csr_tensor", "crow_col_value_size")
    static let checkSparseRows = Operator("_validate_sparse_csr_tensor_args")
    static let dense = Operator("to_dense")
    static let toSparseRows = Operator("to_sparse_csr")
}

extension Tensor {
    /// A sparse matrix in compressed rows: what an adjacency is.
    ///
    /// Row i has the values from `starts[i]` up to `starts[i + 1]`, in the columns that `columns` has there. Products with
    /// dense matrices (``matmul(_:)``) cost as much as there are values, and gradients reach the dense factor.
    ///
    /// - Throws: ``TensorError`` where starts do not rise or a column is out of range.
    public static func sparseRows(
        starts: Tensor, columns: Tensor, values: Tensor, shape: (Int, Int)
    ) throws(TensorError) -> Tensor {
        // libtorch would believe the indices, and read past the end of the other factor.
        try Operator.checkSparseRows.perform(
            .tensor(starts), .tensor(columns), .tensor(values), .integers([shape.0, shape.1]))
        return try Operator.sparseRows(
            .tensor(starts), .tensor(columns), .tensor(values), .integers([shape.0, shape.1]),
            .scalarType(values.scalarType))
    }

    /// The matrix with all of its zeros.
    public func dense() throws(TensorError) -> Tensor { isSparse ? try Operator.dense(.tensor(self)) : self }

    /// The dense matrix in compressed rows.
    public func sparseRows() throws(TensorError) -> Tensor { try Operator.toSparseRows(.tensor(self)) }
}
