import Cypher
import QueryValues

/// One row for each group of rows that have equivalent keys; without keys, one row of all.
final class AggregateOperator: Operator {
    let keys: [(variable: Variable, expression: BoundExpression)]
    let aggregations: [Aggregation]
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
        var rows: AggregatedRows?
        if let scan = sharedScan {
            rows = try aggregateOnThreads(scan, argument)
            if rows == nil { try super.open(argument) }
        }
        guard let input else { preconditionFailure("rows that are aggregated come from somewhere") }
        var found = try rows ?? aggregate(input, execution)
        if keys.isEmpty { found.groups.beginSingle() }
        guard found.groups.count > 0 else { return nil }
        return try result(&found)
    }

    // `check` looks at the aggregations after each batch.
    func aggregate(
        _ input: Operator, _ execution: Execution, check: ([AggregateColumn]) throws -> Void = { _ in }
    ) throws -> AggregatedRows {
        var rows = AggregatedRows(
            groups: GroupNumbers(keys), columns: aggregations.map { AggregateColumn($0) })
        while let batch = try input.pull() {
            try execution.budget.work(batch.count)
            let numbers = try rows.groups.numbers(batch, execution)
            for position in aggregations.indices {
                try rows.columns[position].grow(to: rows.groups.count)
                try add(batch, numbers, aggregations[position], to: &rows.columns[position], execution)
            }
            try check(rows.columns)
        }
        return rows
    }

    private func add(
        _ batch: Batch, _ numbers: [Int], _ aggregation: Aggregation, to column: inout AggregateColumn,
        _ execution: Execution
    ) throws {
        let argument = try aggregation.argument.map { try execution.evaluate($0, batch) }
        let parameter = try aggregation.parameter.map { try execution.evaluate($0, batch) }
        do throws(QueryError) {
            try column.add(batch, argument: argument, parameter: parameter, to: numbers)
        } catch { throw error.located(at: aggregation.range) }
        guard column.keepsValues, let argument else { return }
        try execution.budget.keep(bytes: (0..<batch.count).reduce(0) { $0 + argument[$1].footprint })
    }

    private func result(_ rows: inout AggregatedRows) throws -> Batch {
        let groups = rows.groups
        var result = Batch(
            count: groups.count, vectors: [Vector](repeating: .absent, count: execution.plan.width))
        for variable in carried { result[variable] = .constant(argument[variable][0]) }
        for (position, key) in keys.enumerated() {
            result[key.variable] = Vector(groups.values.map { $0[position] })
        }
        for (position, aggregation) in aggregations.enumerated() {
            do throws(QueryError) {
                try rows.columns[position].grow(to: groups.count)
                result[aggregation.result] = Vector(try rows.columns[position].results())
            } catch { throw error.located(at: aggregation.range) }
        }
        return result
    }
}
