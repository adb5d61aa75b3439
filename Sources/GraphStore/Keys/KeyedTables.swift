import PropertyGraph
import Synchronization

/// The tables of a segment whose elements have some keys, with what is needed to find them by the values.
struct KeyedTable: Sendable {
    let labels: [String]
    let first: UInt32
    let count: Int
    /// Nil where every row must be looked at.
    let index: SegmentIndex?
    private let keys: [String]
    /// Nil where the key is in the open content.
    private let columns: [SegmentColumn?]
    private let open: OpenContent?

    /// Nil when no element of the table has all keys.
    init?(_ table: some StoredTable, _ kind: ElementKind, _ segment: Segment, _ keys: [String]) throws {
        var columns: [SegmentColumn?] = []
        for key in keys { columns.append(try table.column(key)) }
        open = try table.openContent()
        for (key, column) in zip(keys, columns) where column == nil {
            guard let open, open.keys.contains(where: { $0.utf8.elementsEqual(key.utf8) }) else { return nil }
        }
        self.columns = columns
        self.keys = keys
        labels = table.labels
        first = table.first
        count = table.count
        index = try segment.index(named: KeyIndex.name(kind, labels: table.labels, keys: keys))
    }

    func carries(_ label: String) -> Bool { labels.contains { $0.utf8.elementsEqual(label.utf8) } }

    /// The ids of rows with these values.
    func find(_ values: [Value], hash: UInt64) -> [UInt32] {
        guard let index else {
            return (first..<first + UInt32(count)).filter { matches($0, values) }
        }
        return index[hash].filter { $0 >= first && $0 - first < count && matches($0, values) }
    }

    private func matches(_ id: UInt32, _ values: [Value]) -> Bool {
        let row = Int(id - first)
        for position in keys.indices {
            let value =
                if let column = columns[position] {
                    column[row]
                } else {
                    open?.record(of: row).first { $0.key.utf8.elementsEqual(keys[position].utf8) }?.value
                }
            guard value == values[position] else { return false }
        }
        return true
    }
}

/// The keyed tables of a segment by what they are looked up by, each found once.
final class KeyedTables: Sendable {
    private let known = Mutex<[KeyLookup: [KeyedTable]]>([:])

    func tables(_ lookup: KeyLookup, of segment: Segment) throws -> [KeyedTable] {
        if let tables = known.withLock({ $0[lookup] }) { return tables }
        let tables =
            switch lookup.kind {
            case .node: try segment.nodeTables.compactMap { try KeyedTable($0, .node, segment, lookup.keys) }
            case .edge: try segment.edgeTables.compactMap { try KeyedTable($0, .edge, segment, lookup.keys) }
            }
        known.withLock { known in
            // Whoever asks for ever new keys has no use for the old ones.
            if known.count > 1_000 { known = [:] }
            known[lookup] = tables
        }
        return tables
    }
}
