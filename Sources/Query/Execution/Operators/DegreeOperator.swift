import Cypher
import GraphStore
import QueryValues

/// Each row counted as often as a node has relationships, which are not looked at one by one where their lists are whole.
final class DegreeOperator: MappingOperator {
    private let expansion: Expansion
    private let neighbours: DirectedNeighbours
    /// By position of a table of nodes, whether nodes of it are meant at the other end.
    private let isMeant: [Bool]

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ expansion: Expansion) {
        self.expansion = expansion
        neighbours = DirectedNeighbours(execution.graph, expansion.types, expansion.direction)
        isMeant = (execution.graph.segment?.nodeTables ?? []).map { expansion.labels.hold(of: $0.labels) }
        super.init(execution, plan, input: input)
    }

    override func map(_ batch: Batch) throws -> Batch {
        let nodes = try execution.nodes(expansion.from, batch)
        var weights: [Int] = []
        weights.reserveCapacity(batch.count)
        var rows: [Int] = []
        rows.reserveCapacity(batch.count)
        for row in 0..<batch.count where nodes[row] != Vector.none {
            let degree = try degree(of: nodes[row])
            guard degree > 0 else { continue }
            let (weight, overflow) = degree.multipliedReportingOverflow(by: batch.weights?[row] ?? 1)
            guard !overflow else { throw QueryError.countOverflow() }
            rows.append(row)
            weights.append(weight)
        }
        var result = rows.count == batch.count ? batch : batch.gathered(rows)
        result.weights = weights
        return result
    }

    private func degree(of node: UInt32) throws -> Int {
        var degree = 0
        if let outgoing = neighbours.outgoing { degree += try count(outgoing, node, leavingOutLoops: false) }
        if let incoming = neighbours.incoming {
            degree += try count(incoming, node, leavingOutLoops: neighbours.outgoing != nil)
        }
        return degree
    }

    private func count(_ neighbours: Neighbours, _ node: UInt32, leavingOutLoops: Bool) throws -> Int {
        // The labels of a node at the other end may have changed, so that lists are only counted where nothing has.
        if neighbours.isPlain, !leavingOutLoops || !neighbours.mayHaveLoops,
            let (lists, row) = try neighbours.lists(of: node)
        {
            var count = 0
            for list in lists where isMeant[list.otherTable] { count += list.range(of: row).count }
            return count
        }
        var others: [UInt32] = []
        try neighbours.forEach(of: node) { _, other in
            if leavingOutLoops, other == node { return }
            others.append(other)
        }
        guard !expansion.labels.isEmpty else { return others.count }
        return try execution.hasLabels(others, expansion.labels).count { $0 == .yes }
    }
}
