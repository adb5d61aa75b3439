/// The aggregations, each with the name of its function.
public enum Aggregate: String, Sendable, CaseIterable {
    /// How many values are not null; without an argument, how many rows there are.
    case count
    /// The sum of numbers or durations.
    case sum
    /// The mean of numbers or durations.
    case average = "avg"
    /// The first value in the order of ORDER BY.
    case minimum = "min"
    /// The last value in the order of ORDER BY.
    case maximum = "max"
    /// A list of the values.
    case collect
    /// The standard deviation of a sample.
    case standardDeviation = "stDev"
    /// The standard deviation of the whole population.
    case populationStandardDeviation = "stDevP"
    /// A percentile, interpolated between the nearest values.
    case continuousPercentile = "percentileCont"
    /// A percentile, as the nearest value that occurs.
    case discretePercentile = "percentileDisc"

    /// The aggregation that a name stands for, in letters of any case.
    public init?(functionNamed name: String) {
        guard let known = Aggregate.byName[name.lowercased()] else { return nil }
        self = known
    }

    /// Whether there is a second argument, which says how far along the values are wanted.
    public var takesPercentile: Bool { self == .continuousPercentile || self == .discretePercentile }

    private static let byName = Dictionary(
        uniqueKeysWithValues: allCases.map { ($0.rawValue.lowercased(), $0) })
}
