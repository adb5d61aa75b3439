import Cypher
import QueryValues

/// Each row with the rows that another plan makes of it, or with nulls where it makes none.
final class OptionalOperator: Operator {
    private let inner: Operator
    private let ordinal: Variable
    private let nulls: [Variable]

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ inner: Operator, _ ordinal: Variable,
        _ nulls: [Variable]
    ) {
        self.inner = inner
        self.ordinal = ordinal
        self.nulls = nulls
        super.init(execution, plan, input: input)
    }

    override func next() throws -> Batch? {
        guard var batch = try pullInput() else { return nil }
        batch[ordinal] = .integers((0..<batch.count).map { Int64($0) })
        try inner.open(batch)
        var parts: [Batch] = []
        var isFound = [Bool](repeating: false, count: batch.count)
        while let part = try inner.pull() {
            try execution.budget.keep(bytes: part.footprint)
            for row in 0..<part.count { isFound[part[ordinal][row].ordinal] = true }
            parts.append(part)
        }
        defer { execution.budget.release(bytes: parts.reduce(0) { $0 + $1.footprint }) }
        let missing = isFound.indices.filter { !isFound[$0] }
        guard !missing.isEmpty else { return Batch.joined(parts) }
        var rest = batch.gathered(missing)
        for variable in nulls { rest[variable] = .constant(.null) }
        guard !parts.isEmpty else { return rest }
        let all = Batch.joined(parts + [rest])
        // The order of the rows is that of the input.
        let owners = (0..<all.count).map { all[ordinal][$0].ordinal }
        return all.gathered(owners.indices.sorted { (owners[$0], $0) < (owners[$1], $1) })
    }
}

/// Each row with the rows that a subquery makes of it.
final class ApplyOperator: Operator {
    private let subquery: PlannedSubquery
    private let inner: Operator
    private let isUnit: Bool
    private var batch: Batch?
    private var row = 0
    private var isOpen = false

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ subquery: PlannedSubquery, isUnit: Bool
    ) {
        self.subquery = subquery
        self.isUnit = isUnit
        inner = subquery.root.makeOperator(execution)
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        (batch, row, isOpen) = (nil, 0, false)
        try super.open(argument)
    }

    override func next() throws -> Batch? {
        while true {
            if isOpen {
                let found = try inner.pull()
                if let found, !isUnit { return found }
                if found == nil {
                    isOpen = false
                    if isUnit, let batch { return batch.slice(row - 1..<row) }
                }
                continue
            }
            guard let batch, row < batch.count else {
                guard let batch = try pullInput() else { return nil }
                (self.batch, row) = (batch, 0)
                continue
            }
            // One row at a time: the subquery may count, limit or write.
            try inner.open(batch.slice(row..<row + 1))
            (row, isOpen) = (row + 1, true)
        }
    }
}

/// Each row with the rows of another plan that have equal keys, or with all of them where there are no keys.
final class JoinOperator: Operator {
    private let right: Operator
    private let leftKeys: [BoundExpression]
    private let rightKeys: [BoundExpression]
    private let adds: [Variable]
    private var table: [GroupingKey: [Int]] = [:]
    private var rows: Batch?
    private var isBuilt = false

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ right: Operator,
        _ leftKeys: [BoundExpression],
        _ rightKeys: [BoundExpression], _ adds: [Variable]
    ) {
        self.right = right
        self.leftKeys = leftKeys
        self.rightKeys = rightKeys
        self.adds = adds
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        (table, rows, isBuilt) = ([:], nil, false)
        try super.open(argument)
    }

    override func next() throws -> Batch? {
        while let batch = try pullInput() {
            if !isBuilt { try build() }
            guard let rows else { continue }
            let keys = try leftKeys.map { try execution.evaluate($0, batch) }
            var (left, matched): ([Int], [Int]) = ([], [])
            for row in 0..<batch.count {
                let key = keys.map { $0[row] }
                // Null equals nothing, and neither does NaN.
                guard key.allSatisfy({ $0.equals($0) == true }), let found = table[GroupingKey(.list(key))]
                else { continue }
                left += [Int](repeating: row, count: found.count)
                matched += found
                try execution.budget.work(found.count)
            }
            guard !left.isEmpty else { continue }
            var result = batch.gathered(left)
            for variable in adds { result[variable] = rows[variable].gathered(matched) }
            return result
        }
        return nil
    }

    private func build() throws {
        isBuilt = true
        try right.open(.single(variables: execution.plan.width))
        var batches: [Batch] = []
        while let batch = try right.pull() {
            try execution.budget.keep(bytes: batch.footprint)
            batches.append(batch)
        }
        guard !batches.isEmpty else { return }
        let all = Batch.joined(batches)
        rows = all
        let keys = try rightKeys.map { try execution.evaluate($0, all) }
        for row in 0..<all.count {
            let key = keys.map { $0[row] }
            guard key.allSatisfy({ $0.equals($0) == true }) else { continue }
            table[GroupingKey(.list(key)), default: []].append(row)
        }
        try execution.budget.keep(bytes: 96 * all.count)
    }
}

/// The rows of several plans one after the other, their columns under common variables.
final class UnionOperator: Operator {
    private let parts: [(root: Operator, outputs: [Variable])]
    private let outputs: [Variable]
    private var part = 0
    private var argument = Batch(count: 0, vectors: [])
    private var isOpen = false

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ parts: [(Operator, [Variable])],
        _ outputs: [Variable]
    ) {
        self.parts = parts.map { (root: $0.0, outputs: $0.1) }
        self.outputs = outputs
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws { (self.argument, part, isOpen) = (argument, 0, false) }

    override func next() throws -> Batch? {
        while part < parts.count {
            if !isOpen {
                try parts[part].root.open(argument)
                isOpen = true
            }
            guard var batch = try parts[part].root.pull() else {
                (part, isOpen) = (part + 1, false)
                continue
            }
            let vectors = parts[part].outputs.map { batch[$0] }
            for (variable, vector) in zip(outputs, vectors) { batch[variable] = vector }
            return batch
        }
        return nil
    }
}
