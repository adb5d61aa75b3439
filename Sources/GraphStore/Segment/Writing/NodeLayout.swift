/// Which table and row each node of the input gets.
struct NodeLayout: Sendable {
    /// Nodes with one label set.
    struct Table: Sendable {
        var labels: LabelKey
        /// The id of the first; the others follow in the order of the input.
        var first: UInt32
        var rows: TableRows
        var count: UInt32 { UInt32(rows.count) }
    }
    /// Stands for a node that is left out.
    static let missing = UInt32.max
    /// The tables in the order of their labels; label sets without nodes have none.
    let tables: [Table]
    /// The id of each node by its number in the input, or ``missing``.
    let ids: [UInt32]

    init(_ parts: [SegmentInput.NodePart], file: String) throws(SegmentError) {
        let total = parts.reduce(0) { $0 + $1.count }
        guard total < Int(Self.missing) else {
            throw .tooLarge(file: file, problem: "\(total) nodes, at most \(Self.missing - 1) fit")
        }
        var rowsOfLabels: [LabelKey: TableRows] = [:]
        for (number, part) in parts.enumerated() {
            let selection = RowSelection(kept: part.kept, count: part.count)
            rowsOfLabels[LabelKey(part.labels), default: TableRows()].append(part: number, selection)
        }
        var tables: [Table] = []
        var next: UInt32 = 0
        for (labels, rows) in rowsOfLabels.sorted(by: { $0.key < $1.key }) where rows.count > 0 {
            tables.append(Table(labels: labels, first: next, rows: rows))
            next += UInt32(rows.count)
        }
        self.tables = tables
        ids = Self.ids(of: tables, parts, total)
    }

    private static func ids(of tables: [Table], _ parts: [SegmentInput.NodePart], _ total: Int) -> [UInt32] {
        var firstNumbers: [Int] = []
        var number = 0
        for part in parts {
            firstNumbers.append(number)
            number += part.count
        }
        var ids = [UInt32](repeating: missing, count: total)
        for table in tables {
            var next = table.first
            for run in table.rows.runs {
                let firstNumber = firstNumbers[run.part]
                run.selection.forEach { row in
                    ids[firstNumber + row] = next
                    next += 1
                }
            }
        }
        return ids
    }

    /// The position of the table that holds a node.
    func table(of id: UInt32) -> Int {
        var (low, high) = (0, tables.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if tables[middle].first <= id { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
