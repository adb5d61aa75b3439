import Cypher
import QueryValues

/// One row for each group of rows that have equivalent keys; without keys, one row of all.
final class AggregateOperator: Operator {
    private let keys: [(variable: Variable, expression: BoundExpression)]
    private let aggregations: [Aggregation]
    /// Variables of the outside that are asked for further up; the outside is one row then.
    private let carried: [Variable]
    private var argument = Batch(count: 0, vectors: [])
    private var isDone = false

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?,
        _ keys: [(variable: Variable, expression: BoundExpression)], _ aggregations: [Aggregation],
        _ carried: [Variable]
    ) {
        self.keys = keys
        self.aggregations = aggregations
        self.carried = carried
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        self.argument = argument
        isDone = false
        try super.open(argument)
    }

    override func next() throws -> Batch? {
        guard !isDone else { return nil }
        isDone = true
        var groups = Groups(width: keys.count)
        while let batch = try pullInput() {
            try execution.budget.work(batch.count)
            try add(batch, to: &groups)
        }
        if keys.isEmpty, groups.count == 0 { _ = try group([], &groups) }
        return groups.count == 0 ? nil : try result(groups)
    }

    private func add(_ batch: Batch, to groups: inout Groups) throws {
        let keyVectors = try keys.map { try execution.evaluate($0.expression, batch) }
        let arguments = try aggregations.map { aggregation in
            try aggregation.argument.map { try execution.evaluate($0, batch) }
        }
        let parameters = try aggregations.map { aggregation in
            try aggregation.parameter.map { try execution.evaluate($0, batch) }
        }
        let numbers = try numbers(of: keyVectors, batch.count, &groups)
        for position in aggregations.indices {
            do throws(QueryError) {
                for row in 0..<batch.count {
                    let weight = batch.weights?[row] ?? 1
                    guard let values = arguments[position] else {
                        try groups.accumulators[numbers[row]][position].addRows(weight)
                        continue
                    }
                    try groups.accumulators[numbers[row]][position]
                        .add(values[row], percentile: parameters[position]?[row] ?? .null, weight: weight)
                }
                if aggregations[position].keepsValues {
                    try execution.budget.keep(
                        bytes: (0..<batch.count).reduce(0) { $0 + (arguments[position]?[$1].footprint ?? 8) })
                }
            } catch { throw error.located(aggregations[position].range) }
        }
    }

    /// The number of the group of each row.
    private func numbers(of keys: [Vector], _ count: Int, _ groups: inout Groups) throws -> [Int] {
        if keys.isEmpty {
            if groups.count == 0, count > 0 { _ = try group([], &groups) }
            return [Int](repeating: 0, count: count)
        }
        if keys.count == 1, case .nodes(let ids) = keys[0] {
            var numbers: [Int] = []
            numbers.reserveCapacity(count)
            for (row, id) in ids.enumerated() {
                if let known = groups.byID[id] {
                    numbers.append(known)
                } else {
                    let number = try group([keys[0][row]], &groups)
                    groups.byID[id] = number
                    numbers.append(number)
                }
            }
            return numbers
        }
        return try (0..<count).map { row in try group(keys.map { $0[row] }, &groups) }
    }

    private func group(_ key: [QueryValue], _ groups: inout Groups) throws -> Int {
        let grouping = GroupingKey(.list(key))
        if let known = groups.numbers[grouping] { return known }
        try execution.budget.keep(bytes: 96 + key.reduce(0) { $0 + $1.footprint } + 64 * aggregations.count)
        let number = groups.count
        groups.numbers[grouping] = number
        groups.keys.append(key)
        groups.accumulators.append(
            aggregations.map { Accumulator($0.function.aggregate, isDistinct: $0.isDistinct) })
        return number
    }

    private func result(_ groups: Groups) throws -> Batch {
        var result = Batch(
            count: groups.count, vectors: [Vector](repeating: .absent, count: execution.plan.width))
        for variable in carried { result[variable] = .constant(argument[variable][0]) }
        for (position, key) in keys.enumerated() {
            result[key.variable] = Vector(groups.keys.map { $0[position] })
        }
        for (position, aggregation) in aggregations.enumerated() {
            do throws(QueryError) {
                result[aggregation.result] = Vector(
                    try groups.accumulators.map { states throws(QueryError) in try states[position].result() }
                )
            } catch { throw error.located(aggregation.range) }
        }
        return result
    }
}

/// The groups of an aggregation, numbered as they come.
private struct Groups {
    let width: Int
    var numbers: [GroupingKey: Int] = [:]
    /// The same for a single key that is a node.
    var byID: [UInt32: Int] = [:]
    var keys: [[QueryValue]] = []
    var accumulators: [[Accumulator]] = []
    var count: Int { keys.count }

    init(width: Int) { self.width = width }
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

extension Aggregation {
    /// Whether memory grows with every value.
    fileprivate var keepsValues: Bool {
        switch function {
        case .collect, .percentileCont, .percentileDisc: true
        case .countAll: false
        case .count, .sum, .avg, .min, .max, .stDev, .stDevP: isDistinct
        }
    }
}
