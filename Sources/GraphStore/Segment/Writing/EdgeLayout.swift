import Synchronization

/// Which table each edge of the input goes to.
struct EdgeLayout: Sendable {
    /// Edges with one label set from one table of nodes to another.
    struct Table: Sendable {
        var labels: LabelKey
        var ends: Ends
        var rows: TableRows
    }
    /// Positions of the node tables at either end.
    struct Ends: Hashable, Comparable, Sendable {
        var source: Int
        var target: Int
        static func < (left: Self, right: Self) -> Bool {
            (left.source, left.target) < (right.source, right.target)
        }
    }
    private struct Key: Hashable, Comparable {
        var labels: LabelKey
        var ends: Ends
        static func < (left: Self, right: Self) -> Bool {
            left.labels == right.labels ? left.ends < right.ends : left.labels < right.labels
        }
    }
    /// The tables in the order of their labels, then of their ends.
    let tables: [Table]
    /// The number of the first edge of each part.
    let firstNumbers: [Int]
    let edgeCount: Int

    init(_ parts: [SegmentInput.EdgePart], nodes: NodeLayout, workers: Int, file: String) throws {
        var firstNumbers: [Int] = []
        var total = 0
        for part in parts {
            firstNumbers.append(total)
            total += part.sources.count
        }
        guard total < Int(UInt32.max) else {
            throw SegmentError.tooLarge(file: file, problem: "\(total) edges, at most \(UInt32.max - 1) fit")
        }
        let jobs = parts.indices.map { number in
            let firstNumber = firstNumbers[number]
            return { @Sendable in
                (number, try Self.groups(of: parts[number], firstNumber, nodes, file: file))
            }
        }
        let collected = Collected()
        try performInOrder(jobs, workers: workers) { number, groups in
            let labels = LabelKey(parts[number].labels)
            collected.rows.withLock { rows in
                for (ends, selection) in groups {
                    rows[Key(labels: labels, ends: ends), default: TableRows()]
                        .append(part: number, selection)
                }
            }
        }
        tables = collected.rows.withLock { rows in
            rows.sorted { $0.key < $1.key }.filter { $0.value.count > 0 }
                .map { Table(labels: $0.key.labels, ends: $0.key.ends, rows: $0.value) }
        }
        self.firstNumbers = firstNumbers
        edgeCount = tables.reduce(0) { $0 + $1.rows.count }
    }

    private final class Collected: Sendable {
        let rows = Mutex<[Key: TableRows]>([:])
    }

    /// The rows of a part by the tables of their ends; most parts have one pair.
    private static func groups(
        of part: SegmentInput.EdgePart, _ firstNumber: Int, _ nodes: NodeLayout, file: String
    ) throws(SegmentError) -> [(Ends, RowSelection)] {
        let selection = RowSelection(kept: part.kept, count: part.sources.count)
        var source = TableFinder(nodes: nodes)
        var target = TableFinder(nodes: nodes)
        var isUniform = true
        var first: Ends?
        try selection.forEach { row throws(SegmentError) in
            guard let from = source.find(part.sources[row]), let to = target.find(part.targets[row]) else {
                let node = source.find(part.sources[row]) == nil ? part.sources[row] : part.targets[row]
                throw .edgeWithoutEnd(file: file, edge: firstNumber + row, node: node)
            }
            if let first {
                if first.source != from || first.target != to { isUniform = false }
            } else {
                first = Ends(source: from, target: to)
            }
        }
        guard let first else { return [] }
        if isUniform { return [(first, selection)] }
        var rows: [Ends: [UInt32]] = [:]
        selection.forEach { row in
            guard let from = source.find(part.sources[row]), let to = target.find(part.targets[row]) else {
                return
            }
            rows[Ends(source: from, target: to), default: []].append(UInt32(row))
        }
        return rows.sorted { $0.key < $1.key }.map { ($0.key, .some($0.value)) }
    }
}

/// Finds the table of one node after the other; most often it is that of the node before.
private struct TableFinder {
    let nodes: NodeLayout
    private var table = 0
    private var first: UInt32 = 0
    private var count: UInt32 = 0

    init(nodes: NodeLayout) { self.nodes = nodes }

    /// The position of the table of the node with a number, or nil when the node is not stored.
    @inline(__always)
    mutating func find(_ number: UInt32) -> Int? {
        guard Int(number) < nodes.ids.count else { return nil }
        let id = nodes.ids[Int(number)]
        if id &- first < count { return table }
        return search(id)
    }

    private mutating func search(_ id: UInt32) -> Int? {
        guard id != NodeLayout.missing else { return nil }
        table = nodes.table(of: id)
        first = nodes.tables[table].first
        count = nodes.tables[table].count
        return table
    }
}
