import Tensors

/// A layer with parameters that can say what each sample alone contributes to their gradients.
///
/// Both functions get the layer's input and the gradient of the summed loss with respect to its output. Samples come
/// first, and since no layer here mixes them, row i of that gradient is that of sample i's own loss.
protocol PerSampleLayer: Layer {
    /// For each parameter, in the order of ``Module/parameters``, the gradients as [samples, numbers].
    func perSampleGradients(_ input: Tensor, _ outputGradient: Tensor) throws -> [Tensor]

    /// The squared length of each sample's gradient of all parameters.
    func perSampleSquaredNorms(_ input: Tensor, _ outputGradient: Tensor) throws -> Tensor
}

extension PerSampleLayer {
    /// Takes the gradients themselves.
    func perSampleSquaredNorms(_ input: Tensor, _ outputGradient: Tensor) throws -> Tensor {
        let gradients = try perSampleGradients(input, outputGradient)
        return try Tensor.concatenated(gradients, 1).square().sum([1])
    }
}

extension Linear: PerSampleLayer {
    func perSampleGradients(_ input: Tensor, _ outputGradient: Tensor) throws -> [Tensor] {
        let (x, dz) = try (Self.positions(input), Self.positions(outputGradient))
        let weight = try dz.transposed().matmul(x).flattened(from: 1)
        return bias == nil ? [weight] : [weight, try dz.sum([1])]
    }

    // For one position the gradient is an outer product, and its length that of both factors. For several there is a sum of
    // inner products, whose terms can cancel until rounding makes a long gradient look short; so the gradients are made.
    func perSampleSquaredNorms(_ input: Tensor, _ outputGradient: Tensor) throws -> Tensor {
        let (x, dz) = try (Self.positions(input), Self.positions(outputGradient))
        guard try x.size(1) == 1 else {
            return try Tensor.concatenated(perSampleGradients(input, outputGradient), 1).square().sum([1])
        }
        let slopes = try dz.square().sum([1, 2])
        return try slopes * (x.square().sum([1, 2]) + (bias == nil ? 0 : 1))
    }

    /// [samples, positions, features], where one position is what a plain vector has.
    private static func positions(_ tensor: Tensor) throws -> Tensor {
        let shape = tensor.shape
        return try tensor.reshaped([shape[0], -1, shape[shape.count - 1]])
    }
}

extension Conv2d: PerSampleLayer {
    func perSampleGradients(_ input: Tensor, _ outputGradient: Tensor) throws -> [Tensor] {
        let samples = try input.size(0)
        let kernel = (try weight.size(2), try weight.size(3))
        // A convolution is a product with the patches that its kernel sees, in each group of channels.
        let patches = try input.patches(
            kernel, stride: (stride.height, stride.width), padding: (padding.height, padding.width),
            dilation: (dilation.height, dilation.width))
        let positions = try patches.size(2)
        let x = try patches.reshaped([samples, groups, -1, positions])
        let dz = try outputGradient.reshaped([samples, groups, -1, positions])
        let slope = try dz.matmul(x.transposed()).flattened(from: 1)
        return bias == nil ? [slope] : [slope, try outputGradient.flattened(from: 2).sum([2])]
    }
}

extension GroupNorm: PerSampleLayer {
    func perSampleGradients(_ input: Tensor, _ outputGradient: Tensor) throws -> [Tensor] {
        let normalised = try input.groupNormalised(groups: groups, epsilon: epsilon)
        let shape = [try input.size(0), weight.count, -1]
        let dz = try outputGradient.reshaped(shape)
        return [try (dz * normalised.reshaped(shape)).sum([2]), try dz.sum([2])]
    }
}

extension LayerNorm: PerSampleLayer {
    func perSampleGradients(_ input: Tensor, _ outputGradient: Tensor) throws -> [Tensor] {
        let normalised = try input.layerNormalised(shape, epsilon: epsilon)
        let rows = [try input.size(0), -1, weight.count]
        let dz = try outputGradient.reshaped(rows)
        return [try (dz * normalised.reshaped(rows)).sum([1]), try dz.sum([1])]
    }
}
