import PGSchema
import PropertyGraph

extension Report {
    /// The report as people read it: the verdict, what is wrong by rule, then types and constraints in numbers.
    ///
    /// A brief one leaves the tables of types and constraints out.
    public func text(isBrief: Bool = false) -> String {
        var lines = [verdict, ""]
        lines += violationLines
        if !isBrief { lines += typeLines + constraintLines }
        while lines.last == "" { lines.removeLast() }
        return lines.joined(separator: "\n") + "\n"
    }

    private var verdict: String {
        let elements = "\(Self.count(nodeCount, "node")), \(Self.count(edgeCount, "edge"))"
        let mode = "graph type `\(graphType)` (\(mode.rawValue))"
        guard !conforms else {
            let untyped = untypedNodes + untypedEdges
            let loose =
                untyped == 0 ? "" : "; \(Self.count(untyped, "element")) without a type, which LOOSE admits"
            return "CONFORMS to \(mode): \(elements)\(loose)."
        }
        return "DOES NOT CONFORM to \(mode): \(elements), \(Self.count(violationCount, "violation"))."
    }

    private var violationLines: [String] {
        var lines: [String] = []
        for rule in Violation.Rule.allCases {
            guard let count = counts[rule], count > 0 else { continue }
            let listed = violations.filter { $0.rule == rule }
            let share = listed.count < count ? ", \(Self.digits(listed.count)) listed" : ""
            lines.append("\(rule.title): \(Self.digits(count))\(share)")
            for violation in listed {
                let place = violation.file.map { "\($0):\(violation.line ?? 1): " } ?? ""
                lines.append("  \(place)\(violation.message)")
            }
            if rule == .untyped, untypedEdgesFromEndpoints > 0 {
                lines.append(
                    "  \(Self.count(untypedEdgesFromEndpoints, "edge")) of these would conform if the nodes at "
                        + "their ends did.")
            }
            lines.append("")
        }
        return lines
    }

    private var typeLines: [String] {
        guard !typeCounts.isEmpty else { return [] }
        var rows = typeCounts.map { [$0.type, $0.kind.rawValue, Self.digits($0.count)] }
        if untypedNodes > 0 { rows.append(["(no type)", "node", Self.digits(untypedNodes)]) }
        if untypedEdges > 0 { rows.append(["(no type)", "edge", Self.digits(untypedEdges)]) }
        return ["Types"] + Self.table(rows) + [""]
    }

    private var constraintLines: [String] {
        guard !constraints.isEmpty else { return [] }
        let rows = constraints.map { constraint in
            let broken = constraint.violations.values.reduce(0, +)
            return [
                "\(constraint.number)", Self.shortened(constraint.text),
                Self.count(constraint.targets, "target"),
                broken == 0 ? "holds" : Self.count(broken, "violation"),
            ]
        }
        return ["Constraints"] + Self.table(rows) + [""]
    }

    /// Columns padded to equal width; numbers, which only the last columns hold, to the right.
    private static func table(_ rows: [[String]]) -> [String] {
        let widths = (0..<(rows.first?.count ?? 0)).map { column in
            rows.map { $0[column].unicodeScalars.count }.max() ?? 0
        }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { column, cell in
                let padding = String(repeating: " ", count: cell.1 - cell.0.unicodeScalars.count)
                let isNumber = cell.0.first?.isNumber ?? false
                return isNumber && column != 1 ? padding + cell.0 : cell.0 + padding
            }
            let line = "  " + cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    private static func shortened(_ text: String) -> String {
        text.unicodeScalars.count <= 96 ? text : String(text.unicodeScalars.prefix(95)) + "…"
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(digits(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// A number with commas between thousands.
    private static func digits(_ number: Int) -> String {
        var text = ""
        for (position, digit) in String(number).reversed().enumerated() {
            if position > 0, position % 3 == 0, digit != "-" { text.append(",") }
            text.append(digit)
        }
        return String(text.reversed())
    }
}

extension Violation.Rule {
    /// What a report heads the rule's violations with.
    public var title: String {
        switch self {
        case .duplicateIdentifier: "Identifiers used twice"
        case .danglingSource: "Edges from a node that does not exist"
        case .danglingTarget: "Edges to a node that does not exist"
        case .malformedValue: "Values that are not of their declared type"
        case .untyped: "Elements that conform to no type"
        case .exclusive: "EXCLUSIVE"
        case .mandatory: "MANDATORY"
        case .singleton: "SINGLETON"
        case .check: "CHECK"
        }
    }
}
