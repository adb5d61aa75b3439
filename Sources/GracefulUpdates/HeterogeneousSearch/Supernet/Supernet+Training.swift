import LearningCore
import Tensors

extension Supernet {
    /// Trains all paths together: each step draws one, every one as likely as any other, and changes what it uses.
    ///
    /// Of weights that are shared in part, the gradient of the rest is zero and not absent: momentum of earlier steps and
    /// weight decay move the channels outside a path too, and leave alone only blocks that it has none of.
    ///
    /// - Parameters:
    ///   - recipe: How; paths share the steps, so that there should be more of them than for one network.
    ///   - records: What is learned from, those that the objective was prepared for.
    ///   - objective: The loss of every path; without compatibility in it, scores for the gallery mean nothing.
    ///   - random: The same gives the same supernet, bitwise on one thread.
    ///   - progress: Called after every epoch with its number, from 1, and its mean loss.
    /// - Returns: The supernet, whose weights are this one's; its head is the gallery's where the loss ties it to that.
    /// - Throws: ``GracefulUpdateError``, `TensorError`, or what `progress` throws.
    public func trained(
        by recipe: TrainingRecipe, on records: LabelledTensors, objective: HeterogeneousObjective,
        random: SeededRandom, progress: (Int, Double) throws -> Void = { _, _ in }
    ) throws -> Supernet {
        let isTied = objective.loss == .tiedHead
        let supernet = isTied ? with(head: objective.galleryHead) : self
        let parameters = supernet.parameters.filter { !isTied || !$0.name.hasPrefix("head.") }
        var paths = random.stream("paths")
        try Training(recipe, random: random).fit(
            parameters, on: records, progress: progress,
            model: { try supernet.path(space.randomArchitecture(using: &paths)) }, loss: objective.value)
        return supernet
    }
}
