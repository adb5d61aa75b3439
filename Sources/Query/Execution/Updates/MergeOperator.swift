import Cypher
import GraphStore
import QueryValues

/// MERGE: each row with the matches of a pattern, or with one that is made; rows see what those before them made.
final class MergeOperator: UpdateOperator {
    private let merge: BoundMerge
    private let match: Operator
    /// The nodes of the pattern that come from before the clause; what is made at its beginning may stand in it again.
    private let given: Set<Variable>

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ merge: BoundMerge, _ match: Operator
    ) {
        self.merge = merge
        self.match = match
        let nodes = merge.created.nodes
        given = Set(nodes.filter(\.isBound).map(\.variable))
            .subtracting(nodes.filter { !$0.isBound }.map(\.variable))
        super.init(execution, plan, input: input)
    }

    override func update(_ batches: [Batch]) throws -> [Batch] {
        var results: [Batch] = []
        for batch in batches {
            var rows: [Batch] = []
            for row in 0..<batch.count { rows += try merge(batch.slice(row..<row + 1)) }
            if !rows.isEmpty { results.append(Batch.joined(rows)) }
        }
        return results
    }

    private func merge(_ row: Batch) throws -> [Batch] {
        try requireNoNulls(row)
        try match.open(row)
        var matches: [Batch] = []
        while let found = try match.pull() { matches.append(found) }
        guard matches.isEmpty else {
            for found in matches where !merge.onMatch.isEmpty {
                for position in 0..<found.count {
                    try execution.apply(merge.onMatch, found.slice(position..<position + 1), transaction)
                }
            }
            return matches
        }
        var made = row
        try execution.create(merge.created, &made, transaction)
        try execution.apply(merge.onCreate, made, transaction)
        return [made]
    }

    /// Null equals nothing: a pattern that asks for it would be made again each time.
    private func requireNoNulls(_ row: Batch) throws {
        if given.contains(where: { row[$0][0].isNull }) {
            throw QueryError(
                .entityNotFound, "MissingNode", phase: .runtime,
                "MERGE cannot start from a node that is null.",
                at: merge.range)
        }
        // What is made within the pattern cannot be mentioned in its own property maps.
        let maps =
            merge.created.nodes.compactMap { $0.isBound ? nil : $0.properties }
            + merge.created.relationships.compactMap(\.properties)
        for map in maps {
            for (key, value) in try execution.properties(map, row).entries where value.isNull {
                throw QueryError(
                    .semantic, "MergeReadOwnWrites", phase: .runtime,
                    "MERGE cannot look for `\(key)`, which is null: null equals nothing.", at: merge.range,
                    suggestion: "Use CREATE, or give `\(key)` a value.")
            }
        }
    }
}

/// FOREACH: updates for each element of a list; rows stay as they are.
final class ForEachOperator: UpdateOperator {
    private let variable: Variable
    private let list: BoundExpression
    private let updates: Operator

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ variable: Variable, _ list: BoundExpression,
        _ updates: Operator
    ) {
        self.variable = variable
        self.list = list
        self.updates = updates
        super.init(execution, plan, input: input)
    }

    override func update(_ batches: [Batch]) throws -> [Batch] {
        for batch in batches {
            let lists = try execution.evaluate(list, batch)
            for row in 0..<batch.count {
                guard let elements = try lists[row].listElements(nil), !elements.isEmpty else { continue }
                var inner = batch.gathered([Int](repeating: row, count: elements.count))
                inner[variable] = Vector(elements)
                try updates.open(inner)
                while try updates.pull() != nil {}
            }
        }
        return batches
    }
}
