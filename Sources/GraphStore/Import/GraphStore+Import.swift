import Conformance
import Foundation
import PropertyGraph

extension GraphStore {
    /// How to import.
    public struct ImportOptions: Sendable {
        /// What to do with data that does not conform.
        public var policy: ImportPolicy
        /// How many violations the report lists for each rule and constraint.
        public var limit: Int
        /// How many threads to use.
        public var workers: Int

        /// How to import.
        public init(policy: ImportPolicy = .reject, limit: Int = 100, workers: Int = 2) {
            self.policy = policy
            self.limit = limit
            self.workers = workers
        }
    }

    /// What an import did.
    public struct ImportOutcome: Sendable {
        /// What validation found in the data as it was given, together with what the store held before.
        public let report: Report
        /// How many elements were left out of the store, and where they are written down.
        public let quarantined: Int
        /// The file with the elements that were left out, if there are any.
        public let quarantine: String?
        /// How many nodes the store holds now.
        public let nodeCount: Int
        /// How many edges the store holds now.
        public let edgeCount: Int
        /// The size of the store's data in bytes.
        public let size: Int
    }

    /// Adds a graph to the store in one atomic step, validating all of it and what is there already.
    ///
    /// A schema that is given becomes the store's in the same step. Other writers wait; readers see the old state until
    /// this returns. If it throws, or the process dies, the store is as it was.
    ///
    /// - Throws: ``StoreError/refused(_:)`` when the policy is to reject; what the source cannot read.
    public func importGraph(
        _ source: some GraphSource, schema: StoredSchema? = nil, options: ImportOptions = ImportOptions()
    ) throws -> ImportOutcome {
        try replaceSegment { record, counters, graph in
            if let schema {
                record.schema = schema.text
                record.graphType = schema.graphType
                record.schemaVersion += 1
            }
            let outcome = try SegmentRun(store: self, options: options).run(
                JoinedSource(graph, source), against: record.storedSchema ?? .anything, updating: &record)
            counters = counters.merged(nodes: outcome.nodeCount, edges: outcome.edgeCount)
            return outcome
        }
    }
}
