import PGSchema
import PropertyGraph

/// The labels that some types mention, themselves or through the types they are built from.
struct LabelVocabulary: Sendable {
    /// In alphabetical order.
    let names: [String]
    /// Whether one of the types admits labels that it does not mention.
    let isOpen: Bool

    init(of members: [TypeID], _ types: [CompiledType], _ symbols: SymbolTable) {
        var labels: Set<Symbol> = []
        var isOpen = false
        var seen = Set(members)
        var waiting = members
        func collect(_ term: CompiledTerm) {
            switch term {
            case .label(let label): labels.insert(label)
            case .type(let type): if seen.insert(type).inserted { waiting.append(type) }
            case .all(let parts), .any(let parts): for part in parts { collect(part) }
            case .optional(let part): collect(part)
            }
        }
        while let type = waiting.popLast() {
            let form = types[type.index].form
            if form.opensLabels { isOpen = true }
            if let term = form.term { collect(term) }
        }
        names = labels.map(symbols.name(of:)).sorted()
        self.isOpen = isOpen
    }
}

extension LabelVocabulary {
    /// - Complexity: O(log count).
    func contains(_ name: String) -> Bool { names.binarySearch(name, by: \.self) != nil }
}
