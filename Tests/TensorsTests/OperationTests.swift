import Foundation
import Testing

@testable import Tensors

/// An operation of one number, and the function of the C library that it is held against.
struct ElementFunction: Sendable, CustomStringConvertible {
    let description: String
    let operation: @Sendable (Tensor) throws -> Tensor
    let reference: @Sendable (Double) -> Double

    init(
        _ name: String, _ operation: @escaping @Sendable (Tensor) throws -> Tensor,
        _ reference: @escaping @Sendable (Double) -> Double
    ) {
        description = name
        self.operation = operation
        self.reference = reference
    }

    static let all: [ElementFunction] = [
        .init("negated", { try $0.negated() }, { -$0 }),
        .init("absolute", { try $0.absolute() }, { abs($0) }),
        .init("sign", { try $0.sign() }, { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }),
        .init("square", { try $0.square() }, { $0 * $0 }),
        .init("squareRoot", { try $0.absolute().squareRoot() }, { abs($0).squareRoot() }),
        .init("reciprocalSquareRoot", { try $0.square().reciprocalSquareRoot() }, { 1 / abs($0) }),
        .init("reciprocal", { try $0.reciprocal() }, { 1 / $0 }),
        .init("exponential", { try $0.exponential() }, { exp($0) }),
        .init("exponentialMinusOne", { try $0.exponentialMinusOne() }, { expm1($0) }),
        .init("logarithm", { try $0.absolute().logarithm() }, { log(abs($0)) }),
        .init("logarithmOfOnePlus", { try $0.absolute().logarithmOfOnePlus() }, { log1p(abs($0)) }),
        .init("sine", { try $0.sine() }, { sin($0) }),
        .init("cosine", { try $0.cosine() }, { cos($0) }),
        .init("tangent", { try $0.tangent() }, { tan($0) }),
        .init("arcTangent", { try $0.arcTangent() }, { atan($0) }),
        .init("hyperbolicTangent", { try $0.hyperbolicTangent() }, { tanh($0) }),
        .init("sigmoid", { try $0.sigmoid() }, { 1 / (1 + exp(-$0)) }),
        .init("logSigmoid", { try $0.logSigmoid() }, { -log1p(exp(-$0)) }),
        .init("relu", { try $0.relu() }, { max($0, 0) }),
        .init("leakyReLU", { try $0.leakyReLU(slope: 0.1) }, { $0 < 0 ? 0.1 * $0 : $0 }),
        .init("elu", { try $0.elu() }, { $0 < 0 ? expm1($0) : $0 }),
        .init("gelu", { try $0.gelu() }, { $0 * 0.5 * erfc(-$0 / 2.0.squareRoot()) }),
        .init("silu", { try $0.silu() }, { $0 / (1 + exp(-$0)) }),
        .init("softplus", { try $0.softplus() }, { log1p(exp($0)) }),
        .init("errorFunction", { try $0.errorFunction() }, { erf($0) }),
        .init("inverseErrorFunction", { try ($0 / 4).errorFunction().inverseErrorFunction() }, { $0 / 4 }),
        .init("logGamma", { try $0.absolute().logGamma() }, { lgamma(abs($0)) }),
        .init("floor", { try $0.floor() }, { $0.rounded(.down) }),
        .init("ceiling", { try $0.ceiling() }, { $0.rounded(.up) }),
        .init("rounded", { try $0.rounded() }, { $0.rounded(.toNearestOrEven) }),
        .init("isFinite", { try $0.isFinite() }, { _ in 1 }),
        .init("isNaN", { try $0.isNaN() }, { _ in 0 }),
        .init("logicalNot", { try $0.logicalNot() }, { _ in 0 }),
        .init("remainder", { try $0.remainder(dividingBy: 3) }, { $0 - 3 * ($0 / 3).rounded(.down) }),
        .init("power", { try $0.absolute().power(2.5) }, { pow(abs($0), 2.5) }),
        .init("clamped", { try $0.clamped(atLeast: -1, atMost: 2) }, { min(max($0, -1), 2) }),
        .init("1 / x", { try 1 / $0 }, { 1 / $0 }),
        .init("3 - x", { try 3 - $0 }, { 3 - $0 }),
        .init("x * x + 2", { try $0 * $0 + 2 }, { $0 * $0 + 2 }),
        .init("-x / 4 - 1", { try -$0 / 4 - 1 }, { -$0 / 4 - 1 }),
        .init("interpolated", { try $0.interpolated(to: $0 * 3, by: 0.25) }, { 1.5 * $0 }),
        .init("arcTangent over", { try $0.arcTangent(over: Tensor(2, type: .float64)) }, { atan2($0, 2) }),
    ]
}

@Suite("Operations", .needsTorch)
struct OperationTests {
    @Test("of single numbers agree with the C library", arguments: ElementFunction.all)
    func elements(function: ElementFunction) throws {
        let inputs = [-3.7, -1.5, -0.25, 0.125, 0.5, 1.75, 2.5, 4]
        let x = try Tensor(inputs)
        let expected = inputs.map(function.reference)
        #expect(agree(try function.operation(x).array(of: Double.self), expected, within: 1e-12))
    }

    private func matrix() throws -> Tensor {
        try Tensor([4, 1, 2, 1, 3, 0, 2, 0, 5] as [Double], shape: [3, 3])
    }

    @Test("reduce along dimensions")
    func reducing() throws {
        let x = try Tensor([1, 5, 2, 4, 3, 6] as [Double], shape: [2, 3])
        #expect(try x.sum().double() == 21)
        #expect(try x.sum([0]).array(of: Double.self) == [5, 8, 8])
        #expect(try x.mean([1], keepingDimensions: true).shape == [2, 1])
        #expect(
            try x.variance([1], correction: 0).array(of: Double.self).map { ($0 * 9).rounded() } == [26, 14])
        #expect(try x.largest([1]).array(of: Double.self) == [5, 6])
        #expect(try x.smallest().double() == 1)
        #expect(try x.product(1).array(of: Double.self) == [10, 72])
        #expect(try x.positionOfLargest(1).array(of: Int.self) == [1, 2])
        #expect(try x.positionOfSmallest().integer() == 0)
        #expect(
            agree(
                [try x.logSumExponential([0, 1]).double()],
                [log((1...6).map { exp(Double($0)) }.reduce(0, +))]))
        #expect(agree(try x.softmax(1).sum([1]).array(of: Double.self), [1, 1]))
        #expect(try x.logSoftmax(1).isClose(to: x.softmax(1).logarithm()))
        #expect(try x.norm([0]).square().isClose(to: x.square().sum([0])))
        #expect(try x.norm(order: .infinity).double() == 6)
        #expect(try x.cumulativeSum(1).array(of: Double.self) == [1, 6, 8, 4, 7, 13])
        #expect(try x.cumulativeProduct(0).array(of: Double.self) == [1, 5, 2, 4, 15, 12])
        #expect(try x.isGreater(than: 5).any([1]).array(of: Int.self) == [0, 1])
        #expect(try x.isGreater(than: 2).all([0]).array(of: Int.self) == [0, 1, 0])
        #expect(try x.quantiles(Tensor([0, 0.5, 1])).array(of: Double.self) == [1, 3.5, 6])
        #expect(try x.sorted(1, descending: true).values.array(of: Double.self) == [5, 2, 1, 6, 4, 3])
        #expect(try x.sorted(1).positions.array(of: Int.self) == [0, 2, 1, 1, 0, 2])
        #expect(try x.top(1).positions.array(of: Int.self) == [1, 2])
        #expect(try Tensor([0, 2, 2, 1]).countsOfIntegers(atLeast: 4).array(of: Int.self) == [1, 1, 2, 0])
    }

    @Test("compare, and choose by what came of it")
    func comparing() throws {
        let (x, y) = try (Tensor([1, 2, 3] as [Double]), Tensor([3, 2, 1] as [Double]))
        #expect(try x.isLess(than: y).array(of: Int.self) == [1, 0, 0])
        #expect(try x.isLess(than: 2).array(of: Int.self) == [1, 0, 0])
        #expect(try x.isGreater(than: y).array(of: Int.self) == [0, 0, 1])
        #expect(try x.isEqual(to: y).array(of: Int.self) == [0, 1, 0])
        #expect(try x.isEqual(to: 3).array(of: Int.self) == [0, 0, 1])
        #expect(try x.isAtLeast(y).array(of: Int.self) == [0, 1, 1])
        #expect(try x.isAtLeast(2).logicalAnd(y.isAtLeast(2)).array(of: Int.self) == [0, 1, 0])
        #expect(try x.isLess(than: 2).logicalOr(y.isLess(than: 2)).array(of: Int.self) == [1, 0, 1])
        #expect(try x.minimum(y).array(of: Double.self) == [1, 2, 1])
        #expect(try x.maximum(y).array(of: Double.self) == [3, 2, 3])
        #expect(try Tensor.choose(x.isLess(than: y), x, y).array(of: Double.self) == [1, 2, 1])
        #expect(try x.filled(with: 9, where: x.isEqual(to: y)).array(of: Double.self) == [1, 9, 3])
        #expect(try x.elements(where: x.isGreater(than: 1)).array(of: Double.self) == [2, 3])
        #expect(try x.isIdentical(to: x.copy()) && !x.isIdentical(to: y))
    }

    @Test("change shapes and take parts")
    func shapes() throws {
        let x = try Tensor.range(0..<6).reshaped([2, 3])
        func expect(_ tensor: Tensor, _ shape: [Int], _ elements: [Int]) throws {
            #expect(tensor.shape == shape)
            #expect(try tensor.array(of: Int.self) == elements)
        }
        try expect(x.permuted([1, 0]), [3, 2], [0, 3, 1, 4, 2, 5])
        try expect(x.unsqueezed(0).squeezed(0), [2, 3], [0, 1, 2, 3, 4, 5])
        try expect(x.flattened(), [6], [0, 1, 2, 3, 4, 5])
        try expect(x.sliced(0..<1).expanded([2, 3]), [2, 3], [0, 1, 2, 0, 1, 2])
        try expect(x.selected(1).tiled([2]), [6], [3, 4, 5, 3, 4, 5])
        try expect(Tensor.concatenated([x, x], 1).selected(0), [6], [0, 1, 2, 0, 1, 2])
        try expect(Tensor.stacked([x.selected(0), x.selected(1)], 1), [3, 2], [0, 3, 1, 4, 2, 5])
        try expect(x.split([1, 2], 1)[1], [2, 2], [1, 2, 4, 5])
        try expect(x.flipped([1]), [2, 3], [2, 1, 0, 5, 4, 3])
        try expect(x.rolled(by: 1, 1), [2, 3], [2, 0, 1, 5, 3, 4])
        try expect(x.padded([1, 0]), [2, 4], [0, 0, 1, 2, 0, 3, 4, 5])
        try expect(x.diagonal(), [2], [0, 4])
        try expect(Tensor([1, 2]).diagonalMatrix(), [2, 2], [1, 0, 0, 2])
        try expect(x.upperTriangle(), [2, 3], [0, 1, 2, 0, 4, 5])
        try expect(x.lowerTriangle(), [2, 3], [0, 0, 0, 3, 4, 0])
        try expect(x.windows(1, size: 2, step: 1).selected(0), [2, 2], [0, 1, 1, 2])
        try expect(x.slices(at: Tensor([2, 0]), 1), [2, 2], [2, 0, 5, 3])
        try expect(x.elements(at: [Tensor([1, 0]), Tensor([2, 2])]), [2], [5, 2])
        try expect(x.elements(at: [nil, Tensor([1])]), [2, 1], [1, 4])
        try expect(
            x.replacing(at: [Tensor([0]), Tensor([0])], with: Tensor([7])), [2, 3], [7, 1, 2, 3, 4, 5])
        try expect(x.gathered(Tensor([2, 0], shape: [2, 1]), 1), [2, 1], [2, 3])
        try expect(
            x.scattering(Tensor([9, 9], shape: [2, 1]), to: Tensor([2, 0], shape: [2, 1]), 1), [2, 3],
            [0, 1, 9, 9, 4, 5])
        try expect(
            x.scatteringSums(of: Tensor([9, 9], shape: [2, 1]), to: Tensor([2, 0], shape: [2, 1]), 1),
            [2, 3], [0, 1, 11, 12, 4, 5])
        try expect(
            Tensor.zeros([2], type: .int64).scattering(
                Tensor([3, 5, 4]), to: Tensor([0, 1, 1]), 0, reducing: .largest),
            [2], [3, 5])
        try expect(x.addingSlices(x.sliced(0..<1), at: Tensor([1])), [2, 3], [0, 1, 2, 3, 5, 7])
        try expect(x.isGreater(than: 3).indicesOfNonzero(), [2, 2], [1, 1, 1, 2])
        try expect(Tensor([1, 0]).oneHot(3), [2, 3], [0, 1, 0, 1, 0, 0])
        try expect(Tensor([1, 3, 5]).positions(of: Tensor([3, 4])), [2], [1, 2])
        let distinct = try Tensor([4, 2, 4]).distinct()
        try expect(distinct.values, [2], [2, 4])
        try expect(distinct.positions, [3], [1, 0, 1])
        try expect(distinct.counts, [2], [1, 2])
    }

    @Test("in place change what every view sees")
    func inPlace() throws {
        let x = try Tensor.zeros([2, 2])
        let row = try x.selected(1)
        try row.fill(3)
        try row.add(Tensor([1, 2] as [Float]), times: 2)
        try row.multiply(by: 0.5)
        try x.selected(0).assign(Tensor([8, 9]))
        try x.addSlices(Tensor.ones([1, 2]), at: Tensor([0]), dimension: 0)
        try x.assignSlices(Tensor.full([2, 1], 4), at: Tensor([1]), dimension: 1)
        #expect(try x.array(of: Float.self) == [9, 4, 2.5, 4])
        let counts = try Tensor([1, 2])
        try counts.add(Tensor([10, 20]), times: 3)
        #expect(try counts.array(of: Int.self) == [31, 62])
    }

    @Test("of linear algebra solve what they factorise")
    func linearAlgebra() throws {
        let a = try matrix()
        let b = try Tensor([1, 2, 3] as [Double], shape: [3, 1])
        let eigen = try a.symmetricEigen()
        #expect(try a.matmul(eigen.vectors).isClose(to: eigen.vectors * eigen.values))
        let parts = try a.singularValues()
        #expect(try (parts.left * parts.values).matmul(parts.rightTransposed).isClose(to: a))
        let qr = try a.qr()
        #expect(try qr.q.matmul(qr.r).isClose(to: a))
        let factor = try a.cholesky()
        #expect(try factor.matmul(factor.transposed()).isClose(to: a))
        #expect(try a.matmul(factor.choleskySolve(b)).isClose(to: b))
        #expect(try factor.matmul(factor.solveTriangular(b, upper: false)).isClose(to: b))
        #expect(try a.matmul(a.solve(b)).isClose(to: b))
        #expect(try a.leastSquares(b).isClose(to: a.solve(b)))
        #expect(try a.inverse().matmul(a).isClose(to: Tensor.identity(3, type: .float64), absolute: 1e-12))
        #expect(try a.pseudoinverse().isClose(to: a.inverse()))
        #expect(agree([try a.determinant().double()], [43], within: 1e-10))
        #expect(agree([try a.logDeterminant().logarithm.double()], [log(43)]))
        #expect(try Tensor.zeros([2, 2]).matrixExponential().isIdentical(to: Tensor.identity(2)))
        #expect(try b.distances(to: b).selected(0).array(of: Double.self) == [0, 1, 2])
        #expect(try b.squeezed(1).dot(b.squeezed(1)).double() == 14)
        #expect(try b.squeezed(1).outer(b.squeezed(1)).isIdentical(to: b.matmul(b.transposed())))
        #expect(try Tensor.einsum("ij,jk->ik", [a, b]).isClose(to: a.matmul(b)))
        #expect(
            try Tensor.identity(2).kronecker(Tensor.ones([1, 2])).array(of: Int.self) == [
                1, 1, 0, 0, 0, 0, 1, 1,
            ])
        #expect(throws: TensorError.self) { try (a * -1).cholesky() }
    }

    @Test("of Fourier invert each other")
    func fourier() throws {
        let x = try Tensor([1, 2, 4, 8, 16] as [Double])
        #expect(try x.realFourier().inverseRealFourier(count: 5).isClose(to: x))
        let pairs = try x.fourier().inverseFourier().realAndImaginary()
        #expect(try pairs.selected(0, 1).isClose(to: x))
        #expect(try pairs.complex().realAndImaginary().isIdentical(to: pairs))
        #expect(agree([try x.realFourier().realAndImaginary().array(of: Double.self)[0]], [31]))
    }

    @Test("of sparse rows agree with dense ones, gradients too")
    func sparse() throws {
        let dense = try Tensor([0, 2, 0, 1, 0, 3] as [Double], shape: [2, 3])
        let sparse = try Tensor.sparseRows(
            starts: Tensor([0, 1, 3]), columns: Tensor([1, 0, 2]), values: Tensor([2, 1, 3] as [Double]),
            shape: (2, 3))
        #expect(sparse.isSparse)
        #expect(try sparse.dense().isIdentical(to: dense))
        #expect(try dense.sparseRows().dense().isIdentical(to: dense))
        let right = try Tensor.range(0..<6).converted(to: .float64).reshaped([3, 2]).requiringGradient()
        let (one, other) = try (sparse.matmul(right), dense.matmul(right))
        #expect(try one.isIdentical(to: other))
        let slopes = try [one, other].map {
            try Tensor.gradients(of: $0.square().sum(), withRespectTo: [right])[0]
        }
        #expect(try slopes[0].isClose(to: slopes[1]))
        #expect(throws: TensorError.self) {
            try Tensor.sparseRows(
                starts: Tensor([0, 1, 3]), columns: Tensor([1, 0, 7]), values: Tensor([2, 1, 3] as [Double]),
                shape: (2, 3))
        }
    }
}
