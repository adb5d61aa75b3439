import PGSchema
import PropertyGraph

/// A pattern prepared for questions about a few elements: from any variable there is a way to the target.
///
/// Ways lead along connections and, where those do not join all variables, along equalities such as
/// `y.id = x.id`, which a graph answers by looking up values. A class, because a check of microseconds cannot
/// afford to copy so many arrays from hand to hand.
final class ReachPattern: Sendable {
    /// Everything demanded of the element that a variable finds.
    struct Filter: Sendable {
        var labels: [CompiledTerm] = []
        var properties: [(key: Symbol, value: Value?)] = []
    }
    /// Equalities that lead from an element to all elements of another variable that can stand beside it.
    struct Join: Sendable {
        let from: Int
        let fromKeys: [Symbol]
        let to: Int
        /// In alphabetical order, each once.
        let toKeys: [Symbol]
    }
    /// One step on the way to the target.
    enum Step: Sendable {
        /// From a node to the edges of a connection at it.
        case edges(GraphPattern.Connection, fromSource: Bool)
        /// From an edge to one of its ends.
        case end(GraphPattern.Connection, isSource: Bool)
        /// From an element to those with equal values.
        case join(Join)

        var destination: Int {
            switch self {
            case .edges(let connection, _): connection.edge
            case .end(let connection, let isSource): isSource ? connection.source : connection.target
            case .join(let join): join.to
            }
        }
    }
    let kinds: [ElementKind]
    let filters: [Filter]
    let connections: [GraphPattern.Connection]
    let conditions: [CompiledCondition]
    let target: Int
    /// The variables that each condition speaks of.
    let variablesOfConditions: [Set<Int>]
    /// The conditions that speak of each variable, as positions in ``conditions``.
    let conditionsOfVariable: [[Int]]
    /// For each variable, whether a connection starts or ends there.
    let isEnd: [Bool]
    /// Equalities between parts that no connection joins.
    let joins: [Join]
    /// The next step from each variable; nil from the target, and where there is no way.
    let steps: [Step?]
    /// The keys of each variable that conditions or outputs speak of.
    let mentionedKeys: [Set<Symbol>]

    /// Prepares a pattern, for outputs that speak of some terms; `narrowing` is demanded of the target besides.
    init(
        _ pattern: CompiledPattern, target: Int, mentioning terms: [CompiledPatternTerm] = [],
        narrowing: Filter = Filter(), symbols: SymbolTable
    ) {
        kinds = pattern.kinds
        var filters = pattern.filters.map { filter in
            Filter(
                labels: filter.labels.map { CompiledTerm($0, symbols: symbols) },
                properties: filter.properties)
        }
        filters[target].labels += narrowing.labels
        filters[target].properties += narrowing.properties
        self.filters = filters
        connections = pattern.connections
        let conditions = pattern.conditions
        self.conditions = conditions
        self.target = target
        let variables = conditions.map(\.variables)
        variablesOfConditions = variables
        conditionsOfVariable = kinds.indices.map { variable in
            conditions.indices.filter { variables[$0].contains(variable) }
        }
        let ends = Set(pattern.connections.flatMap { [$0.source, $0.target] })
        isEnd = kinds.indices.map(ends.contains)
        var mentioned = [Set<Symbol>](repeating: [], count: kinds.count)
        for case .property(let variable, let key) in conditions.flatMap(\.terms) + terms {
            mentioned[variable].insert(key)
        }
        mentionedKeys = mentioned
        joins = Self.joins(pattern, symbols)
        steps = Self.steps(pattern, target: target, joins)
    }

    /// The conditions that speak of no variable, as positions in ``conditions``.
    var constantConditions: [Int] { conditions.indices.filter { variablesOfConditions[$0].isEmpty } }
}

extension ReachPattern {
    /// Equalities between variables of different connected parts, those of one pair of variables together.
    fileprivate static func joins(_ pattern: CompiledPattern, _ symbols: SymbolTable) -> [Join] {
        let parts = connectedParts(pattern)
        var pairs: [[Int]: [(left: Symbol, right: Symbol)]] = [:]
        for condition in pattern.conditions {
            guard case .comparison(let left, .equal, let right) = condition,
                case .property(let first, let firstKey) = left,
                case .property(let second, let secondKey) = right, parts[first] != parts[second]
            else { continue }
            pairs[[first, second], default: []].append((firstKey, secondKey))
            pairs[[second, first], default: []].append((secondKey, firstKey))
        }
        return pairs.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { variables, equalities in
            var byKey: [Symbol: Symbol] = [:]
            for (from, to) in equalities where byKey[to] == nil { byKey[to] = from }
            let ordered = byKey.sorted { symbols.name(of: $0.key) < symbols.name(of: $1.key) }
            return Join(
                from: variables[0], fromKeys: ordered.map(\.value), to: variables[1],
                toKeys: ordered.map(\.key))
        }
    }

    /// For each variable, the number of the part that connections make of it and others.
    private static func connectedParts(_ pattern: CompiledPattern) -> [Int] {
        var parts = Array(pattern.kinds.indices)
        for connection in pattern.connections {
            for end in [connection.source, connection.target] where parts[end] != parts[connection.edge] {
                let joined = parts[end]
                let part = parts[connection.edge]
                for variable in parts.indices where parts[variable] == joined { parts[variable] = part }
            }
        }
        return parts
    }

    /// The first steps of the ways to the target: connections before joins, and few of either.
    fileprivate static func steps(_ pattern: CompiledPattern, target: Int, _ joins: [Join]) -> [Step?] {
        var steps = [Step?](repeating: nil, count: pattern.kinds.count)
        var reached = [target]
        var isReached = [Bool](repeating: false, count: pattern.kinds.count)
        isReached[target] = true
        func reach(_ variable: Int, by step: Step) {
            guard !isReached[variable] else { return }
            isReached[variable] = true
            steps[variable] = step
            reached.append(variable)
        }
        var position = 0
        while position < reached.count {
            let variable = reached[position]
            position += 1
            for connection in pattern.connections {
                if connection.edge == variable {
                    reach(connection.source, by: .edges(connection, fromSource: true))
                    reach(connection.target, by: .edges(connection, fromSource: false))
                }
                for (end, isSource) in [(connection.source, true), (connection.target, false)]
                where end == variable {
                    reach(connection.edge, by: .end(connection, isSource: isSource))
                }
            }
            guard position == reached.count else { continue }
            if let join = joins.first(where: { isReached[$0.to] && !isReached[$0.from] }) {
                reach(join.from, by: .join(join))
            }
        }
        return steps
    }
}

extension CompiledTerm {
    /// Whether labels alone do not answer it.
    var asksForTypes: Bool {
        switch self {
        case .label, .optional: false
        case .type: true
        case .all(let parts), .any(let parts): parts.contains(where: \.asksForTypes)
        }
    }

    /// The answer where ``asksForTypes`` is false.
    func isSatisfied(by labels: LabelSet) -> Bool {
        switch self {
        case .label(let label): labels.symbols.contains(label)
        case .type: false
        case .all(let parts): parts.allSatisfy { $0.isSatisfied(by: labels) }
        case .any(let parts): parts.contains { $0.isSatisfied(by: labels) }
        case .optional: true
        }
    }
}
