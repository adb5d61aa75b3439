import Testing

@testable import Tensors

/// Tensors by name from a file of scripts/tensor-references, those with a prefix, without it.
struct ReferenceTensors {
    let all: [String: Tensor]

    init(_ name: String) throws {
        all = try Tensor.load(safetensors: reference("\(name).safetensors"))
    }

    subscript(prefix: String) -> [String: Tensor] {
        Dictionary(
            uniqueKeysWithValues: all.filter { $0.key.hasPrefix(prefix) }
                .map { (String($0.key.dropFirst(prefix.count)), $0.value) })
    }

    /// The tensors "prefix0", "prefix1" and so on.
    func list(_ prefix: String) -> [Tensor] {
        var list: [Tensor] = []
        while let tensor = all["\(prefix)\(list.count)"] { list.append(tensor) }
        return list
    }
}

@Suite("A layer", .needsTorch)
struct LayerTests {
    @Test("begins as PyTorch's does from the same seed", arguments: LayerReference.all)
    func beginning(layer: LayerReference) throws {
        let initial = try ReferenceTensors("layers/\(layer)")["initial."]
        let state = try layer.make(RandomGenerator(seed: 7)).module.state
        #expect(Set(state.keys) == Set(initial.keys))
        for (name, tensor) in state {
            #expect(try tensor.isIdentical(to: try #require(initial[name])), "\(name)")
        }
    }

    @Test("gives the outputs and the gradients that PyTorch's does", arguments: LayerReference.all)
    func values(layer: LayerReference) throws {
        let expected = try ReferenceTensors("layers/\(layer)")
        let (module, call) = try prepared(layer, expected)
        let inputs = expected.list("input.")
        for input in inputs where input.scalarType.isFloatingPoint { try input.requiringGradient() }
        let outputs = try call(inputs)
        #expect(outputs.count == expected.list("output.").count)
        var total = try Tensor(0, type: .float64)
        for (output, (wanted, seed)) in zip(outputs, zip(expected.list("output."), expected.list("seed."))) {
            #expect(try output.isClose(to: wanted, relative: 1e-12, absolute: 1e-12))
            total = try total + (output * seed).sum()
        }
        try total.backward()
        for (name, gradient) in expected["gradient."] {
            let tensor =
                name.hasPrefix("input.")
                ? inputs[try #require(Int(name.dropFirst(6)))] : try #require(module.state[name])
            let own = try #require(tensor.gradient, "\(name)")
            #expect(try own.isClose(to: gradient, relative: 1e-11, absolute: 1e-11), "\(name)")
        }
        #expect(
            Set(expected["gradient."].keys.filter { !$0.hasPrefix("input.") })
                == Set(module.parameters.map(\.name)))
        for (name, buffer) in expected["after."] {
            #expect(try #require(module.state[name]).isClose(to: buffer, relative: 1e-12), "\(name)")
        }
    }

    // The vector of a padding has no gradient on purpose.
    @Test(
        "has the gradients that finite differences show",
        arguments: LayerReference.all.filter { $0.description != "embedding" })
    func finiteDifferences(layer: LayerReference) throws {
        let expected = try ReferenceTensors("layers/\(layer)")
        let (module, call) = try prepared(layer, expected)
        let inputs = expected.list("input.")
        let seeds = expected.list("seed.")
        let leaves = inputs.filter(\.scalarType.isFloatingPoint) + module.parameters.map(\.tensor)
        let agree = try gradientsAgreeWithFiniteDifferences(leaves) { () throws in
            var total = try Tensor(0, type: .float64)
            for (output, seed) in zip(try call(inputs), seeds) { total = try total + (output * seed).sum() }
            return total
        }
        #expect(agree)
    }

    @Test(
        "has second gradients that finite differences show",
        arguments: LayerReference.all.filter {
            [
                "linear", "conv2d", "layer-norm", "group-norm", "batch-norm", "gru", "lstm", "tanh",
                "softmax",
            ]
            .contains($0.description)
        })
    func secondOrder(layer: LayerReference) throws {
        let expected = try ReferenceTensors("layers/\(layer)")
        let (module, call) = try prepared(layer, expected)
        let inputs = expected.list("input.")
        let agree = try secondGradientsAgreeWithFiniteDifferences(inputs + module.parameters.map(\.tensor)) {
            () throws in
            var total = try Tensor(0, type: .float64)
            for output in try call(inputs) { total = try total + output.square().sum() }
            return total
        }
        #expect(agree)
    }

    private func prepared(_ layer: LayerReference, _ expected: ReferenceTensors) throws -> LayerReference.Made
    {
        let made = try layer.make(RandomGenerator(seed: 7))
        try made.module.convert(to: .float64)
        try made.module.load(expected["state."])
        return made
    }

    @Test("of embeddings learns nothing for the padding")
    func padding() throws {
        let layer = try Embedding(count: 3, size: 2, padding: 1, RandomGenerator(seed: 1))
        try layer(Tensor([1, 2])).sum().backward()
        #expect(try layer.weight.gradient?.array(of: Float.self) == [0, 0, 0, 0, 1, 1])
        #expect(throws: TensorError.self) { try layer(Tensor([3])) }
        let other = try Embedding(count: 3, size: 2, RandomGenerator(seed: 1), type: .float64)
        #expect(
            try gradientsAgreeWithFiniteDifferences([other.weight]) { () throws in
                try other(Tensor([1, 2, 1])).square().sum()
            })
        #expect(throws: TensorError.self) {
            try Embedding(count: 3, size: 2, padding: 3, RandomGenerator(seed: 1))
        }
    }

    @Test("that drops out does so in training only, with the share that was asked for")
    func dropout() throws {
        let layer = try Dropout(0.25)
        let ones = try Tensor.ones([10_000])
        #expect(try layer(ones).isIdentical(to: ones))
        func dropped(_ seed: UInt64) throws -> Tensor {
            try layer(ones, .training(RandomGenerator(seed: seed)))
        }
        let kept = try dropped(1).isGreater(than: 0).converted(to: .float64).mean().double()
        #expect(abs(kept - 0.75) < 0.02)
        #expect(abs(try dropped(1).largest().double() - 4.0 / 3) < 1e-6)
        #expect(try dropped(1).isIdentical(to: dropped(1)))
        #expect(try !dropped(1).isIdentical(to: dropped(2)))
        #expect(throws: TensorError.self) { try Dropout(1) }
    }

    @Test("of recurrent units drops out between its layers, and only there")
    func recurrentDropout() throws {
        let random = try RandomGenerator(seed: 3)
        let input = try Tensor.normal([2, 4, 3], random)
        for layers in [1, 2] {
            let gru = try GRU(inputs: 3, units: 4, layers: layers, dropout: 0.5, random)
            let used = try gru(input).outputs
            #expect(try gru(input, .training(random)).outputs.isClose(to: used) == (layers == 1))
        }
    }

    @Test("of attention with dropout sees the same keys as without")
    func attentionPaths() throws {
        let random = try RandomGenerator(seed: 4)
        let x = try Tensor.normal([2, 5, 6], random)
        let mask = try Tensor([true, true, true, true, false], shape: [1, 1, 1, 5])
        let plain = try MultiHeadAttention(size: 6, heads: 3, random)
        let dropping = try MultiHeadAttention(size: 6, heads: 3, dropout: 1e-12, random)
        try dropping.load(plain.state)
        for causal in [false, true] {
            let expected = try plain(queries: x, keys: x, values: x, mask: mask, causal: causal)
            let found = try dropping(
                queries: x, keys: x, values: x, mask: mask, causal: causal, .training(random))
            #expect(try found.isClose(to: expected, absolute: 1e-6))
        }
        let changed = try x.copy()
        try changed.selected(4, 1).fill(9)
        let seen = try plain(queries: x, keys: x, values: x, mask: mask)
        #expect(
            try plain(queries: x, keys: changed, values: changed, mask: mask).isClose(
                to: seen, absolute: 1e-6))
    }

    @Test("of attention has second gradients and directional derivatives where they are wanted")
    func twiceDifferentiableAttention() throws {
        func make(_ isTwiceDifferentiable: Bool) throws -> TransformerEncoderLayer {
            try TransformerEncoderLayer(
                size: 4, heads: 2, width: 5, activation: .gelu, isTwiceDifferentiable: isTwiceDifferentiable,
                RandomGenerator(seed: 1), type: .float64)
        }
        let layer = try make(true)
        let x = try Tensor.normal([2, 3, 4], RandomGenerator(seed: 2), type: .float64)
        let direction = try Tensor.normal([2, 3, 4], RandomGenerator(seed: 3), type: .float64)
        #expect(try layer(x).isClose(to: make(false)(x), relative: 1e-12))
        let slope = try Tensor.directionalDerivative(at: [x], along: [direction]) {
            try layer($0[0]).square().sum()
        }
        #expect(
            try secondGradientsAgreeWithFiniteDifferences([x] + layer.parameters.map(\.tensor)) { () throws in
                try layer(x).square().sum()
            })
        let gradient = try Tensor.gradients(of: layer(x).square().sum(), withRespectTo: [x])[0]
        #expect(
            agree([try slope.derivative.double()], [try (gradient * direction).sum().double()], within: 1e-10)
        )
    }

    @Test("that normalises batches refuses a batch of one, which has no variance")
    func batchOfOne() throws {
        let layer = try BatchNorm(channels: 3)
        let random = try RandomGenerator(seed: 1)
        #expect(throws: TensorError.self) { try layer(Tensor.ones([1, 3]), .training(random)) }
        #expect(try layer(Tensor.ones([1, 3])).shape == [1, 3])
    }

    @Test("with sizes that do not fit is refused in a sentence")
    func wrongSizes() throws {
        let random = try RandomGenerator(seed: 1)
        #expect(throws: TensorError.self) { try Conv2d(inputs: 3, outputs: 4, size: 3, groups: 2, random) }
        #expect(throws: TensorError.self) { try GroupNorm(groups: 4, channels: 6) }
        #expect(throws: TensorError.self) { try MultiHeadAttention(size: 6, heads: 4, random) }
        #expect(throws: TensorError.self) { try GRU(inputs: 3, units: 0, random) }
        #expect(throws: TensorError.self) { try GRU(inputs: 3, units: 4, layers: 0, random) }
        #expect(throws: TensorError.self) { try Linear(inputs: 0, outputs: 4, random) }
        #expect(throws: TensorError.self) { try Linear(inputs: -1, outputs: 4, random) }
        let gru = try GRU(inputs: 3, units: 4, random)
        #expect(throws: TensorError.self) { try gru(Tensor.ones([2, 5, 3]), from: Tensor.ones([1, 3, 4])) }
    }
}
