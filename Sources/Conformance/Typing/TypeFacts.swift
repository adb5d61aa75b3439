import PGSchema
import PropertyGraph

/// Works out a fact about each type from the facts about the types it is built from.
///
/// Each type is looked at once: types that share their parts would otherwise be walked exponentially often.
struct TypeFacts<Fact> {
    private let types: [CompiledType]
    private var known: [Fact?]
    private let work: (inout TypeFacts, CompiledType) -> Fact

    private init(_ types: [CompiledType], _ work: @escaping (inout TypeFacts, CompiledType) -> Fact) {
        self.types = types
        self.work = work
        known = Array(repeating: nil, count: types.count)
    }

    private mutating func all() -> [Fact] { types.indices.map { fact(of: TypeID(index: $0)) } }

    private mutating func fact(of type: TypeID) -> Fact {
        if let found = known[type.index] { return found }
        let found = work(&self, types[type.index])
        known[type.index] = found
        return found
    }
}

extension TypeFacts<Symbol?> {
    /// For each type, a label that every element of it carries, if one is plain to see.
    static func requiredLabels(of types: [CompiledType]) -> [Symbol?] {
        var facts = TypeFacts(types) { facts, type in type.form.term.flatMap { facts.label(of: $0) } }
        return facts.all()
    }

    private mutating func label(of term: CompiledTerm) -> Symbol? {
        switch term {
        case .label(let label): return label
        case .type(let type): return fact(of: type)
        case .all(let parts):
            for part in parts { if let found = label(of: part) { return found } }
            return nil
        case .any, .optional: return nil
        }
    }
}

extension TypeFacts<Bool> {
    /// For each type, whether it has more than one alternative, at its ends too.
    static func choices(of types: [CompiledType]) -> [Bool] {
        var facts = TypeFacts(types) { facts, type in
            for form in [type.form, type.ends?.source, type.ends?.target] {
                if let term = form?.term, facts.hasChoices(term) { return true }
            }
            return false
        }
        return facts.all()
    }

    private mutating func hasChoices(_ term: CompiledTerm) -> Bool {
        switch term {
        case .label: return false
        case .type(let type): return fact(of: type)
        case .all(let parts):
            for part in parts where hasChoices(part) { return true }
            return false
        case .any, .optional: return true
        }
    }
}
