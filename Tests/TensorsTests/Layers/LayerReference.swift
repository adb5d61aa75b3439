import Testing

@testable import Tensors

/// A layer, and the file of what PyTorch's gives.
struct LayerReference: Sendable, CustomStringConvertible {
    /// A layer, and what it makes of inputs.
    typealias Made = (module: any Module, call: ([Tensor]) throws -> [Tensor])

    /// The name of the file.
    let description: String
    let make: @Sendable (RandomGenerator) throws -> Made

    init(_ name: String, _ make: @escaping @Sendable (RandomGenerator) throws -> Made) {
        description = name
        self.make = make
    }

    /// A layer from one tensor to one, which is trained.
    init(
        layer name: String, isTraining: Bool = true,
        _ make: @escaping @Sendable (RandomGenerator) throws -> any Layer
    ) {
        self.init(name) { random in
            let layer = try make(random)
            return (layer, { inputs in [try layer(inputs[0], isTraining ? .training(random) : .evaluation)] })
        }
    }

    static let all: [LayerReference] = [
        .init(layer: "linear") { try Linear(inputs: 3, outputs: 4, $0) },
        .init(layer: "linear-without-bias") { try Linear(inputs: 3, outputs: 4, hasBias: false, $0) },
        .init(layer: "conv1d") {
            try Conv1d(inputs: 4, outputs: 6, size: 3, stride: 2, padding: 1, dilation: 2, groups: 2, $0)
        },
        .init(layer: "conv2d") {
            try Conv2d(
                inputs: 2, outputs: 4, size: Size2d(3, 2), stride: Size2d(2, 1), padding: Size2d(1, 0),
                dilation: Size2d(1, 2), groups: 2, $0)
        },
        .init(layer: "conv-transpose2d") {
            try ConvTranspose2d(
                inputs: 4, outputs: 2, size: Size2d(3, 2), stride: 2, padding: Size2d(1, 0),
                outputPadding: Size2d(1, 0), dilation: Size2d(1, 2), groups: 2, $0)
        },
        .init(layer: "embedding") { try Embedding(count: 6, size: 3, padding: 2, $0) },
        .init(layer: "layer-norm") { _ in try LayerNorm([3, 4]) },
        .init(layer: "group-norm") { _ in try GroupNorm(groups: 2, channels: 6) },
        .init(layer: "batch-norm") { _ in try BatchNorm(channels: 3) },
        .init(layer: "batch-norm-images") { _ in try BatchNorm(channels: 3, momentum: nil) },
        .init(layer: "batch-norm-in-use", isTraining: false) { _ in try BatchNorm(channels: 3) },
        .init("gru-cell") { random in
            let cell = try GRUCell(inputs: 3, units: 4, random)
            return (cell, { [try cell($0[0], $0[1])] })
        },
        .init("lstm-cell") { random in
            let cell = try LSTMCell(inputs: 3, units: 4, random)
            return (
                cell,
                { inputs in
                    let (output, memory) = try cell(inputs[0], (inputs[1], inputs[2]))
                    return [output, memory]
                }
            )
        },
        .init("gru") { try gru(GRU(inputs: 3, units: 4, $0), $0) },
        .init("gru-stack") { try gru(GRU(inputs: 3, units: 4, layers: 2, isBidirectional: true, $0), $0) },
        .init("lstm") { try lstm(LSTM(inputs: 3, units: 4, $0), $0) },
        .init("lstm-stack") { try lstm(LSTM(inputs: 3, units: 4, layers: 2, isBidirectional: true, $0), $0) },
        .init("attention") { random in
            let attention = try MultiHeadAttention(size: 6, heads: 2, random)
            return (attention, { [try attention(queries: $0[0], keys: $0[1], values: $0[2])] })
        },
        .init("attention-masked") { random in
            let attention = try MultiHeadAttention(size: 6, heads: 2, random)
            let mask = try Tensor([true, true, false, true, true, false, false, true], shape: [2, 1, 1, 4])
            return (attention, { [try attention(queries: $0[0], keys: $0[1], values: $0[2], mask: mask)] })
        },
        .init("attention-causal") { random in
            let attention = try MultiHeadAttention(size: 6, heads: 2, random)
            return (attention, { [try attention(queries: $0[0], keys: $0[0], values: $0[0], causal: true)] })
        },
        .init(layer: "transformer") {
            try TransformerEncoderLayer(size: 6, heads: 2, width: 8, dropout: 0, $0)
        },
        .init("transformer-first") { random in
            let layer = try TransformerEncoderLayer(
                size: 6, heads: 2, width: 8, dropout: 0, activation: .gelu, normalisesFirst: true, random)
            return (layer, { [try layer($0[0], mask: nil, causal: true, .training(random))] })
        },
        .init(layer: "sequential") { random in
            Sequential([
                try Conv2d(inputs: 1, outputs: 2, size: 3, padding: 1, random), Activation.relu,
                Pooling2d.max(2),
                Flatten(), try Linear(inputs: 8, outputs: 3, random), Activation.hyperbolicTangent,
            ])
        },
        .init(layer: "max-pool1d") { _ in Pooling1d.max(size: 3, stride: 2, padding: 1) },
        .init(layer: "mean-pool1d") { _ in Pooling1d.mean(size: 3, stride: 2, padding: 1) },
        .init(layer: "adaptive-pool1d") { _ in Pooling1d.adaptiveMean(count: 3) },
        .init(layer: "max-pool2d") { _ in
            Pooling2d.max(size: Size2d(2, 3), stride: 2, padding: Size2d(1, 0))
        },
        .init(layer: "mean-pool2d") { _ in
            Pooling2d.mean(size: Size2d(2, 3), stride: 2, padding: Size2d(1, 0))
        },
        .init(layer: "adaptive-pool2d") { _ in Pooling2d.adaptiveMean(Size2d(2, 3)) },
        .init(layer: "relu") { _ in Activation.relu },
        .init(layer: "gelu") { _ in Activation.gelu },
        .init(layer: "silu") { _ in Activation.silu },
        .init(layer: "tanh") { _ in Activation.hyperbolicTangent },
        .init(layer: "sigmoid") { _ in Activation.sigmoid },
        .init(layer: "softplus") { _ in Activation.softplus },
        .init(layer: "leaky-relu") { _ in Activation.leakyReLU(slope: 0.2) },
        .init(layer: "elu") { _ in Activation.elu(scale: 0.5) },
        .init(layer: "softmax") { _ in Activation.softmax(dimension: 1) },
        .init(layer: "log-softmax") { _ in Activation.logSoftmax(dimension: 1) },
    ]

    private static func gru(_ layer: GRU, _ random: RandomGenerator) -> Made {
        (
            layer,
            { inputs in
                let (outputs, state) = try layer(
                    inputs[0], from: inputs.count > 1 ? inputs[1] : nil, .training(random))
                return [outputs, state]
            }
        )
    }

    private static func lstm(_ layer: LSTM, _ random: RandomGenerator) -> Made {
        (
            layer,
            { inputs in
                let state = inputs.count > 1 ? (inputs[1], inputs[2]) : nil
                let (outputs, after) = try layer(inputs[0], from: state, .training(random))
                return [outputs, after.output, after.memory]
            }
        )
    }
}
