extension NetworkDescription {
    /// How many products are added up to embed one record: the cost that a search for networks keeps within a budget.
    ///
    /// A convolution takes k^2 (inputs / groups) outputs h w, with the size of its output, a linear layer inputs x outputs.
    /// Zeros around images count as any other value; normalisation, activations, pooling and biases count nothing, nor does
    /// the head, which no query is sent through.
    ///
    /// - Throws: ``GracefulUpdateError/network(reason:)`` for a network that cannot be made.
    public func multiplyAdds() throws(GracefulUpdateError) -> Int {
        let shapes = try shapes()
        // At most 2^28 weights, each used at no more than 2^26 positions: no sum reaches 2^63.
        let stages = zip(stages, zip(shapes, shapes.dropFirst())).reduce(0) { sum, stage in
            sum + stage.0.multiplyAdds(from: stage.1.0, to: stage.1.1)
        }
        return stages + shapes[self.stages.count].reduce(1, *) * embedding
    }
}

extension NetworkDescription.Stage {
    fileprivate func multiplyAdds(from input: [Int], to output: [Int]) -> Int {
        switch self {
        case .convolution(let stage):
            stage.kernel * stage.kernel * (input[0] / stage.groups) * output.reduce(1, *)
        case .dense: input.reduce(1, *) * output.reduce(1, *)
        case .normalisation, .maxPooling, .meanPooling: 0
        }
    }
}
