import Foundation

/// The Rényi divergence of a composition as a function of the order, and what it says of epsilon and delta.
///
/// Divergences of releases add up order by order, so that mechanisms compose freely.
struct RenyiCurve {
    private let orders: RenyiOrders
    private let divergence: (Double) -> Double

    /// The curve of several mechanisms together; they suit the relation.
    init(_ mechanisms: [Mechanism], relation: NeighbouringRelation, orders: RenyiOrders) {
        let parts: [(steps: Double, divergence: (Double) -> Double)] = mechanisms.map { mechanism in
            let sigma = mechanism.sigma / relation.clipNormsApart
            let divergence: (Double) -> Double
            switch mechanism.sampling {
            case .fullBatch: divergence = SampledGaussianMoments(sigma: sigma, rate: 1).divergence
            case .poisson(let rate): divergence = SampledGaussianMoments(sigma: sigma, rate: rate).divergence
            case .fixedSize:
                let largest = Int(RenyiOrders.grid.last ?? 2)
                divergence =
                    FixedSizeSamplingMoments(
                        sigma: sigma, rate: mechanism.sampling.rate, largest: largest
                    ).divergence
            }
            return (Double(mechanism.steps), divergence)
        }
        self.orders = orders
        divergence = { order in parts.reduce(0) { $0 + $1.steps * $1.divergence(order) } }
    }

    /// The least epsilon over all orders, and the order that gives it.
    func epsilon(delta: Double) -> (value: Double, order: Double) {
        best { order in Self.epsilon(delta: delta, order: order, divergence: divergence(order)) }
    }

    /// The least delta over all orders, and the order that gives it.
    func delta(epsilon: Double) -> (value: Double, order: Double) {
        let (logarithm, order) = best { order in
            Self.logDelta(epsilon: epsilon, order: order, divergence: divergence(order))
        }
        return (min(1, exp(logarithm)), order)
    }

    /// Canonne, Kamath and Steinke, "The discrete Gaussian for differential privacy", 2020, proposition 12.
    private static func epsilon(delta: Double, order: Double, divergence: Double) -> Double {
        // The total variation is then below delta already, by the inequality of Bretagnolle and Huber.
        if delta * delta + expm1(-divergence) > 0 { return 0 }
        return max(0, divergence + log1p(-1 / order) - log(delta * order) / (order - 1))
    }

    private static func logDelta(epsilon: Double, order: Double, divergence: Double) -> Double {
        min(
            0.5 * log(-expm1(-divergence)),
            (order - 1) * (divergence - epsilon + log1p(-1 / order)) - log(order))
    }

    private func best(_ objective: (Double) -> Double) -> (value: Double, order: Double) {
        let grid = RenyiOrders.grid
        var found = (value: Double.infinity, order: grid[0], index: 0)
        for (index, order) in grid.enumerated() {
            let value = objective(order)
            if value < found.value { found = (value, order, index) }
        }
        guard orders == .refined else { return (found.value, found.order) }
        let refined = GoldenSection.minimum(
            from: grid[max(found.index - 1, 0)], to: grid[min(found.index + 1, grid.count - 1)],
            tolerance: 1e-9, of: objective)
        return refined.value < found.value ? (refined.value, refined.argument) : (found.value, found.order)
    }
}
