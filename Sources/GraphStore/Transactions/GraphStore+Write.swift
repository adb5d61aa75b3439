import Conformance
import Foundation
import PropertyGraph
import Synchronization

extension GraphStore {
    /// Changes the graph: everything that `body` does takes effect together, or nothing.
    ///
    /// When this returns, the change is on the disk. Writers take turns, in all threads and processes. Readers see the state
    /// before until then. Where many write at a time, ``submit(_:)`` lets them share a commit.
    ///
    /// - Parameters:
    ///   - waiting: How long to wait for other writers.
    ///   - body: Runs once, on this thread. A write inside it fails with ``StoreError/nestedWrite``.
    /// - Returns: What `body` returns.
    /// - Throws: ``StoreError/refused(_:)`` if the graph would not conform to the schema, ``StoreError/busy``, what
    ///   `body` throws, or `CancellationError` when the task is cancelled; nothing is changed then.
    /// - Complexity: Proportional to the change and the reach of the schema's patterns, not to the store.
    public func write<Result>(
        waiting: Waiting = .untilFree, _ body: (WriteTransaction) throws -> Result
    ) throws -> Result {
        try requireWritable()
        return try environment.gate.alone(waiting: waiting) {
            let transaction = try LMDBTransaction(environment, isReadOnly: false)
            let result = try perform(body, in: transaction)
            try environment.reserve()
            try transaction.commit()
            return result
        }
    }

    /// Changes the graph like ``write(waiting:_:)``, sharing a commit with others that are submitted meanwhile.
    ///
    ///     try await store.submit { graph in try graph.insertNode(labels: ["Event"]) }
    ///
    /// Each change is judged by itself, and one that fails leaves the others alone; those that succeed become durable in one
    /// commit. No thread waits, so that a server may submit from an event loop.
    ///
    /// The closure runs at most once, on a thread of the store; what it returns is returned.
    ///
    /// - Throws: As ``write(waiting:_:)``.
    public func submit<Result: Sendable>(
        _ body: @escaping @Sendable (WriteTransaction) throws -> Result
    ) async throws -> Result {
        try requireWritable()
        let shared = Submission<Result>()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let job = CommitQueue.Job { [self] transaction in
                    func checked(_ graph: WriteTransaction) throws -> Result {
                        try shared.checkCancellation()
                        let result = try body(graph)
                        try shared.checkCancellation()
                        return result
                    }
                    let written = try perform(checked, in: transaction)
                    shared.result.withLock { $0 = written }
                } finish: {
                    continuation.resume(with: $0)
                }
                environment.commits.submit(job, to: environment)
            }
        } onCancel: {
            shared.isCancelled.store(true, ordering: .relaxed)
        }
        guard let result = shared.result.withLock({ $0 }) else {
            preconditionFailure("a change that succeeded has run")
        }
        return result
    }

    /// What the one who submitted and the one who writes have in common.
    private final class Submission<Result: Sendable>: Sendable {
        let result = Mutex<Result?>(nil)
        let isCancelled = Atomic(false)

        func checkCancellation() throws {
            if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
        }
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
        let written = WriteTransaction(segment: try segment(record), delta: delta, record: record)
        defer { written.close() }
        let result = try body(written)
        try Task<Never, Never>.checkCancellation()
        guard !written.change.isEmpty else { return result }
        if let validator = rules.validator { try judge(written, validator, record) }
        delta.counters.commit += 1
        try delta.counters.write(transaction)
        // It waits for this commit, as every writer does.
        mergeIfLarge(delta.counters)
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
            throw StoreError.damaged(
                file: name, reason: "edge \(id) is in a list of its catalog and not there")
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
