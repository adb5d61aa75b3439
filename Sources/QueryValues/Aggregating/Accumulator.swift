import Cypher

/// What an aggregation keeps while it sees the values of a group.
///
///     var sum = Accumulator(.sum, isDistinct: false)
///     try sum.add(1)
///     try sum.add(2.5, weight: 2)
///     try sum.result()   // 6.0
///
/// Nulls do not count. A weight is how many rows have the value.
public struct Accumulator: Sendable {
    /// The aggregation.
    public let aggregate: Aggregate
    private var state: State
    /// What `collect` has; beside the state, so that adding never copies.
    private var collected: [QueryValue] = []
    /// What a percentile is taken of.
    private var sample = WeightedSample()
    /// The values seen, where each counts once.
    private var seen: Set<GroupingKey>?

    private enum State: Sendable {
        case count(Int64)
        case sum(RunningSum)
        case average(RunningSum, count: Int64)
        case extreme(QueryValue?)
        case deviation(RunningDeviation)
        case collected
        case sample
    }

    /// An empty group.
    public init(_ aggregate: Aggregate, isDistinct: Bool) {
        self.aggregate = aggregate
        seen = isDistinct ? [] : nil
        state =
            switch aggregate {
            case .count: .count(0)
            case .sum: .sum(RunningSum())
            case .average: .average(RunningSum(), count: 0)
            case .minimum, .maximum: .extreme(nil)
            case .collect: .collected
            case .standardDeviation, .populationStandardDeviation: .deviation(RunningDeviation())
            case .continuousPercentile, .discretePercentile: .sample
            }
    }

    /// Counts rows whatever their values, for `count(*)`.
    public mutating func addRows(_ rows: Int) throws(QueryError) {
        guard case .count(let count) = state else { return }
        state = .count(try self.count(count, and: rows))
    }

    /// Adds a value that so many rows have; a percentile also needs its second argument.
    public mutating func add(
        _ value: QueryValue, percentile: QueryValue = .null, weight: Int = 1
    ) throws(QueryError) {
        let fraction = aggregate.takesPercentile ? try fraction(percentile) : 0
        guard !value.isNull, weight > 0 else { return }
        var weight = weight
        if seen != nil {
            guard seen?.insert(GroupingKey(value)).inserted == true else { return }
            weight = 1
        }
        switch state {
        case .count(let before): state = .count(try count(before, and: weight))
        case .sum(var sum):
            try sum.add(value, weight: weight, for: aggregate)
            state = .sum(sum)
        case .average(var sum, let before):
            try sum.add(value, weight: weight, for: aggregate)
            state = .average(sum, count: try count(before, and: weight))
        case .extreme(let best):
            let wanted: QueryValue.Order = aggregate == .minimum ? .before : .after
            state = .extreme(best.map { value.order($0) == wanted ? value : $0 } ?? value)
        case .deviation(var deviation):
            guard let number = value.number?.nearestDouble else {
                throw .cannotAggregate(value, with: aggregate)
            }
            deviation.add(number, weight: weight)
            state = .deviation(deviation)
        case .collected:
            try ValueLimits.check(list: collected.count.addingReportingOverflow(weight))
            collected.append(contentsOf: repeatElement(value, count: weight))
        case .sample:
            guard value.number != nil else { throw .cannotAggregate(value, with: aggregate) }
            sample.add(value, weight: weight, fraction: fraction)
        }
    }

    /// Adds many whole numbers at once, each counted, for `count`, `sum` and `avg` that are not distinct.
    public mutating func add(integers sum: Int128, count added: Int64) throws(QueryError) {
        switch state {
        case .count(let before): state = .count(try count(before, and: Int(added)))
        case .sum(var total):
            try total.add(integers: sum, for: aggregate)
            state = .sum(total)
        case .average(var total, let before):
            try total.add(integers: sum, for: aggregate)
            state = .average(total, count: try count(before, and: Int(added)))
        case .extreme, .deviation, .collected, .sample:
            preconditionFailure("only counts and sums are added up by others")
        }
    }

    /// The result for the values so far; an empty group has 0, an empty list or null.
    public func result() throws(QueryError) -> QueryValue {
        switch state {
        case .count(let count): .integer(count)
        case .sum(let sum): try sum.total(for: aggregate)
        case .average(let sum, let count): try sum.mean(of: count, for: aggregate)
        case .extreme(let value): value ?? .null
        case .deviation(let deviation):
            .float(deviation.result(ofPopulation: aggregate == .populationStandardDeviation))
        case .collected: .list(collected)
        case .sample: aggregate == .continuousPercentile ? sample.interpolated() : sample.nearest()
        }
    }

    private func count(_ count: Int64, and more: Int) throws(QueryError) -> Int64 {
        let (sum, overflow) = count.addingReportingOverflow(Int64(more))
        guard !overflow else { throw .sumOverflow(aggregate) }
        return sum
    }

    private func fraction(_ percentile: QueryValue) throws(QueryError) -> Double {
        guard let fraction = percentile.number?.nearestDouble else {
            throw .cannotAggregate(percentile, with: aggregate)
        }
        guard (0...1).contains(fraction) else { throw .percentileOutOfRange(percentile, aggregate) }
        return fraction
    }
}
