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

    /// What is worth saying of a query that runs: names that neither the store nor the schema knows.
    ///
    /// A store without any names has nothing to compare with.
    func warnings() -> [Diagnostic] {
        let declared = schema.map(DeclaredNames.init) ?? DeclaredNames()
        let labels = vocabulary.labels.union(declared.labels)
        let types = vocabulary.types.union(declared.labels)
        let keys = vocabulary.keys.union(declared.keys)
        return unknown(mentions.labels, "label", among: labels)
            + unknown(mentions.types, "type", among: types)
            + unknown(mentions.keys, "key", among: keys)
    }

    private func unknown(_ names: [Name], _ what: String, among known: Set<String>) -> [Diagnostic] {
        guard !known.isEmpty else { return [] }
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
