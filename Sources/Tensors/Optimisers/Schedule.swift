#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// How the learning rate changes with the steps: a factor for each, of the rate that the run began with.
///
///     let schedule = Schedule.warmUp(steps: 500, from: 0.1, then: .cosine(steps: 9_500, to: 0))
///     optimiser.learningRate = schedule.factor(at: step) * 1e-3
///
/// The factor depends on nothing but the step, counted from 0, so that a run goes on where it stopped.
public indirect enum Schedule: Sendable, Hashable {
    case constant
    /// Times a factor after every so many steps.
    case every(Int, times: Double)
    /// Times a factor at each of these steps.
    case at([Int], times: Double)
    /// Times a factor at every step.
    case exponential(Double)
    /// Falls along half a cosine to the end's factor, and stays there. Source: Loshchilov and Hutter, SGDR, 2017.
    case cosine(steps: Int, to: Double)
    /// Rises along a line from the start's factor to 1, and then follows another schedule from its beginning.
    case warmUp(steps: Int, from: Double, then: Schedule)
    /// Rises along a cosine to 1 for a share of the steps, and then falls along another. Source: Smith and Topin, 2018.
    case oneCycle(steps: Int, rising: Double = 0.3, from: Double = 1 / 25, to: Double = 1 / 250_000)

    /// What the rate is multiplied by at a step.
    public func factor(at step: Int) -> Double {
        let step = max(step, 0)
        switch self {
        case .constant: return 1
        case .every(let period, let factor): return pow(factor, Double(step / max(period, 1)))
        case .at(let steps, let factor): return pow(factor, Double(steps.count { $0 <= step }))
        case .exponential(let factor): return pow(factor, Double(step))
        case .cosine(let steps, let end):
            return Self.arc(from: 1, to: end, Double(step) / Double(max(steps, 1)))
        case .warmUp(let steps, let start, let next):
            guard step < steps else { return next.factor(at: step - max(steps, 0)) }
            return start + (1 - start) * Double(step) / Double(steps)
        case .oneCycle(let steps, let rising, let start, let end):
            let top = rising * Double(steps) - 1
            let position = Double(step)
            guard position > top || top <= 0 else { return Self.arc(from: start, to: 1, position / top) }
            return Self.arc(from: 1, to: end, (position - top) / max(Double(steps) - 1 - top, 1))
        }
    }

    /// Half a cosine between two values; beyond its end, the end.
    private static func arc(from start: Double, to end: Double, _ share: Double) -> Double {
        end + (start - end) * (1 + cos(.pi * min(share, 1))) / 2
    }
}
