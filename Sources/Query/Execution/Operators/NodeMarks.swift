import GraphStore

/// The neighbours of one node as marks, a bit a node, and the relationships to them.
final class NodeMarks {
    private var owner: (node: UInt32, isSecond: Bool)?
    /// A bit for every node there can be: whoever asks names a node of the same graph.
    private let words: UnsafeMutableBufferPointer<UInt64>
    /// For a marked node, the position behind its first entry; what it is for others means nothing.
    private let firsts: UnsafeMutableBufferPointer<UInt32>
    private var entries: [(other: UInt32, edge: UInt32, next: UInt32)] = []

    init(_ graph: StoreGraph) {
        words = .allocate(capacity: graph.nodeBound / 64 + 1)
        words.initialize(repeating: 0)
        firsts = .allocate(capacity: graph.nodeBound + 1)
    }

    deinit {
        words.deallocate()
        firsts.deallocate()
    }

    /// Marks the neighbours of a node instead of those of the one before.
    func mark(_ node: UInt32, _ neighbours: DirectedNeighbours, isSecond: Bool) throws {
        if let owner, owner == (node, isSecond) { return }
        for entry in entries { words[Int(entry.other >> 6)] = 0 }
        entries.removeAll(keepingCapacity: true)
        try neighbours.forEach(of: node) { edge, other in
            let next = contains(other) ? firsts[Int(other)] : 0
            entries.append((other, edge, next))
            firsts[Int(other)] = UInt32(entries.count)
            words[Int(other >> 6)] |= 1 << UInt64(other & 63)
        }
        owner = (node, isSecond)
    }

    @inline(__always)
    func contains(_ node: UInt32) -> Bool { words[Int(node >> 6)] >> UInt64(node & 63) & 1 != 0 }

    /// Calls `body` with each relationship that leads to a marked node.
    @inline(__always)
    func forEachEdge(to node: UInt32, _ body: (UInt32) -> Void) {
        var position = firsts[Int(node)]
        while position != 0 {
            let entry = entries[Int(position) - 1]
            body(entry.edge)
            position = entry.next
        }
    }
}

extension StoreGraph {
    /// All nodes have smaller ids.
    var nodeBound: Int { max(Int(baseNodes), delta?.nextNode ?? 0) }
}

extension DirectedNeighbours {
    /// Calls `body` with each relationship of a node whose other end is marked.
    @inline(__always)
    func forEachCommon(
        of node: UInt32, with marks: NodeMarks, _ execution: Execution, _ body: (UInt32, UInt32) -> Void
    ) throws {
        if let outgoing {
            try outgoing.forEachCommon(of: node, with: marks, leavingOutLoops: false, execution, body)
        }
        if let incoming {
            try incoming.forEachCommon(
                of: node, with: marks, leavingOutLoops: outgoing != nil, execution, body)
        }
    }
}

extension Neighbours {
    @inline(__always)
    fileprivate func forEachCommon(
        of node: UInt32, with marks: NodeMarks, leavingOutLoops: Bool, _ execution: Execution,
        _ body: (UInt32, UInt32) -> Void
    ) throws {
        guard !leavingOutLoops || !mayHaveLoops, let (lists, row) = try lists(of: node) else {
            try forEach(of: node) { edge, other in
                if leavingOutLoops, other == node { return }
                if marks.contains(other) { body(edge, other) }
            }
            return
        }
        for list in lists {
            let range = list.range(of: row)
            for index in range {
                let other = list.firstOther &+ list.raw.nodes[index]
                if marks.contains(other) { body(list.firstEdge &+ list.raw.edge(at: index), other) }
            }
            try execution.budget.work(range.count)
        }
    }
}
