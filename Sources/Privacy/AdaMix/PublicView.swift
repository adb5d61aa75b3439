import Tensors

/// What the public gradients at some weights decide about the private ones: all of it free.
struct PublicView {
    /// The clip norm.
    let clip: Double
    /// Whether the public gradients would have given a clip norm below the floor.
    let isFloored: Bool
    /// Where gradients are projected to; nil for everywhere.
    let subspace: PublicSubspace?
    /// What each parameter's gradient is multiplied by; nil for nothing.
    let scale: Tensor?

    init(
        of model: any PerSampleModel, at batch: PublicBatch?, configuration: AdaMixConfiguration
    ) throws {
        scale = try batch.flatMap { configuration.isPreconditioned ? $0 : nil }.map {
            try Self.scale(of: model, at: $0)
        }
        if let batch, configuration.projection != .none {
            subspace = try Self.subspace(of: model, at: batch, scale: scale, configuration: configuration)
        } else {
            subspace = nil
        }
        switch configuration.clip {
        case .fixed(let norm): (clip, isFloored) = (norm, false)
        case .publicQuantile(let quantile):
            guard let batch else { preconditionFailure("a quantile of public gradients needs public data") }
            let norms = try model.gradientNorms(batch.features, batch.labels, scale: scale)
            let wanted = try norms.quantiles(Tensor([quantile])).double()
            // A public set that is fitted perfectly has no gradients left; a clip norm of zero would drop the private ones.
            let floor = try 1e-6 * batch.features.norm([1]).largest().double()
            (clip, isFloored) = (max(wanted, floor), wanted < floor)
        }
    }

    /// A sum of gradients after the preconditioning.
    func preconditioned(_ sum: Tensor) throws -> Tensor { try scale.map { try sum * $0 } ?? sum }

    /// One over the root mean square of each parameter's public gradients.
    ///
    /// Source: Li et al., Private adaptive optimization with side information (AdaDPS), ICML 2022, algorithm 1. The
    /// constant is a tenth of the mean, so that parameters that no public record moves do not explode.
    private static func scale(of model: any PerSampleModel, at batch: PublicBatch) throws -> Tensor {
        let squares = try model.gradients(batch.features, batch.labels).square().mean([0]).squareRoot()
        let floor = try 0.1 * squares.mean().double() + 1e-12
        let scale = try (squares + floor).reciprocal()
        // The mean scale is 1, so that learning rates keep their meaning.
        return try scale / scale.mean()
    }

    private static func subspace(
        of model: any PerSampleModel, at batch: PublicBatch, scale: Tensor?,
        configuration: AdaMixConfiguration
    ) throws -> PublicSubspace? {
        let rank: Int?
        switch configuration.projection {
        case .none: return nil
        case .projectThenClip(let wanted), .clipThenProject(let wanted): rank = wanted
        }
        var gradients = try model.gradients(batch.features, batch.labels)
        if let scale { gradients = try gradients * scale }
        return try PublicSubspace(gradients: gradients, rank: rank)
    }
}
