extension PlanDescription {
    /// The plan as an indented tree, a line for each operator.
    public var text: String { lines(depth: 0).joined(separator: "\n") }

    private func lines(depth: Int) -> [String] {
        var parts = [String(repeating: "  ", count: depth) + name]
        if !details.isEmpty { parts.append(details) }
        var measures: [String] = []
        if let estimatedRows { measures.append("expected \(PlanDescription.rounded(estimatedRows))") }
        if let rows { measures.append("rows \(rows)") }
        if let time { measures.append("\(PlanDescription.rounded(time / .milliseconds(1))) ms") }
        if !measures.isEmpty { parts.append("[\(measures.joined(separator: ", "))]") }
        return [parts.joined(separator: "  ")] + inputs.flatMap { $0.lines(depth: depth + 1) }
    }

    private static func rounded(_ number: Double) -> String {
        if number >= 100 { return String(Int(min(number, 1e15).rounded())) }
        return String((number * 100).rounded() / 100)
    }
}
