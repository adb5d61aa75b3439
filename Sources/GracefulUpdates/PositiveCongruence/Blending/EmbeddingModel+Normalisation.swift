import Tensors

extension EmbeddingModel {
    /// How many records statistics are taken of at a time.
    private static let normalisationBatch = 500

    /// Estimates the statistics of normalising layers again: the mean of those of all batches, each counting the same.
    ///
    /// - Throws: ``GracefulUpdateError/data(reason:)`` where there are such layers and no records, or `TensorError`.
    func estimateNormalisation(on records: Tensor?) throws {
        let layers = network.modules.compactMap { $0.module as? BatchNorm }
        guard !layers.isEmpty else { return }
        guard let records, try records.size(0) > 1 else {
            throw GracefulUpdateError.data(
                reason:
                    "blended weights have normalisation statistics of neither model; give the training records, on which"
                    + " these are estimated again")
        }
        try withoutGradients {
            let random = try RandomGenerator(seed: 0)
            let count = try records.size(0)
            // A last batch that is much smaller would count as much as any other.
            let batches = max(1, count / Self.normalisationBatch)
            var sums = try layers.map {
                (try $0.runningMean.filled(with: 0), try $0.runningVariance.filled(with: 0))
            }
            for batch in 0..<batches {
                // A batch's own statistics are what is left when the running ones were zero before it.
                for layer in layers {
                    try layer.runningMean.fill(0)
                    try layer.runningVariance.fill(0)
                }
                let range = (batch * count / batches)..<((batch + 1) * count / batches)
                _ = try embeddings(of: records.sliced(range), .training(random))
                for (index, layer) in layers.enumerated() {
                    // Without momentum a layer counts each batch as one of all that it has ever seen.
                    let share = try layer.momentum ?? 1 / layer.batchCount.double()
                    sums[index].0 = try sums[index].0 + layer.runningMean / share
                    sums[index].1 = try sums[index].1 + layer.runningVariance / share
                }
            }
            for (layer, sum) in zip(layers, sums) {
                try layer.runningMean.assign(sum.0 / Double(batches))
                try layer.runningVariance.assign(sum.1 / Double(batches))
            }
        }
    }
}
