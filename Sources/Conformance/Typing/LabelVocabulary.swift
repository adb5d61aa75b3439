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

/// Finds, for each type, a label that every element of it carries.
struct RequiredLabels {
    private let types: [CompiledType]
    private var known: [Symbol??]

    static func find(in types: [CompiledType]) -> [Symbol?] {
        var search = RequiredLabels(types: types)
        return types.indices.map { search.label(of: $0) }
    }

    private init(types: [CompiledType]) {
        self.types = types
        known = Array(repeating: nil, count: types.count)
    }

    /// Each type is looked at once: types that share their parts would otherwise be walked exponentially often.
    private mutating func label(of type: Int) -> Symbol? {
        if let known = known[type] { return known }
        let found = types[type].form.term.flatMap { label(of: $0) }
        known[type] = .some(found)
        return found
    }

    private mutating func label(of term: CompiledTerm) -> Symbol? {
        switch term {
        case .label(let label): return label
        case .type(let type): return label(of: type.index)
        case .all(let parts):
            for part in parts { if let found = label(of: part) { return found } }
            return nil
        case .any, .optional: return nil
        }
    }
}
