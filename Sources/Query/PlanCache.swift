import Cypher
import GraphStore

import QueryValues
import Synchronization

/// What of a store's state decides whether a plan still fits.
struct StoreState {
    let graph: StoreGraph
    let schema: StoredSchema?
    let key: Key

    struct Key: Hashable {
        let schemaVersion: Int
        let generation: Int
        /// Plans take what the delta has for small; they are made anew when it has grown tenfold.
        let magnitude: Int
    }

    init(_ snapshot: Snapshot) {
        self.init(
            graph: snapshot.source.graph, schema: snapshot.schema, version: snapshot.schemaVersion,
            generation: snapshot.generation)
    }

    /// The state that a transaction began with, and what it has written.
    init(_ transaction: WriteTransaction) {
        self.init(
            graph: transaction.source.graph, schema: transaction.schema, version: transaction.schemaVersion,
            generation: transaction.generation)
    }

    private init(graph: StoreGraph, schema: StoredSchema?, version: Int, generation: Int) {
        self.graph = graph
        self.schema = schema
        let changed = graph.delta?.changedElements ?? 0
        key = Key(
            schemaVersion: version, generation: generation, magnitude: String(changed).utf8.count)
    }
}

/// Statements and plans by the text of the query.
final class PlanCache: Sendable {
    private struct Entry {
        let statement: Statement
        var plan: (key: StoreState.Key, parameters: Set<String>, plan: PreparedPlan)?
    }
    /// How many texts are kept.
    private static let capacity = 512
    private let entries = Mutex<[String: Entry]>([:])

    /// The statement that a text is.
    func statement(_ text: String) throws(QueryError) -> Statement {
        if let known = entries.withLock({ $0[text]?.statement }) { return known }
        let statement = try Parser.parse(text)
        entries.withLock { entries in
            // Programs use few texts; whoever makes ever new ones has no use for the old ones.
            if entries.count >= Self.capacity { entries = [:] }
            entries[text] = Entry(statement: statement)
        }
        return statement
    }

    /// The plan of a query in a state of the store.
    func plan(
        _ query: Cypher.Query, _ text: String, _ parameters: [String: QueryValue], _ state: StoreState,
        _ procedures: ProcedureRegistry
    ) throws -> PreparedPlan {
        let names = Set(parameters.keys)
        if let known = entries.withLock({ $0[text]?.plan }), known.key == state.key, known.parameters == names
        {
            return known.plan
        }
        let binder = Binder(
            procedures: procedures, schema: state.schema?.catalog, vocabulary: try Vocabulary(state.graph),
            parameters: names)
        let plan = Planner.plan(try binder.bind(query), Statistics(state.graph))
        entries.withLock { $0[text]?.plan = (state.key, names, plan) }
        return plan
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
