import Foundation

/// The distribution of the privacy loss of a composition in both directions, on a grid that fits it.
struct LossDistribution {
    /// The most points that a distribution may have: 4 million, for which the transforms take some 300 MB.
    static let mostPoints = 1 << 22
    /// Below this delta the rounding of the transforms is no longer negligible.
    static let leastDelta = 1e-12

    /// The step of the grid.
    let grid: Double
    private let losses: [(loss: SampledGaussianLoss, steps: Int)]
    private let remove: ComposedLoss
    private let add: ComposedLoss

    /// Composes the mechanisms, of which there is at least one, on the grid given or on one chosen for them.
    init(_ composition: Composition, grid: Double?) throws(PrivacyError) {
        let losses = Self.losses(of: composition)
        self.losses = losses
        if let grid {
            guard grid > 0, grid <= 1 else {
                throw .grid(grid, reason: "it must lie above 0 and be at most 1")
            }
            guard let both = Self.compose(losses, step: grid, by: GridLoss.connectingDots) else {
                throw .grid(grid, reason: "it needs more than \(Self.mostPoints) points")
            }
            (self.grid, remove, add) = (grid, both.remove, both.add)
            return
        }
        var step = Self.fittingGrid(losses)
        while step < 1e15 {
            if let both = Self.compose(losses, step: step, by: GridLoss.connectingDots) {
                (self.grid, remove, add) = (step, both.remove, both.add)
                return
            }
            step *= 10
        }
        throw .unbounded
    }

    /// An epsilon that the composition keeps at `delta`, nil where none is finite.
    func epsilon(delta: Double) -> Double? {
        guard let one = remove.epsilon(delta: delta), let other = add.epsilon(delta: delta) else {
            return nil
        }
        return max(one, other)
    }

    /// An epsilon below which the composition is not private at `delta`.
    func leastEpsilon(delta: Double) -> Double {
        guard let both = Self.compose(losses, step: grid, by: GridLoss.merging) else { return 0 }
        // The rounding of the transforms must not count as loss.
        let delta = delta * (1 + 1e-6) + 1e-14
        return max(both.remove.epsilon(delta: delta) ?? 0, both.add.epsilon(delta: delta) ?? 0)
    }

    /// A delta that the composition keeps at `epsilon`.
    func delta(epsilon: Double) -> Double {
        min(1, max(remove.delta(epsilon: epsilon), add.delta(epsilon: epsilon)))
    }

    /// An upper bound on delta at epsilon 0, and so at every epsilon: distances of releases add up at most.
    static func totalVariation(_ composition: Composition) -> Double {
        losses(of: composition).reduce(0) { $0 + Double($1.steps) * $1.loss.totalVariation }
    }

    private static func losses(of composition: Composition) -> [(loss: SampledGaussianLoss, steps: Int)] {
        composition.mechanisms.map { mechanism in
            // Replacing a record on full batches moves the mean twice as far.
            let sigma = mechanism.sigma / composition.relation.clipNormsApart
            return (SampledGaussianLoss(sigma: sigma, rate: mechanism.sampling.rate), mechanism.steps)
        }
    }

    /// A ten-thousandth, or less where the loss of a single step is hardly larger than that.
    ///
    /// Connecting the dots adds about a sixth of the squared step to the variance of each loss. At a quarter of the
    /// typical loss that is one per cent, which raises epsilon by half as much.
    private static func fittingGrid(_ losses: [(loss: SampledGaussianLoss, steps: Int)]) -> Double {
        var (squares, steps) = (0.0, 0.0)
        for (loss, count) in losses {
            squares += Double(count) * loss.spread * loss.spread
            steps += Double(count)
        }
        let spread = (squares / steps).squareRoot()
        return spread >= 4e-4 ? 1e-4 : pow(10, max(log10(spread) - 1, -30).rounded(.down))
    }

    private typealias Rounding = (
        SampledGaussianLoss, SampledGaussianLoss.Direction, _ step: Double, _ tail: Double
    ) -> GridLoss

    /// The composition on a grid, or nil where that takes too many points.
    private static func compose(
        _ losses: [(loss: SampledGaussianLoss, steps: Int)], step: Double, by rounding: Rounding
    ) -> (remove: ComposedLoss, add: ComposedLoss)? {
        let tail = 1e-17 / losses.reduce(1) { $0 + Double($1.steps) }
        var parts: [LossConvolution.Part] = []
        for (loss, steps) in losses {
            let range = loss.lossRange(.remove, tail: tail)
            guard (range.upperBound - range.lowerBound) / step < Double(mostPoints) else { return nil }
            let remove = rounding(loss, .remove, step, tail)
            // On full batches the two directions are alike.
            let add = loss.rate == 1 ? remove : rounding(loss, .add, step, tail)
            parts.append(LossConvolution.Part(first: remove, second: add, steps: steps))
        }
        guard let both = LossConvolution.compose(parts, most: mostPoints) else { return nil }
        return (both.first, both.second)
    }
}
