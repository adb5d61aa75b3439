import PGSchema
import PropertyGraph

/// A constraint prepared for changes, once for all of them.
final class ConstraintPlan: Sendable {
    /// What a target is held to.
    enum Requirement: Sendable {
        case key(Constraint.Restrictions)
        case check(CompiledCondition)
    }
    /// The outputs that are properties of one variable: the store finds its elements by their values.
    struct KeyedOutputs: Sendable {
        let variable: Int
        /// In alphabetical order, each once.
        let keys: [Symbol]
        /// Which output has the value of each key.
        let positions: [Int]
    }
    let number: Int
    let scope: ReachPattern
    let targetKey: Symbol?
    let requirement: Requirement
    /// Yields the tuples of variable 0; for a CHECK, the target alone.
    let descriptor: ReachPattern
    let outputs: [CompiledPatternTerm]
    let keyedOutputs: KeyedOutputs?

    init(_ constraint: Constraint, symbols: SymbolTable) {
        number = constraint.number
        targetKey = constraint.targetKey.map { symbols.intern($0) }
        let key = targetKey.map { [CompiledPatternTerm.property(constraint.target, $0)] } ?? []
        scope = ReachPattern(
            CompiledPattern(constraint.scope, symbols: symbols), target: constraint.target, mentioning: key,
            symbols: symbols)
        // Tuples of what is no target do not matter.
        let narrowing = scope.filters[constraint.target]
        switch constraint.requirement {
        case .check(let condition):
            let compiled = CompiledCondition(condition, symbols: symbols)
            requirement = .check(compiled)
            outputs = []
            keyedOutputs = nil
            descriptor = ReachPattern(
                CompiledPattern(anyElement: scope.kinds[constraint.target]), target: 0,
                mentioning: compiled.terms, narrowing: narrowing, symbols: symbols)
        case .key(let restrictions, let written):
            requirement = .key(restrictions)
            outputs = written.outputs.map { CompiledPatternTerm($0, symbols: symbols) }
            keyedOutputs = Self.keyedOutputs(outputs, restrictions, symbols)
            descriptor = ReachPattern(
                CompiledPattern(written.pattern, symbols: symbols), target: 0, mentioning: outputs,
                narrowing: narrowing, symbols: symbols)
        }
    }

    private static func keyedOutputs(
        _ outputs: [CompiledPatternTerm], _ restrictions: Constraint.Restrictions, _ symbols: SymbolTable
    ) -> KeyedOutputs? {
        // A tuple that names its target has no other.
        guard isContested(outputs, restrictions) else { return nil }
        var positions: [Int: [Symbol: Int]] = [:]
        for (position, output) in outputs.enumerated() {
            guard case .property(let variable, let key) = output else { continue }
            positions[variable, default: [:]][key] = position
        }
        let most = positions.min { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        guard let (variable, found) = most else { return nil }
        let ordered = found.sorted { symbols.name(of: $0.key) < symbols.name(of: $1.key) }
        return KeyedOutputs(variable: variable, keys: ordered.map(\.key), positions: ordered.map(\.value))
    }

    /// How many nodes and edges a search has to find at most.
    var mostVariables: Int { max(scope.kinds.count, descriptor.kinds.count) }

    /// Whether two targets could share a tuple and must not.
    var isContested: Bool {
        guard case .key(let restrictions) = requirement else { return false }
        return Self.isContested(outputs, restrictions)
    }

    private static func isContested(
        _ outputs: [CompiledPatternTerm], _ restrictions: Constraint.Restrictions
    ) -> Bool {
        restrictions.exclusive && !outputs.contains { if case .element(0) = $0 { true } else { false } }
    }

    /// The tuples of keys that elements are looked up by.
    var lookups: [(kind: ElementKind, keys: [Symbol])] {
        var found: [(kind: ElementKind, keys: [Symbol])] = []
        if let keyedOutputs { found.append((descriptor.kinds[keyedOutputs.variable], keyedOutputs.keys)) }
        for pattern in [scope, descriptor] {
            for join in pattern.joins { found.append((pattern.kinds[join.to], join.toKeys)) }
        }
        return found
    }
}
