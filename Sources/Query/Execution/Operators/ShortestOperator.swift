import Cypher
import GraphStore
import QueryValues

/// Each row with one shortest walk, or with all of them, between two nodes.
final class ShortestOperator: Operator {
    private let walk: ShortestExpansion
    private let forward: DirectedNeighbours
    private let backward: DirectedNeighbours
    private var nodeBound = 0

    init(_ execution: Execution, _ plan: Plan, input: Operator?, _ walk: ShortestExpansion) {
        self.walk = walk
        let graph = execution.graph
        forward = DirectedNeighbours(graph, walk.expansion.types, walk.expansion.direction)
        backward = DirectedNeighbours(graph, walk.expansion.types, walk.expansion.direction.reversed)
        super.init(execution, plan, input: input)
    }

    override func next() throws -> Batch? {
        while let batch = try pullInput() {
            nodeBound = execution.graph.nodeBound
            let starts = try execution.nodes(walk.expansion.from, batch)
            let ends = try execution.nodes(walk.expansion.to, batch)
            var rows: [Int] = []
            var lists: [QueryValue] = []
            for row in 0..<batch.count where starts[row] != Vector.none && ends[row] != Vector.none {
                for edges in try walks(batch, row, starts[row], ends[row]) {
                    rows.append(row)
                    lists.append(.list(edges.map { .relationship(Relationship(EdgeID($0))) }))
                }
            }
            guard !rows.isEmpty else { continue }
            var result = batch.gathered(rows)
            result[walk.expansion.relationship] = .values(lists)
            return result
        }
        return nil
    }

    private func walks(_ batch: Batch, _ row: Int, _ start: UInt32, _ end: UInt32) throws -> [[UInt32]] {
        if start == end, walk.minimum == 0 { return [[]] }
        if walk.maximum ?? 1 < 1 { return [] }
        // Only walks of one relationship or more between two nodes are simple when they are shortest.
        if start == end || walk.minimum > 1 { return try shortestTrails(batch, row, start, end) }
        if walk.findsAll { return try allShortest(batch, row, start, end) }
        return try anyShortest(batch, row, start, end).map { [$0] } ?? []
    }

    private func steps(
        _ neighbours: DirectedNeighbours, _ node: UInt32, _ batch: Batch, _ row: Int
    ) throws -> [(edge: UInt32, other: UInt32)] {
        var found: [(edge: UInt32, other: UInt32)] = []
        try neighbours.forEach(of: node) { edge, other in found.append((edge, other)) }
        try execution.budget.work(found.count + 1)
        for variable in walk.expansion.differsFrom {
            let other = batch[variable][row]
            found.removeAll { other.names(relationship: $0.edge) }
        }
        return try execution.admitted(found, walk.element, walk.conditions, batch, row)
    }

    /// Breadth first from both ends, the smaller front first; the first node that both have seen lies on a shortest walk.
    private func anyShortest(_ batch: Batch, _ row: Int, _ start: UInt32, _ end: UInt32) throws -> [UInt32]? {
        var ahead = SearchFront(start, nodeBound: nodeBound)
        var behind = SearchFront(end, nodeBound: nodeBound)
        let isPlain = walk.conditions.isEmpty && walk.expansion.differsFrom.isEmpty
        var length = 0
        while length < walk.maximum ?? .max, !ahead.isExhausted, !behind.isExhausted {
            length += 1
            let isForward = ahead.level.count <= behind.level.count
            var meeting: UInt32?
            let neighbours = isForward ? forward : backward
            let other = isForward ? behind : ahead
            func advance(_ front: inout SearchFront) throws {
                for index in front.beginLevel() {
                    let node = front.entries[index].node
                    if isPlain {
                        try neighbours.forEach(of: node) { edge, next in
                            if meeting == nil, front.visit(next, from: index, along: edge),
                                other.hasSeen(next)
                            {
                                meeting = next
                            }
                        }
                        try execution.budget.work(16)
                    } else {
                        for (edge, next) in try steps(neighbours, node, batch, row)
                        where front.visit(next, from: index, along: edge) {
                            if other.hasSeen(next) { meeting = next }
                        }
                    }
                    if meeting != nil { return }
                }
            }
            if isForward { try advance(&ahead) } else { try advance(&behind) }
            if let meeting { return ahead.edges(to: meeting).reversed() + behind.edges(to: meeting) }
        }
        return nil
    }

    /// Distances to the end, level by level, and from them all walks on which each step comes nearer.
    private func allShortest(_ batch: Batch, _ row: Int, _ start: UInt32, _ end: UInt32) throws -> [[UInt32]]
    {
        var distances: [UInt32: Int] = [end: 0]
        var level = [end]
        var length = 0
        while distances[start] == nil, !level.isEmpty, length < walk.maximum ?? .max {
            length += 1
            var next: [UInt32] = []
            for node in level {
                for (_, other) in try steps(backward, node, batch, row) where distances[other] == nil {
                    distances[other] = length
                    next.append(other)
                }
            }
            level = next
        }
        guard let distance = distances[start] else { return [] }
        var found: [[UInt32]] = []
        var stack: [(node: UInt32, edges: [UInt32])] = [(start, [])]
        while let (node, edges) = stack.popLast() {
            if edges.count == distance {
                found.append(edges)
                try execution.budget.keep(bytes: 32 + 4 * distance)
                continue
            }
            for (edge, other) in try steps(forward, node, batch, row).reversed()
            where distances[other] == distance - edges.count - 1 {
                stack.append((other, edges + [edge]))
            }
        }
        return found
    }

    /// Walks without a repeated relationship, all of one length before any longer one.
    private func shortestTrails(
        _ batch: Batch, _ row: Int, _ start: UInt32, _ end: UInt32
    ) throws -> [[UInt32]] {
        var level: [(node: UInt32, edges: [UInt32])] = [(start, [])]
        var length = 0
        while !level.isEmpty, length < walk.maximum ?? .max {
            length += 1
            var next: [(node: UInt32, edges: [UInt32])] = []
            for (node, edges) in level {
                for (edge, other) in try steps(forward, node, batch, row) where !edges.contains(edge) {
                    next.append((other, edges + [edge]))
                    try execution.budget.keep(bytes: 48 + 4 * length)
                }
            }
            if length >= walk.minimum {
                let found = next.filter { $0.node == end }.map(\.edges)
                if !found.isEmpty { return walk.findsAll ? found : [found[0]] }
            }
            level = next
        }
        return []
    }
}

/// One side of a search: the nodes it has seen, level by level, and how it came to each.
private struct SearchFront {
    struct Entry {
        let node: UInt32
        /// The position of the node it was reached from.
        let parent: Int32
        let edge: UInt32
    }
    private(set) var entries: [Entry]
    /// Where the last level lies in ``entries``.
    private(set) var level: Range<Int>
    private var seen: [UInt64]

    init(_ node: UInt32, nodeBound: Int) {
        entries = [Entry(node: node, parent: -1, edge: 0)]
        level = 0..<1
        seen = [UInt64](repeating: 0, count: nodeBound / 64 + 1)
        mark(node)
    }

    var isExhausted: Bool { level.isEmpty }

    /// The positions of the last level, whose neighbours make the next one.
    mutating func beginLevel() -> Range<Int> {
        let last = level
        level = entries.count..<entries.count
        return last
    }

    func hasSeen(_ node: UInt32) -> Bool { seen[Int(node >> 6)] >> UInt64(node & 63) & 1 != 0 }

    private mutating func mark(_ node: UInt32) { seen[Int(node >> 6)] |= 1 << UInt64(node & 63) }

    /// Adds a node to the level that is being made; false if it was seen before.
    mutating func visit(_ node: UInt32, from parent: Int, along edge: UInt32) -> Bool {
        guard !hasSeen(node) else { return false }
        mark(node)
        entries.append(Entry(node: node, parent: Int32(parent), edge: edge))
        level = level.lowerBound..<entries.count
        return true
    }

    /// The relationships from a node back to where the search began.
    func edges(to node: UInt32) -> [UInt32] {
        var edges: [UInt32] = []
        guard var position = entries.lastIndex(where: { $0.node == node }) else { return [] }
        while entries[position].parent >= 0 {
            edges.append(entries[position].edge)
            position = Int(entries[position].parent)
        }
        return edges
    }
}
