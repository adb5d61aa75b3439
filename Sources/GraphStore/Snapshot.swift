import PropertyGraph

/// One committed state of a store, which never changes.
///
///     try store.read { graph in
///         if let ada = try graph.node(named: "ada") {
///             for account in try graph.neighbours(of: ada, along: "OWNS") { print(account) }
///         }
///     }
///
/// It costs a reader's place in the catalog and its mapped file. The catalog cannot reuse what a snapshot may still read:
/// keep one for a task, not for a day.
public struct Snapshot: Sendable, GraphReading {
    let record: CatalogRecord
    let counters: DeltaCounters
    let graph: StoreGraph
    /// What was stored by the last import or merge; nil if there was none.
    ///
    /// Its tables, columns and lists are the fastest way to the data. What ``isMerged`` says decides whether they are all.
    public var segment: Segment? { graph.segment }

    /// Whether everything is in the segment: nothing was written since the last import or merge.
    public var isMerged: Bool { counters.isDeltaEmpty }

    /// How many nodes and edges were written or deleted since the last import or merge.
    public var changedElements: Int { Int(counters.changedNodes + counters.changedEdges) }

    /// The schema that the data is held to, or nil without one.
    public var schema: StoredSchema? { record.storedSchema }

    /// Whether all data conforms to the schema; false after an import that admitted what does not.
    public var conforms: Bool { record.conforms }

    /// Counts the segments: it grows with every import and merge, which number the elements anew.
    public var generation: Int { record.generation }

    /// Counts the commits: a newer state has a larger number.
    public var commit: UInt64 { counters.commit }

    /// Counts the schemas: a newer one has a larger number.
    public var schemaVersion: Int { record.schemaVersion }

    /// How many nodes there are.
    public var nodeCount: Int { Int(counters.nodes) }

    /// How many edges there are.
    public var edgeCount: Int { Int(counters.edges) }
}

extension Snapshot: GraphSource {
    /// The one path of the segment, or the store's name while there is none.
    public var files: [String] { graph.files }

    /// Streams all elements of one kind: the segment's, then those of the delta.
    public func stream<Prepared: Sendable>(
        _ kind: ElementKind, symbols: SymbolTable, workers: Int,
        prepare: @Sendable (ElementBatch) throws -> Prepared,
        absorb: @Sendable (Prepared) throws -> Void
    ) throws {
        try graph.stream(kind, symbols: symbols, workers: workers, prepare: prepare, absorb: absorb)
    }
}
