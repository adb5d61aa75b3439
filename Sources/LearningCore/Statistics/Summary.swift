/// Some numbers, their mean and their standard deviation.
public struct Summary: Sendable, Equatable, Encodable {
    /// The numbers, in the order they came in.
    public let values: [Double]
    /// Their mean.
    public let mean: Double
    /// Their standard deviation, dividing by one less than their number; nil for a single one.
    public let standardDeviation: Double?

    /// Summarises numbers; nil for none.
    public init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        self.values = values
        let mean = values.reduce(0, +) / Double(values.count)
        self.mean = mean
        guard values.count > 1 else {
            standardDeviation = nil
            return
        }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        standardDeviation = (squares / Double(values.count - 1)).squareRoot()
    }
}

/// A range that holds a quantity with some confidence.
public struct Interval: Sendable, Equatable, Encodable {
    /// The lower end.
    public let lower: Double
    /// The upper end.
    public let upper: Double

    /// A range between two ends.
    public init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// Whether the quantity may be zero.
    public var includesZero: Bool { lower <= 0 && upper >= 0 }

    /// The range that leaves out the same share of the numbers at either end.
    ///
    /// - Parameters:
    ///   - numbers: At least one number, in any order.
    ///   - level: The share that stays within, such as 0.95.
    public init(percentilesOf numbers: [Double], level: Double) {
        let sorted = numbers.sorted()
        self.init(
            lower: Self.quantile((1 - level) / 2, ofSorted: sorted),
            upper: Self.quantile((1 + level) / 2, ofSorted: sorted))
    }

    /// The quantile that interpolates between order statistics (type 7 of Hyndman and Fan 1996, NumPy's
    /// default).
    static func quantile(_ share: Double, ofSorted sorted: [Double]) -> Double {
        precondition(!sorted.isEmpty, "a quantile is one of at least one number")
        let place = share * Double(sorted.count - 1)
        let below = Int(place.rounded(.down))
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
}
