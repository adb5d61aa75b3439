import Conformance
import Foundation
import PropertyGraph

extension GraphStore {
    /// Changes the graph: everything that `body` does takes effect together, or nothing.
    ///
    /// When this returns, the change is on the disk. Writers take turns, in all threads and processes; those that wait in
    /// one process share a commit. Readers see the state before until then.
    ///
    /// - Parameters:
    ///   - waiting: How long to wait for other writers.
    ///   - body: Runs once, on this thread. A write inside it fails with ``StoreError/nestedWrite``.
    /// - Throws: ``StoreError/refused(_:)`` if the graph would not conform to the schema, ``StoreError/busy``, what
    ///   `body` throws, or `CancellationError` when the task is cancelled; nothing is changed then.
    /// - Complexity: Proportional to the change and the reach of the schema's patterns, not to the store.
    public func write<Result>(
        waiting: Waiting = .untilFree, _ body: (WriteTransaction) throws -> Result
    ) throws -> Result {
        try requireWritable()
        var result: Result?
        try environment.gate.together(waiting: waiting) {
            try LMDBTransaction(environment, isReadOnly: false)
        } write: { transaction, isFirst in
            let part = isFirst ? transaction : try LMDBTransaction(partOf: transaction)
            do {
                result = try perform(body, in: part)
                if !isFirst { try part.commit() }
            } catch {
                part.abort()
                throw error
            }
        } commit: {
            try environment.reserve()
            try $0.commit()
        }
        guard let result else { preconditionFailure("work that does not throw has run") }
        return result
    }

    private func perform<Result>(
        _ body: (WriteTransaction) throws -> Result, in transaction: LMDBTransaction
    ) throws -> Result {
        guard let record = try CatalogRecord.read(transaction, known: known) else {
            throw StoreError.missing(path: path)
        }
        let rules = try rules(record)
        let delta = try Delta(
            transaction, counters: DeltaCounters(transaction), lookups: rules.lookups, isWritten: true)
        let written = WriteTransaction(segment: try segment(record), delta: delta)
        defer { written.close() }
        let result = try body(written)
        try Task<Never, Never>.checkCancellation()
        guard !written.change.isEmpty else { return result }
        if let validator = rules.validator { try judge(written, validator, record) }
        delta.counters.commit += 1
        try delta.counters.write(transaction)
        return result
    }

    private func judge(
        _ written: WriteTransaction, _ validator: ChangeValidator, _ record: CatalogRecord
    ) throws {
        let graph = JudgedGraph(graph: written.graph, name: path)
        switch try validator.check(GraphChange(written.change), of: graph) {
        case .conforms: return
        case .violates(let report): throw StoreError.refused(report)
        case .undecided:
            // A constraint whose pattern is not connected can be judged only whole.
            guard let schema = record.storedSchema else { return }
            let report = try schema.validator.validate(written.graph)
            if !report.conforms { throw StoreError.refused(report) }
        }
    }
}

/// A written graph as the judge of changes sees it.
private struct JudgedGraph: NavigableGraph {
    let graph: StoreGraph
    let name: String

    func element(_ kind: ElementKind, _ id: UInt32) throws -> StoredElement? {
        (kind == .node ? try graph.node(id) : try graph.edge(id)).map(StoredElement.init)
    }

    func ends(ofEdge id: UInt32) throws -> (source: UInt32, target: UInt32) {
        guard let ends = try graph.ends(ofEdge: id) else {
            // Only edges that the graph has named are asked for.
            throw StoreError.damaged(file: name, reason: "edge \(id) is in a list of its catalog and not there")
        }
        return ends
    }

    func forEachEdge(
        of node: UInt32, isOutgoing: Bool, _ body: (UInt32, UInt32) throws -> Bool
    ) throws -> Bool {
        try graph.forEachEdge(of: node, isOutgoing ? .outgoing : .incoming, body)
    }

    func elements(_ kind: ElementKind, where keys: [String], equal values: [Value]) throws -> [UInt32] {
        try graph.elements(kind, where: keys, equal: values)
    }
}

extension StoredElement {
    fileprivate init(_ record: ElementRecord) {
        self.init(
            labels: record.labels, properties: record.properties, identifier: record.name?.identifier,
            space: record.name?.space ?? "")
    }
}

extension GraphChange {
    fileprivate init(_ log: ChangeLog) {
        self.init()
        for (id, before) in log.nodes { nodes[id] = .some(before.map(StoredElement.init)) }
        for (id, edge) in log.edges {
            edges[id] = .init(
                source: edge.source, target: edge.target, before: edge.before.map(StoredElement.init))
        }
    }
}
