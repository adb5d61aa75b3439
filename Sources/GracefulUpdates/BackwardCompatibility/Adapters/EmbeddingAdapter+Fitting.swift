import LearningCore
import Tensors

extension EmbeddingAdapter {
    /// Finds the map that brings one version's vectors to another's of the same training records.
    ///
    /// - Parameters:
    ///   - from: The vectors that will be mapped.
    ///   - to: What they should become, row by row.
    ///   - method: How the map is found.
    ///   - side: What was stored with each record; only a network takes it.
    ///   - progress: Called after every epoch of a network with its number, from 1, and its mean loss.
    /// - Returns: The map.
    /// - Throws: ``GracefulUpdateError``, or `TensorError`.
    public static func fit(
        from: Embeddings, to: Embeddings, method: Method, side: Embeddings? = nil,
        progress: (Int, Double) throws -> Void = { _, _ in }
    ) throws -> EmbeddingAdapter {
        guard from.count == to.count, side?.count ?? from.count == from.count else {
            throw GracefulUpdateError.data(
                reason:
                    "an adapter learns from the same records in both versions, and there are \(from.count) vectors of one,"
                    + " \(to.count) of the other\(side.map { " and \($0.count) with side information" } ?? ""); embed the same"
                    + " records by both")
        }
        guard from.count > 1 else {
            throw GracefulUpdateError.data(
                reason: "an adapter cannot be fitted on a single record; give it training records")
        }
        var takesSide = false
        if case .network = method { takesSide = true }
        guard side == nil || takesSide else {
            throw GracefulUpdateError.data(
                reason: "a linear adapter takes no side information; use the network, or leave it out")
        }
        switch method {
        case .procrustes:
            return EmbeddingAdapter(
                map: .linear(try .procrustes(from: from, to: to)), methodName: "procrustes")
        case .linear(let ridge):
            guard ridge >= 0, ridge.isFinite else {
                throw GracefulUpdateError.setting(
                    name: "the ridge", value: "\(ridge)", range: "a finite number that is not negative")
            }
            return EmbeddingAdapter(
                map: .linear(try .ridge(ridge, from: from, to: to)), methodName: "linear")
        case .network(let settings):
            return EmbeddingAdapter(
                map: .network(
                    try .fit(from: from, to: to, side: side, settings, progress: progress)),
                methodName: "mlp")
        }
    }
}
