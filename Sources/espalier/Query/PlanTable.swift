import Query

/// A plan as an indented tree, its numbers in columns.
///
///     operator               estimated  rows    time  details
///     Result                                          name
///       Project                     10     3  0.1 ms  p.name
///         NodeScan                  10     3  0.2 ms  (p:Person)
struct PlanTable {
    private let rows: [(name: String, estimate: String, rows: String, time: String, details: String)]

    init(_ plan: PlanDescription) {
        var rows: [(name: String, estimate: String, rows: String, time: String, details: String)] = []
        // A stack of our own: plans of long queries are deep.
        var waiting = [(plan: plan, depth: 0)]
        while let (plan, depth) = waiting.popLast() {
            rows.append(
                (
                    name: String(repeating: "  ", count: depth) + plan.name,
                    estimate: plan.estimatedRows.map(Self.count) ?? "",
                    rows: plan.rows.map(String.init) ?? "",
                    time: plan.time?.text ?? "", details: TableCell.oneLine(plan.details)
                ))
            waiting += plan.inputs.reversed().map { ($0, depth + 1) }
        }
        self.rows = rows
    }

    var text: String {
        var columns: [[String]] = [
            ["operator"] + rows.map(\.name), ["estimated"] + rows.map(\.estimate),
            ["rows"] + rows.map(\.rows),
            ["time"] + rows.map(\.time),
        ]
        // EXPLAIN has nothing measured.
        columns = columns.filter { column in column.dropFirst().contains { !$0.isEmpty } }
        let widths = columns.map { $0.map(\.displayWidth).max() ?? 0 }
        let details = ["details"] + rows.map(\.details)
        var text = ""
        for row in details.indices {
            var line = ""
            for (position, (column, width)) in zip(columns, widths).enumerated() {
                let padding = String(repeating: " ", count: width - column[row].displayWidth)
                line += position == 0 ? column[row] + padding : padding + column[row]
                line += "  "
            }
            line += details[row]
            while line.last == " " { line.removeLast() }
            text += line + "\n"
        }
        return text
    }

    private static func count(_ estimate: Double) -> String {
        estimate < 1e15 ? String(Int(max(0, estimate.rounded()))) : "\(estimate)"
    }
}
