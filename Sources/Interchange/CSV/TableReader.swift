import PropertyGraph

/// Cuts a table into columns, for each label set of its rows.
struct TableReader {
    /// The columns of the rows that carry the same labels.
    struct Group {
        /// What the label column says.
        let labelText: [UInt8]
        /// Which rows these are; nil for all.
        let rows: [UInt32]?
        let identifiers: FieldSpans?
        let sources: FieldSpans?
        let targets: FieldSpans?
        /// In the order of the layout's properties.
        let properties: [FieldSpans]

        /// The row of the table that a row of the group is.
        func row(_ index: Int) -> Int { rows.map { Int($0[index]) } ?? index }
    }
    let layout: CSVLayout
    let dialect: CSVDialect
    let table: RowTable
    let escapes: [UInt32]

    /// Cuts the table; no groups when it has no rows.
    func cut(_ bytes: inout [UInt8]) -> [Group] {
        guard table.count > 0 else { return [] }
        guard let labelColumn = layout.labelColumn else { return [group([], nil, &bytes)] }
        let spans = spans(labelColumn, nil, &bytes)
        let groups = LabelGroups(spans, in: bytes).groups
        if groups.count == 1 { return [group(groups[0].text, nil, &bytes)] }
        return groups.map { group($0.text, $0.rows, &bytes) }
    }

    private func group(_ labelText: [UInt8], _ rows: [UInt32]?, _ bytes: inout [UInt8]) -> Group {
        Group(
            labelText: labelText, rows: rows,
            identifiers: layout.identifier.map { spans($0.column, rows, &bytes) },
            sources: layout.source.map { spans($0.column, rows, &bytes) },
            targets: layout.target.map { spans($0.column, rows, &bytes) },
            properties: layout.properties.map { spans($0.column, rows, &bytes) })
    }

    private func spans(_ column: Int, _ rows: [UInt32]?, _ bytes: inout [UInt8]) -> FieldSpans {
        FieldSpans(
            column: column, of: table, rows: rows, bytes: &bytes, escapes: escapes, quote: dialect.quote)
    }

    /// The line of a row below the chunk's first.
    func line(ofRow row: Int) -> Int { table.lines.map { Int($0[row]) } ?? row }

    /// Where rows stand: the first below the chunk's first line, and the others below the first, unless they
    /// follow each other line by line.
    func lineOffsets(of rows: [UInt32]?) -> (first: Int, offsets: [UInt32]?) {
        switch (rows, table.lines) {
        case (nil, nil): return (0, nil)
        case (nil, let lines?):
            let first = lines[0]
            return (Int(first), lines.map { $0 - first })
        case (let rows?, nil): return (Int(rows[0]), rows.map { $0 - rows[0] })
        case (let rows?, let lines?):
            let first = lines[Int(rows[0])]
            return (Int(first), rows.map { lines[Int($0)] - first })
        }
    }
}
