import Cypher
import GraphStore
import PropertyGraph
import QueryValues

/// Each row with nodes: all, those with a value of a key, or that of an id; those of some labels.
final class ScanOperator: Operator {
    enum Source {
        case all
        case key(label: String, key: String, value: BoundExpression)
        case id(BoundExpression)
    }
    private let source: Source
    private let variable: Variable
    private let labels: [LabelExpression]
    /// All nodes, found once for each time the operator is opened.
    private var nodes: [UInt32]?
    private var batch: Batch?
    private var row = 0
    private var position = 0

    init(
        _ execution: Execution, _ plan: Plan, input: Operator?, _ source: Source, _ variable: Variable,
        _ labels: [LabelExpression]
    ) {
        self.source = source
        self.variable = variable
        self.labels = labels
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        (nodes, batch, row, position) = (nil, nil, 0, 0)
        try super.open(argument)
    }

    override func next() throws -> Batch? {
        if case .all = source { return try nextOfAll() }
        while let batch = try pullInput() {
            let found = try found(batch)
            guard !found.rows.isEmpty else { continue }
            var result = batch.gathered(found.rows)
            result[variable] = .nodes(found.nodes)
            guard !labels.isEmpty else { return result }
            result = result.filtered(try execution.hasLabels(found.nodes, labels))
            if result.count > 0 { return result }
        }
        return nil
    }

    private func nextOfAll() throws -> Batch? {
        while true {
            if let batch, row < batch.count {
                let nodes = try allNodes()
                let end = min(position + Batch.rows, nodes.count)
                let part = Array(nodes[position..<end])
                var result = batch.gathered([Int](repeating: row, count: part.count))
                result[variable] = .nodes(part)
                position = end
                if position == nodes.count { (row, position) = (row + 1, 0) }
                if result.count > 0 { return result }
            } else {
                guard let batch = try pullInput() else { return nil }
                (self.batch, row, position) = (batch, 0, 0)
            }
        }
    }

    private func allNodes() throws -> [UInt32] {
        if let nodes { return nodes }
        let found = try execution.graph.nodes(labels: labels)
        nodes = found
        return found
    }

    private func found(_ batch: Batch) throws -> (rows: [Int], nodes: [UInt32]) {
        var rows: [Int] = []
        var nodes: [UInt32] = []
        switch source {
        case .all: preconditionFailure("all nodes are found elsewhere")
        case .key(let label, let key, let value):
            let values = try execution.evaluate(value, batch)
            for row in 0..<batch.count {
                for node in try execution.graph.nodes(label: label, key: key, equal: values[row]) {
                    rows.append(row)
                    nodes.append(node)
                }
            }
        case .id(let id):
            let values = try execution.evaluate(id, batch)
            for row in 0..<batch.count {
                guard case .integer(let number) = values[row], let node = UInt32(exactly: number),
                    try execution.graph.contains(node: node)
                else { continue }
                rows.append(row)
                nodes.append(node)
            }
        }
        return (rows, nodes)
    }
}

extension StoreGraph {
    /// The nodes whose labels satisfy all of some expressions, in the order of their ids.
    func nodes(labels: [LabelExpression]) throws -> [UInt32] {
        var found: [UInt32] = []
        for table in segment?.nodeTables ?? [] where labels.hold(of: table.labels) {
            let range = table.first..<table.first + UInt32(table.count)
            if let delta {
                for id in range where try !delta.isMarked(.node, id) { found.append(id) }
            } else {
                found.append(contentsOf: range)
            }
        }
        guard let delta else { return found }
        var isSorted = true
        for case (let id, .present(let record)) in try delta.nodes() where labels.hold(of: record.labels) {
            isSorted = isSorted && id > found.last ?? 0
            found.append(id)
        }
        return isSorted ? found : found.sorted()
    }

    /// The nodes with a label and a property equal to a value, as `=` compares.
    func nodes(label: String, key: String, equal value: QueryValue) throws -> [UInt32] {
        guard let stored = try? value.storable() else { return [] }
        let found = try elements(.node, where: [key], equal: [stored], label: label)
        // Keys find NaN, and `=` does not.
        return try found.filter { node in
            guard let other = try property(key, ofNode: node) else { return false }
            return QueryValue(other).equals(value) == true
        }
    }
}
