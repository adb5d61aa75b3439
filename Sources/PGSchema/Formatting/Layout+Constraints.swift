extension Layout {
    /// The lines of a constraint: one if it fits, else one for the scope, the restrictors, WITHIN and WHERE each.
    func lines(of constraint: ConstraintDefinition) -> [String] {
        var clauses: [Clause]
        switch constraint.target {
        case .output(let output): clauses = [Clause("FOR", [output.written])]
        case .node(let name, let labels):
            let labels = labels.map { ": " + $0.written } ?? ""
            clauses = [Clause("FOR", ["(\(name.written)\(labels))"])]
        }
        clauses += self.clauses(constraint.within, constraint.condition)
        switch constraint.requirement {
        case .key(let restrictors, let descriptor):
            let words = restrictors.map(\.kind.rawValue).joined(separator: " ")
            clauses.append(Clause(words, descriptor.outputs.map(\.written).separated(by: ",")))
            clauses += self.clauses(descriptor.within, descriptor.condition)
        case .check(let predicate): clauses.append(Clause("CHECK", predicate.parts))
        }
        let flat = clauses.map(\.flat).joined(separator: " ")
        guard flat.count >= Formatter.width - Self.indentation else { return [flat] }
        return [clauses[0].flat] + clauses.dropFirst().flatMap(\.lines).indented
    }

    private func clauses(_ patterns: [PathPattern], _ condition: Predicate?) -> [Clause] {
        guard !patterns.isEmpty else { return [] }
        let within = Clause("WITHIN", patterns.map(\.written).separated(by: ","))
        return [within] + (condition.map { [Clause("WHERE", $0.parts)] } ?? [])
    }
}

/// A keyword and what follows it, in parts between which the line can be broken.
private struct Clause {
    var keyword: String
    var parts: [String]

    init(_ keyword: String, _ parts: [String]) {
        self.keyword = keyword
        self.parts = parts
    }

    var flat: String { "\(keyword) \(parts.joined(separator: " "))" }

    var lines: [String] {
        guard flat.count >= Formatter.width - 2 * Layout.indentation, parts.count > 1 else { return [flat] }
        return ["\(keyword) \(parts[0])"] + Array(parts.dropFirst()).indented
    }
}

extension [String] {
    /// The strings, each but the last followed by a separator.
    fileprivate func separated(by separator: String) -> [String] {
        enumerated().map { $0 + 1 < count ? $1 + separator : $1 }
    }
}

extension Output {
    fileprivate var written: String {
        variable.written(avoiding: .aroundOutputs) + (key.map { "." + $0.written } ?? "")
    }
}

extension PathPattern {
    fileprivate var written: String {
        start.written + steps.map { $0.edge.written + $0.node.written }.joined()
    }
}

extension NodePattern {
    fileprivate var written: String { "(\(filling(variable, labels, properties)))" }
}

extension EdgePattern {
    fileprivate var written: String {
        let filling = filling(variable, labels, properties)
        let middle = filling.isEmpty ? "" : "[\(filling)]"
        return (direction == .incoming ? "<-" : "-") + middle + (direction == .outgoing ? "->" : "-")
    }
}

private func filling(_ variable: Name?, _ labels: LabelExpression?, _ properties: [PropertyEquality])
    -> String
{
    var text = variable?.written ?? ""
    if let labels { text += (variable == nil ? ":" : ": ") + labels.written }
    guard !properties.isEmpty else { return text }
    let equalities = properties.map { "\($0.key.written): \($0.value.written)" }
    return text + (text.isEmpty ? "" : " ") + "{\(equalities.joined(separator: ", "))}"
}
