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
        let (outcome, replaced) = try environment.write { transaction in
            guard var record = try CatalogRecord.read(transaction, file: environment.path) else {
                throw StoreError.missing(path: path)
            }
            if let schema {
                record.schema = schema.text
                record.graphType = schema.graphType
                record.schemaVersion += 1
            }
            try removeLeftovers(keeping: record.segment)
            let replaced = record.segment
            let outcome = try ImportRun(store: self, options: options).run(source, updating: &record)
            try record.write(transaction)
            return (outcome, replaced)
        }
        // Readers that have the old file mapped keep it until they let go.
        if let replaced { unlink(Self.segmentsPath(path) + "/" + replaced) }
        return outcome
    }

    /// Deletes segment files that no catalog names: of imports that were interrupted.
    private func removeLeftovers(keeping segment: String?) throws {
        let folder = Self.segmentsPath(path)
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name != segment {
            unlink(folder + "/" + name)
        }
    }
}
