import Foundation

/// The privacy loss of one release as masses on the points of a grid, and some mass at an infinite loss.
struct GridLoss {
    /// The distance of neighbouring points.
    let step: Double
    /// The number of the first point: its loss is `step * firstIndex`.
    let firstIndex: Int
    /// The mass of each point from there on.
    let masses: [Double]
    /// The mass of an infinite loss.
    let infinity: Double

    /// Takes the masses of all points, and keeps those from the first to the last that is not zero.
    init(step: Double, firstIndex: Int, masses: [Double], infinity: Double) {
        let first = masses.firstIndex { $0 > 0 } ?? 0
        let last = masses.lastIndex { $0 > 0 } ?? 0
        self.step = step
        self.firstIndex = firstIndex + first
        self.masses = Array(masses[first...last])
        self.infinity = infinity
    }

    /// A loss that is nowhere smaller than the true one, in the sense that every delta is at least the true one.
    ///
    /// Within a cell of the grid the true distribution is replaced by one on its two ends that has the same mass under
    /// both hypotheses: the curve of delta against e^epsilon is convex, and this connects its dots. The differences
    /// are rearranged so that those of nearly equal numbers are taken of the Gaussians only.
    ///
    /// Source: Doroshenko, Ghazi, Kamath, Kumar and Manurangsi, "Connect the dots: tighter discrete approximations of
    /// privacy loss distributions", 2022.
    static func connectingDots(
        _ loss: SampledGaussianLoss, _ direction: SampledGaussianLoss.Direction, step: Double, tail: Double
    ) -> GridLoss {
        let range = loss.lossRange(direction, tail: tail)
        let first = Int((range.lowerBound / step).rounded(.down))
        let last = max(Int((range.upperBound / step).rounded(.up)), first + 1)
        var masses = [Double](repeating: 0, count: last - first + 1)
        let infinity =
            switch direction {
            case .remove: connectRemoving(loss, step: step, first: first, into: &masses)
            case .add: connectAdding(loss, step: step, first: first, into: &masses)
            }
        return GridLoss(step: step, firstIndex: first, masses: masses, infinity: infinity)
    }

    // From this loss on, whose exponential might overflow, losses are rounded up instead, which is a bound too.
    private static let greatestConnectedLoss = 600.0

    private static func connectRemoving(
        _ loss: SampledGaussianLoss, step: Double, first: Int, into masses: inout [Double]
    ) -> Double {
        let rate = loss.rate
        let width = -expm1(-step)
        var intervals = GaussianIntervals(sigma: loss.sigma)
        func mass(_ interval: (without: Double, with: Double)) -> Double {
            (1 - rate) * interval.without + rate * interval.with
        }
        masses[0] = mass(intervals.advance(to: loss.point(of: Double(first) * step)))
        for index in 0..<masses.count - 1 {
            let lower = Double(first + index) * step
            let interval = intervals.advance(to: loss.point(of: Double(first + index + 1) * step))
            let whole = mass(interval)
            var up = whole
            if lower < greatestConnectedLoss {
                // P - Q e^l
                up = (rate * (interval.with - interval.without) - interval.without * expm1(lower)) / width
                up = min(max(up, 0), whole)
            }
            masses[index] += whole - up
            masses[index + 1] += up
        }
        return mass(intervals.rest)
    }

    private static func connectAdding(
        _ loss: SampledGaussianLoss, step: Double, first: Int, into masses: inout [Double]
    ) -> Double {
        let rate = loss.rate
        let width = -expm1(-step)
        var intervals = GaussianIntervals(sigma: loss.sigma)
        // The points of the grid from the bottom up are those of L from the top down.
        masses[0] = intervals.retreat(to: loss.point(of: -Double(first) * step)).without
        for index in 0..<masses.count - 1 {
            let lower = Double(first + index) * step
            let interval = intervals.retreat(to: loss.point(of: -Double(first + index + 1) * step))
            let whole = interval.without
            // Q - P e^l
            let difference = rate * (interval.with - interval.without) * exp(lower)
            let up = min(max((-whole * expm1(lower) - difference) / width, 0), whole)
            masses[index] += whole - up
            masses[index + 1] += up
        }
        return intervals.rest.without
    }
}
