/// One committed state of a store, which never changes.
///
/// It costs nothing to keep but its mapped file.
public struct Snapshot: Sendable {
    let record: CatalogRecord
    /// All nodes and edges; nil while the store is empty.
    public let segment: Segment?

    init(record: CatalogRecord, segment: Segment?) {
        self.record = record
        self.segment = segment
    }

    /// The schema that the data is held to, or nil without one.
    public var schema: StoredSchema? { record.storedSchema }

    /// Whether all data conforms to the schema; false after an import that admitted what does not.
    public var conforms: Bool { record.conforms }

    /// Counts the states of the data: a newer one has a larger number.
    public var generation: Int { record.generation }

    /// Counts the schemas: a newer one has a larger number.
    public var schemaVersion: Int { record.schemaVersion }
}
