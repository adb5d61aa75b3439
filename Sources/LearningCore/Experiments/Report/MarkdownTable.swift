/// A table in Markdown, whose columns are aligned in the text too.
struct MarkdownTable {
    /// The head of a column; numbers are aligned to the right.
    enum Column {
        case text(String)
        case number(String)

        var heading: String {
            switch self {
            case .text(let heading), .number(let heading): heading
            }
        }
    }
    private let columns: [Column]
    private var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row of as many cells as there are columns.
    mutating func append(_ cells: [String]) {
        precondition(cells.count == columns.count, "a row has a cell for each column")
        rows.append(cells.map(Self.escaped))
    }

    var text: String {
        let headings = columns.map { Self.escaped($0.heading) }
        let widths = columns.indices.map { column in
            max(3, ([headings] + rows).map { $0[column].count }.max() ?? 0)
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - cells[column].count)
                if case .number = columns[column] { return space + cells[column] }
                return cells[column] + space
            }
            return "| \(padded.joined(separator: " | ")) |\n"
        }
        let rule = columns.indices.map { column in
            if case .number = columns[column] {
                return String(repeating: "-", count: widths[column] - 1) + ":"
            }
            return String(repeating: "-", count: widths[column])
        }
        return line(headings) + line(rule) + rows.map(line).joined()
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("|", with: "\\|").replacing("\n", with: " ")
    }
}
