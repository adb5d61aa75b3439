import Cypher
import GraphStore
import PropertyGraph
import QueryValues

/// Each row with nodes: all, those with a value of a key, or that of an id; those of some labels.
final class ScanOperator: Operator {
    enum Source {
        case all
        case key(label: String, key: String, value: BoundExpression, isList: Bool)
        case id(BoundExpression)
    }
    private let source: Source
    private let variable: Variable
    private let labels: [LabelExpression]
    /// All nodes as stretches of ids, found once for each time the operator is opened.
    private var stretches: [Range<UInt32>]?
    private var batch: Batch?
    private var row = 0
    private var stretch = 0
    private var position: UInt32 = 0

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
        (stretches, batch, row, position, stretch) = (nil, nil, 0, 0, 0)
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
            guard let batch, row < batch.count else {
                guard let batch = try pullInput() else { return nil }
                (self.batch, row, stretch, position) = (batch, 0, 0, 0)
                continue
            }
            let nodes = try nextNodes()
            guard !nodes.isEmpty else {
                (row, stretch, position) = (row + 1, 0, 0)
                continue
            }
            var result = batch.gathered([Int](repeating: row, count: nodes.count))
            result[variable] = .nodes(nodes)
            return result
        }
    }

    /// The next nodes for the current row; none when it has had all.
    private func nextNodes() throws -> [UInt32] {
        let all = try stretches ?? execution.graph.nodes(labels: labels)
        stretches = all
        if let (scan, cursor) = execution.scanCursor, scan === plan {
            return Self.portion(cursor.take(), of: all)
        }
        var nodes: [UInt32] = []
        nodes.reserveCapacity(Batch.rows)
        while stretch < all.count, nodes.count < Batch.rows {
            let start = all[stretch].lowerBound + position
            let end = min(all[stretch].upperBound, start + UInt32(Batch.rows - nodes.count))
            nodes.append(contentsOf: start..<end)
            position = end - all[stretch].lowerBound
            if end == all[stretch].upperBound { (stretch, position) = (stretch + 1, 0) }
        }
        return nodes
    }

    /// The nodes of a portion, all stretches counted through; none behind the last.
    private static func portion(_ number: Int?, of stretches: [Range<UInt32>]) -> [UInt32] {
        guard var start = number.map({ $0 * Batch.rows }) else { return [] }
        var nodes: [UInt32] = []
        for stretch in stretches where nodes.count < Batch.rows {
            guard start < stretch.count else {
                start -= stretch.count
                continue
            }
            let first = stretch.lowerBound + UInt32(start)
            nodes.append(
                contentsOf: first..<min(stretch.upperBound, first + UInt32(Batch.rows - nodes.count)))
            start = 0
        }
        return nodes
    }

    private func found(_ batch: Batch) throws -> (rows: [Int], nodes: [UInt32]) {
        var rows: [Int] = []
        var nodes: [UInt32] = []
        switch source {
        case .all: preconditionFailure("all nodes are found elsewhere")
        case .key(let label, let key, let value, let isList):
            let values = try execution.evaluate(value, batch)
            for row in 0..<batch.count {
                let wanted = isList ? try distinct(values[row]) : [values[row]]
                for value in wanted {
                    for node in try execution.graph.nodes(label: label, key: key, equal: value) {
                        rows.append(row)
                        nodes.append(node)
                    }
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

extension ScanOperator {
    /// The values of a list, each once; none of null.
    private func distinct(_ list: QueryValue) throws -> [QueryValue] {
        if list.isNull { return [] }
        guard case .list(let elements) = list else {
            // The operator has the words for what is no list.
            _ = try Operators.apply(.in, .null, list)
            return []
        }
        var seen: Set<GroupingKey> = []
        return elements.filter { seen.insert(GroupingKey($0)).inserted }
    }
}

extension StoreGraph {
    /// The nodes whose labels satisfy all of some expressions, as stretches of ids.
    func nodes(labels: [LabelExpression]) throws -> [Range<UInt32>] {
        var found: [Range<UInt32>] = []
        func add(_ id: UInt32) {
            if let last = found.last, last.upperBound == id {
                found[found.count - 1] = last.lowerBound..<id + 1
            } else {
                found.append(id..<id + 1)
            }
        }
        for table in segment?.nodeTables ?? [] where table.count > 0 && labels.hold(of: table.labels) {
            let range = table.first..<table.first + UInt32(table.count)
            guard let delta else {
                found.append(range)
                continue
            }
            for id in range where try !delta.isMarked(.node, id) { add(id) }
        }
        for case (let id, .present(let record)) in try delta?.nodes() ?? []
        where labels.hold(of: record.labels) { add(id) }
        return found
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
