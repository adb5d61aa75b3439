import Conformance
import Foundation
import PropertyGraph
import Synchronization

extension GraphStore {
    /// Writes everything into one new segment, so that reading it is as fast as after an import.
    ///
    /// Other writers wait; readers go on with the state they have, then see the new one, which is the same graph with new
    /// ids. If it throws, or the process dies, the store is as it was.
    ///
    /// - Returns: How many elements of the delta were merged; with 0, nothing was done.
    /// - Complexity: O(graph): about a second for ten million edges.
    @discardableResult
    public func merge(workers: Int = 2) throws -> Int {
        try replaceSegment { record, counters, graph in
            guard !counters.isDeltaEmpty else { return 0 }
            let run = SegmentRun(store: self, options: ImportOptions(policy: .admit, workers: workers))
            let conforms = record.conforms
            let merged = try run.run(graph, against: .anything, updating: &record)
            record.conforms = conforms
            // Elements that find their ends no more are left out of a segment; a merge must leave out nothing.
            guard merged.nodeCount == counters.nodes, merged.edgeCount == counters.edges else {
                throw StoreError.damaged(
                    file: environment.path,
                    reason:
                        "it counts \(counters.nodes) nodes and \(counters.edges) edges, and merging found "
                        + "\(merged.nodeCount) and \(merged.edgeCount)")
            }
            let changed = Int(counters.changedNodes + counters.changedEdges)
            counters = counters.merged(nodes: merged.nodeCount, edges: merged.edgeCount)
            return changed
        }
    }

    /// Runs `body`, which may write a new segment and name it in the record, while nobody else writes.
    ///
    /// With a new segment the delta is empty and the old segment is deleted; readers that have it mapped keep it until
    /// they let go.
    func replaceSegment<Result>(
        _ body: (inout CatalogRecord, inout DeltaCounters, StoreGraph) throws -> Result
    ) throws -> Result {
        try requireWritable()
        let (result, replaced) = try environment.write { transaction in
            guard let before = try CatalogRecord.read(transaction, known: known) else {
                throw StoreError.missing(path: path)
            }
            var record = before
            var counters = try DeltaCounters(transaction)
            let delta =
                counters.isDeltaEmpty
                ? nil
                : try Delta(
                    transaction, counters: counters, lookups: rules(record).lookups, isWritten: false)
            let result = try body(&record, &counters, StoreGraph(segment: try segment(record), delta: delta))
            guard record != before else { return (result, nil as String?) }
            if record.segment != before.segment { try Delta.clear(transaction) }
            try record.write(transaction)
            try counters.write(transaction)
            return (result, record.segment != before.segment ? before.segment : nil)
        }
        if let replaced { unlink(Self.segmentsPath(path) + "/" + replaced) }
        return result
    }

    /// Deletes segment files that no catalog names: of imports and merges that were interrupted.
    func removeLeftovers(keeping segment: String?) throws {
        let folder = Self.segmentsPath(path)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name != segment {
            unlink(folder + "/" + name)
        }
    }
}

/// The merge that commits start when the delta has become large: one at a time.
final class BackgroundMerge: Sendable {
    private struct State {
        var isRunning = false
        var failure: (any Error)?
    }
    private let state = Mutex(State())
    private let idle = DispatchGroup()

    /// Merges on another thread, unless that is being done.
    func begin(_ store: GraphStore) {
        let isFirst = state.withLock { state in
            defer { state.isRunning = true }
            return !state.isRunning
        }
        guard isFirst else { return }
        DispatchQueue.global(qos: .utility).async(group: idle) { [self] in
            let result = Result { try store.merge() }
            state.withLock { state in
                state.isRunning = false
                if case .failure(let error) = result { state.failure = error }
            }
        }
    }

    /// Waits until no merge runs, and throws what made one fail since it was last asked.
    func finish() throws {
        idle.wait()
        let failure = state.withLock { state in
            defer { state.failure = nil }
            return state.failure
        }
        if let failure { throw failure }
    }
}

extension GraphStore {
    /// Waits for the merge that was begun in the background, if there is one.
    ///
    /// - Throws: What made a merge fail since the last call; the store is then as it was, and the next commit tries again.
    public func finishMerging() throws { try background.finish() }

    /// Begins a merge when a commit has left more changed elements than the store was opened for.
    func mergeIfLarge(_ counters: DeltaCounters) {
        let changed = Int(counters.changedNodes + counters.changedEdges)
        if let mergingAfter, changed >= mergingAfter { background.begin(self) }
    }
}
