import PGSchema
import PropertyGraph

/// The targets of a constraint: which elements its scope finds.
struct Targets {
    /// The rows of one segment that are targets.
    enum Rows {
        case none
        case all
        case some(RowMask)

        func contains(_ row: Int) -> Bool {
            switch self {
            case .none: false
            case .all: true
            case .some(let mask): mask[row]
            }
        }
    }
    let kind: ElementKind
    /// Parallel to the graph's segments of the kind.
    private(set) var segments: [Rows] = []
    private(set) var count = 0

    init(_ constraint: Constraint, view: GraphView) throws {
        let pattern = CompiledPattern(constraint.scope, symbols: view.symbols)
        kind = pattern.kinds[constraint.target]
        let key = constraint.targetKey.map { view.symbols.intern($0) }
        let accepted =
            kind == .node
            ? try Self.acceptedNodes(pattern, constraint.target, view)
            : try Self.acceptedEdges(pattern, constraint.target, view)
        let needsSearch = !accepted.isExact
        let matcher = needsSearch ? try PatternMatcher(pattern, bound: [constraint.target], view: view) : nil
        var binding = [UInt32](repeating: PatternMatcher.unbound, count: pattern.kinds.count)
        for position in 0..<(kind == .node ? view.graph.nodes.count : view.graph.edges.count) {
            let column = key.map { key in elements(position, view).columns[key] }
            let rows = select(position, view, accepted.classes) { row, element in
                if let column, column?[row] == nil { return false }
                guard let matcher else { return true }
                binding[constraint.target] = element
                var isMatched = false
                matcher.forEachMatch(&binding) { _ in
                    isMatched = true
                    return false
                }
                return isMatched
            } isTrivial: {
                column == nil && matcher == nil
            }
            segments.append(rows)
        }
    }

    /// Calls `body` with every target and its segment and row, in ascending order.
    func forEach(
        _ view: GraphView, _ body: (_ element: UInt32, _ segment: Int, _ row: Int) throws -> Void
    ) rethrows {
        for (position, rows) in segments.enumerated() {
            if case .none = rows { continue }
            let segment = elements(position, view)
            for row in 0..<segment.count where rows.contains(row) {
                try body(segment.first + UInt32(row), position, row)
            }
        }
    }

    private func elements(_ position: Int, _ view: GraphView) -> ElementSegment {
        kind == .node ? view.graph.nodes[position].elements : view.graph.edges[position].elements
    }

    private mutating func select(
        _ position: Int, _ view: GraphView, _ accepted: [Bool],
        _ isTarget: (_ row: Int, _ element: UInt32) -> Bool, isTrivial: () -> Bool
    ) -> Rows {
        let segment = elements(position, view)
        let graph = view.graph
        let classes: PerRow<Bool> =
            kind == .node
            ? graph.nodes[position].classes.map { accepted[$0.index] }
            : graph.edges[position].contexts.map { $0.index < accepted.count && accepted[$0.index] }
        if case .uniform(false) = classes { return .none }
        let isWhole =
            kind == .node ? graph.droppedNodes.isEmpty : graph.edges[position].danglingCount == 0
        if case .uniform(true) = classes, isWhole, isTrivial(), !hasDuplicateEdges(graph) {
            count += segment.count
            return .all
        }
        var mask = RowMask(repeating: false, count: segment.count)
        for row in 0..<segment.count where classes[row] {
            let element = segment.first + UInt32(row)
            guard kind == .node ? graph.isInGraph(node: element) : graph.edges[position].isInGraph(row) else {
                continue
            }
            if isTarget(row, element) {
                mask[row] = true
                count += 1
            }
        }
        return .some(mask)
    }

    /// Duplicates are dropped after a segment's dangling edges were counted.
    private func hasDuplicateEdges(_ graph: LoadedGraph) -> Bool {
        kind == .edge && graph.droppedEdgeCount != graph.edges.reduce(0) { $0 + $1.danglingCount }
    }

    /// Classes of nodes that the scope may accept, and whether that settles the matter.
    private static func acceptedNodes(
        _ pattern: CompiledPattern, _ target: Int, _ view: GraphView
    ) throws -> (classes: [Bool], isExact: Bool) {
        let isExact =
            pattern.kinds.count == 1 && pattern.conditions.isEmpty
            && pattern.filters[target].properties.isEmpty
        return (try view.acceptedNodes(pattern.filters[target].labels), isExact)
    }

    /// The same for edges.
    ///
    /// A context knows the classes of both ends, so `(:A)-[e: R]->(:B)` is settled too.
    private static func acceptedEdges(
        _ pattern: CompiledPattern, _ target: Int, _ view: GraphView
    ) throws -> (classes: [Bool], isExact: Bool) {
        var classes = try view.acceptedEdges(pattern.filters[target].labels)
        guard pattern.connections.count == 1, pattern.kinds.count == 3, pattern.connections[0].isDirected,
            pattern.connections[0].source != pattern.connections[0].target,
            pattern.conditions.isEmpty, pattern.filters.allSatisfy({ $0.properties.isEmpty })
        else { return (classes, false) }
        let connection = pattern.connections[0]
        let sources = try view.acceptedNodes(pattern.filters[connection.source].labels)
        let targets = try view.acceptedNodes(pattern.filters[connection.target].labels)
        for id in view.contexts where classes[id.index] {
            let context = view.typing.context(id)
            classes[id.index] = sources[context.source.index] && targets[context.target.index]
        }
        return (classes, true)
    }
}
