import PGSchema
import PropertyGraph

/// A graph type prepared for typing: names are symbols, and each value type that a key is ever tested against
/// has a number, so that an element's relation to all types is decided by a few bits.
final class TypingPlan: Sendable {
    let catalog: Catalog
    let graphType: GraphType
    /// Every type of the catalog, by the index of its identifier.
    let types: [CompiledType]
    /// The value types that each key is tested against, for nodes and for edges.
    let nodeTests: [Symbol: [ValueType]]
    let edgeTests: [Symbol: [ValueType]]

    /// For each type, a label that every element of it carries, if one is plain to see.
    let requiredLabels: [Symbol?]
    /// For each type, whether it has more than one alternative.
    let hasChoices: [Bool]
    /// The labels that the types of a kind speak of.
    let vocabularies: [ElementKind: LabelVocabulary]

    /// Member types that a node (or edge) may have, found by a label that they require.
    private let membersByLabel: [ElementKind: [Symbol: [TypeID]]]
    private let membersWithoutLabel: [ElementKind: [TypeID]]

    init(catalog: Catalog, graphType: GraphType, symbols: SymbolTable) {
        var compiler = Compiler(symbols: symbols)
        self.catalog = catalog
        self.graphType = graphType
        types = catalog.types.map { compiler.compile($0) }
        requiredLabels = TypeFacts.requiredLabels(of: types)
        hasChoices = TypeFacts.choices(of: types)
        nodeTests = compiler.nodeTests
        edgeTests = compiler.edgeTests
        var byLabel: [ElementKind: [Symbol: [TypeID]]] = [:]
        var withoutLabel: [ElementKind: [TypeID]] = [:]
        for member in graphType.members where !catalog[member].isAbstract {
            let kind = catalog[member].kind
            if let label = requiredLabels[member.index] {
                byLabel[kind, default: [:]][label, default: []].append(member)
            } else {
                withoutLabel[kind, default: []].append(member)
            }
        }
        membersByLabel = byLabel
        membersWithoutLabel = withoutLabel
        var vocabularies: [ElementKind: LabelVocabulary] = [:]
        for kind in [ElementKind.node, .edge] {
            let members = graphType.members.filter { catalog[$0].kind == kind && !catalog[$0].isAbstract }
            vocabularies[kind] = LabelVocabulary(of: members, types, symbols)
        }
        self.vocabularies = vocabularies
    }

    /// The non-abstract members that an element with these labels could conform to, as far as labels tell.
    func candidates(_ kind: ElementKind, labels: LabelSet) -> [TypeID] {
        let found = labels.symbols.flatMap { membersByLabel[kind]?[$0] ?? [] }
        return (found + (membersWithoutLabel[kind] ?? [])).sorted()
    }

    /// All non-abstract members of a kind.
    func members(_ kind: ElementKind) -> [TypeID] {
        graphType.members.filter { catalog[$0].kind == kind && !catalog[$0].isAbstract }
    }

    func tests(_ kind: ElementKind, _ key: Symbol) -> [ValueType] {
        (kind == .node ? nodeTests[key] : edgeTests[key]) ?? []
    }
}

/// An element type with symbols for names.
struct CompiledType: Sendable {
    let form: CompiledForm
    /// What the nodes at both ends must look like; nil for node types.
    let ends: (source: CompiledForm, target: CompiledForm)?
}

/// An ``ElementForm`` with symbols for names and numbered value tests.
struct CompiledForm: Sendable {
    struct Property: Sendable {
        let key: Symbol
        /// Index among the tests of the key.
        let test: Int
        let isOptional: Bool
    }
    let term: CompiledTerm?
    let opensLabels: Bool
    let properties: [Property]
    let opensContent: Bool
}

/// A ``LabelTerm`` with symbols for labels.
indirect enum CompiledTerm: Sendable {
    case label(Symbol)
    case type(TypeID)
    case all([CompiledTerm])
    case any([CompiledTerm])
    case optional(CompiledTerm)
}

private struct Compiler {
    let symbols: SymbolTable
    var nodeTests: [Symbol: [ValueType]] = [:]
    var edgeTests: [Symbol: [ValueType]] = [:]

    mutating func compile(_ type: ElementType) -> CompiledType {
        CompiledType(
            form: compile(type.form, type.kind),
            ends: type.endpoints.map { (compile($0.source, .node), compile($0.target, .node)) })
    }

    private mutating func compile(_ form: ElementForm, _ kind: ElementKind) -> CompiledForm {
        var properties: [CompiledForm.Property] = []
        for property in form.properties {
            let key = symbols.intern(property.key)
            properties.append(
                CompiledForm.Property(
                    key: key, test: number(of: property.type, key, kind), isOptional: property.isOptional))
        }
        return CompiledForm(
            term: form.labels.map(compile), opensLabels: form.opensLabels, properties: properties,
            opensContent: form.opensContent)
    }

    private mutating func number(of type: ValueType, _ key: Symbol, _ kind: ElementKind) -> Int {
        var tests = (kind == .node ? nodeTests[key] : edgeTests[key]) ?? []
        if let known = tests.firstIndex(of: type) { return known }
        tests.append(type)
        if kind == .node { nodeTests[key] = tests } else { edgeTests[key] = tests }
        return tests.count - 1
    }

    private func compile(_ term: LabelTerm) -> CompiledTerm {
        switch term {
        case .label(let label): .label(symbols.intern(label))
        case .type(let id): .type(id)
        case .all(let parts): .all(parts.map(compile))
        case .any(let parts): .any(parts.map(compile))
        case .optional(let part): .optional(compile(part))
        }
    }
}
