import Cypher
import QueryValues

extension Execution {
    // Runs a subquery for all rows of a batch at once; `body` gets its rows with the row of the batch each belongs to, and
    // returns false when it has seen enough.
    private func forEachRow(
        of subquery: BoundQuery, _ batch: Batch, _ body: (Batch, [Int]) throws -> Bool
    ) throws {
        guard let planned = plan.subqueries[ObjectIdentifier(subquery.identity)] else {
            preconditionFailure("the planner plans every subquery")
        }
        let identity = ObjectIdentifier(subquery.identity)
        // A subquery within itself does not exist, but one that runs while another of its rows is open would.
        let root = subqueries.removeValue(forKey: identity) ?? planned.root.makeOperator(self)
        defer { subqueries[identity] = root }
        if planned.isRowwise {
            for row in 0..<batch.count {
                try run(root, planned, batch.slice(row..<row + 1).withoutWeights) { inner in
                    try body(inner, [Int](repeating: row, count: inner.count))
                }
            }
            return
        }
        var argument = batch.withoutWeights
        argument[planned.ordinal] = .integers((0..<batch.count).map { Int64($0) })
        try run(root, planned, argument) { inner in
            guard case .integers(let ordinals) = inner[planned.ordinal] else {
                return try body(inner, (0..<inner.count).map { inner[planned.ordinal][$0].ordinal })
            }
            return try body(inner, ordinals.map { Int($0) })
        }
    }

    private func run(
        _ root: Operator, _ planned: PlannedSubquery, _ argument: Batch, _ body: (Batch) throws -> Bool
    ) throws {
        try root.open(argument)
        while let inner = try root.next() {
            guard try body(inner) else { return }
        }
    }

    func exists(_ subquery: BoundQuery, _ batch: Batch) throws -> [Truth] {
        var found = [Truth](repeating: .no, count: batch.count)
        var open = batch.count
        try forEachRow(of: subquery, batch) { _, owners in
            for owner in owners where found[owner] == .no {
                found[owner] = .yes
                open -= 1
            }
            return open > 0
        }
        return found
    }

    func count(_ subquery: BoundQuery, _ batch: Batch) throws -> [Int64] {
        var counts = [Int64](repeating: 0, count: batch.count)
        try forEachRow(of: subquery, batch) { inner, owners in
            for (row, owner) in owners.enumerated() { counts[owner] += Int64(inner.weights?[row] ?? 1) }
            return true
        }
        return counts
    }

    func collect(_ subquery: BoundQuery, _ batch: Batch) throws -> [QueryValue] {
        let output = plan.subqueries[ObjectIdentifier(subquery.identity)]?.output
        guard let output else { preconditionFailure("a collected subquery has one column") }
        var lists = [[QueryValue]](repeating: [], count: batch.count)
        try forEachRow(of: subquery, batch) { inner, owners in
            let values = inner[output]
            for (row, owner) in owners.enumerated() {
                let value = values[row]
                try budget.keep(bytes: value.footprint)
                lists[owner].append(value)
            }
            return true
        }
        return lists.map { .list($0) }
    }
}

extension Batch {
    var withoutWeights: Batch {
        var batch = self
        batch.weights = nil
        return batch
    }
}

extension QueryValue {
    /// The number of a row that a value carries through a subquery.
    var ordinal: Int {
        guard case .integer(let number) = self else { preconditionFailure("rows are numbered") }
        return Int(number)
    }
}
