import PGSchema
import PropertyGraph

/// Says in a sentence why an element conforms to no type and what would mend it.
struct UntypedMessage {
    /// A node at an edge's end, as the sentence names it.
    struct End {
        let id: String
        let types: [TypeID]
    }
    let plan: TypingPlan
    let symbols: SymbolTable

    func text(
        kind: ElementKind, id: String, file: String, elementClass: ElementClass, miss: NearestMiss,
        source: End? = nil, target: End? = nil, value: (Symbol) -> Value?
    ) -> String {
        let subject = "\(kind == .node ? "Node" : "Edge") \(id)\(labels(of: elementClass))"
        guard let type = miss.type else {
            return
                "\(subject) conforms to no type: graph type `\(plan.graphType.name)` has no \(kind.rawValue) "
                + "types. Define one, or make the graph type LOOSE to admit untyped elements."
        }
        if let unknown = unknownLabels(of: elementClass) {
            let names = unknown.labels.map { "`\($0)`" }.joined(separator: ", ")
            return
                "\(subject) conforms to no type: no \(kind.rawValue) type of `\(plan.graphType.name)` has the "
                + "label\(unknown.labels.count == 1 ? "" : "s") \(names)."
                + (unknown.suggestion.map { " Did you mean `\($0)`?" }
                    ?? " Define a type for it, or make the graph type LOOSE to admit untyped elements.")
        }
        let advice = ValueAdvice(file: file)
        var faults = listed(sorted(miss.own.reasons).map { fault($0, advice, value: value) })
        var hints: [String] = []
        for (role, difference, end) in [("source", miss.source, source), ("target", miss.target, target)] {
            guard !difference.reasons.isEmpty, let end else { continue }
            faults.append(endpointFault(role, difference, end))
            let inheritance = InheritanceHint(catalog: plan.catalog)
            if let hint = inheritance.text(edgeType: type, role, end.types), !hints.contains(hint) {
                hints.append(hint)
            }
        }
        return "\(subject) conforms to no type; the nearest is `\(plan.catalog[type].name)`, but "
            + faults.joined(separator: ", ") + "." + hints.map { " " + $0 }.joined()
    }

    private func labels(of elementClass: ElementClass) -> String {
        let names = elementClass.labels.names(in: symbols)
        return names.isEmpty ? " (no labels)" : " (:\(names.joined(separator: ":")))"
    }

    /// Labels that no type of the kind mentions, and the spelling someone may have meant.
    private func unknownLabels(of elementClass: ElementClass) -> (labels: [String], suggestion: String?)? {
        guard let vocabulary = plan.vocabularies[elementClass.kind], !vocabulary.isOpen else { return nil }
        let unknown = elementClass.labels.names(in: symbols).filter { !vocabulary.contains($0) }
        guard !unknown.isEmpty else { return nil }
        return (unknown, unknown.lazy.compactMap { Spelling.nearest(to: $0, among: vocabulary.names) }.first)
    }

    /// Labels first, then properties, each by name: symbols are numbered in the order of reading.
    private func sorted(_ reasons: [NearestMiss.Reason]) -> [NearestMiss.Reason] {
        func key(_ reason: NearestMiss.Reason) -> (Int, String) {
            switch reason {
            case .missingLabel(let label): (0, symbols.name(of: label))
            case .unexpectedLabel(let label): (1, symbols.name(of: label))
            case .missingProperty(let key, _), .wrongValue(let key, _), .malformedValue(let key):
                (2, symbols.name(of: key))
            case .unexpectedProperty(let key): (3, symbols.name(of: key))
            }
        }
        return reasons.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// The first few faults; an element that has hundreds is of another type altogether.
    private func listed(_ faults: [String]) -> [String] {
        faults.count <= Self.mostFaults
            ? faults : faults.prefix(Self.mostFaults) + ["and so on: \(faults.count - Self.mostFaults) more"]
    }

    private static let mostFaults = 5

    private func fault(
        _ reason: NearestMiss.Reason, _ advice: ValueAdvice?, value: (Symbol) -> Value?
    ) -> String {
        switch reason {
        case .missingLabel(let label): "it lacks the label `\(symbols.name(of: label))`"
        case .unexpectedLabel(let label): "the label `\(symbols.name(of: label))` does not belong there"
        case .missingProperty(let key, let expected):
            "it lacks the property `\(symbols.name(of: key))` \(expected)"
        case .unexpectedProperty(let key): "the property `\(symbols.name(of: key))` is not declared"
        case .wrongValue(let key, let expected):
            if let value = value(key) {
                "`\(symbols.name(of: key))` is \(described(value)) and not \(expected)"
                    + (advice?.text(value, expected: expected, key: symbols.name(of: key)).map { " (\($0))" }
                        ?? "")
            } else {
                "`\(symbols.name(of: key))` is not \(expected)"
            }
        case .malformedValue(let key): "`\(symbols.name(of: key))` could not be read"
        }
    }

    private func described(_ value: Value) -> String {
        // Temporal literals carry their type's name already.
        value.literal.hasPrefix(value.typeName) ? value.literal : "the \(value.typeName) \(value.literal)"
    }

    private func endpointFault(_ role: String, _ difference: NearestMiss.Difference, _ end: End) -> String {
        let faults = listed(sorted(difference.reasons).map { fault($0, nil) { _ in nil } }).joined(
            separator: " and ")
        let names = end.types.map { "`\(plan.catalog[$0].name)`" }.joined(separator: ", ")
        if names.isEmpty { return "its \(role) \(end.id), which is untyped itself, does not fit (\(faults))" }
        return "its \(role) \(end.id), a \(names), does not fit there (\(faults))"
    }
}
