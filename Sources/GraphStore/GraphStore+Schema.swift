import Conformance
import PropertyGraph

extension GraphStore {
    /// Holds the store to a schema from now on, if everything in it conforms.
    ///
    /// - Returns: What validation found; the schema is only changed if the data conforms.
    public func apply(
        _ schema: StoredSchema, options: Validator.Options = Validator.Options()
    ) throws -> Report {
        do {
            return try replaceSegment { record, counters, graph in
                let known = try rules(record).lookups
                record.schema = schema.text
                record.graphType = schema.graphType
                record.schemaVersion += 1
                let isIndexed = try CommitRules.lookups(schema.resolved).isSubset(of: known)
                guard !isIndexed, counters.nodes + counters.edges > 0 else {
                    let report = try schema.validator.validate(graph, options: options)
                    guard report.conforms else { throw StoreError.refused(report) }
                    record.conforms = true
                    return report
                }
                // The schema looks elements up by keys without an index, and indexes are part of segments.
                let run = SegmentRun(
                    store: self, options: ImportOptions(limit: options.limit, workers: options.workers))
                let outcome = try run.run(graph, against: schema, updating: &record)
                counters = counters.merged(nodes: outcome.nodeCount, edges: outcome.edgeCount)
                return outcome.report
            }
        } catch StoreError.refused(let report) {
            return report
        }
    }

    /// Checks every byte of the store and returns a sentence for each finding; none when it is whole.
    public func verify() throws -> [String] {
        // The transaction keeps others from using pages anew while they are looked at.
        let problem = try environment.read { _ in try LMDBFileCheck.problem(of: environment.path) }
        return try read { snapshot in
            var findings =
                problem.map {
                    [StoreError.damaged(file: environment.path, reason: $0).description]
                } ?? []
            findings += snapshot.segment?.verify() ?? []
            if findings.isEmpty { findings += try DeltaVerification(snapshot).findings() }
            if let schema = snapshot.schema, snapshot.conforms, findings.isEmpty {
                let report = try schema.validator.validate(snapshot)
                findings += report.violations.map { "The data does not conform to its schema: \($0.message)" }
            }
            return findings
        }
    }
}
