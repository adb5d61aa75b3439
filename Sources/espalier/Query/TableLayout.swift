/// How wide the columns of a table are, and on which side their values stand.
///
///     name | born
///     -----+-----
///     Ada  | 1815
struct TableLayout {
    let columns: [String]
    let widths: [Int]
    private let isNumeric: [Bool]
    /// Whether values may be shortened: rows after the first ones can be wider than their columns.
    private let isBounded: Bool

    /// Fits the columns to some cells; values that do not fit into a table of `limit` columns will be shortened.
    init(columns: [String], cells: [[TableCell]], limit: Int?) {
        self.columns = columns.map(TableCell.oneLine)
        var widths = self.columns.map(\.displayWidth)
        var numbers = columns.map { _ in 0 }
        var others = columns.map { _ in 0 }
        for row in cells {
            for (position, cell) in row.enumerated() {
                widths[position] = max(widths[position], cell.width)
                switch cell.kind {
                case .number: numbers[position] += 1
                case .other: others[position] += 1
                case .null: break
                }
            }
        }
        isBounded = limit != nil
        isNumeric = zip(numbers, others).map { $0 > 0 && $1 == 0 }
        self.widths = limit.map { Self.fitted(widths, to: $0 - 3 * max(0, columns.count - 1)) } ?? widths
    }

    /// Widths that add up to no more than a total: narrow columns stay, wide ones share what is left.
    private static func fitted(_ widths: [Int], to total: Int) -> [Int] {
        guard widths.reduce(0, +) > total else { return widths }
        var share = 0
        var rest = total
        var open = widths.count
        for width in widths.sorted() where open > 0 {
            share = max(rest / open, 0)
            if width > share { break }
            rest -= width
            open -= 1
        }
        // Narrower columns would tell nothing; the terminal wraps the lines then.
        return widths.map { min($0, max(share, 4)) }
    }

    /// The names of the columns and the line below them.
    var header: String {
        line(columns.enumerated().map { aligned($1, $1.displayWidth, in: $0, isRight: isNumeric[$0]) })
            + widths.map { String(repeating: "-", count: $0) }.joined(separator: "-+-") + "\n"
    }

    /// A row.
    func row(_ cells: [TableCell]) -> String {
        line(
            cells.enumerated().map { position, cell in
                let isNumber = cell.kind == .number
                return aligned(
                    cell.text, cell.width, in: position, isRight: isNumber || isNumeric[position],
                    isNumber: isNumber)
            })
    }

    /// Whether a value of the row is shortened; numbers never are, for they would look like others.
    func shortens(_ cells: [TableCell]) -> Bool {
        isBounded && zip(cells, widths).contains { $0.width > $1 && $0.kind != .number }
    }

    private func aligned(
        _ text: String, _ width: Int, in column: Int, isRight: Bool, isNumber: Bool = false
    ) -> String {
        let available = widths[column]
        guard width <= available else {
            return isBounded && !isNumber ? text.shortened(toWidth: available) : text
        }
        let padding = String(repeating: " ", count: available - width)
        return isRight ? padding + text : text + padding
    }

    // Spaces at the end would only make lines wrap.
    private func line(_ cells: [String]) -> String {
        var line = cells.joined(separator: " | ")
        while line.last == " " { line.removeLast() }
        return line + "\n"
    }
}
