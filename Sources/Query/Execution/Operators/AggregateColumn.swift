import Cypher
import QueryValues

/// One aggregation over all groups.
///
/// Counts and sums of whole numbers are kept as plain numbers, and distinct whole numbers of a single group as a table; any
/// other value goes to the group's ``QueryValues/Accumulator``, which has the last word.
struct AggregateColumn {
    private let aggregation: Aggregation
    private var accumulators: [Accumulator] = []
    /// Rows counted, and whole numbers summed, that the accumulators do not know of yet.
    private var counts: [Int64] = []
    private var sums: [Int128] = []
    /// Distinct whole numbers of the only group that the accumulator does not know of yet.
    private var distinct = IntegerTable()
    /// Whether the accumulators have seen a value.
    private(set) var usesAccumulators = false

    init(_ aggregation: Aggregation) { self.aggregation = aggregation }

    /// Makes room for new groups.
    mutating func grow(to groups: Int) throws(QueryError) {
        if groups > 1, distinct.count > 0 {
            for number in distinct.keysInUse {
                try accumulators[0].add(.integer(Int64(bitPattern: number)))
            }
            distinct = IntegerTable()
            usesAccumulators = true
        }
        while accumulators.count < groups {
            accumulators.append(
                Accumulator(aggregation.function.aggregate, isDistinct: aggregation.isDistinct))
            counts.append(0)
            sums.append(0)
        }
    }

    /// Adds the rows of a batch to their groups.
    mutating func add(
        _ batch: Batch, argument: Vector?, parameter: Vector?, to groups: [Int]
    ) throws(QueryError) {
        switch (aggregation.function, argument) {
        case (.countAll, _), (.count, .integers?), (.count, .floats?), (.count, .ticks?):
            if aggregation.isDistinct { break }
            if let weights = batch.weights {
                for row in 0..<batch.count { counts[groups[row]] += Int64(weights[row]) }
            } else {
                for row in 0..<batch.count { counts[groups[row]] += 1 }
            }
            return
        case (.sum, .integers(let numbers)?), (.avg, .integers(let numbers)?):
            if aggregation.isDistinct { break }
            if let weights = batch.weights {
                for row in 0..<batch.count {
                    counts[groups[row]] += Int64(weights[row])
                    sums[groups[row]] += Int128(numbers[row]) * Int128(weights[row])
                }
            } else {
                for row in 0..<batch.count {
                    counts[groups[row]] += 1
                    sums[groups[row]] += Int128(numbers[row])
                }
            }
            return
        case (.count, let values?):
            if aggregation.isDistinct { break }
            for row in 0..<batch.count where !values[row].isNull {
                counts[groups[row]] += Int64(batch.weights?[row] ?? 1)
            }
            return
        default: break
        }
        if aggregation.function == .count, aggregation.isDistinct, accumulators.count == 1,
            case .integers(let numbers)? = argument
        {
            for number in numbers { _ = distinct.insert(UInt64(bitPattern: number)) }
            return
        }
        let values = argument ?? .constant(.boolean(true))
        usesAccumulators = true
        for row in 0..<batch.count {
            try accumulators[groups[row]].add(
                values[row], percentile: parameter?[row] ?? .null, weight: batch.weights?[row] ?? 1)
        }
    }

    /// Adds what another column has counted and summed of a group, its accumulators being unused.
    mutating func add(_ group: Int, of other: AggregateColumn, to number: Int) {
        counts[number] += other.counts[group]
        sums[number] += other.sums[group]
    }

    /// The result of each group.
    mutating func results() throws(QueryError) -> [QueryValue] {
        if aggregation.function == .count, aggregation.isDistinct, accumulators.count == 1 {
            guard usesAccumulators else { return [.integer(Int64(distinct.count))] }
            var accumulator = accumulators[0]
            for number in distinct.keysInUse { try accumulator.add(.integer(Int64(bitPattern: number))) }
            return [try accumulator.result()]
        }
        var results: [QueryValue] = []
        results.reserveCapacity(accumulators.count)
        for group in accumulators.indices {
            if counts[group] > 0 {
                try accumulators[group].add(integers: sums[group], count: counts[group])
            }
            results.append(try accumulators[group].result())
        }
        return results
    }

    /// Whether memory grows with every value.
    var keepsValues: Bool {
        switch aggregation.function {
        case .collect, .percentileCont, .percentileDisc: true
        case .countAll: false
        case .count, .sum, .avg, .min, .max, .stDev, .stDevP: aggregation.isDistinct
        }
    }
}

extension Aggregation.Function {
    fileprivate var aggregate: Aggregate {
        switch self {
        case .countAll, .count: .count
        case .sum: .sum
        case .avg: .average
        case .min: .minimum
        case .max: .maximum
        case .collect: .collect
        case .stDev: .standardDeviation
        case .stDevP: .populationStandardDeviation
        case .percentileCont: .continuousPercentile
        case .percentileDisc: .discretePercentile
        }
    }
}
