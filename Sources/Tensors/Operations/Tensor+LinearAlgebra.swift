extension Operator {
    static let matmul = Operator("matmul")
    static let dot = Operator("dot")
    static let outer = Operator("outer")
    static let einsum = Operator("einsum")
    static let kronecker = Operator("kron")
    static let symmetricEigen = Operator("linalg_eigh")
    static let singularValues = Operator("linalg_svd")
    static let qr = Operator("linalg_qr")
    static let cholesky = Operator("linalg_cholesky")
    static let choleskySolve = Operator("cholesky_solve")
    static let solve = Operator("linalg_solve")
    static let solveTriangular = Operator("linalg_solve_triangular")
    static let leastSquares = Operator("linalg_lstsq")
    static let inverse = Operator("linalg_inv")
    static let pseudoinverse = Operator("linalg_pinv", "atol_rtol_tensor")
    static let logDeterminant = Operator("linalg_slogdet")
    static let determinant = Operator("linalg_det")
    static let matrixExponential = Operator("linalg_matrix_exp")
    static let distances = Operator("cdist")
}

// Leading dimensions count matrices. What cannot be factorised is refused by LAPACK with a message.
extension Tensor {
    /// The product of matrices, of vectors, or of both.
    public func matmul(_ other: Tensor) throws(TensorError) -> Tensor {
        try Operator.matmul(.tensor(self), .tensor(other))
    }

    /// The scalar product of two vectors.
    public func dot(_ other: Tensor) throws(TensorError) -> Tensor {
        try Operator.dot(.tensor(self), .tensor(other))
    }

    /// The products of all pairs of elements of two vectors.
    public func outer(_ other: Tensor) throws(TensorError) -> Tensor {
        try Operator.outer(.tensor(self), .tensor(other))
    }

    /// A sum of products in Einstein's notation, such as "bij,bjk->bik".
    public static func einsum(_ equation: String, _ tensors: [Tensor]) throws(TensorError) -> Tensor {
        try Operator.einsum(.text(equation), .tensors(tensors))
    }

    /// The Kronecker product.
    public func kronecker(_ other: Tensor) throws(TensorError) -> Tensor {
        try Operator.kronecker(.tensor(self), .tensor(other))
    }

    /// The eigenvalues of symmetric matrices in rising order, and the eigenvectors as columns.
    ///
    /// - Complexity: O(n^3) for a matrix of n rows, of which only the lower triangle is read.
    public func symmetricEigen() throws(TensorError) -> (values: Tensor, vectors: Tensor) {
        let both = try Operator.symmetricEigen.tensors(.tensor(self))
        guard both.count == 2 else { throw .operation(name: "linalg_eigh", message: "gave no two tensors") }
        return (both[0], both[1])
    }

    /// U, the singular values in falling order, and V transposed, of which this is the product.
    public func singularValues(
        full: Bool = false
    ) throws(TensorError) -> (left: Tensor, values: Tensor, rightTransposed: Tensor) {
        let parts = try Operator.singularValues.tensors(.tensor(self), .boolean(full))
        guard parts.count == 3 else { throw .operation(name: "linalg_svd", message: "gave no three tensors") }
        return (parts[0], parts[1], parts[2])
    }

    /// Q with orthonormal columns and R upper triangular, of which this is the product.
    public func qr() throws(TensorError) -> (q: Tensor, r: Tensor) {
        let both = try Operator.qr.tensors(.tensor(self))
        guard both.count == 2 else { throw .operation(name: "linalg_qr", message: "gave no two tensors") }
        return (both[0], both[1])
    }

    /// The lower triangular L with L L^T equal to these positive definite matrices.
    public func cholesky() throws(TensorError) -> Tensor { try Operator.cholesky(.tensor(self)) }

    /// X with A X = B, this being the lower Cholesky factor of A.
    public func choleskySolve(_ right: Tensor) throws(TensorError) -> Tensor {
        try Operator.choleskySolve(.tensor(right), .tensor(self))
    }

    /// X with A X = B, this being A.
    public func solve(_ right: Tensor) throws(TensorError) -> Tensor {
        try Operator.solve(.tensor(self), .tensor(right))
    }

    /// X with A X = B, this being A, of which only a triangle is read.
    public func solveTriangular(_ right: Tensor, upper: Bool) throws(TensorError) -> Tensor {
        try Operator.solveTriangular(.tensor(self), .tensor(right), .boolean(upper))
    }

    /// X for which A X is nearest to B, this being A of full rank.
    public func leastSquares(_ right: Tensor) throws(TensorError) -> Tensor {
        try Operator.leastSquares(.tensor(self), .tensor(right))
    }

    /// The inverse matrix.
    public func inverse() throws(TensorError) -> Tensor { try Operator.inverse(.tensor(self)) }

    /// The pseudoinverse of Moore and Penrose.
    public func pseudoinverse() throws(TensorError) -> Tensor { try Operator.pseudoinverse(.tensor(self)) }

    /// The determinant.
    public func determinant() throws(TensorError) -> Tensor { try Operator.determinant(.tensor(self)) }

    /// The sign of the determinant, and the logarithm of its absolute value.
    public func logDeterminant() throws(TensorError) -> (sign: Tensor, logarithm: Tensor) {
        let both = try Operator.logDeterminant.tensors(.tensor(self))
        guard both.count == 2 else {
            throw .operation(name: "linalg_slogdet", message: "gave no two tensors")
        }
        return (both[0], both[1])
    }

    /// e to the power of a matrix.
    public func matrixExponential() throws(TensorError) -> Tensor {
        try Operator.matrixExponential(.tensor(self))
    }

    /// The distance of each row to each row of another matrix, in the p-norm.
    public func distances(to other: Tensor, order: Double = 2) throws(TensorError) -> Tensor {
        try Operator.distances(.tensor(self), .tensor(other), .number(order))
    }
}
