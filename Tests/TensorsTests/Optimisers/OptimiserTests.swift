import Testing

@testable import Tensors

/// An optimiser under the name that the file of references has for it.
struct OptimiserReference: Sendable, CustomStringConvertible {
    let description: String
    let make: @Sendable ([NamedTensor]) throws -> any Optimiser

    init(_ name: String, _ make: @escaping @Sendable ([NamedTensor]) throws -> any Optimiser) {
        (description, self.make) = (name, make)
    }

    static let all: [OptimiserReference] = [
        .init("sgd") { try SGD($0, learningRate: 0.1, weightDecay: 0.01) },
        .init("sgd-momentum") {
            try SGD($0, learningRate: 0.1, momentum: 0.9, dampening: 0.3, weightDecay: 0.01)
        },
        .init("sgd-nesterov") { try SGD($0, learningRate: 0.1, momentum: 0.9, isNesterov: true) },
        .init("adam") {
            try Adam($0, learningRate: 0.1, betas: (0.8, 0.95), epsilon: 1e-6, weightDecay: .inGradient(0.02))
        },
        .init("adamw") {
            try Adam($0, learningRate: 0.1, betas: (0.8, 0.95), epsilon: 1e-6, weightDecay: .decoupled(0.02))
        },
        .init("adagrad") {
            try Adagrad(
                $0, learningRate: 0.1, rateDecay: 0.05, weightDecay: 0.01, initialSum: 0.5, epsilon: 1e-6)
        },
    ]
}

@Suite("An optimiser", .needsTorch)
struct OptimiserTests {
    private let expected: ReferenceTensors

    init() throws { expected = try ReferenceTensors("optimisers") }

    /// Two parameters as they are at first.
    private func parameters() throws -> [NamedTensor] {
        try ["a", "b"].map {
            NamedTensor(
                name: $0, tensor: try #require(expected.all["start.\($0)"]).copy().requiringGradient())
        }
    }

    /// Gives the gradients of a step; the second parameter has none at the first two.
    private func prepare(_ parameters: [NamedTensor], step: Int) throws {
        for parameter in parameters {
            let hasGradient = parameter.name == "a" || step >= 2
            let gradient = try #require(expected.all["gradients.\(parameter.name)"]).selected(step)
            try parameter.tensor.setGradient(hasGradient ? gradient : nil)
        }
    }

    private func expectValues(_ parameters: [NamedTensor], _ name: String, step: Int) throws {
        for parameter in parameters {
            let wanted = try #require(expected.all["\(name).\(parameter.name)"]).selected(step)
            #expect(
                try parameter.tensor.isClose(to: wanted, relative: 1e-12, absolute: 1e-13),
                "\(parameter.name), \(step)")
        }
    }

    @Test("takes the steps that the plain one of PyTorch takes", arguments: OptimiserReference.all)
    func steps(reference: OptimiserReference) throws {
        let parameters = try parameters()
        let optimiser = try reference.make(parameters)
        for step in 0..<6 {
            try prepare(parameters, step: step)
            try optimiser.step()
            try expectValues(parameters, reference.description, step: step)
        }
    }

    @Test("takes the same steps without a fused kernel")
    func unfused() throws {
        let parameters = try parameters()
        let optimiser = try Adagrad(
            parameters, learningRate: 0.1, rateDecay: 0.05, weightDecay: 0.01, initialSum: 0.5, epsilon: 1e-6)
        for step in 0..<6 {
            try prepare(parameters, step: step)
            try optimiser.step(isFused: false)
            try expectValues(parameters, "adagrad", step: step)
        }
    }

    @Test("goes on where another stopped, by way of a file", arguments: OptimiserReference.all)
    func resuming(reference: OptimiserReference) throws {
        let parameters = try parameters()
        var optimiser = try reference.make(parameters)
        for step in 0..<6 {
            try withScratchPath("optimiser.safetensors") { path in
                try Tensor.save(optimiser.state, safetensors: path)
                optimiser = try reference.make(parameters)
                try optimiser.load(Tensor.load(safetensors: path))
            }
            try prepare(parameters, step: step)
            try optimiser.step()
        }
        try expectValues(parameters, reference.description, step: 5)
    }

    @Test("takes gradients whose elements are not in order", arguments: OptimiserReference.all)
    func layouts(reference: OptimiserReference) throws {
        let parameters = try parameters()
        let optimiser = try reference.make(parameters)
        try prepare(parameters, step: 0)
        let gradient = try #require(parameters[0].tensor.gradient)
        try parameters[0].tensor.setGradient(gradient.transposed().contiguous().transposed())
        try optimiser.step()
        try expectValues(parameters, reference.description, step: 0)
    }

    @Test("changes a shared tensor once")
    func sharing() throws {
        let tensor = try Tensor.ones([2]).requiringGradient()
        let optimiser = try SGD(
            [NamedTensor(name: "a", tensor: tensor), NamedTensor(name: "b", tensor: tensor)], learningRate: 1)
        try tensor.sum().backward()
        try optimiser.step()
        #expect(try tensor.array(of: Float.self) == [0, 0])
        try optimiser.forgetGradients()
        #expect(tensor.gradient == nil)
    }

    @Test("refuses a state of other parameters, and keeps its own")
    func wrongState() throws {
        let optimiser = try Adam(parameters())
        let zeros = try Tensor.zeros([3, 2], type: .float64)
        let whole = try ["a.exp_avg": zeros, "a.exp_avg_sq": zeros, "a.step": Tensor(3)]
        try optimiser.load(whole)
        for wrong in [
            whole.merging(["c.step": zeros]) { $1 }, whole.filter { $0.key != "a.step" },
            whole.merging(["a.exp_avg": try Tensor.zeros([2])]) { $1 },
        ] {
            #expect(throws: TensorError.self) { try optimiser.load(wrong) }
            #expect(try optimiser.state["a.step"]?.double() == 3)
        }
    }

    @Test("refuses settings that make no sense")
    func settings() throws {
        let parameters = try parameters()
        #expect(throws: TensorError.self) { try SGD(parameters, learningRate: -1) }
        #expect(throws: TensorError.self) { try SGD(parameters, learningRate: .nan) }
        #expect(throws: TensorError.self) { try SGD(parameters, learningRate: 1, isNesterov: true) }
        #expect(throws: TensorError.self) { try Adam(parameters, betas: (1, 0.9)) }
        #expect(throws: TensorError.self) { try Adagrad(parameters, epsilon: -1) }
        let view = try NamedTensor(name: "w", tensor: parameters[0].tensor.transposed())
        #expect(throws: TensorError.self) { try SGD([view], learningRate: 1) }
    }
}

@Suite("Clipping", .needsTorch)
struct GradientClippingTests {
    private func parameters(_ gradients: [[Double]?]) throws -> [NamedTensor] {
        try gradients.map { gradient in
            let tensor = try Tensor.zeros([2], type: .float64)
            if let gradient { try tensor.setGradient(Tensor(gradient)) }
            return NamedTensor(name: "w", tensor: tensor)
        }
    }

    @Test(
        "by norm scales all gradients alike and returns what the norm was",
        arguments: [(2.0, 1.0, 13.0), (2, 26, 13), (.infinity, 6, 12), (1, 9.5, 19)])
    func norm(order: Double, limit: Double, norm: Double) throws {
        let parameters = try parameters([[3, -4], nil, [0, 12]])
        #expect(try GradientClipping.limitNorm(of: parameters, to: limit, order: order) == norm)
        let factor = min(limit / (norm + 1e-6), 1)
        #expect(
            agree(
                try #require(parameters[0].tensor.gradient).array(of: Double.self), [3 * factor, -4 * factor])
        )
        #expect(agree(try #require(parameters[2].tensor.gradient).array(of: Double.self), [0, 12 * factor]))
        #expect(parameters[1].tensor.gradient == nil)
    }

    @Test(
        "by norm refuses gradients that are not finite, and leaves them alone",
        arguments: [Double.nan, .infinity])
    func notFinite(value: Double) throws {
        let parameters = try parameters([[3, -4], [value, 1]])
        #expect(throws: TensorError.self) { try GradientClipping.limitNorm(of: parameters, to: 1) }
        #expect(try parameters[0].tensor.gradient?.array(of: Double.self) == [3, -4])
    }

    @Test("by value bounds each element")
    func values() throws {
        let parameters = try parameters([[3, -4], nil, [0, 0.5]])
        try GradientClipping.limitValues(of: parameters, to: 1)
        #expect(try parameters[0].tensor.gradient?.array(of: Double.self) == [1, -1])
        #expect(try parameters[2].tensor.gradient?.array(of: Double.self) == [0, 0.5])
    }

    @Test("of nothing is zero")
    func nothing() throws {
        #expect(try GradientClipping.limitNorm(of: [], to: 1) == 0)
        try GradientClipping.limitValues(of: [], to: 1)
    }
}
