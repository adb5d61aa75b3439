import PGSchema
import PropertyGraph
import Synchronization

/// Reads a source into memory, typing every element on the way.
struct GraphLoader {
    let typing: Typing
    let symbols: SymbolTable
    /// The properties to keep, for nodes and for edges; the others are judged and let go.
    ///
    /// Nil keeps all.
    let keptNodeKeys: Set<Symbol>?
    let keptEdgeKeys: Set<Symbol>?
    /// Whether to keep what files call the ends of edges.
    let keepsEndIdentifiers: Bool
    let limit: Int
    let workers: Int

    /// What loading finds out besides the graph.
    struct Outcome: Sendable {
        var graph: LoadedGraph
        var violations: ViolationList
        /// Untyped elements, up to the limit.
        var untyped: [UntypedElement] = []
        /// Edges that are untyped only because an endpoint is, up to the limit.
        var consequences: [UntypedElement] = []
        var nodeHistogram: [ClassID: Int] = [:]
        var edgeHistogram: [Typing.ContextID: Int] = [:]
    }
    /// An untyped element, with its number in case it turns out not to be part of the graph.
    struct UntypedElement: Sendable {
        let element: UInt32
        let violation: Violation
    }
    private struct PreparedNodes: Sendable {
        let batch: ElementBatch
        let segment: NodeSegment
    }
    private struct PreparedEdges: Sendable {
        let batch: ElementBatch
        let segment: EdgeSegment
    }

    func load(_ source: some GraphSource) throws -> Outcome {
        let outcome = Mutex(
            Outcome(
                graph: LoadedGraph(files: source.files), violations: ViolationList(limit: limit)))
        try source.stream(.node, symbols: symbols, workers: workers) { batch in
            PreparedNodes(batch: batch, segment: prepareNodes(batch))
        } absorb: { prepared in
            try outcome.withLock { try absorb(prepared, into: &$0) }
        }
        let index = outcome.withLock { indexNodes(&$0) }
        let classes = outcome.withLock { $0.graph.nodeClasses }
        let uniform = outcome.withLock { uniformClasses($0.graph) }
        try source.stream(.edge, symbols: symbols, workers: workers) { batch in
            PreparedEdges(
                batch: batch, segment: try prepareEdges(batch, index, classes, uniform))
        } absorb: { prepared in
            try outcome.withLock { try absorb(prepared, into: &$0) }
        }
        return outcome.withLock { outcome in
            dropDuplicateEdges(&outcome)
            return outcome
        }
    }

    private func prepareNodes(_ batch: ElementBatch) -> NodeSegment {
        let result = BatchClassifier(plan: typing.plan).classify(batch)
        let identifiers = typing.intern(result.classes)
        return NodeSegment(
            elements: ElementSegment(batch, keeping: keptNodeKeys),
            classes: result.rows.map { identifiers[Int($0)] })
    }

    private func absorb(_ prepared: PreparedNodes, into outcome: inout Outcome) throws {
        var segment = prepared.segment
        segment.elements.first = UInt32(outcome.graph.nodeCount)
        outcome.graph.nodeCount += segment.elements.count
        guard outcome.graph.nodeCount < Int(UInt32.max) else { throw ValidationError.tooManyElements }
        outcome.graph.nodes.append(segment)
        listMalformed(prepared.batch, segment.elements, in: &outcome)
        try listUntyped(prepared.batch, segment, in: &outcome)
    }

    /// The class shared by all nodes of an identifier space, where there is just one.
    private func uniformClasses(_ graph: LoadedGraph) -> [Symbol: ClassID] {
        var found: [Symbol: ClassID?] = [:]
        for segment in graph.nodes {
            guard let space = segment.elements.identifiers?.space else { continue }
            if case .uniform(let id) = segment.classes, found[space] ?? id == id {
                found[space] = id
            } else {
                found[space] = .some(nil)
            }
        }
        return found.compactMapValues { $0 }
    }

    /// Numbers the nodes by identifier, drops those whose identifier is taken, and counts classes.
    private func indexNodes(_ outcome: inout Outcome) -> IdentifierIndex {
        var graph = outcome.graph
        var duplicates: [(element: UInt32, first: UInt32)] = []
        let segments = graph.nodes.compactMap { segment in
            segment.elements.identifiers.map { (segment.elements.first, $0) }
        }
        let index = IdentifierIndex(segments) { duplicates.append(($0, $1)) }
        graph.nodeClasses.reserveCapacity(graph.nodeCount)
        for segment in graph.nodes {
            switch segment.classes {
            case .uniform(let id):
                graph.nodeClasses.append(contentsOf: repeatElement(id, count: segment.elements.count))
                outcome.nodeHistogram[id, default: 0] += segment.elements.count
            case .rows(let ids):
                graph.nodeClasses.append(contentsOf: ids)
                for id in ids { outcome.nodeHistogram[id, default: 0] += 1 }
            }
        }
        for (element, first) in duplicates.sorted(by: { $0.element < $1.element }) {
            graph.droppedNodes.insert(element)
            outcome.nodeHistogram[graph.nodeClasses[Int(element)], default: 0] -= 1
            listDuplicate(.node, element, first, graph, in: &outcome)
        }
        outcome.graph = graph
        return index
    }

    private func prepareEdges(
        _ batch: ElementBatch, _ index: IdentifierIndex, _ nodeClasses: [ClassID],
        _ uniform: [Symbol: ClassID]
    ) throws -> EdgeSegment {
        guard let sources = batch.sources, let targets = batch.targets else {
            preconditionFailure("a batch of edges has sources and targets")
        }
        let result = BatchClassifier(plan: typing.plan).classify(batch)
        let classes = typing.intern(result.classes)
        let foundSources = index.find(sources)
        let foundTargets = index.find(targets)
        var dangling = 0
        for row in foundSources.indices
        where foundSources[row] == IntegerIndex.missing || foundTargets[row] == IntegerIndex.missing {
            dangling += 1
        }
        let contexts = try EdgeContexts(typing: typing, nodeClasses: nodeClasses).find(
            classes: result.rows.map { classes[Int($0)] }, sources: foundSources, targets: foundTargets,
            sourceClass: uniform[sources.space], targetClass: uniform[targets.space])
        return EdgeSegment(
            elements: ElementSegment(batch, keeping: keptEdgeKeys), sources: foundSources,
            targets: foundTargets,
            endIdentifiers: keepsEndIdentifiers
                ? EndIdentifiers(sources: sources.compacted(), targets: targets.compacted()) : nil,
            contexts: contexts, danglingCount: dangling)
    }

    private func absorb(_ prepared: PreparedEdges, into outcome: inout Outcome) throws {
        var segment = prepared.segment
        segment.elements.first = UInt32(outcome.graph.edgeCount)
        outcome.graph.edgeCount += segment.elements.count
        guard outcome.graph.edgeCount < Int(UInt32.max) else { throw ValidationError.tooManyElements }
        outcome.graph.droppedEdgeCount += segment.danglingCount
        switch segment.contexts {
        case .uniform(let id):
            outcome.edgeHistogram[id, default: 0] += segment.elements.count - segment.danglingCount
        case .rows(let ids):
            for row in ids.indices where segment.isInGraph(row) {
                outcome.edgeHistogram[ids[row], default: 0] += 1
            }
        }
        outcome.graph.edges.append(segment)
        if segment.danglingCount > 0 { listDangling(prepared.batch, segment, in: &outcome) }
        listMalformed(prepared.batch, segment.elements, in: &outcome)
        try listUntyped(prepared.batch, segment, in: &outcome)
    }

    private func dropDuplicateEdges(_ outcome: inout Outcome) {
        var duplicates: [(element: UInt32, first: UInt32)] = []
        let segments = outcome.graph.edges.compactMap { segment in
            segment.elements.identifiers.map { (segment.elements.first, $0) }
        }
        guard !segments.isEmpty else { return }
        _ = IdentifierIndex(segments) { duplicates.append(($0, $1)) }
        outcome.graph.hasDuplicateEdges = !duplicates.isEmpty
        for (element, first) in duplicates.sorted(by: { $0.element < $1.element }) {
            let position = outcome.graph.edgeSegment(of: element)
            let row = Int(element - outcome.graph.edges[position].elements.first)
            if outcome.graph.edges[position].isInGraph(row) {
                let context = outcome.graph.edges[position].contexts[row]
                outcome.edgeHistogram[context, default: 0] -= 1
                outcome.graph.droppedEdgeCount += 1
            }
            outcome.graph.edges[position].sources[row] = IntegerIndex.missing
            outcome.graph.edges[position].targets[row] = IntegerIndex.missing
            listDuplicate(.edge, element, first, outcome.graph, in: &outcome)
        }
    }
}
