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
        kind: ElementKind, id: String, elementClass: ElementClass, miss: NearestMiss,
        source: End? = nil, target: End? = nil, value: (Symbol) -> Value?
    ) -> String {
        let subject = "\(kind == .node ? "Node" : "Edge") \(id)\(labels(of: elementClass))"
        guard let type = miss.type else {
            return
                "\(subject) conforms to no type: graph type `\(plan.graphType.name)` has no \(kind.rawValue) "
                + "types. Define one, or make the graph type LOOSE to admit untyped elements."
        }
        if let unknown = unknownLabels(of: elementClass), !unknown.labels.isEmpty {
            let names = unknown.labels.map { "`\($0)`" }.joined(separator: ", ")
            return
                "\(subject) conforms to no type: no \(kind.rawValue) type of `\(plan.graphType.name)` has the "
                + "label\(unknown.labels.count == 1 ? "" : "s") \(names)."
                + (unknown.suggestion.map { " Did you mean `\($0)`?" }
                    ?? " Define a type for it, or make the graph type LOOSE to admit untyped elements.")
        }
        var faults = miss.own.reasons.map { fault($0, value: value) }
        for (role, difference, end) in [("source", miss.source, source), ("target", miss.target, target)] {
            guard !difference.reasons.isEmpty, let end else { continue }
            faults.append(endpointFault(role, difference, end))
        }
        return "\(subject) conforms to no type; the nearest is `\(plan.catalog[type].name)`, but "
            + faults.joined(separator: ", ") + "."
    }

    private func labels(of elementClass: ElementClass) -> String {
        let names = elementClass.labels.names(in: symbols)
        return names.isEmpty ? " (no labels)" : " (:\(names.joined(separator: ":")))"
    }

    /// Labels that no type of the kind mentions, and the spelling someone may have meant.
    private func unknownLabels(of elementClass: ElementClass) -> (labels: [String], suggestion: String?)? {
        var known: Set<String> = []
        for member in plan.members(elementClass.kind) {
            let type = plan.catalog[member]
            if type.opensLabelsAnywhere(in: plan.catalog) { return nil }
            type.collectLabels(in: plan.catalog, into: &known)
        }
        let unknown = elementClass.labels.names(in: symbols).filter { !known.contains($0) }
        return (unknown, unknown.lazy.compactMap { Spelling.nearest(to: $0, among: known.sorted()) }.first)
    }

    private func fault(_ reason: NearestMiss.Reason, value: (Symbol) -> Value?) -> String {
        switch reason {
        case .missingLabel(let label): "it lacks the label `\(symbols.name(of: label))`"
        case .unexpectedLabel(let label): "the label `\(symbols.name(of: label))` does not belong there"
        case .missingProperty(let key, let expected):
            "it lacks the property `\(symbols.name(of: key))` \(expected)"
        case .unexpectedProperty(let key): "the property `\(symbols.name(of: key))` is not declared"
        case .wrongValue(let key, let expected):
            if let value = value(key) {
                "`\(symbols.name(of: key))` is \(described(value)) and not \(expected)"
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
        let faults = difference.reasons.map { fault($0) { _ in nil } }.joined(separator: " and ")
        let names = end.types.map { "`\(plan.catalog[$0].name)`" }.joined(separator: ", ")
        if names.isEmpty { return "its \(role) \(end.id), which is untyped itself, does not fit (\(faults))" }
        return "its \(role) \(end.id), a \(names), does not fit there (\(faults))"
    }
}

extension ElementType {
    /// Whether the type or one it is built from admits any further label.
    fileprivate func opensLabelsAnywhere(in catalog: Catalog) -> Bool {
        if form.opensLabels { return true }
        var parts: Set<TypeID> = []
        form.labels?.collectTypes(into: &parts)
        return parts.contains { catalog[$0].opensLabelsAnywhere(in: catalog) }
    }

    /// Adds every label that the type or one it is built from mentions.
    fileprivate func collectLabels(in catalog: Catalog, into labels: inout Set<String>) {
        form.labels?.collectLabels(into: &labels)
        var parts: Set<TypeID> = []
        form.labels?.collectTypes(into: &parts)
        for part in parts { catalog[part].collectLabels(in: catalog, into: &labels) }
    }
}
