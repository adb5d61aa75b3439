import Testing

@testable import Tensors

@Suite("A module", .needsTorch)
struct ModuleTests {
    /// Modules inside modules, with buffers.
    private struct Model: Module {
        let encoder: Sequential
        let head: Linear

        init(_ random: RandomGenerator) throws {
            encoder = Sequential([
                try Linear(inputs: 2, outputs: 3, hasBias: false, random), try BatchNorm(channels: 3),
                Activation.relu,
            ])
            head = try Linear(inputs: 3, outputs: 2, random)
        }

        var parts: [ModulePart] { [.module("encoder", encoder), .module("head", head)] }
    }

    private let model: Model

    init() throws { model = try Model(RandomGenerator(seed: 1)) }

    @Test("names its tensors by where they are")
    func names() {
        #expect(
            model.parameters.map(\.name) == [
                "encoder.0.weight", "encoder.1.weight", "encoder.1.bias", "head.weight", "head.bias",
            ])
        #expect(
            model.buffers.map(\.name) == [
                "encoder.1.running_mean", "encoder.1.running_var", "encoder.1.num_batches_tracked",
            ])
        #expect(model.modules.map(\.name) == ["", "encoder", "encoder.0", "encoder.1", "encoder.2", "head"])
        #expect(model.modules.contains { $0.module is BatchNorm })
        #expect(model.parameterCount == 6 + 6 + 8)
    }

    @Test("is saved and loaded again")
    func saving() throws {
        let other = try Model(RandomGenerator(seed: 2))
        try withScratchPath("model.safetensors") { path in
            try model.save(safetensors: path, metadata: ["seed": "1"])
            try other.load(safetensors: path)
            #expect(try SafetensorsFile(path: path).metadata == ["seed": "1"])
        }
        for (name, tensor) in model.state {
            #expect(try tensor.isIdentical(to: try #require(other.state[name])))
        }
        #expect(other.parameters.allSatisfy { $0.tensor.requiresGradient })
    }

    @Test("hands its state over as plain bytes")
    func plainBytes() throws {
        let other = try Model(RandomGenerator(seed: 2))
        try other.load(model.stateData())
        for (name, tensor) in model.state {
            #expect(try tensor.isIdentical(to: try #require(other.state[name])))
        }
    }

    @Test("names everything in a state that does not fit, and changes nothing")
    func wrongState() throws {
        var state = model.state
        state["head.bias"] = nil
        state["tail.bias"] = try Tensor.ones([2])
        state["head.weight"] = try Tensor.ones([3, 2])
        state["encoder.1.num_batches_tracked"] = try Tensor(0)
        let before = try model.head.weight.copy()
        let error = #expect(throws: TensorError.self) { try model.load(state) }
        let sentence = try #require(error).description
        for fragment in [
            "it lacks `head.bias`;", "it has `tail.bias`, which the model has not",
            "`head.weight` is float32 [3, 2], not float32 [2, 3]",
            "`encoder.1.num_batches_tracked` is float32 [], not int64 []",
        ] { #expect(sentence.contains(fragment)) }
        #expect(try model.head.weight.isIdentical(to: before))
    }

    @Test("from another architecture is refused by the file's name")
    func otherArchitecture() throws {
        try withScratchPath("other.safetensors") { path in
            try Linear(inputs: 2, outputs: 2, RandomGenerator(seed: 1)).save(safetensors: path)
            let error = #expect(throws: TensorError.self) { try model.load(safetensors: path) }
            #expect(
                try #require(error).description.hasPrefix("\(path): is the state of another model: it lacks"))
        }
    }

    @Test("is converted in place, so that an optimiser goes on with it")
    func converting() throws {
        let weight = model.head.weight
        try model.convert(to: .float64)
        #expect(weight.scalarType == .float64)
        #expect(model.encoder.parameters.allSatisfy { $0.tensor.scalarType == .float64 })
        #expect(model.buffers.last?.tensor.scalarType == .int64)
        try model.head(Tensor.ones([1, 3], type: .float64)).sum().backward()
        #expect(try weight.gradient?.array(of: Double.self) == [1, 1, 1, 1, 1, 1])
        try model.forgetGradients()
        #expect(weight.gradient == nil)
    }
}
