import Cypher
import GraphStore
import QueryValues

/// Each row counted as often as a node has relationships, which are not looked at one by one where their lists are whole.
final class DegreeOperator: MappingOperator {
    private let expansion: Expansion
    private let neighbours: DirectedNeighbours

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ expansion: Expansion) {
        self.expansion = expansion
        neighbours = DirectedNeighbours(execution.graph, expansion.types, expansion.direction)
        super.init(execution, plan, input: input)
    }

    override func map(_ batch: Batch) throws -> Batch {
        let nodes = try execution.nodes(expansion.from, batch)
        var weights: [Int] = []
        weights.reserveCapacity(batch.count)
        var rows: [Int] = []
        rows.reserveCapacity(batch.count)
        for row in 0..<batch.count where nodes[row] != Vector.none {
            let degree = try neighbours.count(of: nodes[row], labels: expansion.labels, execution)
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
}

extension DirectedNeighbours {
    /// How many relationships of a node lead to nodes of some labels; a loop counts once.
    func count(of node: UInt32, labels: [LabelExpression], _ execution: Execution) throws -> Int {
        var count = 0
        if let outgoing { count += try outgoing.count(of: node, labels, execution, leavingOutLoops: false) }
        if let incoming {
            count += try incoming.count(of: node, labels, execution, leavingOutLoops: outgoing != nil)
        }
        return count
    }
}

extension Neighbours {
    fileprivate func count(
        of node: UInt32, _ labels: [LabelExpression], _ execution: Execution, leavingOutLoops: Bool
    ) throws -> Int {
        // The labels of a node at the other end may have changed, so that lists are only counted where nothing has.
        if execution.graph.delta == nil, !leavingOutLoops || !mayHaveLoops, let (lists, row) = try lists(of: node) {
            return lists.reduce(0) { total, list in
                labels.isEmpty || labels.hold(of: list.otherLabels) ? total + list.adjacency.degree(of: row) : total
            }
        }
        var others: [UInt32] = []
        try forEach(of: node) { _, other in
            if leavingOutLoops, other == node { return }
            others.append(other)
        }
        guard !labels.isEmpty else { return others.count }
        return try execution.hasLabels(others, labels).reduce(0) { $0 + ($1 == .yes ? 1 : 0) }
    }
}
