import Cypher
import QueryValues

/// Rows that differ in some variables, each the first time it comes.
final class DistinctOperator: MappingOperator {
    private let variables: [Variable]
    private var seen: Set<GroupingKey> = []

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ variables: [Variable]) {
        self.variables = variables
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        seen = []
        try super.open(argument)
    }

    override func map(_ batch: Batch) throws -> Batch {
        var rows: [Int] = []
        for row in 0..<batch.count {
            let key = GroupingKey(.list(variables.map { batch[$0][row] }))
            guard seen.insert(key).inserted else { continue }
            rows.append(row)
            try execution.budget.keep(bytes: 64 + 24 * variables.count)
        }
        return batch.gathered(rows).withoutWeights
    }
}

/// Rows in order; rows with equal keys stay in the order in which they came.
final class SortOperator: Operator {
    private let keys: [SortKey]
    private var sorted: Batch?
    private var position = 0
    private var isDone = false

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ keys: [SortKey]) {
        self.keys = keys
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        (sorted, position, isDone) = (nil, 0, false)
        try super.open(argument)
    }

    override func next() throws -> Batch? {
        if !isDone {
            isDone = true
            let batches = try pullAll()
            guard !batches.isEmpty else { return nil }
            let all = Batch.joined(batches)
            sorted = all.gathered(try execution.order(of: all, by: keys))
        }
        guard let sorted, position < sorted.count else { return nil }
        let end = min(position + Batch.rows, sorted.count)
        defer { position = end }
        return sorted.slice(position..<end)
    }
}

/// The first rows in order, keeping no more than twice as many.
final class TopOperator: Operator {
    private let keys: [SortKey]
    private let skip: BoundExpression?
    private let limit: BoundExpression
    private var isDone = false

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ keys: [SortKey], skip: BoundExpression?,
        limit: BoundExpression
    ) {
        self.keys = keys
        self.skip = skip
        self.limit = limit
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        isDone = false
        try super.open(argument)
    }

    override func next() throws -> Batch? {
        guard !isDone else { return nil }
        isDone = true
        let skipped = try skip.map { try execution.rowCount($0, "SKIP") } ?? 0
        let (wanted, isHuge) = skipped.addingReportingOverflow(try execution.rowCount(limit, "LIMIT"))
        var kept: [Batch] = []
        var count = 0
        while let batch = try pullInput() {
            guard wanted > 0 else { continue }
            kept.append(batch)
            count += batch.count
            try execution.budget.keep(bytes: batch.footprint)
            if !isHuge, count > max(2 * wanted, 4 * Batch.rows) {
                let bytes = kept.reduce(0) { $0 + $1.footprint }
                kept = [try first(wanted, of: kept)]
                count = kept[0].count
                execution.budget.release(bytes: bytes - kept[0].footprint)
            }
        }
        guard !kept.isEmpty else { return nil }
        let top = try first(isHuge ? Int.max : wanted, of: kept)
        guard skipped < top.count else { return nil }
        return top.slice(skipped..<top.count)
    }

    private func first(_ wanted: Int, of batches: [Batch]) throws -> Batch {
        let all = Batch.joined(batches)
        return all.gathered(try execution.order(of: all, by: keys, first: wanted))
    }
}
