import Tensors

/// The weights of one block of one layer, at its widest.
struct SharedBlock: Module {
    /// Convolutions in their order: one, or for a separable block one within channels and one that mixes them.
    let convolutions: [SharedConvolution]
    private let isSeparable: Bool

    init(
        _ block: SearchSpace.Block, stride: Int, inputs: Int, outputs: Int, _ random: RandomGenerator
    ) throws(TensorError) {
        isSeparable = block.isSeparable
        guard block.isSeparable else {
            convolutions = [
                try SharedConvolution(
                    inputs: inputs, outputs: outputs, kernel: block.kernel, stride: stride,
                    groups: block.groups,
                    random)
            ]
            return
        }
        convolutions = [
            try SharedConvolution(
                inputs: inputs, outputs: inputs, kernel: block.kernel, stride: stride, groups: inputs, random),
            try SharedConvolution(inputs: inputs, outputs: outputs, kernel: 1, stride: 1, groups: 1, random),
        ]
    }

    /// The convolutions under their numbers.
    var parts: [ModulePart] { convolutions.enumerated().map { .module(String($0), $1) } }

    /// The block between so many channels, in the same storage.
    func layers(
        inputs: Int, outputs: Int, _ activation: NetworkDescription.Nonlinearity
    ) throws(TensorError) -> [any Layer] {
        guard isSeparable else {
            return try convolutions[0].layers(inputs: inputs, outputs: outputs, activation)
        }
        return try convolutions[0].layers(inputs: inputs, outputs: inputs, groups: inputs, activation)
            + convolutions[1].layers(inputs: inputs, outputs: outputs, activation)
    }
}

/// The weights of a convolution and of the normalisation after it, at their widest.
struct SharedConvolution: Module {
    private let convolution: Conv2d
    private let norm: BatchNorm

    init(
        inputs: Int, outputs: Int, kernel: Int, stride: Int, groups: Int, _ random: RandomGenerator
    ) throws(TensorError) {
        convolution = try Conv2d(
            inputs: inputs, outputs: outputs, size: Size2d(square: kernel), stride: Size2d(square: stride),
            padding: Size2d(square: kernel / 2), groups: groups, hasBias: false, random)
        norm = try BatchNorm(channels: outputs)
    }

    /// The weights, and none of the statistics, which belong to paths.
    var parts: [ModulePart] {
        [
            .parameter("weight", convolution.weight), .parameter("norm_weight", norm.weight),
            .parameter("norm_bias", norm.bias),
        ]
    }

    /// The convolution between the first so many channels, in the same storage, with statistics of its own.
    func layers(
        inputs: Int, outputs: Int, groups: Int? = nil, _ activation: NetworkDescription.Nonlinearity
    ) throws(TensorError) -> [any Layer] {
        let groups = groups ?? convolution.groups
        let weight = try convolution.weight.firstChannels(outputs, 0).firstChannels(inputs / groups, 1)
        let fresh = try BatchNorm(channels: outputs)
        return [
            Conv2d(
                weight: weight, bias: nil, stride: convolution.stride, padding: convolution.padding,
                groups: groups),
            BatchNorm(
                weight: try norm.weight.firstChannels(outputs, 0),
                bias: try norm.bias.firstChannels(outputs, 0), runningMean: fresh.runningMean,
                runningVariance: fresh.runningVariance, batchCount: fresh.batchCount),
            activation.layer,
        ]
    }
}
