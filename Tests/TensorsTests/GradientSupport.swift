import Testing

@testable import Tensors

/// Whether the gradients of a number with respect to leaves are those that finite differences show.
///
/// Along each of some random directions the derivative is compared with a central difference, whose error is of the order
/// of the step's square. The leaves are of float64 and get their values back.
func gradientsAgreeWithFiniteDifferences(
    _ leaves: [Tensor], step: Double = 1e-5, tolerance: Double = 1e-7, directions: Int = 3,
    _ function: () throws -> Tensor
) throws -> Bool {
    let random = try RandomGenerator(seed: 5)
    for leaf in leaves { try leaf.requiringGradient() }
    let gradients = try Tensor.gradients(of: function(), withRespectTo: leaves)
    for _ in 0..<directions {
        var slope = 0.0
        var direction: [Tensor] = []
        for (leaf, gradient) in zip(leaves, gradients) {
            let part = try Tensor.normal(leaf.shape, random, type: .float64)
            slope += try (part * gradient).sum().double()
            direction.append(part)
        }
        func value(at offset: Double) throws -> Double {
            let before = try leaves.map { try $0.detached().copy() }
            defer {
                for (leaf, old) in zip(leaves, before) {
                    try? withoutGradients { () throws in try leaf.assign(old) }
                }
            }
            try withoutGradients { () throws in
                for (leaf, part) in zip(leaves, direction) { try leaf.add(part, times: offset) }
            }
            return try function().double()
        }
        let difference = (try value(at: step) - value(at: -step)) / (2 * step)
        if abs(difference - slope) > tolerance * max(1, abs(slope)) { return false }
    }
    return true
}

/// The same of the gradients' own gradients, along one random direction.
func secondGradientsAgreeWithFiniteDifferences(
    _ leaves: [Tensor], _ function: () throws -> Tensor
) throws -> Bool {
    let random = try RandomGenerator(seed: 6)
    let direction = try leaves.map { try Tensor.normal($0.shape, random, type: .float64) }
    return try gradientsAgreeWithFiniteDifferences(leaves, tolerance: 1e-6) { () throws in
        let slopes = try Tensor.gradients(of: function(), withRespectTo: leaves, differentiable: true)
        var sum = try Tensor(0, type: .float64)
        for (slope, part) in zip(slopes, direction) { sum = try sum + (slope * part).sum() }
        return sum
    }
}
