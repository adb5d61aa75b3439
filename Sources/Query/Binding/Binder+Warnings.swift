import Cypher
import enum PGSchema.LabelTerm
import struct PGSchema.Catalog

/// The names of the graph that a query mentions.
struct GraphMentions: Sendable {
    /// Labels of nodes that are looked for.
    var labels: [Name] = []
    /// Types of relationships that are looked for.
    var types: [Name] = []
    /// Keys of properties that are read.
    var keys: [Name] = []
    /// Properties that are read of a variable.
    var properties: [(variable: Variable, key: Name)] = []
    /// What is looked for.
    var patterns: [BoundPattern] = []
    /// Labels, types and keys that the query itself writes.
    var made: Set<String> = []
}

extension Binder {
    /// Notes the labels or types that an element is asked for.
    mutating func mention(_ labels: LabelExpression, of element: StaticType) {
        switch labels {
        case .label(let name):
            if element == .node {
                mentions.labels.append(name)
            } else if element == .relationship {
                mentions.types.append(name)
            }
        case .any: break
        case .and(let left, let right), .or(let left, let right):
            mention(left, of: element)
            mention(right, of: element)
        case .not(let operand): mention(operand, of: element)
        }
    }

    /// What is worth saying of a query that runs: names that neither the store nor the schema knows, and
    /// patterns that the schema makes impossible.
    func warnings() -> [Diagnostic] {
        let unknown = unknownNames()
        let places = Set(unknown.map(\.range))
        let impossible = narrowing.map(impossibilities) ?? []
        return (unknown + impossible.filter { !places.contains($0.range) })
            .sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    private func unknownNames() -> [Diagnostic] {
        guard !vocabulary.isEmpty else { return [] }
        let declared = schema.map(DeclaredNames.init) ?? DeclaredNames()
        let labels = vocabulary.labels.union(declared.labels)
        let types = vocabulary.types.union(declared.labels)
        let keys = vocabulary.keys.union(declared.keys)
        return unknown(mentions.labels, "label", among: labels)
            + unknown(mentions.types, "type", among: types)
            + unknown(mentions.keys, "key", among: keys)
    }

    private func unknown(_ names: [Name], _ what: String, among known: Set<String>) -> [Diagnostic] {
        var seen: Set<String> = []
        return names.filter {
            !known.contains($0.text) && !mentions.made.contains($0.text) && seen.insert($0.text).inserted
        }.map { name in
            Diagnostic(
                .warning, "Nothing in the graph has the \(what) `\(name.text)`.", at: name.range,
                suggestion: Spelling.nearest(to: name.text, among: known.sorted()).map {
                    "Did you mean `\($0)`?"
                })
        }
    }
}

/// The labels and keys that a schema declares.
private struct DeclaredNames {
    var labels: Set<String> = []
    var keys: Set<String> = []

    init() {}

    init(_ schema: PGSchema.Catalog) {
        for type in schema.types {
            if let term = type.form.labels { add(term) }
            keys.formUnion(type.form.properties.map(\.key))
        }
    }

    private mutating func add(_ term: LabelTerm) {
        switch term {
        case .label(let name): labels.insert(name)
        case .type: break
        case .all(let parts), .any(let parts): for part in parts { add(part) }
        case .optional(let part): add(part)
        }
    }
}
