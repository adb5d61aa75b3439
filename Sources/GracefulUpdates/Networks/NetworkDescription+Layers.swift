import Tensors

extension NetworkDescription {
    /// The layers, with random weights as PyTorch's, from records [count, ...] to embeddings [count, dimension].
    ///
    /// - Throws: ``GracefulUpdateError/network(reason:)``, or `TensorError`.
    public func layers(_ random: RandomGenerator, type: ScalarType = .float32) throws -> Sequential {
        let shapes = try shapes()
        var layers: [any Layer] = []
        for (stage, shape) in zip(stages, shapes) {
            switch stage {
            case .convolution(let convolution):
                layers += try convolution.layers(inputs: shape[0], random, type)
            case .normalisation: layers.append(try BatchNorm(channels: shape[0], type: type))
            case .maxPooling(let side): layers.append(Pooling2d.max(Size2d(square: side)))
            case .meanPooling: layers += [Pooling2d.adaptiveMean(1), Flatten()]
            case .dense(let width, let activation):
                if shape.count > 1 { layers.append(Flatten()) }
                layers.append(
                    try Linear(inputs: shape.reduce(1, *), outputs: width, random, type: type))
                layers.append(activation.layer)
            }
        }
        let last = shapes[stages.count]
        if last.count > 1 { layers.append(Flatten()) }
        layers.append(
            try Linear(inputs: last.reduce(1, *), outputs: embedding, random, type: type))
        return Sequential(layers)
    }
}

extension NetworkDescription.Convolution {
    fileprivate func layers(
        inputs: Int, _ random: RandomGenerator, _ type: ScalarType
    ) throws(TensorError) -> [any Layer] {
        let convolution = try Conv2d(
            inputs: inputs, outputs: channels, size: Size2d(square: kernel), stride: Size2d(square: stride),
            padding: Size2d(square: kernel / 2), groups: groups, hasBias: !isNormalised, random, type: type)
        let normalisation: [any Layer] = isNormalised ? [try BatchNorm(channels: channels, type: type)] : []
        return [convolution] + normalisation + [activation.layer]
    }
}
