extension NetworkDescription {
    /// A small network for records of a shape, where nobody says more than how wide it is.
    ///
    /// Images get two convolutions that halve their sides, with `width` and twice as many channels; records without
    /// neighbourhoods get normalised, and a hidden layer of `width`. Images of one channel may be given as [height, width].
    ///
    /// - Throws: ``GracefulUpdateError/network(reason:)`` for records of another shape.
    public static func standard(
        for shape: [Int], width: Int, embedding: Int, hidden: [Int] = []
    ) throws(GracefulUpdateError) -> NetworkDescription {
        let isImage = shape.count == 2 || shape.count == 3
        guard isImage || shape.count == 1 else {
            throw .network(reason: "records of shape \(shape) are neither images nor lists of features")
        }
        guard (1...4_096).contains(width) else {
            throw .setting(name: "the width", value: "\(width)", range: "from 1 to 4,096")
        }
        let layers = hidden.map { Stage.dense($0) }
        let network =
            isImage
            ? NetworkDescription(
                input: shape.count == 2 ? [1] + shape : shape,
                stages: [width, 2 * width].map { .convolution(.init(channels: $0, stride: 2)) } + layers,
                embedding: embedding)
            : NetworkDescription(
                input: shape, stages: [.normalisation] + (hidden.isEmpty ? [.dense(width)] : layers),
                embedding: embedding)
        _ = try network.shapes()
        return network
    }
}
