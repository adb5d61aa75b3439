import Query
import QueryValues

/// Writes a table for people, aligned by the first thousand rows.
struct TableWriter: ResultWriter {
    /// By how many rows the columns are laid out; the others are written as they come, however many there are.
    private static let laidOut = 1_000
    private let output: ResultOutput
    private var columns: [String] = []
    private var waiting: [[TableCell]] = []
    private var layout: TableLayout?
    private var hasWritten = false
    private(set) var hasShortened = false

    init(_ output: ResultOutput) { self.output = output }

    mutating func begin(columns: [String]) throws {
        self.columns = columns
        waiting = []
        layout = nil
        hasShortened = false
    }

    mutating func write(_ rows: [[QueryValue]]) throws {
        for row in rows {
            let cells = row.map { TableCell($0) }
            if let layout {
                try write(cells, layout)
            } else {
                waiting.append(cells)
                if waiting.count >= Self.laidOut { try layOut() }
            }
        }
    }

    mutating func end(_ result: QueryResult) throws {
        if let plan = result.plan {
            try separate()
            try output.write(PlanTable(plan).text)
        }
        guard !columns.isEmpty, result.plan == nil || !waiting.isEmpty || layout != nil else { return }
        if layout == nil { try layOut() }
    }

    private mutating func layOut() throws {
        let layout = TableLayout(columns: columns, cells: waiting, limit: output.terminalWidth)
        try separate()
        try output.write(layout.header)
        for cells in waiting { try write(cells, layout) }
        waiting = []
        self.layout = layout
    }

    private mutating func write(_ cells: [TableCell], _ layout: TableLayout) throws {
        if layout.shortens(cells) { hasShortened = true }
        try output.write(layout.row(cells))
    }

    /// An empty line between one table and the next.
    private mutating func separate() throws {
        if hasWritten { try output.write("\n") }
        hasWritten = true
    }
}
