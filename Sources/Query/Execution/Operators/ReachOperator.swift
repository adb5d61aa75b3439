import Cypher
import GraphStore
import QueryValues

/// Each row with each node that some walk of a permitted length leads to, once: what is left of walks when nobody asks for
/// them, nor how many there are.
///
/// A walk that repeats a relationship can be shortened, so that breadth first finds whatever walks without repetition reach. The
/// exception is the start itself where relationships have no direction: back and forth is no walk. It is reached by the
/// shortest cycle, which joins two branches of the search.
final class ReachOperator: Operator {
    private let walk: RepeatedExpansion
    private let neighbours: DirectedNeighbours
    private var batch: Batch?
    private var row = 0

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ walk: RepeatedExpansion) {
        self.walk = walk
        neighbours = DirectedNeighbours(execution.graph, walk.expansion.types, walk.expansion.direction)
        super.init(execution, plan, input: input)
    }

    override func open(_ argument: Batch) throws {
        (batch, row) = (nil, 0)
        try super.open(argument)
    }

    override func next() throws -> Batch? {
        while true {
            guard let batch, row < batch.count else {
                guard let batch = try pullInput() else { return nil }
                (self.batch, row) = (batch, 0)
                continue
            }
            let result = try reach(batch)
            if result.count > 0 { return result }
        }
    }

    /// Searches from rows until enough is found; what one row reaches stays together.
    private func reach(_ batch: Batch) throws -> Batch {
        let starts = try execution.nodes(walk.expansion.from, batch)
        let ends = walk.expansion.isInto ? try execution.nodes(walk.expansion.to, batch) : nil
        var rows: [Int] = []
        var nodes: [UInt32] = []
        while row < batch.count, rows.count < Batch.rows {
            let current = row
            row += 1
            guard starts[current] != Vector.none else { continue }
            var found = try reached(from: starts[current], batch, current)
            if let end = ends?[current] { found = found.contains(end) ? [end] : [] }
            rows += [Int](repeating: current, count: found.count)
            nodes += found
        }
        var result = batch.gathered(rows)
        if ends == nil { result[walk.expansion.to] = .nodes(nodes) }
        guard ends == nil, !walk.expansion.labels.isEmpty, result.count > 0 else { return result }
        return result.filtered(try execution.hasLabels(nodes, walk.expansion.labels))
    }

    private struct Entry {
        let node: UInt32
        let depth: Int
        /// The relationship it was reached by, and the first one on the way to it.
        let edge: UInt32
        let branch: UInt32
    }

    private func reached(from start: UInt32, _ batch: Batch, _ row: Int) throws -> [UInt32] {
        let limit = walk.maximum ?? .max
        var positions: [UInt32: Int] = [start: 0]
        var entries = [Entry(node: start, depth: 0, edge: Vector.none, branch: Vector.none)]
        var shortestCycle: Int?
        var next = 0
        while next < entries.count {
            let entry = entries[next]
            next += 1
            guard entry.depth < limit else { break }
            for (edge, other) in try steps(from: entry.node, batch, row) where edge != entry.edge {
                let branch = entry.depth == 0 ? edge : entry.branch
                guard let known = positions[other] else {
                    positions[other] = entries.count
                    entries.append(Entry(node: other, depth: entry.depth + 1, edge: edge, branch: branch))
                    continue
                }
                let met = entries[known]
                let isCycle: Bool
                switch walk.expansion.direction {
                case .outgoing, .incoming: isCycle = other == start
                case .either: isCycle = other == start ? edge != entry.branch : met.branch != branch
                }
                if isCycle {
                    shortestCycle = min(shortestCycle ?? .max, entry.depth + 1 + met.depth)
                }
            }
            try execution.budget.work(16)
        }
        try execution.budget.keep(bytes: 40 * entries.count)
        defer { execution.budget.release(bytes: 40 * entries.count) }
        var found = entries.dropFirst().map(\.node)
        if walk.minimum == 0 || shortestCycle.map({ $0 <= limit }) ?? false { found.insert(start, at: 0) }
        return found
    }

    private func steps(
        from node: UInt32, _ batch: Batch, _ row: Int
    ) throws -> [(edge: UInt32, other: UInt32)] {
        var found: [(edge: UInt32, other: UInt32)] = []
        try neighbours.forEach(of: node) { edge, other in found.append((edge, other)) }
        return try execution.admitted(found, walk.element, walk.conditions, batch, row)
    }
}
