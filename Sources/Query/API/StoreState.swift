import GraphStore

/// What of a store's state decides whether a plan still fits.
struct StoreState {
    let graph: StoreGraph
    let schema: StoredSchema?
    /// Whether the data is known to be as the schema says.
    let conforms: Bool
    let key: Key

    struct Key: Hashable {
        let schemaVersion: Int
        let generation: Int
        /// Plans take what the delta has for small; they are made anew when it has grown tenfold.
        let magnitude: Int
    }

    init(_ snapshot: Snapshot) {
        self.init(
            graph: snapshot.source.graph, schema: snapshot.schema, conforms: snapshot.conforms,
            version: snapshot.schemaVersion, generation: snapshot.generation)
    }

    /// The state that a transaction began with, and what it has written.
    init(_ transaction: WriteTransaction) {
        self.init(
            graph: transaction.source.graph, schema: transaction.schema, conforms: transaction.conforms,
            version: transaction.schemaVersion, generation: transaction.generation)
    }

    private init(
        graph: StoreGraph, schema: StoredSchema?, conforms: Bool, version: Int, generation: Int
    ) {
        self.graph = graph
        self.schema = schema
        self.conforms = conforms
        let changed = graph.delta?.changedElements ?? 0
        key = Key(
            schemaVersion: version, generation: generation, magnitude: String(changed).utf8.count)
    }
}

extension Vocabulary {
    /// The names in a graph; empty where too much has changed to look at all of it.
    init(_ graph: StoreGraph) throws {
        for table in graph.segment?.nodeTables ?? [] {
            labels.formUnion(table.labels)
            keys.formUnion(table.keys)
        }
        for table in graph.segment?.edgeTables ?? [] {
            types.formUnion(table.labels)
            keys.formUnion(table.keys)
        }
        guard let delta = graph.delta else { return }
        guard delta.changedElements <= 1_000 else {
            self = Vocabulary()
            return
        }
        for case (_, .present(let record)) in try delta.nodes() {
            labels.formUnion(record.labels)
            keys.formUnion(record.properties.map(\.key))
        }
        for (_, edge) in try delta.edges() {
            types.formUnion(edge.element?.labels ?? [])
            keys.formUnion(edge.element?.properties.map(\.key) ?? [])
        }
    }
}
