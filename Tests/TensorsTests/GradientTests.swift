import Testing

@testable import Tensors

@Suite("Gradients", .needsTorch)
struct GradientTests {
    @Test("accumulate in leaves until they are forgotten")
    func accumulating() throws {
        let w = try Tensor([2, 3] as [Double]).requiringGradient()
        #expect(w.gradient == nil)
        for _ in 0..<2 { try w.square().sum().backward() }
        #expect(try w.gradient?.array(of: Double.self) == [8, 12])
        try w.setGradient(nil)
        #expect(w.gradient == nil)
        #expect(w.isLeaf)
    }

    @Test("have gradients of their own")
    func higherOrder() throws {
        let x = try Tensor(2, type: .float64).requiringGradient()
        var derivative = try x.power(4)
        var values: [Double] = []
        for _ in 0..<4 {
            derivative = try Tensor.gradients(of: derivative, withRespectTo: [x], differentiable: true)[0]
            values.append(try derivative.double())
        }
        #expect(values == [32, 48, 48, 24])
    }

    @Test("are zeros with respect to what does not matter")
    func independent() throws {
        let x = try Tensor.ones([2]).requiringGradient()
        let other = try Tensor.ones([3]).requiringGradient()
        let gradients = try Tensor.gradients(of: x.sum(), withRespectTo: [x, other])
        #expect(try gradients[1].array(of: Float.self) == [0, 0, 0])
    }

    @Test("are not recorded where they are not wanted")
    func withoutRecording() throws {
        let x = try Tensor.ones([2]).requiringGradient()
        let y = try withoutGradients { () throws(TensorError) in try x * 2 }
        #expect(!y.requiresGradient)
        #expect(try (x * 2).requiresGradient)
        #expect(!(try x.detached().requiresGradient))
    }

    @Test("of a vector need a seed, and a sentence says so")
    func seed() throws {
        let x = try Tensor([1, 2] as [Double]).requiringGradient()
        #expect(throws: TensorError.self) { try (x * 2).backward() }
        try (x * 2).backward(seed: Tensor([1, 10] as [Double]))
        #expect(try x.gradient?.array(of: Double.self) == [2, 20])
    }

    @Test("in a direction agree with those of every direction")
    func directional() throws {
        let w = try Tensor([0.5, -1, 2, 0.25] as [Double], shape: [2, 2])
        let v = try Tensor([1, 0.5, -2, 3] as [Double], shape: [2, 2])
        func f(_ x: Tensor) throws -> Tensor {
            try x.matmul(x).hyperbolicTangent().logSoftmax(1).square().sum()
        }
        let (value, slope) = try Tensor.directionalDerivative(at: [w], along: [v]) { try f($0[0]) }
        let leaf = try w.copy().requiringGradient()
        let gradient = try Tensor.gradients(of: f(leaf), withRespectTo: [leaf])[0]
        #expect(agree([try slope.double()], [try (gradient * v).sum().double()]))
        #expect(agree([try value.double()], [try f(w).double()]))
    }

    @Test("in a direction are zero where nothing depends on the point")
    func independentDirection() throws {
        let constant = try Tensor([4] as [Double])
        let result = try Tensor.directionalDerivative(at: [constant], along: [constant]) { _ in constant }
        #expect(try result.derivative.array(of: Double.self) == [0])
    }

    @Test("in a direction cannot be taken within another one")
    func nestedDirection() throws {
        let x = try Tensor([4] as [Double])
        #expect(throws: TensorError.self) {
            try Tensor.directionalDerivative(at: [x], along: [x]) { outer in
                try Tensor.directionalDerivative(at: outer, along: [x]) { try $0[0].square() }.value
            }
        }
    }
}
