extension NetworkDescription {
    /// The shape of a record before each stage, and after the last.
    ///
    /// - Throws: ``GracefulUpdateError/network(reason:)`` for a network that cannot be made, or is larger than any that this
    ///   program trains: descriptions come from files.
    public func shapes() throws(GracefulUpdateError) -> [[Int]] { try measured().shapes }

    /// How many weights the network has at least: normalisation and biases do not count.
    ///
    /// - Throws: ``GracefulUpdateError/network(reason:)``, as ``shapes()``.
    public func weightCount() throws(GracefulUpdateError) -> Int { try measured().weights }

    private func measured() throws(GracefulUpdateError) -> (shapes: [[Int]], weights: Int) {
        guard [1, 3].contains(input.count), input.allSatisfy({ (1...Self.largestSide).contains($0) }) else {
            throw .network(
                reason: "records of shape \(input) are neither [features] nor [channels, height, width]")
        }
        guard input.reduce(1, *) <= Self.mostValues else {
            throw .network(reason: "records of shape \(input) have more than \(Self.mostValues) values")
        }
        guard stages.count <= Self.mostStages else {
            throw .network(reason: "\(stages.count) stages are more than \(Self.mostStages)")
        }
        guard (1...Self.largestSide).contains(embedding) else {
            throw .network(
                reason: "an embedding of dimension \(embedding) is not from 1 to \(Self.largestSide)")
        }
        var shapes = [input]
        var weights = 0
        for (position, stage) in stages.enumerated() {
            let before = shapes[position]
            guard let after = stage.shape(after: before), after.reduce(1, *) <= Self.mostValues else {
                throw .network(
                    reason:
                        "stage \(position + 1) of `\(summary)` does not go with an input of shape \(before)")
            }
            shapes.append(after)
            weights += stage.weightCount(from: before, to: after)
        }
        // 200 stages of 2^46 weights and the last of 2^42: far from overflowing.
        weights += shapes[stages.count].reduce(1, *) * embedding
        guard weights <= Self.mostWeights else {
            throw .network(reason: "`\(summary)` has \(weights) weights, more than \(Self.mostWeights)")
        }
        return (shapes, weights)
    }

    static let largestSide = 65_536
    static let mostStages = 200
    static let mostValues = 1 << 26
    static let mostWeights = 1 << 28
}

extension NetworkDescription.Stage {
    /// How many weights lie between two shapes, normalisation and biases apart.
    fileprivate func weightCount(from before: [Int], to after: [Int]) -> Int {
        switch self {
        case .convolution(let stage):
            stage.kernel * stage.kernel * (before[0] / stage.groups) * stage.channels
        case .dense(let width, _): before.reduce(1, *) * width
        case .normalisation, .maxPooling, .meanPooling: 0
        }
    }

    /// What becomes of a record's shape; nil where the stage cannot be applied.
    fileprivate func shape(after shape: [Int]) -> [Int]? {
        let limit = NetworkDescription.largestSide
        switch self {
        case .convolution(let stage):
            guard shape.count == 3, (1...limit).contains(stage.channels), (1...99).contains(stage.kernel),
                stage.kernel % 2 == 1, (1...99).contains(stage.stride), stage.groups >= 1,
                shape[0] % stage.groups == 0, stage.channels % stage.groups == 0
            else { return nil }
            return [stage.channels] + shape[1...].map { ($0 - 1) / stage.stride + 1 }
        case .normalisation: return shape
        case .maxPooling(let side):
            guard shape.count == 3, side >= 1, shape[1] >= side, shape[2] >= side else { return nil }
            return [shape[0], shape[1] / side, shape[2] / side]
        case .meanPooling: return shape.count == 3 ? [shape[0]] : nil
        case .dense(let width, _): return (1...limit).contains(width) ? [width] : nil
        }
    }
}
