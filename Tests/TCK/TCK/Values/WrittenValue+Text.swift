extension WrittenValue {
    /// The value written in one way only, so that two values are the same exactly when their texts have the same bytes.
    ///
    /// Labels and keys are ordered, and the elements of lists too if their order does not count.
    public func text(ignoringListOrder ignoresOrder: Bool = false) -> String {
        switch self {
        case .null: return "null"
        case .boolean(let value): return String(value)
        case .integer(let number): return String(number)
        // The two zeros are equal.
        case .float(let number): return number == 0 ? "0.0" : Self.text(of: number)
        case .string(let text): return Self.quoted(text)
        case .list(let elements):
            let texts = elements.map { $0.text(ignoringListOrder: ignoresOrder) }
            return "[\((ignoresOrder ? texts.orderedByBytes() : texts).joined(separator: ", "))]"
        case .map(let entries): return "{\(Self.text(of: entries, ignoresOrder))}"
        case .node(let node): return node.text(ignoresOrder)
        case .relationship(let relationship): return relationship.text(ignoresOrder)
        case .path(let start, let links):
            let rest = links.map { link in
                let arrow = link.relationship.text(ignoresOrder)
                return (link.isForward ? "-\(arrow)->" : "<-\(arrow)-") + link.node.text(ignoresOrder)
            }
            return "<\(start.text(ignoresOrder))\(rest.joined())>"
        }
    }

    private static func text(of number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Inf" : "Inf" }
        return number.description
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "'"
        for scalar in text.unicodeScalars {
            if scalar == "'" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "'"
    }

    fileprivate static func text(of entries: [Entry], _ ignoresOrder: Bool) -> String {
        entries.map { "\($0.key): \($0.value.text(ignoringListOrder: ignoresOrder))" }
            .orderedByBytes().joined(separator: ", ")
    }
}

extension WrittenValue.Node {
    fileprivate func text(_ ignoresOrder: Bool) -> String {
        let labels = labels.map { ":\($0)" }.orderedByBytes().joined()
        let properties = WrittenValue.text(of: properties, ignoresOrder)
        let gap = labels.isEmpty || properties.isEmpty ? "" : " "
        return "(\(labels)\(gap)\(properties.isEmpty ? "" : "{\(properties)}"))"
    }
}

extension WrittenValue.Relationship {
    fileprivate func text(_ ignoresOrder: Bool) -> String {
        let properties = WrittenValue.text(of: properties, ignoresOrder)
        return "[:\(type)\(properties.isEmpty ? "" : " {\(properties)}")]"
    }
}

extension [String] {
    func orderedByBytes() -> [String] { sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
