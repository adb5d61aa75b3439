import PGSchema
import PropertyGraph

/// Puts together what loading and the constraints have found.
struct ReportAssembly {
    let typing: Typing
    let loaded: GraphLoader.Outcome
    let options: Validator.Options

    func assemble(
        _ outcomes: [(outcome: Report.ConstraintOutcome, violations: [Violation])]
    ) throws -> Report {
        let graph = loaded.graph
        let plan = typing.plan
        let untyped = try countUntyped()
        let isStrict = plan.graphType.mode == .strict
        var counts = loaded.violations.counts
        if isStrict, untyped.nodes + untyped.edges > 0 { counts[.untyped] = untyped.nodes + untyped.edges }
        for (outcome, _) in outcomes { counts.merge(outcome.violations, uniquingKeysWith: +) }
        let files = Dictionary(graph.files.enumerated().map { ($1, $0) }) { first, _ in first }
        func inOrderOfFiles(_ violations: [Violation]) -> [Violation] {
            violations.sorted {
                (files[$0.file ?? ""] ?? 0, $0.line ?? 0) < (files[$1.file ?? ""] ?? 0, $1.line ?? 0)
            }
        }
        var listed = inOrderOfFiles(loaded.violations.listed)
        let untypedElements = inOrderOfFiles(loaded.untyped.filter(isInGraph).map(\.violation))
        let consequences = inOrderOfFiles(loaded.consequences.filter(isInGraph).map(\.violation))
        listed += (untypedElements + consequences).prefix(max(0, options.limit))
        for (_, violations) in outcomes { listed += inOrderOfFiles(violations) }
        return Report(
            conforms: counts.isEmpty, graphType: plan.graphType.name, mode: plan.graphType.mode,
            nodeCount: graph.nodeCount - graph.droppedNodes.count,
            edgeCount: graph.edgeCount - graph.droppedEdgeCount, typeCounts: try countTypes(),
            untypedNodes: untyped.nodes, untypedEdges: untyped.edges,
            untypedEdgesFromEndpoints: untyped.consequences, constraints: outcomes.map(\.outcome),
            counts: counts,
            violations: listed.enumerated().sorted {
                ($0.element.rule, $0.offset) < ($1.element.rule, $1.offset)
            }.map(\.element),
            limit: options.limit, typing: options.tellsTyping ? try assignment() : nil)
    }

    /// Untyped elements were listed before it was known whose identifiers are taken.
    private func isInGraph(_ untyped: GraphLoader.UntypedElement) -> Bool {
        switch untyped.violation.kind {
        case .node: return loaded.graph.isInGraph(node: untyped.element)
        case .edge:
            let segment = loaded.graph.edges[loaded.graph.edgeSegment(of: untyped.element)]
            return segment.isInGraph(Int(untyped.element - segment.elements.first))
        }
    }

    private func countUntyped() throws -> (nodes: Int, edges: Int, consequences: Int) {
        let test = UntypedTest(typing: typing)
        var found = (nodes: 0, edges: 0, consequences: 0)
        for (id, count) in loaded.nodeHistogram where try test.isUntyped(id) { found.nodes += count }
        for (id, count) in loaded.edgeHistogram where count > 0 && test.isUntyped(id) {
            found.edges += count
            if try typing.followsFromEndpoint(id) { found.consequences += count }
        }
        return found
    }

    private func countTypes() throws -> [Report.TypeCount] {
        var counts: [TypeID: Int] = [:]
        for (id, count) in loaded.nodeHistogram {
            for type in try typing.types(ofNode: id) { counts[type, default: 0] += count }
        }
        for (id, count) in loaded.edgeHistogram {
            for type in typing.types(ofEdge: id) { counts[type, default: 0] += count }
        }
        let plan = typing.plan
        return (plan.members(.node) + plan.members(.edge)).map { type in
            Report.TypeCount(
                type: plan.catalog[type].name, kind: plan.catalog[type].kind, count: counts[type] ?? 0)
        }
    }

    private func assignment() throws -> Assignment {
        func names(_ types: [TypeID]) -> [String] { types.map { typing.plan.catalog[$0].name }.sorted() }
        var nodeTypes: [ClassID: [String]] = [:]
        for id in loaded.nodeHistogram.keys { nodeTypes[id] = names(try typing.types(ofNode: id)) }
        var edgeTypes: [Typing.ContextID: [String]] = [:]
        for id in loaded.edgeHistogram.keys { edgeTypes[id] = names(typing.types(ofEdge: id)) }
        return Assignment(graph: loaded.graph, nodeTypes: nodeTypes, edgeTypes: edgeTypes)
    }
}

/// Whether elements count as untyped.
///
/// A malformed value is reported as such; that its element conforms to no type follows, and is not said again.
struct UntypedTest {
    let typing: Typing

    func isUntyped(_ node: ClassID) throws -> Bool {
        try typing.types(ofNode: node).isEmpty && !typing.elementClass(node).isMalformed
    }

    func isUntyped(_ edge: Typing.ContextID) -> Bool {
        typing.types(ofEdge: edge).isEmpty && !typing.elementClass(typing.context(edge).edge).isMalformed
    }
}
