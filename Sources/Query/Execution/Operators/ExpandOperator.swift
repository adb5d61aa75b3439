import Cypher
import GraphStore
import QueryValues

/// Each row with each relationship of a node, and the node at its other end.
final class ExpandOperator: Operator {
    private let expansion: Expansion
    private let neighbours: DirectedNeighbours
    private let needsEdges: Bool
    private var batch: Batch?
    private var row = 0

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ expansion: Expansion) {
        self.expansion = expansion
        needsEdges = plan.isLive(expansion.relationship) || !expansion.differsFrom.isEmpty
        neighbours = DirectedNeighbours(execution.graph, expansion.types, expansion.direction)
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        (batch, row) = (nil, 0)
        try super.open(argument)
    }

    override func next() throws -> Batch? {
        while true {
            if let batch, row < batch.count {
                let result = try expand(batch)
                if result.count > 0 { return result }
            } else {
                guard let batch = try pullInput() else { return nil }
                (self.batch, row) = (batch, 0)
            }
        }
    }

    /// Expands rows until there are enough new ones; those of one row stay together.
    private func expand(_ batch: Batch) throws -> Batch {
        let starts = try execution.nodes(expansion.from, batch)
        let ends = expansion.isInto ? try execution.nodes(expansion.to, batch) : nil
        var rows: [Int] = []
        var edges: [UInt32] = []
        var others: [UInt32] = []
        while row < batch.count, rows.count < Batch.rows {
            let current = row
            row += 1
            guard starts[current] != Vector.none else { continue }
            if let end = ends?[current] {
                try neighbours.forEach(of: starts[current]) { edge, other in
                    guard other == end else { return }
                    rows.append(current)
                    edges.append(edge)
                }
            } else {
                try neighbours.forEach(of: starts[current]) { edge, other in
                    rows.append(current)
                    if needsEdges { edges.append(edge) }
                    others.append(other)
                }
            }
        }
        try execution.budget.work(rows.count)
        var result = batch.gathered(rows)
        if ends != nil || needsEdges { result[expansion.relationship] = .relationships(edges) }
        if ends == nil { result[expansion.to] = .nodes(others) }
        result = try execution.distinct(result, expansion)
        guard ends == nil, !expansion.labels.isEmpty else { return result }
        return result.filtered(
            try execution.hasLabels(try execution.nodes(expansion.to, result), expansion.labels))
    }
}

extension Execution {
    /// The rows whose relationship is none of those that it must differ from.
    func distinct(_ batch: Batch, _ expansion: Expansion) throws -> Batch {
        var batch = batch
        for other in expansion.differsFrom where batch.count > 0 {
            let ids = try relationships(expansion.relationship, batch)
            let kept: [Truth]
            if case .relationships(let others) = batch[other] {
                kept = ids.indices.map { Truth(ids[$0] != others[$0]) }
            } else {
                let others = batch[other]
                kept = ids.indices.map { Truth(!others[$0].names(relationship: ids[$0])) }
            }
            batch = batch.filtered(kept)
        }
        return batch
    }
}

extension QueryValue {
    /// Whether a relationship is this one, or in this list.
    func names(relationship id: UInt32) -> Bool {
        switch self {
        case .relationship(let one): one.id.raw == id
        case .list(let elements): elements.contains { $0.names(relationship: id) }
        default: false
        }
    }
}

/// Each row whose relationship is bound already, with its ends, if it lies as the pattern wants.
final class ConnectOperator: MappingOperator {
    private let expansion: Expansion

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ expansion: Expansion) {
        self.expansion = expansion
        super.init(execution, plan, input: input)
    }

    override func map(_ batch: Batch) throws -> Batch {
        let edges = try execution.relationships(expansion.relationship, batch)
        // A node that nothing has bound yet may be either end.
        let starts = try expansion.isFromBound ? execution.nodes(expansion.from, batch) : nil
        let isLoop = expansion.from == expansion.to
        let ends = try expansion.isInto ? execution.nodes(expansion.to, batch) : nil
        var rows: [Int] = []
        var (sources, targets): ([UInt32], [UInt32]) = ([], [])
        for row in 0..<batch.count where edges[row] != Vector.none {
            let edge = edges[row]
            guard try execution.graph.contains(edge: edge),
                let places = try execution.graph.ends(ofEdge: edge)
            else { continue }
            if let types = expansion.types, !types.holds(of: try execution.graph.labels(ofEdge: edge) ?? []) {
                continue
            }
            var ways: [(UInt32, UInt32)] = []
            if expansion.direction != .incoming { ways.append((places.source, places.target)) }
            if expansion.direction != .outgoing,
                expansion.direction == .incoming || places.source != places.target
            {
                ways.append((places.target, places.source))
            }
            for (source, target) in ways {
                if isLoop, source != target { continue }
                if let starts, starts[row] != source { continue }
                if let ends, ends[row] != target { continue }
                rows.append(row)
                sources.append(source)
                targets.append(target)
            }
        }
        var result = batch.gathered(rows)
        result[expansion.from] = .nodes(sources)
        result[expansion.to] = .nodes(targets)
        result = try execution.distinct(result, expansion)
        guard !expansion.labels.isEmpty else { return result }
        return result.filtered(
            try execution.hasLabels(try execution.nodes(expansion.to, result), expansion.labels))
    }
}
