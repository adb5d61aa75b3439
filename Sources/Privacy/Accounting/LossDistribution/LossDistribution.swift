import Foundation

/// The distribution of the privacy loss of a composition in both directions, on a grid that fits it.
struct LossDistribution {
    /// The most points that a distribution may have: 4 million, for which the transforms take some 300 MB.
    static let mostPoints = 1 << 22
    /// Below this delta no other library agrees with itself, so that nothing is promised.
    static let leastDelta = 1e-12

    /// The step of the grid.
    let grid: Double
    private let target: LossTarget
    private let losses: [(loss: SampledGaussianLoss, steps: Int)]
    private let remove: ComposedLoss
    private let add: ComposedLoss

    /// Composes the mechanisms, of which there is at least one, on the grid given or on one chosen for them.
    init(_ composition: Composition, for target: LossTarget, grid: Double?) throws(PrivacyError) {
        let losses = Self.losses(of: composition)
        self.losses = losses
        self.target = target
        if let grid {
            guard grid > 0, grid <= 1 else {
                throw .grid(grid, reason: "it must lie above 0 and be at most 1")
            }
            guard let both = Self.compose(losses, for: target, step: grid, by: GridLoss.connectingDots) else {
                throw .grid(grid, reason: "it needs more than \(Self.mostPoints) points")
            }
            (self.grid, remove, add) = (grid, both.remove, both.add)
            return
        }
        for exponent in Self.fittingExponent(losses)...15 {
            let step = Self.powerOfTen(exponent)
            if let both = Self.compose(losses, for: target, step: step, by: GridLoss.connectingDots) {
                (self.grid, remove, add) = (step, both.remove, both.add)
                return
            }
        }
        throw .unbounded
    }

    /// An epsilon that the composition keeps at the delta it was made for, nil where none is finite.
    var epsilon: Double? {
        guard case .delta(let delta) = target, let one = remove.epsilon(delta: delta),
            let other = add.epsilon(delta: delta)
        else { return nil }
        return max(one, other)
    }

    /// An epsilon below which the composition is not private at the delta it was made for.
    var leastEpsilon: Double {
        guard case .delta(let delta) = target, let epsilon else { return 0 }
        func least(isLocal: Bool) -> Double {
            let both = Self.compose(losses, for: target, step: grid) {
                GridLoss.merging($0, $1, step: $2, tail: $3, isLocal: isLocal)
            }
            // The rounding of the transforms must not count as loss.
            let reduced = delta * (1 + 1e-6)
            return max(both?.remove.epsilon(delta: reduced) ?? 0, both?.add.epsilon(delta: reduced) ?? 0)
        }
        let found = least(isLocal: false)
        return found > 0.9 * epsilon ? found : max(found, least(isLocal: true))
    }

    /// A delta that the composition keeps at the epsilon it was made for.
    var delta: Double {
        guard case .epsilon(let epsilon) = target else { return 1 }
        return min(1, max(remove.delta(epsilon: epsilon), add.delta(epsilon: epsilon)))
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

    /// The exponent of the grid's power of ten: a ten-thousandth, or less where the loss of a single step is hardly larger than that.
    ///
    /// Connecting the dots adds about a sixth of the squared step to the variance of each loss. At a quarter of the
    /// typical loss that is one per cent, which raises epsilon by half as much.
    private static func fittingExponent(_ losses: [(loss: SampledGaussianLoss, steps: Int)]) -> Int {
        var (squares, steps) = (0.0, 0.0)
        for (loss, count) in losses {
            squares += Double(count) * loss.spread * loss.spread
            steps += Double(count)
        }
        let spread = (squares / steps).squareRoot()
        return spread >= 4e-4 ? -4 : Int(max(log10(spread) - 1, -30).rounded(.down))
    }

    /// The Double nearest to a power of ten, which `pow` misses for negative exponents.
    private static func powerOfTen(_ exponent: Int) -> Double {
        exponent < 0 ? 1 / pow(10, Double(-exponent)) : pow(10, Double(exponent))
    }

    private typealias Rounding = (
        SampledGaussianLoss, SampledGaussianLoss.Direction, _ step: Double, _ tail: Double
    ) -> GridLoss

    /// The composition on a grid, or nil where that takes too many points.
    private static func compose(
        _ losses: [(loss: SampledGaussianLoss, steps: Int)], for target: LossTarget, step: Double,
        by rounding: Rounding
    ) -> (remove: ComposedLoss, add: ComposedLoss)? {
        // What is cut off counts as infinite loss, and must not show in delta.
        let cutOff =
            switch target {
            case .delta(let delta): delta * 1e-10
            case .epsilon: 1e-25
            }
        let tail = cutOff / losses.reduce(1) { $0 + Double($1.steps) }
        var parts: [LossConvolution.Part] = []
        for (loss, steps) in losses {
            let range = loss.lossRange(.remove, tail: tail)
            guard (range.upperBound - range.lowerBound) / step < Double(mostPoints) else { return nil }
            let remove = rounding(loss, .remove, step, tail)
            // On full batches the two directions are alike.
            let add = loss.rate == 1 ? remove : rounding(loss, .add, step, tail)
            parts.append(LossConvolution.Part(first: remove, second: add, steps: steps))
        }
        guard let both = LossConvolution.compose(parts, for: target, most: mostPoints) else { return nil }
        return (both.first, both.second)
    }
}
