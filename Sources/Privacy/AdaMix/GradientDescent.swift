import Tensors

/// Plain gradient descent over all records, without clipping and without noise: for public data, and for the model that
/// private ones are compared with.
struct GradientDescent {
    let steps: Int
    let learningRate: Double
    let weightDecay: Double

    /// The weights that it ends at, from those that the model has.
    func weights(of model: any PerSampleModel, features: Tensor, labels: Tensor) throws -> Tensor {
        let count = try features.size(0)
        let one = try Tensor.ones([count], type: .float64)
        var weights = try model.flatParameters()
        for step in 0..<steps {
            try model.assign(weights)
            let gradient = try model.weightedGradientSum(features, labels, weights: one) / Double(count)
            weights = try weights - (gradient + weights * weightDecay) * learningRate
            // Looked at now and then only: it costs a synchronisation.
            if step % 50 == 49 || step == steps - 1, try weights.isFinite().all().integer() == 0 {
                throw AdaMixError.publicPhaseDiverged(step: step + 1)
            }
        }
        try model.assign(weights)
        return weights
    }
}
