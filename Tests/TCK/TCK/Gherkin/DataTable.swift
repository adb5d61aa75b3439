/// Tables as they stand in a `.feature` file.
enum DataTable {
    /// The cells of a line such as `| a | b \| c |`.
    ///
    /// Within a cell, `\|` is a bar, `\\` a backslash and `\n` a line feed; other backslashes stand for themselves.
    static func cells(of line: String) -> [String] {
        var cells: [String] = []
        var cell = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in line.unicodeScalars.dropFirst() {
            if isEscaped {
                isEscaped = false
                switch scalar {
                case "|", "\\": cell.append(scalar)
                case "n": cell.append("\n")
                default: cell.append(contentsOf: ["\\", scalar])
                }
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "|" {
                cells.append(trimmed(cell))
                cell = String.UnicodeScalarView()
            } else {
                cell.append(scalar)
            }
        }
        return cells
    }

    /// Without the blanks that align the columns; a line feed belongs to the cell.
    private static func trimmed(_ cell: String.UnicodeScalarView) -> String {
        let isBlank = { (scalar: Unicode.Scalar) in scalar == " " || scalar == "\t" }
        var content = cell.drop(while: isBlank)
        while let last = content.last, isBlank(last) { content.removeLast() }
        return String(content)
    }
}
