import Cypher
import QueryValues

/// Rows of which all conditions hold.
final class FilterOperator: MappingOperator {
    private let conditions: [BoundExpression]

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ conditions: [BoundExpression]) {
        self.conditions = conditions
        super.init(execution, plan, input: input)
    }

    override func map(_ batch: Batch) throws -> Batch { try execution.filter(batch, conditions) }
}

extension Execution {
    /// The rows of which all conditions hold.
    func filter(_ batch: Batch, _ conditions: [BoundExpression]) throws -> Batch {
        var batch = batch
        for condition in conditions where batch.count > 0 {
            batch = batch.filtered(try truths(condition, batch, nil))
        }
        return batch
    }
}

/// Rows whose node has the labels.
final class LabelOperator: MappingOperator {
    private let variable: Variable
    private let labels: [LabelExpression]

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ variable: Variable,
        _ labels: [LabelExpression]
    ) {
        self.variable = variable
        self.labels = labels
        super.init(execution, plan, input: input)
    }

    override func map(_ batch: Batch) throws -> Batch {
        batch.filtered(try execution.hasLabels(try execution.nodes(variable, batch), labels))
    }
}

extension Execution {
    /// The nodes of a variable that the binder knows, or takes, for a node.
    func nodes(_ variable: Variable, _ batch: Batch) throws(QueryError) -> [UInt32] {
        guard let ids = batch[variable].nodeIDs(count: batch.count) else {
            throw .wrongType("A node is needed here, and a row has something else.", at: nil)
        }
        return ids
    }

    /// The relationships of a variable that the binder knows, or takes, for a relationship.
    func relationships(_ variable: Variable, _ batch: Batch) throws(QueryError) -> [UInt32] {
        guard let ids = batch[variable].relationshipIDs(count: batch.count) else {
            throw .wrongType("A relationship is needed here, and a row has something else.", at: nil)
        }
        return ids
    }
}

/// New variables.
final class ProjectOperator: MappingOperator {
    private let items: [(variable: Variable, expression: BoundExpression)]

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?,
        _ items: [(variable: Variable, expression: BoundExpression)]
    ) {
        self.items = items
        super.init(execution, plan, input: input)
    }

    override func map(_ batch: Batch) throws -> Batch {
        var result = batch
        for item in items { result[item.variable] = try execution.evaluate(item.expression, batch) }
        return result
    }
}

/// Each row with each element of a list, some thousand at a time.
final class UnwindOperator: Operator {
    private let list: BoundExpression
    private let variable: Variable
    private var batch: Batch?
    private var lists: Vector = .absent
    private var row = 0
    private var position = 0

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ list: BoundExpression, _ variable: Variable
    ) {
        self.list = list
        self.variable = variable
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        (batch, row, position) = (nil, 0, 0)
        try super.open(argument)
    }

    override func next() throws -> Batch? {
        while true {
            guard let batch, row < batch.count else {
                guard let batch = try pullInput() else { return nil }
                (self.batch, row, position) = (batch, 0, 0)
                lists = try execution.evaluate(list, batch)
                continue
            }
            var rows: [Int] = []
            var elements = VectorBuilder(capacity: Batch.rows)
            while row < batch.count, rows.count < Batch.rows { unwind(&rows, &elements) }
            guard !rows.isEmpty else { continue }
            var result = batch.gathered(rows)
            result[variable] = elements.finish()
            return result
        }
    }

    /// Takes elements of the current row until there are enough, and goes on to the next row behind the last.
    private func unwind(_ rows: inout [Int], _ elements: inout VectorBuilder) {
        switch lists[row] {
        case .null: break
        case .list(let list):
            let end = min(list.count, position + Batch.rows - rows.count)
            for element in list[position..<end] {
                rows.append(row)
                elements.append(element)
            }
            position = end
            if end < list.count { return }
        case let value:
            rows.append(row)
            elements.append(value)
        }
        (row, position) = (row + 1, 0)
    }
}

/// All rows before the first is handed on.
final class CollectOperator: Operator {
    private var batches: ArraySlice<Batch>?

    override func open(_ argument: Batch) throws {
        batches = nil
        try super.open(argument)
    }

    override func next() throws -> Batch? {
        if batches == nil { batches = try pullAll()[...] }
        return batches?.popFirst()
    }
}

/// A stretch of the rows.
final class PageOperator: Operator {
    private let skip: BoundExpression?
    private let limit: BoundExpression?
    private var toSkip = 0
    private var left: Int?

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, skip: BoundExpression?,
        limit: BoundExpression?
    ) {
        self.skip = skip
        self.limit = limit
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        toSkip = try skip.map { try execution.rowCount($0, "SKIP") } ?? 0
        left = try limit.map { try execution.rowCount($0, "LIMIT") }
        try super.open(argument)
    }

    override func next() throws -> Batch? {
        if left == 0 {
            // What the rows would have written is written all the same.
            if execution.writing != nil { while try pullInput() != nil {} }
            return nil
        }
        while var batch = try pullInput() {
            if toSkip >= batch.count {
                toSkip -= batch.count
                continue
            }
            if toSkip > 0 { batch = batch.slice(toSkip..<batch.count) }
            toSkip = 0
            if let left {
                if batch.count > left { batch = batch.slice(0..<left) }
                self.left = left - batch.count
            }
            return batch
        }
        return nil
    }
}

extension Execution {
    /// The number of SKIP or LIMIT.
    func rowCount(_ expression: BoundExpression, _ clause: String) throws -> Int {
        let value = try value(expression, .single(variables: plan.width))
        if case .integer(let number) = value, number >= 0 { return Int(number) }
        throw QueryError.rowCount(value, of: expression, in: clause)
    }
}
