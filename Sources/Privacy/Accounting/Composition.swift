/// Several mechanisms on the same data, one after the other, each free to depend on those before it.
///
///     let two = try Composition([first, second], relation: .addRemove)
///     let epsilon = try two.epsilon(delta: 1e-5, accountant: .automatic)
///
/// The order of the mechanisms does not matter, nor whether steps are counted together or apart.
public struct Composition: Sendable {
    /// The mechanisms, each kind once.
    public let mechanisms: [Mechanism]
    /// What neighbouring data sets are.
    public let relation: NeighbouringRelation

    /// Puts mechanisms together, or says which of them has no bound under this relation.
    public init(
        _ mechanisms: [Mechanism], relation: NeighbouringRelation = .addRemove
    ) throws(PrivacyError) {
        for mechanism in mechanisms {
            switch (mechanism.sampling, relation) {
            case (.poisson, .replaceOne): throw .poissonReplaceOne
            case (.fixedSize, .addRemove): throw .fixedSizeAddRemove
            default: break
            }
        }
        self.mechanisms = try Self.gathered(mechanisms)
        self.relation = relation
    }

    /// The least epsilon at a delta that the accountant can prove.
    public func epsilon(
        delta: Double, accountant: Accountant = .automatic
    ) throws(PrivacyError) -> Epsilon {
        guard delta > 0, delta < 1 else { throw .delta(delta) }
        let accountant = try resolve(accountant)
        if case .pld(let grid) = accountant { return try lossEpsilon(delta: delta, grid: grid) }
        if case .rdp(let orders) = accountant {
            let (value, order) = RenyiCurve(mechanisms, relation: relation, orders: orders).epsilon(
                delta: delta)
            guard value.isFinite else { throw .unbounded }
            return Epsilon(
                value: value, delta: delta, accountant: .rdp, relation: relation, errorBound: value,
                order: order)
        }
        let value = tradeOff.epsilon(delta: delta)
        guard value.isFinite else { throw .unbounded }
        return Epsilon(
            value: value, delta: delta, accountant: .exact, relation: relation,
            errorBound: value * Self.exactPrecision)
    }

    /// The least delta at an epsilon that the accountant can prove.
    public func delta(
        epsilon: Double, accountant: Accountant = .automatic
    ) throws(PrivacyError) -> Double {
        guard epsilon >= 0, epsilon.isFinite else { throw .epsilon(epsilon) }
        switch try resolve(accountant) {
        case .exact, .automatic: return tradeOff.delta(epsilon: epsilon)
        case .rdp(let orders):
            return RenyiCurve(mechanisms, relation: relation, orders: orders).delta(epsilon: epsilon).value
        case .pld(let grid):
            let totalVariation = LossDistribution.totalVariation(self)
            guard totalVariation > 1e-20 else { return totalVariation }
            return try LossDistribution(self, for: .epsilon(epsilon), grid: grid).delta
        }
    }

    /// The value of `epsilon(delta:accountant:)` without the search for its error bound.
    func bound(delta: Double, accountant: Accountant) throws(PrivacyError) -> Double {
        guard case .pld(let grid) = try resolve(accountant) else {
            return try epsilon(delta: delta, accountant: accountant).value
        }
        return try lossBound(delta: delta, grid: grid).value
    }

    /// The epsilon of the loss distribution, and how far below it the truth can lie.
    private func lossEpsilon(delta: Double, grid: Double?) throws(PrivacyError) -> Epsilon {
        let (value, distribution) = try lossBound(delta: delta, grid: grid)
        let least = distribution?.leastEpsilon ?? 0
        return Epsilon(
            value: value, delta: delta, accountant: .pld, relation: relation,
            errorBound: max(0, value - least), grid: distribution?.grid ?? grid)
    }

    private func lossBound(
        delta: Double, grid: Double?
    ) throws(PrivacyError) -> (value: Double, distribution: LossDistribution?) {
        guard delta >= LossDistribution.leastDelta else {
            throw .deltaBelowPrecision(delta, least: LossDistribution.leastDelta)
        }
        // Nothing is left to hide then, and a grid for so small a loss might not exist.
        if LossDistribution.totalVariation(self) <= delta { return (0, nil) }
        let distribution = try LossDistribution(self, for: .delta(delta), grid: grid)
        guard let value = distribution.epsilon else { throw .unbounded }
        return (value, distribution)
    }

    /// Replaces `automatic` by what it stands for, and refuses an accountant that does not know these mechanisms.
    func resolve(_ accountant: Accountant) throws(PrivacyError) -> Accountant {
        let isFullBatch = mechanisms.allSatisfy { $0.sampling == .fullBatch }
        let hasFixedSize = mechanisms.contains {
            if case .fixedSize = $0.sampling { true } else { false }
        }
        switch accountant {
        case .exact:
            guard isFullBatch else { throw .exactNeedsFullBatch }
        case .rdp: break
        case .pld:
            guard !hasFixedSize else { throw .fixedSizeNeedsRenyi }
        case .automatic: return isFullBatch ? .exact : hasFixedSize ? .rdp : .pld
        }
        return accountant
    }

    private var tradeOff: GaussianTradeOff { GaussianTradeOff(mechanisms, relation: relation) }

    // The bisection ends at neighbouring Doubles; what remains is the rounding of the tails' logarithms.
    private static let exactPrecision = 1e-12

    /// The same mechanisms with steps of a kind counted together, in a fixed order, so that sums come out alike.
    private static func gathered(_ mechanisms: [Mechanism]) throws(PrivacyError) -> [Mechanism] {
        var steps: [Mechanism.Release: Int] = [:]
        for mechanism in mechanisms where mechanism.steps > 0 {
            steps[mechanism.release, default: 0] += mechanism.steps
        }
        var gathered: [Mechanism] = []
        for (release, count) in steps.sorted(by: { $0.key < $1.key }) {
            gathered.append(try .gaussian(sigma: release.sigma, sampling: release.sampling, steps: count))
        }
        return gathered
    }
}

extension Mechanism {
    /// What one step does.
    fileprivate struct Release: Hashable, Comparable {
        let sigma: Double
        let sampling: Sampling

        static func < (left: Release, right: Release) -> Bool {
            (left.sigma, left.sampling.rate, left.sampling.batchSize)
                < (right.sigma, right.sampling.rate, right.sampling.batchSize)
        }
    }

    fileprivate var release: Release { Release(sigma: sigma, sampling: sampling) }
}

extension Sampling {
    fileprivate var batchSize: Int { if case .fixedSize(_, let batch) = self { batch } else { 0 } }
}
