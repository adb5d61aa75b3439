/// Layers one after the other, named "0", "1" and so on.
///
///     let model = Sequential([
///         try Linear(inputs: 784, outputs: 128, random), Activation.relu, try Linear(inputs: 128, outputs: 10, random),
///     ])
public struct Sequential: Layer {
    /// The layers in their order.
    public let layers: [any Layer]

    /// Layers in their order.
    public init(_ layers: [any Layer]) { self.layers = layers }

    /// The layers under their numbers.
    public var parts: [ModulePart] { layers.enumerated().map { .module(String($0), $1) } }

    /// The output of the last layer.
    public func callAsFunction(_ input: Tensor, _ mode: Mode) throws(TensorError) -> Tensor {
        var output = input
        for layer in layers { output = try layer(output, mode) }
        return output
    }
}
