import Foundation

extension GridLoss {
    /// A loss that is nowhere larger than the true one, in the sense that every delta is at most the true one.
    ///
    /// Releases are merged into outcomes, which cannot tell an observer more: outcome k takes, from the bottom up, what is
    /// left of the releases below the k-th loss l of the grid and as much above it as makes P/Q of the outcome exactly e^l.
    /// Releases are divided into cells of half a step, the last of which an outcome may take in part, by a toss of a coin.
    /// What connecting the dots adds to the variance of the loss, about a sixth of the squared step, this takes away by
    /// about as much: between the two lies the truth.
    ///
    /// Where nearly all releases have a loss far closer to zero than the grid is fine, the outcome at zero would take
    /// everything: E_Q[P/Q] = 1. With `isLocal`, an outcome takes no more than a step above its loss, and if that is not
    /// enough gets the next lower one.
    static func merging(
        _ loss: SampledGaussianLoss, _ direction: SampledGaussianLoss.Direction, step: Double, tail: Double,
        isLocal: Bool
    ) -> GridLoss {
        let range = loss.lossRange(direction, tail: tail)
        let first = Int((range.lowerBound / step).rounded(.down))
        let last = max(Int((range.upperBound / step).rounded(.up)), first + 1)
        var outcomes = MergedOutcomes(
            rate: loss.rate, direction: direction, step: step, first: first, last: last, isLocal: isLocal)
        var intervals = GaussianIntervals(sigma: loss.sigma)
        var half = 2 * first
        // What lies below all points is left out: it is hardly ever drawn, and leaving it out is no gain in privacy.
        switch direction {
        case .remove:
            _ = intervals.advance(to: loss.point(of: Double(half) * step / 2))
            while half < 2 * last {
                outcomes.take(
                    intervals.advance(to: loss.point(of: Double(half + 1) * step / 2)), half: half)
                half += 1
            }
        case .add:
            // Here the loss falls as x grows, so that x begins at the end.
            _ = intervals.retreat(to: loss.point(of: -Double(half) * step / 2))
            while half < 2 * last {
                outcomes.take(
                    intervals.retreat(to: loss.point(of: -Double(half + 1) * step / 2)), half: half)
                half += 1
            }
        }
        outcomes.finish()
        return GridLoss(step: step, firstIndex: first, masses: outcomes.masses, infinity: 0)
    }
}

/// Outcomes while they are made, from the smallest loss to the greatest.
private struct MergedOutcomes {
    private(set) var masses: [Double]
    private let rate: Double
    private let direction: SampledGaussianLoss.Direction
    private let step: Double
    private let first: Int
    private let isLocal: Bool
    /// The outcome being filled.
    private var outcome: Int
    private var taken = (without: 0.0, with: 0.0)

    init(
        rate: Double, direction: SampledGaussianLoss.Direction, step: Double, first: Int, last: Int,
        isLocal: Bool
    ) {
        masses = [Double](repeating: 0, count: last - first + 1)
        self.rate = rate
        self.direction = direction
        self.step = step
        self.first = first
        self.isLocal = isLocal
        outcome = first
    }

    /// Takes the next cell, whose losses begin at `half` half steps.
    mutating func take(_ cell: (without: Double, with: Double), half: Int) {
        guard half >= 2 * outcome else { return add(cell, 1) }
        let missing = -excess(taken)
        if missing > 0, isLocal, half >= 2 * outcome + 2 {
            finish()
            taken = (0, 0)
            outcome = (half >> 1) + 1
            add(cell, 1)
        } else if missing > 0 {
            let gain = excess(cell)
            guard gain > missing else { return add(cell, 1) }
            add(cell, missing / gain)
            finishOutcome(next: (half >> 1) + 1)
            add(cell, 1 - missing / gain)
        } else {
            finishOutcome(next: (half >> 1) + 1)
            add(cell, 1)
        }
    }

    /// Gives what has been taken, of which P/Q may be too small for its outcome, a loss that it does have.
    mutating func finish() {
        let (drawn, other) = masses(of: taken)
        guard drawn > 0, other > 0 else { return }
        let index = (log(drawn / other) / step).rounded(.down) - Double(first)
        if index >= 0, index < Double(masses.count) { masses[Int(index)] += drawn }
    }

    private mutating func finishOutcome(next: Int) {
        masses[outcome - first] += masses(of: taken).drawn
        taken = (0, 0)
        outcome = next
    }

    private mutating func add(_ cell: (without: Double, with: Double), _ share: Double) {
        taken.without += share * cell.without
        taken.with += share * cell.with
    }

    private func masses(of cell: (without: Double, with: Double)) -> (drawn: Double, other: Double) {
        let mixed = (1 - rate) * cell.without + rate * cell.with
        return direction == .remove ? (mixed, cell.without) : (cell.without, mixed)
    }

    /// P - Q e^l at the loss of the outcome being filled.
    private func excess(_ cell: (without: Double, with: Double)) -> Double {
        let loss = Double(outcome) * step
        let shift = rate * (cell.with - cell.without)
        return direction == .remove
            ? shift - cell.without * expm1(loss) : -cell.without * expm1(loss) - shift * exp(loss)
    }
}
