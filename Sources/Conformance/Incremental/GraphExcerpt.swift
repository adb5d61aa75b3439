import PGSchema
import PropertyGraph

/// The few elements that show what is wrong, as a graph of their own that ``Validator`` puts into words.
///
/// Elements come one a batch in the order of their numbers, as a line of the graph's name each.
struct GraphExcerpt: GraphSource {
    private struct Edge {
        let id: UInt32
        let element: StoredElement
        let source: StoredElement
        let target: StoredElement
    }
    let files: [String]
    private var nodes: [(id: UInt32, element: StoredElement)] = []
    private var edges: [Edge] = []

    /// Takes the elements of the evidence from a graph, and the ends of its edges.
    init(_ evidence: Evidence, of graph: some NavigableGraph) throws {
        files = [graph.name]
        var found: [UInt32: StoredElement] = [:]
        func node(_ id: UInt32) throws -> StoredElement? {
            if let known = found[id] { return known }
            let element = try graph.element(.node, id)
            found[id] = element
            return element
        }
        for id in evidence.nodes { _ = try node(id) }
        for id in evidence.edges.sorted() {
            let ends = try graph.ends(ofEdge: id)
            guard let element = try graph.element(.edge, id), let source = try node(ends.source),
                let target = try node(ends.target)
            else { continue }
            edges.append(Edge(id: id, element: element, source: source, target: target))
        }
        nodes = found.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    func stream<Prepared: Sendable>(
        _ kind: ElementKind, symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void
    ) throws {
        switch kind {
        case .node:
            for (id, element) in nodes { try absorb(prepare(batch(.node, id, element, symbols))) }
        case .edge:
            for edge in edges {
                var batch = batch(.edge, edge.id, edge.element, symbols)
                batch.sources = identifiers(edge.source, symbols)
                batch.targets = identifiers(edge.target, symbols)
                try absorb(prepare(batch))
            }
        }
    }

    private func batch(
        _ kind: ElementKind, _ id: UInt32, _ element: StoredElement, _ symbols: SymbolTable
    ) -> ElementBatch {
        ElementBatch(
            kind: kind, labels: LabelSet(element.labels.map(symbols.intern)), count: 1,
            identifiers: identifiers(element, symbols),
            columns: ColumnBuilder.columns(ofRows: [element.properties], symbols: symbols),
            origin: BatchOrigin(file: 0, firstLine: Int(id) + 1))
    }

    private func identifiers(_ element: StoredElement, _ symbols: SymbolTable) -> IdentifierColumn? {
        element.identifier.map { IdentifierColumn([$0], space: symbols.intern(element.space)) }
    }
}

extension GraphExcerpt {
    /// What a validator says of the excerpt, less what is true of the excerpt alone.
    ///
    /// A match of the excerpt is one of the graph, and types depend on an element and its ends. So everything found
    /// here holds in the graph too, but for missing tuples.
    func report(
        catalog: Catalog, graphType: String, _ evidence: Evidence, limit: Int
    ) throws -> Report {
        let everything = Validator.Options(limit: .max, workers: 1)
        let report = try Validator(catalog: catalog, graphType: graphType).validate(self, options: everything)
        let kept = report.violations.filter { violation in
            guard violation.rule == .mandatory, let constraint = violation.constraint else { return true }
            let number = Int(violation.number)
            let id = violation.kind == .node ? nodes[number].id : edges[number].id
            return evidence.targetsWithoutTuple[constraint]?.contains(id) ?? false
        }
        var counts: [Violation.Rule: Int] = [:]
        var countsOfConstraints: [Int: [Violation.Rule: Int]] = [:]
        let listed = kept.filter { violation in
            counts[violation.rule, default: 0] += 1
            guard let constraint = violation.constraint else {
                return counts[violation.rule, default: 0] <= limit
            }
            countsOfConstraints[constraint, default: [:]][violation.rule, default: 0] += 1
            return countsOfConstraints[constraint]?[violation.rule] ?? 0 <= limit
        }
        let constraints = report.constraints.map { outcome in
            Report.ConstraintOutcome(
                number: outcome.number, text: outcome.text, targets: outcome.targets,
                violations: countsOfConstraints[outcome.number] ?? [:])
        }
        return Report(
            conforms: counts.isEmpty, graphType: report.graphType, mode: report.mode,
            nodeCount: report.nodeCount, edgeCount: report.edgeCount, typeCounts: report.typeCounts,
            untypedNodes: report.untypedNodes, untypedEdges: report.untypedEdges,
            untypedEdgesFromEndpoints: report.untypedEdgesFromEndpoints, constraints: constraints,
            counts: counts, violations: listed, limit: limit, typing: nil)
    }
}
