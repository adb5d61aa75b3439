import Tensors

/// The sum of the private gradients, each clipped, before any noise: never to be published.
///
/// A contribution g becomes g min(1, tau / |g|), so that adding or removing a record moves the sum by at most the clip
/// norm tau, and replacing one by at most twice that.
struct ClippedSum {
    let model: any PerSampleModel
    let batch: PrivateBatch
    let view: PublicView
    let configuration: AdaMixConfiguration

    /// The sum: in the coordinates of the subspace where clipping follows projecting, else in those of the parameters.
    func sum() throws -> Tensor {
        if case .projectThenClip = configuration.projection, let basis = view.subspace?.basis {
            return try projectedSum(basis)
        }
        let norms = try model.gradientNorms(batch.features, batch.labels, scale: view.scale)
        return try view.preconditioned(
            model.weightedGradientSum(batch.features, batch.labels, weights: factors(norms)))
    }

    private func projectedSum(_ basis: Tensor) throws -> Tensor {
        // (scale g)^T V = g^T (scale V), so that the preconditioning may be done to the basis instead.
        let directions = try view.scale.map { try basis * $0.unsqueezed(1) } ?? basis
        let coordinates = try model.projectedGradients(batch.features, batch.labels, basis: directions)
        let norms = try coordinates.norm([1])
        return try factors(norms).matmul(coordinates)
    }

    /// min(1, tau / |g|) for each record; 1 for a gradient of length 0.
    private func factors(_ norms: Tensor) throws -> Tensor {
        try (norms.reciprocal() * view.clip).clamped(atMost: 1)
    }
}
