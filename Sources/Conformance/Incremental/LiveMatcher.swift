import PGSchema
import PropertyGraph

/// Finds matches of a pattern that contain given elements, in a graph that answers about single elements.
///
/// Means the same as ``PatternMatcher``, which plans once and asks millions of times. Here a handful of questions
/// start anywhere in the pattern, so the next step is chosen as the search goes: the ends of a bound edge, then
/// the edges of the bound node that has fewest, then equal values. What needs a look at everything is refused.
struct LiveMatcher {
    let pattern: ReachPattern
    let live: LiveGraph

    typealias Body = (_ binding: [UInt32]) throws -> Bool
    typealias Pair = (variable: Int, element: UInt32)

    /// What is found so far.
    private struct Search {
        var binding: [UInt32]
        var isDone: [Bool]

        func isBound(_ variable: Int) -> Bool { binding[variable] != PatternMatcher.unbound }
    }
    /// A connection to be followed from one of its ends.
    private struct Expansion {
        let position: Int
        let connection: GraphPattern.Connection
        let isFromSource: Bool
        let node: UInt32

        var directions: [Bool] { connection.isDirected ? [isFromSource] : [isFromSource, !isFromSource] }
    }

    /// Calls `body` with each match that binds the given variables so, until it returns false.
    ///
    /// - Returns: False if `body` stopped it.
    @discardableResult
    func forEachMatch(_ given: [Pair], _ body: Body) throws -> Bool {
        var search = Search(
            binding: [UInt32](repeating: PatternMatcher.unbound, count: pattern.kinds.count),
            isDone: [Bool](repeating: false, count: pattern.connections.count))
        for position in pattern.constantConditions where !holds(position, search) { return true }
        return try bind(given[...], &search, body)
    }

    /// The value of a term in a match; nil when it is undefined.
    func value(_ term: CompiledPatternTerm, _ binding: [UInt32]) -> TermValue? {
        switch term {
        case .element(let variable):
            pattern.kinds[variable] == .node ? .node(binding[variable]) : .edge(binding[variable])
        case .property(let variable, let key):
            live.value(pattern.kinds[variable], binding[variable], key).map { .value($0) }
        case .constant(let value): value.map { .value($0) }
        }
    }

    private func holds(_ condition: Int, _ search: Search) -> Bool {
        pattern.conditions[condition].evaluate { value($0, search.binding) } == true
    }

    private func extend(_ search: inout Search, _ body: Body) throws -> Bool {
        if let position = pattern.connections.indices.first(where: {
            !search.isDone[$0] && search.isBound(pattern.connections[$0].edge)
        }) {
            return try bindEnds(position, &search, body)
        }
        if let expansion = try cheapestExpansion(search) { return try expand(expansion, &search, body) }
        guard let missing = pattern.kinds.indices.first(where: { !search.isBound($0) }) else {
            return try body(search.binding)
        }
        let joins = pattern.joins.filter { search.isBound($0.from) && !search.isBound($0.to) }
        guard let join = joins.first(where: { $0.to == missing }) ?? joins.first,
            let element = try live.element(pattern.kinds[join.from], search.binding[join.from])
        else { throw NeedsWholeGraph() }
        for found in try live.joined(join, pattern.kinds[join.to], with: element) {
            if try !bind([(join.to, found)], &search, body) { return false }
        }
        return true
    }

    private func bindEnds(_ position: Int, _ search: inout Search, _ body: Body) throws -> Bool {
        let connection = pattern.connections[position]
        search.isDone[position] = true
        defer { search.isDone[position] = false }
        let ends = try live.ends(ofEdge: search.binding[connection.edge])
        let asWritten: [Pair] = [(connection.source, ends.source), (connection.target, ends.target)]
        if try !bind(asWritten[...], &search, body) { return false }
        guard !connection.isDirected, ends.source != ends.target else { return true }
        return try bind([(connection.source, ends.target), (connection.target, ends.source)], &search, body)
    }

    private func expand(_ expansion: Expansion, _ search: inout Search, _ body: Body) throws -> Bool {
        let connection = expansion.connection
        search.isDone[expansion.position] = true
        defer { search.isDone[expansion.position] = false }
        let far = expansion.isFromSource ? connection.target : connection.source
        let node = expansion.node
        for isOutgoing in expansion.directions {
            let goesOn = try live.graph.forEachEdge(of: node, isOutgoing: isOutgoing) { edge, other in
                if search.isBound(far), search.binding[far] != other { return true }
                return try bind([(connection.edge, edge), (far, other)], &search, body)
            }
            if !goesOn { return false }
        }
        return true
    }

    /// Binds variables, or checks those that are bound already, goes on, and unbinds them again.
    private func bind(_ pairs: ArraySlice<Pair>, _ search: inout Search, _ body: Body) throws -> Bool {
        guard let (variable, element) = pairs.first else { return try extend(&search, body) }
        if search.isBound(variable) {
            return search.binding[variable] == element ? try bind(pairs.dropFirst(), &search, body) : true
        }
        let filter = pattern.filters[variable]
        guard try live.admits(filter, pattern.kinds[variable], element) else { return true }
        search.binding[variable] = element
        defer { search.binding[variable] = PatternMatcher.unbound }
        for position in pattern.conditionsOfVariable[variable] {
            guard pattern.variablesOfConditions[position].allSatisfy(search.isBound) else { continue }
            guard holds(position, search) else { return true }
        }
        return try bind(pairs.dropFirst(), &search, body)
    }

    /// The connection to follow next: where different nodes offer one, the node with fewest edges.
    private func cheapestExpansion(_ search: Search) throws -> Expansion? {
        var found: [Expansion] = []
        for (position, connection) in pattern.connections.enumerated() where !search.isDone[position] {
            for (end, isSource) in [(connection.source, true), (connection.target, false)] {
                guard search.isBound(end) else { continue }
                found.append(
                    Expansion(
                        position: position, connection: connection, isFromSource: isSource,
                        node: search.binding[end]))
            }
        }
        guard let first = found.first, found.contains(where: { $0.node != first.node }) else {
            return found.first
        }
        // All are counted side by side, so that the busiest of them costs no more than the quietest.
        var most = 4
        while true {
            for expansion in found where try count(expansion, upTo: most) < most { return expansion }
            most *= 4
        }
    }

    private func count(_ expansion: Expansion, upTo most: Int) throws -> Int {
        var count = 0
        for isOutgoing in expansion.directions {
            let goesOn = try live.graph.forEachEdge(of: expansion.node, isOutgoing: isOutgoing) { _, _ in
                count += 1
                return count < most
            }
            if !goesOn { break }
        }
        return count
    }

    /// How many edges a search from a node would follow first, counted no further than `most`.
    func countEdges(of node: UInt32, at variable: Int, upTo most: Int) throws -> Int {
        for (position, connection) in pattern.connections.enumerated() {
            guard connection.source == variable || connection.target == variable else { continue }
            let expansion = Expansion(
                position: position, connection: connection, isFromSource: connection.source == variable,
                node: node)
            return try count(expansion, upTo: most)
        }
        return most
    }
}
