import Conformance
import Foundation
import PropertyGraph

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
                    reason: "it counts \(counters.nodes) nodes and \(counters.edges) edges, and merging found "
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
