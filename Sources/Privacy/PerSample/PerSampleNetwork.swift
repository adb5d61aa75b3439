import Tensors

/// Layers one after the other, each of which knows its gradients sample by sample.
///
///     let head = try PerSampleNetwork([
///         Linear(inputs: 64, outputs: 32, random, type: .float64), Activation.relu,
///         Linear(inputs: 32, outputs: 10, random, type: .float64),
///     ])
///
/// Batch normalisation is refused, because a sample's output there depends on the others; so is every layer with
/// parameters of which gradients by sample are not known. Parameters are float64, so that clipping is exact enough for
/// the sensitivity that is accounted for.
public final class PerSampleNetwork: PerSampleModel {
    private let layers: [any Layer]
    private let parameters: [Tensor]

    /// How many numbers are learned.
    public let parameterCount: Int

    /// Checks the layers.
    ///
    /// - Throws: ``AdaMixError`` for a layer that cannot be trained privately, or of another type than float64.
    public init(_ layers: [any Layer]) throws {
        for (number, layer) in layers.enumerated() {
            let name = "\(number) (\(Swift.type(of: layer)))"
            if layer is BatchNorm { throw AdaMixError.batchNormalisation(layer: name) }
            guard layer is any PerSampleLayer || Self.keepsSamplesApart(layer) else {
                throw AdaMixError.unsupportedLayer(name: name)
            }
            for parameter in layer.parameters where parameter.tensor.scalarType != .float64 {
                throw AdaMixError.setting(
                    name: "type of layer \(name)", value: parameter.tensor.scalarType.name, range: "float64")
            }
        }
        let all = layers.flatMap { $0.parameters.map(\.tensor) }
        // A tensor in two places would get both gradients, of which each is clipped as if it were alone.
        guard Set(all.map(ObjectIdentifier.init)).count == all.count else {
            throw AdaMixError.sharedParameter
        }
        self.layers = layers
        parameters = layers.flatMap { $0.parameters.map(\.tensor) }
        parameterCount = parameters.reduce(0) { $0 + $1.count }
    }

    /// Whether a layer without parameters computes each sample's output from that sample alone.
    private static func keepsSamplesApart(_ layer: any Layer) -> Bool {
        switch layer {
        case Activation.softmax(let dimension), Activation.logSoftmax(let dimension): dimension == -1
        case is Activation, is Pooling1d, is Pooling2d, is Flatten, is Dropout: true
        default: false
        }
    }

    /// The parameters of all layers, one after the other.
    public func flatParameters() throws -> Tensor {
        try Tensor.concatenated(parameters.map { try $0.detached().flattened() })
    }

    /// Replaces the parameters of all layers.
    public func assign(_ flat: Tensor) throws {
        let parts = try flat.split(parameters.map(\.count))
        try withoutGradients {
            for (parameter, part) in zip(parameters, parts) {
                try parameter.assign(part.reshaped(parameter.shape))
            }
        }
    }

    /// The output of the last layer.
    public func logits(_ features: Tensor) throws -> Tensor { try run(features) }

    private func run(_ features: Tensor, recording pass: ForwardPass? = nil) throws -> Tensor {
        var value = features
        for layer in layers {
            let output = try layer(value, .evaluation)
            if let layer = layer as? any PerSampleLayer {
                pass?.steps.append(.init(layer: layer, input: value, output: output))
            }
            value = output
        }
        return value
    }

    /// The gradients of each layer's parameters, side by side.
    public func gradients(_ features: Tensor, _ labels: Tensor) throws -> Tensor {
        try Tensor.concatenated(
            backward(features, labels) { try $0.perSampleGradients($1, $2) }.flatMap { $0 }, 1)
    }

    /// The lengths, from activations and their gradients; with a scale, from the gradients themselves.
    public func gradientNorms(_ features: Tensor, _ labels: Tensor, scale: Tensor?) throws -> Tensor {
        var parts: [Tensor] = []
        for range in try portions(of: features) {
            let (x, y) = try (features.sliced(range), labels.sliced(range))
            if let scale {
                parts.append(try (gradients(x, y) * scale).norm([1]))
            } else {
                let squares = try backward(x, y) { try $0.perSampleSquaredNorms($1, $2) }
                parts.append(try Tensor.stacked(squares).sum([0]).squareRoot())
            }
        }
        return try Tensor.concatenated(parts)
    }

    /// One pass back from the weighted sum of the losses.
    public func weightedGradientSum(
        _ features: Tensor, _ labels: Tensor, weights: Tensor
    ) throws -> Tensor {
        var total = try Tensor.zeros([parameterCount], type: .float64)
        for range in try portions(of: features) {
            let slopes = try withGradients {
                let losses = try losses(run(features.sliced(range)), labels.sliced(range))
                return try Tensor.gradients(
                    of: (losses * weights.sliced(range)).sum(), withRespectTo: parameters)
            }
            total = try total + Tensor.concatenated(slopes.map { try $0.flattened() })
        }
        return total
    }

    private func losses(_ logits: Tensor, _ labels: Tensor) throws -> Tensor {
        try -logits.logSoftmax(1).gathered(labels.unsqueezed(1), 1).squeezed(1)
    }

    /// Some samples at a time, so that activations stay small.
    private func portions(of features: Tensor) throws -> [Range<Int>] {
        let (count, size) = (try features.size(0), min(recordsAtOnce, 4096))
        return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    }

    /// Runs forward and back, and asks every layer with parameters what its input and its output's gradient say.
    private func backward<Answer>(
        _ features: Tensor, _ labels: Tensor,
        _ ask: (any PerSampleLayer, Tensor, Tensor) throws -> Answer
    ) throws -> [Answer] {
        let pass = ForwardPass()
        let slopes = try withGradients {
            let loss = try losses(run(features, recording: pass), labels).sum()
            return try Tensor.gradients(of: loss, withRespectTo: pass.steps.map(\.output))
        }
        return try withoutGradients {
            try zip(pass.steps, slopes).map { try ask($0.layer, $0.input.detached(), $1) }
        }
    }

    /// What a pass forward leaves for the way back.
    private final class ForwardPass {
        struct Step {
            let layer: any PerSampleLayer
            let input: Tensor
            let output: Tensor
        }
        var steps: [Step] = []
    }
}
