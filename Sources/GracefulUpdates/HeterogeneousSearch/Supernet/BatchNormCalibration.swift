import LearningCore
import Tensors

extension EmbeddingModel {
    /// The same weights, with the statistics that batch normalisation takes from these batches and no others.
    ///
    /// A path of a supernet has the statistics of whatever paths were trained before it, with which its scores are noise.
    /// Every batch counts alike: a layer's mean is the mean of the batches' means, and its variance that of their unbiased
    /// variances, all layers seeing what the layers before them make of the batch with its own statistics.
    ///
    /// Weights are shared with this model and not changed, nor are its running statistics; those of the answer are its own.
    ///
    /// - Precondition: There is a batch.
    public func recalibrated(on batches: [Tensor]) throws(TensorError) -> EmbeddingModel {
        precondition(!batches.isEmpty, "statistics are those of at least one batch")
        var layers: [any Layer] = []
        for layer in network.layers {
            guard let norm = layer as? BatchNorm else {
                layers.append(layer)
                continue
            }
            layers.append(
                BatchNorm(
                    weight: norm.weight, bias: norm.bias, runningMean: try norm.runningMean.copy(),
                    runningVariance: try norm.runningVariance.copy(),
                    batchCount: try Tensor.zeros([], type: .int64), momentum: nil, epsilon: norm.epsilon))
        }
        let network = Sequential(layers)
        // No layer of these networks draws random numbers; training mode asks for a source nevertheless.
        let mode = Mode.training(try RandomGenerator(seed: 0))
        try withoutGradients { () throws(TensorError) in
            for batch in batches { _ = try network(batch, mode) }
        }
        return EmbeddingModel(description: description, network: network, head: head, classNames: classNames)
    }
}
