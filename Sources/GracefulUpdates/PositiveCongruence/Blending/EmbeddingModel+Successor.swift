import LearningCore
import Tensors

extension EmbeddingModel {
    /// A copy to train on: the same weights, with random rows for classes that are new, and none for those that are gone.
    ///
    /// - Throws: ``GracefulUpdateError/data(reason:)`` where no class stays, or `TensorError`.
    public func successor(classNames names: [String], random: SeededRandom) throws -> EmbeddingModel {
        let shared = try SharedClasses(old: classNames, new: names)
        let successor = try EmbeddingModel(
            description, head: head.kind, classNames: names, random: random, type: head.weight.scalarType)
        try successor.network.load(network.state)
        let (from, to) = (try Tensor(shared.oldPositions), try Tensor(shared.newPositions))
        try withoutGradients {
            try successor.head.weight.assignSlices(head.weight.slices(at: from), at: to, dimension: 0)
            if let bias = head.bias, let own = successor.head.bias {
                try own.assignSlices(bias.slices(at: from), at: to, dimension: 0)
            }
        }
        return successor
    }
}
