/// A small table for people, each column as wide as what stands in it.
struct TextTable {
    /// The head of a column; numbers are aligned to the right.
    enum Column {
        case text(String)
        case number(String)

        fileprivate var heading: String {
            switch self {
            case .text(let heading), .number(let heading): heading
            }
        }

        fileprivate var isNumber: Bool {
            if case .number = self { true } else { false }
        }
    }

    /// How wide a cell becomes before it is cut: names come from files and may be of any length.
    private static let widest = 60
    private let columns: [Column]
    private var rows: [[String]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row of as many cells as there are columns.
    mutating func append(_ cells: String...) {
        precondition(cells.count == columns.count, "a row has a cell for each column")
        rows.append(cells.map { TableCell.oneLine($0).shortened(toWidth: Self.widest) })
    }

    /// The table, indented by two spaces.
    var text: String {
        let headings = columns.map(\.heading)
        let widths = columns.indices.map { column in
            ([headings] + rows).map { $0[column].displayWidth }.max() ?? 0
        }
        func line(_ cells: [String]) -> String {
            var line = "  "
            for (column, cell) in cells.enumerated() {
                let space = String(repeating: " ", count: widths[column] - cell.displayWidth)
                line += (column > 0 ? "  " : "") + (columns[column].isNumber ? space + cell : cell + space)
            }
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }
        return line(headings) + line(widths.map { String(repeating: "-", count: $0) })
            + rows.map(line).joined()
    }
}

/// Numbers as people read them.
enum ShownNumber {
    /// A share as per cent, with two decimal places or, below that, two digits.
    static func percent(_ share: Double) -> String {
        let percent = 100 * share
        if percent == 0 { return "0 %" }
        return String(format: abs(percent) < 0.095 ? "%.2g %%" : "%.2f %%", percent)
    }

    static func percent(_ share: Double?) -> String { share.map { percent($0) } ?? "-" }

    /// A difference of two shares, in points of per cent.
    static func points(_ difference: Double) -> String {
        percent(difference).replacing("%", with: "points")
    }

    /// A probability with two digits.
    static func probability(_ p: Double) -> String { String(format: "%.2g", p) }

    /// Any number with up to six digits.
    static func plain(_ number: Double) -> String { String(format: "%.6g", number) }
}
