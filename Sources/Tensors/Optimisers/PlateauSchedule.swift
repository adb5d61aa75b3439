/// A learning rate that falls when a measure has not become better for some time.
///
///     var schedule = PlateauSchedule(direction: .smallerIsBetter)
///     schedule.record(validationLoss)
///     optimiser.learningRate = schedule.factor * 1e-3
///
/// It can be encoded, so that a run goes on where it stopped.
public struct PlateauSchedule: Sendable, Codable, Hashable {
    /// Which measures are better.
    public enum Direction: String, Sendable, Codable {
        case smallerIsBetter
        case largerIsBetter
    }

    /// Which measures are better.
    public let direction: Direction
    /// What the rate is multiplied by when it falls.
    public let drop: Double
    /// How many measures in a row may be no better before the rate falls.
    public let patience: Int
    /// By which share a measure has to be better to count.
    public let threshold: Double
    /// How many measures after a fall do not count.
    public let cooldown: Int
    /// The smallest factor.
    public let floor: Double
    /// What the first rate is multiplied by now.
    public private(set) var factor = 1.0
    private var best: Double?
    private var worseCount = 0
    private var cooling = 0

    /// A schedule that has seen no measure yet.
    public init(
        direction: Direction, drop: Double = 0.1, patience: Int = 10, threshold: Double = 1e-4,
        cooldown: Int = 0, floor: Double = 0
    ) {
        (self.direction, self.drop, self.patience) = (direction, drop, patience)
        (self.threshold, self.cooldown, self.floor) = (threshold, cooldown, floor)
    }

    /// Takes note of a measure, after which the factor may have fallen.
    public mutating func record(_ measure: Double) {
        if isBetter(measure) {
            best = measure
            worseCount = 0
        } else {
            worseCount += 1
        }
        if cooling > 0 {
            cooling -= 1
            worseCount = 0
        }
        if worseCount > patience {
            factor = max(factor * drop, floor)
            cooling = cooldown
            worseCount = 0
        }
    }

    private func isBetter(_ measure: Double) -> Bool {
        guard let best else { return !measure.isNaN }
        switch direction {
        case .smallerIsBetter: return measure < best - threshold * abs(best)
        case .largerIsBetter: return measure > best + threshold * abs(best)
        }
    }
}
