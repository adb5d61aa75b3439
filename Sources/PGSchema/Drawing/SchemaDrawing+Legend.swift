extension SchemaDrawing {
    /// What the picture does not show: how to read it, and constraints in words.
    var legend: String {
        var table = HTMLTable()
        // A small picture should not become wide for its legend.
        let width = nodes.count + edgeNotes.count > 5 ? 110 : 75
        let wrapped = remarks.flatMap { Self.wrap($0, at: width) }
        for line in wrapped { table.add(HTMLLabel(line).colored(Palette.quiet, size: 10)) }
        let explanation = Explanation(of: graphType, in: catalog)
        let shown = shownConstraints
        let rest = graphType.constraints.filter { !shown.contains($0.number) }
        if !rest.isEmpty {
            table.add(HTMLLabel("Further constraints").bold)
            for constraint in rest {
                let lines = Self.wrap(
                    "\(constraint.number). \(explanation.sentence(for: constraint))", at: width)
                for (index, line) in lines.enumerated() {
                    table.add(HTMLLabel(index == 0 ? line : "      " + line))
                }
            }
        }
        return table.isEmpty ? "\"\"" : table.html(border: 0, color: Palette.line)
    }

    /// The constraints that keys and cardinalities in the picture say entirely.
    private var shownConstraints: Set<Int> {
        var shown: Set<Int> = []
        for id in concreteEdges { shown.formUnion(cardinality(of: id).shown) }
        for (constraint, keys, restrictions) in propertyRules {
            // A key over several types is one space of names, which marks on each of them would not tell.
            guard case .type(let id)? = constraint.targetTerm, nodes.contains(id) || edges.contains(id) else {
                continue
            }
            if restrictions.mandatory || keys.count == 1 { shown.insert(constraint.number) }
        }
        return shown
    }

    private var remarks: [String] {
        var remarks: [String] = []
        let lines = inheritance
        let hasDashed = lines.contains { $0.contains("style=dashed") }
        if lines.contains(where: { !$0.contains("style=dashed") }) {
            remarks.append("Hollow arrow, solid line: conforms to the type it points to as well.")
        }
        if hasDashed {
            remarks.append(
                "Hollow arrow, dashed line: built from that type, with its labels and properties, but does not conform to it, because it is closed."
            )
        }
        return remarks
    }

    /// Lines of at most so many characters, broken between words.
    private static func wrap(_ text: String, at width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return lines + [line]
    }
}
