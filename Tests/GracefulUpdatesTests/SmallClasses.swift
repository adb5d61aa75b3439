import GracefulUpdates
import LearningCore
import Tensors

/// Small images of a few classes, each a bright square at a place of its own with noise around.
enum SmallClasses {
    static let side = 8

    /// So many images of each class, in turn.
    static func records(_ count: Int, classes: Int = 4, noise: Double = 0.3, seed: UInt64 = 1) throws
        -> LabelledTensors
    {
        var random = SeededRandom(seed: seed).stream("small classes")
        var values: [Float] = []
        var labels: [Int] = []
        for position in 0..<count {
            let label = position % classes
            labels.append(label)
            let (row, column) = (2 * (label / 4), 2 * (label % 4))
            for place in 0..<(side * side) {
                let isBright =
                    (row..<row + 3).contains(place / side) && (column..<column + 2).contains(place % side)
                values.append(Float((isBright ? 1 : 0) + noise * (random.uniform() * 2 - 1)))
            }
        }
        return try LabelledTensors(
            inputs: Tensor(values, shape: [count, 1, side, side]), classes: labels,
            classNames: (0..<classes).map(String.init))
    }

    /// A network that is large enough for them.
    static func network(channels: Int = 4, embedding: Int = 8) -> NetworkDescription {
        NetworkDescription(
            input: [1, side, side],
            stages: [.convolution(.init(channels: channels, stride: 2)), .dense(16)], embedding: embedding)
    }

    /// A model of that network.
    static func model(
        channels: Int = 4, embedding: Int = 8, classes: Int = 4, head: ClassHead.Kind = .cosine(scale: 8),
        seed: UInt64 = 1
    ) throws -> EmbeddingModel {
        try EmbeddingModel(
            network(channels: channels, embedding: embedding), head: head,
            classNames: (0..<classes).map(String.init), random: SeededRandom(seed: seed))
    }
}
