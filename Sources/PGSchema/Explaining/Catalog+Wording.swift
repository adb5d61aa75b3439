import PropertyGraph

extension Catalog {
    /// A label expression as PG-Schema: `personType | Robot`.
    func text(_ term: LabelTerm, isNested: Bool = false) -> String {
        switch term {
        case .label(let label): label
        case .type(let id): self[id].name
        case .optional(let part): text(part, isNested: true) + "?"
        case .all(let parts):
            bracket(parts.map { text($0, isNested: true) }.joined(separator: " & "), isNested)
        case .any(let parts):
            bracket(parts.map { text($0, isNested: true) }.joined(separator: " | "), isNested)
        }
    }

    private func bracket(_ text: String, _ isNested: Bool) -> String { isNested ? "(\(text))" : text }

    /// What satisfies a condition on labels, in the singular and without article: `accountType`, `Owns edge`.
    func noun(_ term: LabelTerm?, _ kind: ElementKind) -> String {
        switch term {
        case nil, .optional?: kind.rawValue
        case .type(let id)?: self[id].name
        case .label(let label)?: "\(label) \(kind.rawValue)"
        case .any(let parts)?:
            // "Person or Robot node", not "Person node or Robot node".
            parts.allSatisfy { $0.isLabel }
                ? "\(Wording.list(parts.map { text($0) }, "or")) \(kind.rawValue)"
                : Wording.list(parts.map { noun($0, kind) }, "or")
        case .all(let parts)?:
            Wording.list(parts.map { noun($0, kind) }, "that is also")
        }
    }

    /// A node in a sentence, with its article: `a customerType`, `any node`.
    func article(_ term: LabelTerm?, _ kind: ElementKind) -> String {
        if case .any(let parts)? = term, parts.contains(where: { !$0.isLabel }) {
            return Wording.list(parts.map { article($0, kind) }, "or")
        }
        return Wording.article(noun(term, kind))
    }
}

extension LabelTerm {
    var isLabel: Bool { if case .label = self { true } else { false } }
}
