import Conformance
import PropertyGraph

extension GraphStore {
    /// Holds the store to a schema from now on, if everything in it conforms.
    ///
    /// - Returns: What validation found; the schema is only changed if the data conforms.
    public func apply(
        _ schema: StoredSchema, options: Validator.Options = Validator.Options()
    ) throws -> Report {
        try environment.write { transaction in
            guard var record = try CatalogRecord.read(transaction, file: environment.path) else {
                throw StoreError.missing(path: path)
            }
            let validator = try schema.validator
            let report: Report
            if let segment = try openCurrentSegment(record) {
                report = try validator.validate(segment, options: options)
            } else {
                report = try validator.validate(InMemoryGraph(), options: options)
            }
            guard report.conforms else { return report }
            record.schema = schema.text
            record.graphType = schema.graphType
            record.schemaVersion += 1
            record.conforms = true
            try record.write(transaction)
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
            if let segment = snapshot.segment, let schema = snapshot.schema, snapshot.conforms,
                findings.isEmpty
            {
                let report = try schema.validator.validate(segment)
                findings += report.violations.map { "The data does not conform to its schema: \($0.message)" }
            }
            return findings
        }
    }
}
