/// Text for Graphviz's HTML-like labels, where `&`, `<` and `>` mean something.
struct HTMLLabel {
    private(set) var html: String

    /// Text as it is, without characters that XML forbids.
    init(_ text: String) {
        var html = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            // Graphviz drops a space at the start of a piece of text and joins those in a row.
            case " " where html.isEmpty || html.hasSuffix(";") || html.hasSuffix(" "): html += "&nbsp;"
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case _ where scalar.value < 0x20 || (0xFFFE...0xFFFF).contains(scalar.value): html += " "
            default: html.unicodeScalars.append(scalar)
            }
        }
        self.html = html
    }

    /// Space between two pieces of different looks.
    ///
    /// It is a piece of its own, because viewers drop space at the start of one.
    static let gap = HTMLLabel("  ")

    private init(html: String) { self.html = html }

    var bold: HTMLLabel { wrapped("B") }
    var italic: HTMLLabel { wrapped("I") }
    var underlined: HTMLLabel { wrapped("U") }

    func colored(_ color: String, size: Int? = nil) -> HTMLLabel {
        let size = size.map { " POINT-SIZE=\"\($0)\"" } ?? ""
        return HTMLLabel(html: "<FONT COLOR=\"\(color)\"\(size)>\(html)</FONT>")
    }

    static func + (left: HTMLLabel, right: HTMLLabel) -> HTMLLabel { HTMLLabel(html: left.html + right.html) }

    private func wrapped(_ tag: String) -> HTMLLabel {
        // Graphviz rejects a tag without content.
        html.isEmpty ? self : HTMLLabel(html: "<\(tag)>\(html)</\(tag)>")
    }
}

/// A table of an HTML-like label, row by row.
struct HTMLTable {
    private var rows: [String] = []
    var isEmpty: Bool { rows.isEmpty }

    /// A row of one cell that spans all three columns.
    mutating func add(
        _ text: HTMLLabel, alignment: String = "LEFT", background: String? = nil, padding: Int = 2
    ) {
        let background = background.map { " BGCOLOR=\"\($0)\"" } ?? ""
        rows.append(
            "<TR><TD COLSPAN=\"3\" ALIGN=\"\(alignment)\" CELLPADDING=\"\(padding)\"\(background)>\(text.html)</TD></TR>"
        )
    }

    /// A row of three cells: what, of which type, and a remark.
    mutating func add(_ cells: [HTMLLabel]) {
        let cells = cells.map { "<TD ALIGN=\"LEFT\">\($0.html.isEmpty ? " " : $0.html)</TD>" }
        rows.append("<TR>\(cells.joined())</TR>")
    }

    /// A thin line.
    mutating func addRule() { rows.append("<HR/>") }

    func html(border: Int, color: String, background: String? = nil, style: String? = nil, spacing: Int = 0)
        -> String
    {
        let background = background.map { " BGCOLOR=\"\($0)\"" } ?? ""
        return
            "<<TABLE BORDER=\"\(border)\" COLOR=\"\(color)\"\(background)\(style.map { " STYLE=\"\($0)\"" } ?? "") CELLBORDER=\"0\" CELLSPACING=\"\(spacing)\" CELLPADDING=\"3\">\(rows.joined())</TABLE>>"
    }
}
