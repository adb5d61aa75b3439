import Foundation

extension GridLoss {
    /// A loss that is nowhere larger than the true one, in the sense that every delta is at most the true one.
    ///
    /// Releases are merged into outcomes, which cannot tell an observer more: outcome k takes, from the bottom up, what is
    /// left of the releases below the k-th loss l of the grid and as much above it as makes P/Q of the outcome exactly e^l.
    /// Releases are divided into cells of half a step, the last of which an outcome may take in part, by a toss of a coin.
    /// What connecting the dots adds to the variance of the loss, about a sixth of the squared step, this takes away by
    /// half as much: between the two lies the truth.
    static func merging(
        _ loss: SampledGaussianLoss, _ direction: SampledGaussianLoss.Direction, step: Double, tail: Double
    ) -> GridLoss {
        let range = loss.lossRange(direction, tail: tail)
        let first = Int((range.lowerBound / step).rounded(.down))
        let last = max(Int((range.upperBound / step).rounded(.up)), first + 1)
        var outcomes = MergedOutcomes(
            rate: loss.rate, direction: direction, step: step, first: first, last: last)
        for (index, interval) in halfCells(of: loss, direction, step: step, first: first, last: last)
            .enumerated()
        {
            outcomes.take(interval, half: index == 0 ? nil : 2 * first + index - 1)
        }
        outcomes.finish()
        return GridLoss(step: step, firstIndex: first, masses: outcomes.masses, infinity: 0)
    }

    /// The masses below the first point, and then of every half cell in the order of increasing loss.
    private static func halfCells(
        of loss: SampledGaussianLoss, _ direction: SampledGaussianLoss.Direction, step: Double, first: Int,
        last: Int
    ) -> [(without: Double, with: Double)] {
        var intervals = GaussianIntervals(sigma: loss.sigma)
        switch direction {
        case .remove:
            return (2 * first...2 * last).map { intervals.advance(to: loss.point(of: Double($0) * step / 2)) }
        case .add:
            var cells = (-2 * last...(-2 * first)).map {
                intervals.advance(to: loss.point(of: Double($0) * step / 2))
            }
            // What comes first lies above the greatest loss.
            cells.removeFirst()
            cells.append(intervals.rest)
            return cells.reversed()
        }
    }
}

/// Outcomes while they are made, from the smallest loss to the greatest.
private struct MergedOutcomes {
    private(set) var masses: [Double]
    private let rate: Double
    private let direction: SampledGaussianLoss.Direction
    private let step: Double
    private let first: Int
    /// The outcome being filled.
    private var outcome: Int
    private var taken = (without: 0.0, with: 0.0)

    init(rate: Double, direction: SampledGaussianLoss.Direction, step: Double, first: Int, last: Int) {
        masses = [Double](repeating: 0, count: last - first + 1)
        self.rate = rate
        self.direction = direction
        self.step = step
        self.first = first
        outcome = first
    }

    /// Takes the next cell, whose losses begin at `half` half steps, or lie below all points.
    mutating func take(_ cell: (without: Double, with: Double), half: Int?) {
        guard let half, half >= 2 * outcome else { return add(cell, 1) }
        let missing = -excess(taken)
        if missing > 0 {
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
