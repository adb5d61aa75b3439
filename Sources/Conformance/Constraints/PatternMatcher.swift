import PGSchema
import PropertyGraph

/// Finds all matches of a pattern that contain given elements, by backtracking along a fixed order of steps.
///
/// Matching is homomorphic: different variables may find one element. Each step binds what the steps before
/// make cheapest: ends of a bound edge, edges of a bound node, nodes with an equal property, and only then all.
struct PatternMatcher {
    private enum Step {
        /// Binds or checks both ends of a bound edge.
        case ends(GraphPattern.Connection)
        /// Binds an edge at a bound node and, unless it is bound, the node at the other end.
        case expand(GraphPattern.Connection, fromSource: Bool, [Adjacency])
        /// Binds a node whose property equals a term over bound variables.
        case lookup(Int, [Value: [UInt32]], CompiledPatternTerm)
        case scanNodes(Int)
        case scanEdges(Int)
        case test([CompiledCondition])
    }
    private struct Filter {
        let accepted: [Bool]
        let properties: [(key: Symbol, value: Value?)]
    }
    static let unbound = UInt32.max
    /// The search calls itself for each variable; more than this could exhaust the stack.
    static let mostVariables = 250

    private let view: GraphView
    private let kinds: [ElementKind]
    private var filters: [Filter] = []
    private var steps: [Step] = []

    /// Plans the search for matches that contain an element for each variable in `bound`.
    init(_ pattern: CompiledPattern, bound: Set<Int>, view: GraphView) throws {
        self.view = view
        kinds = pattern.kinds
        for (variable, filter) in pattern.filters.enumerated() {
            let accepted =
                kinds[variable] == .node
                ? try view.acceptedNodes(filter.labels) : try view.acceptedEdges(filter.labels)
            filters.append(Filter(accepted: accepted, properties: filter.properties))
        }
        try plan(pattern, bound)
    }

    private mutating func plan(_ pattern: CompiledPattern, _ initial: Set<Int>) throws {
        var bound = initial
        var conditions = pattern.conditions
        var connections = pattern.connections
        func testWhatIsBound(_ steps: inout [Step]) {
            let ready = conditions.filter { $0.variables.isSubset(of: bound) }
            guard !ready.isEmpty else { return }
            steps.append(.test(ready))
            conditions.removeAll { $0.variables.isSubset(of: bound) }
        }
        testWhatIsBound(&steps)
        while true {
            if let next = connections.firstIndex(where: { bound.contains($0.edge) }) {
                let connection = connections.remove(at: next)
                steps.append(.ends(connection))
                bound.formUnion([connection.source, connection.target])
            } else if let next = connections.firstIndex(where: {
                bound.contains($0.source) || bound.contains($0.target)
            }) {
                let connection = connections.remove(at: next)
                steps.append(try expansion(connection, pattern, bound))
                bound.formUnion([connection.source, connection.target, connection.edge])
            } else if let lookup = valueLookup(bound, conditions) {
                steps.append(lookup.step)
                bound.insert(lookup.variable)
            } else if let connection = connections.first {
                steps.append(.scanEdges(connection.edge))
                bound.insert(connection.edge)
            } else if let variable = kinds.indices.first(where: { !bound.contains($0) }) {
                steps.append(kinds[variable] == .node ? .scanNodes(variable) : .scanEdges(variable))
                bound.insert(variable)
            } else {
                break
            }
            testWhatIsBound(&steps)
        }
    }

    private func expansion(
        _ connection: GraphPattern.Connection, _ pattern: CompiledPattern, _ bound: Set<Int>
    ) throws -> Step {
        let fromSource = bound.contains(connection.source)
        let labels = pattern.filters[connection.edge].labels
        var adjacencies = [try view.adjacency(labels, isOutgoing: fromSource)]
        if !connection.isDirected { adjacencies.append(try view.adjacency(labels, isOutgoing: !fromSource)) }
        return .expand(connection, fromSource: fromSource, adjacencies)
    }

    /// A conjunct `y.key = term` where `y` is an unbound node and the term is bound: a hash join.
    private func valueLookup(
        _ bound: Set<Int>, _ conditions: [CompiledCondition]
    ) -> (step: Step, variable: Int)? {
        for case .comparison(let left, .equal, let right) in conditions {
            for (candidate, term) in [(left, right), (right, left)] {
                guard case .property(let variable, let key) = candidate, !bound.contains(variable),
                    kinds[variable] == .node, term.variable.map(bound.contains) ?? true
                else { continue }
                var index: [Value: [UInt32]] = [:]
                forEachNode { node in
                    if let value = view.value(.node, node, key) { index[value, default: []].append(node) }
                    return true
                }
                return (.lookup(variable, index, term), variable)
            }
        }
        return nil
    }

    /// Calls `body` with each match until it returns false.
    ///
    /// `binding` has the given elements in place and is
    /// otherwise scratch space.
    ///
    /// - Returns: False if `body` stopped the search.
    @discardableResult
    func forEachMatch(
        _ binding: inout [UInt32], _ body: (borrowing [UInt32]) throws -> Bool
    ) rethrows -> Bool {
        for variable in kinds.indices where binding[variable] != Self.unbound {
            guard admits(variable, binding[variable]) else { return true }
        }
        return try search(0, &binding, body)
    }

    /// The value of a term in a match; nil when it is undefined.
    func value(_ term: CompiledPatternTerm, _ binding: borrowing [UInt32]) -> TermValue? {
        switch term {
        case .element(let variable):
            kinds[variable] == .node ? .node(binding[variable]) : .edge(binding[variable])
        case .property(let variable, let key):
            view.value(kinds[variable], binding[variable], key).map { .value($0) }
        case .constant(let value): value.map { .value($0) }
        }
    }

    private func admits(_ variable: Int, _ element: UInt32) -> Bool {
        let filter = filters[variable]
        let accepted =
            kinds[variable] == .node
            ? filter.accepted[view.graph.nodeClasses[Int(element)].index]
            : filter.accepted[view.context(ofEdge: element).index]
        return accepted
            && filter.properties.allSatisfy { property in
                guard let wanted = property.value else { return false }
                return view.value(kinds[variable], element, property.key) == wanted
            }
    }

    private func search(
        _ position: Int, _ binding: inout [UInt32], _ body: (borrowing [UInt32]) throws -> Bool
    ) rethrows -> Bool {
        guard position < steps.count else { return try body(binding) }
        switch steps[position] {
        case .test(let conditions):
            for condition in conditions {
                guard condition.evaluate({ value($0, binding) }) == true else { return true }
            }
            return try search(position + 1, &binding, body)
        case .ends(let connection):
            let ends = view.ends(ofEdge: binding[connection.edge])
            let asWritten = [(connection.source, ends.source), (connection.target, ends.target)]
            if try !bind(asWritten, position, &binding, body) { return false }
            guard !connection.isDirected, ends.source != ends.target else { return true }
            return try bind(
                [(connection.source, ends.target), (connection.target, ends.source)], position, &binding, body
            )
        case .expand(let connection, let fromSource, let adjacencies):
            let near = binding[fromSource ? connection.source : connection.target]
            let far = fromSource ? connection.target : connection.source
            for adjacency in adjacencies {
                let goesOn = try adjacency.forEach(of: near) { edge, other in
                    try bind([(connection.edge, edge), (far, other)], position, &binding, body)
                }
                if !goesOn { return false }
            }
            return true
        case .lookup(let variable, let index, let term):
            guard case .value(let wanted) = value(term, binding) else { return true }
            for node in index[wanted] ?? [] {
                if try !bind([(variable, node)], position, &binding, body) { return false }
            }
            return true
        case .scanNodes(let variable):
            return try forEachNode { try bind([(variable, $0)], position, &binding, body) }
        case .scanEdges(let variable):
            for segment in view.graph.edges {
                for row in 0..<segment.elements.count where segment.isInGraph(row) {
                    let edge = segment.elements.first + UInt32(row)
                    if try !bind([(variable, edge)], position, &binding, body) { return false }
                }
            }
            return true
        }
    }

    /// Binds variables, or checks those that are bound already, goes on, and unbinds them again.
    private func bind(
        _ pairs: [(variable: Int, element: UInt32)], _ position: Int, _ binding: inout [UInt32],
        _ body: (borrowing [UInt32]) throws -> Bool
    ) rethrows -> Bool {
        var fresh: [Int] = []
        defer { for variable in fresh { binding[variable] = Self.unbound } }
        for (variable, element) in pairs {
            if binding[variable] == Self.unbound {
                guard admits(variable, element) else { return true }
                binding[variable] = element
                fresh.append(variable)
            } else if binding[variable] != element {
                return true
            }
        }
        return try search(position + 1, &binding, body)
    }

    @discardableResult
    private func forEachNode(_ body: (UInt32) throws -> Bool) rethrows -> Bool {
        for node in 0..<UInt32(view.graph.nodeCount) where view.graph.isInGraph(node: node) {
            if try !body(node) { return false }
        }
        return true
    }
}
