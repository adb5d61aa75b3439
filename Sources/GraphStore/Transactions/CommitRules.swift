import Conformance
import PGSchema
import PropertyGraph

/// What a schema asks of a commit: the judge of changes, and the keys that must be looked up for it.
struct CommitRules: Sendable {
    private let schema: StoredSchema?
    /// Nil without a schema.
    let validator: ChangeValidator?
    let lookups: Set<KeyLookup>

    init(_ record: CatalogRecord) throws {
        schema = record.storedSchema
        guard let schema else {
            validator = nil
            lookups = []
            return
        }
        validator = try ChangeValidator(catalog: schema.catalog, graphType: schema.graphType)
        lookups = Self.lookups(try schema.resolved)
    }

    func isOf(_ record: CatalogRecord) -> Bool { record.storedSchema == schema }

    /// What must be looked up to hold data to a graph type.
    static func lookups(_ graphType: GraphType) -> Set<KeyLookup> {
        Set(ChangeValidator.lookups(of: graphType).map { KeyLookup(kind: $0.kind, keys: $0.keys) })
    }
}
