import PGSchema
import PropertyGraph

/// A ``GraphPattern`` with symbols for names and one filter a variable.
struct CompiledPattern: Sendable {
    /// Everything demanded of the element that a variable finds.
    struct Filter: Sendable {
        var labels: [LabelTerm] = []
        var properties: [(key: Symbol, value: Value?)] = []
        var isEmpty: Bool { labels.isEmpty && properties.isEmpty }
    }
    let kinds: [ElementKind]
    let filters: [Filter]
    let connections: [GraphPattern.Connection]
    /// The conjuncts of the condition, each to be tested as soon as its variables are bound.
    let conditions: [CompiledCondition]

    init(_ pattern: GraphPattern, symbols: SymbolTable) {
        kinds = pattern.variables.map(\.kind)
        var filters = [Filter](repeating: Filter(), count: kinds.count)
        for filter in pattern.filters {
            if let labels = filter.labels { filters[filter.variable].labels.append(labels) }
            filters[filter.variable].properties += filter.properties.map {
                (key: symbols.intern($0.key), value: $0.value)
            }
        }
        self.filters = filters
        connections = pattern.connections
        conditions = pattern.condition.map { CompiledCondition($0, symbols: symbols).conjuncts } ?? []
    }

    /// One variable of which nothing is demanded.
    init(anyElement kind: ElementKind) {
        kinds = [kind]
        filters = [Filter()]
        connections = []
        conditions = []
    }
}

/// A ``PatternTerm`` with a symbol for the key.
enum CompiledPatternTerm: Sendable {
    case element(Int)
    case property(Int, Symbol)
    case constant(Value?)

    init(_ term: PatternTerm, symbols: SymbolTable) {
        switch term {
        case .element(let variable): self = .element(variable)
        case .property(let variable, let key): self = .property(variable, symbols.intern(key))
        case .constant(let value): self = .constant(value)
        }
    }

    var variable: Int? {
        switch self {
        case .element(let variable), .property(let variable, _): variable
        case .constant: nil
        }
    }
}

/// A ``Condition`` with symbols for keys.
indirect enum CompiledCondition: Sendable {
    case comparison(CompiledPatternTerm, Predicate.Comparison, CompiledPatternTerm)
    case isNull(CompiledPatternTerm, negated: Bool)
    case isIn(CompiledPatternTerm, [CompiledPatternTerm], negated: Bool)
    case term(CompiledPatternTerm)
    case not(CompiledCondition)
    case all([CompiledCondition])
    case any([CompiledCondition])

    init(_ condition: Condition, symbols: SymbolTable) {
        func term(_ term: PatternTerm) -> CompiledPatternTerm { CompiledPatternTerm(term, symbols: symbols) }
        func inner(_ condition: Condition) -> CompiledCondition {
            CompiledCondition(condition, symbols: symbols)
        }
        switch condition {
        case .comparison(let left, let comparison, let right):
            self = .comparison(term(left), comparison, term(right))
        case .isNull(let operand, let negated): self = .isNull(term(operand), negated: negated)
        case .isIn(let operand, let candidates, let negated):
            self = .isIn(term(operand), candidates.map(term), negated: negated)
        case .term(let operand): self = .term(term(operand))
        case .not(let part): self = .not(inner(part))
        case .all(let parts): self = .all(parts.map(inner))
        case .any(let parts): self = .any(parts.map(inner))
        }
    }

    var conjuncts: [CompiledCondition] {
        if case .all(let parts) = self { parts.flatMap(\.conjuncts) } else { [self] }
    }

    var terms: [CompiledPatternTerm] {
        switch self {
        case .comparison(let left, _, let right): [left, right]
        case .isNull(let operand, _), .term(let operand): [operand]
        case .isIn(let operand, let candidates, _): [operand] + candidates
        case .not(let part): part.terms
        case .all(let parts), .any(let parts): parts.flatMap(\.terms)
        }
    }

    var variables: Set<Int> { Set(terms.compactMap(\.variable)) }
}
