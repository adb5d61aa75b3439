import Testing

@testable import Tensors

@Suite("An initialiser", .needsTorch)
struct InitialiserTests {
    @Test(
        "draws what PyTorch draws from the same seed",
        arguments: [
            ("uniform", Initialiser.uniform(from: -0.5, to: 2)), ("normal", .normal(mean: 1, deviation: 0.5)),
            ("xavier-uniform", .xavierUniform(gain: 1.5)), ("xavier-normal", .xavierNormal(gain: 1.5)),
            ("kaiming-uniform", .kaimingUniform(slope: 0.3)),
            ("kaiming-normal", .kaimingNormal(slope: 0.3, fan: .outputs)),
            ("orthogonal", .orthogonal(gain: 2)),
            ("orthogonal-tall", .orthogonal()),
        ])
    func values(name: String, initialiser: Initialiser) throws {
        let wanted = try #require(ReferenceTensors("initialisers").all[name])
        let tensor = try Tensor.ones(wanted.shape)
        try initialiser.fill(tensor, RandomGenerator(seed: 11))
        #expect(try tensor.isClose(to: wanted, relative: 1e-5, absolute: 1e-6))
    }

    @Test(
        "has the mean, the deviation and the bounds that it promises",
        arguments: [
            (Initialiser.zeros, 0.0, 0.0, 0.0), (.constant(3), 3, 0, 3),
            (.uniform(from: -1, to: 3), 1, 1.1547, 3),
            (.normal(mean: 2, deviation: 0.5), 2, 0.5, .infinity),
            // The variance of a normal distribution cut at 2 deviations is 0.7737 of the whole one's.
            (.truncatedNormal(deviation: 0.5), 0, 0.4398, 1), (.xavierUniform(), 0, 0.0577, 0.1),
            (.xavierNormal(), 0, 0.0577, .infinity), (.kaimingUniform(), 0, 0.1, 0.1733),
            (.kaimingNormal(fan: .outputs), 0, 0.0707, .infinity), (.orthogonal(), 0, 0.0707, 1),
        ])
    func statistics(initialiser: Initialiser, mean: Double, deviation: Double, bound: Double) throws {
        let tensor = try Tensor.ones([100, 50, 4], type: .float64)
        try initialiser.fill(tensor, RandomGenerator(seed: 2))
        // Of 20,000 draws the mean is known to deviation / 141 and the deviation to 0.5 %.
        #expect(abs(try tensor.mean().double() - mean) <= 4 * deviation / 141)
        #expect(abs(try tensor.variance().double().squareRoot() - deviation) <= 0.02 * deviation)
        #expect(try tensor.absolute().largest().double() <= bound)
    }

    @Test(
        "makes orthonormal rows or columns, whichever are fewer", arguments: [[3, 7], [7, 3], [4, 2, 3]])
    func orthogonal(shape: [Int]) throws {
        let tensor = try Tensor.ones(shape, type: .float64)
        try Initialiser.orthogonal(gain: 2).fill(tensor, RandomGenerator(seed: 1))
        let flat = try tensor.flattened(from: 1)
        let wide = try flat.size(0) < flat.size(1) ? flat : flat.transposed()
        let identity = try Tensor.identity(wide.size(0), type: .float64) * 4
        #expect(try wide.matmul(wide.transposed()).isClose(to: identity, absolute: 1e-12))
    }

    @Test(
        "of fans refuses a vector, which has none",
        arguments: [Initialiser.xavierNormal(), .kaimingUniform(), .orthogonal()])
    func vectors(initialiser: Initialiser) throws {
        #expect(throws: TensorError.self) { try initialiser.fill(Tensor.ones([3]), RandomGenerator(seed: 1)) }
    }

    @Test("refuses to cut a distribution at nothing")
    func cutting() throws {
        #expect(throws: TensorError.self) {
            try Initialiser.truncatedNormal(deviation: 1, limit: 0).fill(
                Tensor.ones([3]), RandomGenerator(seed: 1))
        }
    }
}
