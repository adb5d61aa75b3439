import Cypher
import GraphStore
import struct PGSchema.Catalog
import QueryValues
import Synchronization

/// Statements, with their plans, by the text of the query.
///
/// Those that were used last are kept; whoever holds on to a statement, as a prepared query does, has it for longer.
final class PlanCache: Sendable {
    /// How many texts are kept at most.
    static let capacity = 512
    /// How many bytes of texts are kept at most; the tree and the plan of a text take some fifty times as many.
    static let textCapacity = 1 << 20

    fileprivate struct State {
        var statements: [TextBytes: Entry] = [:]
        var bytes = 0
        var uses: UInt64 = 0
        var schema: (version: Int, known: KnownSchema)?
    }
    fileprivate struct Entry {
        let statement: KeptStatement
        var lastUse: UInt64
    }
    private let state = Mutex(State())

    /// How many texts are kept.
    var count: Int { state.withLock { $0.statements.count } }

    /// The statement that a text is.
    func statement(_ text: String) throws(QueryError) -> KeptStatement {
        let key = TextBytes(text)
        let known = state.withLock { state in
            state.uses += 1
            state.statements[key]?.lastUse = state.uses
            return state.statements[key]?.statement
        }
        if let known { return known }
        let statement = KeptStatement(try Parser.parse(text))
        state.withLock { $0.keep(statement, key) }
        return statement
    }

    /// The schema of a state of the store, resolved once for each version.
    func schema(_ state: StoreState) -> KnownSchema? {
        guard let stored = state.schema else { return nil }
        let version = state.key.schemaVersion
        let known = self.state.withLock { $0.schema?.version == version ? $0.schema?.known : nil }
        if let known { return known }
        let resolved = KnownSchema(stored)
        self.state.withLock { $0.schema = (version, resolved) }
        return resolved
    }
}

/// A schema with its names resolved.
struct KnownSchema: Sendable {
    let catalog: PGSchema.Catalog
    /// What it leaves possible, of data that conforms.
    let narrowing: SchemaNarrowing?

    init(_ schema: StoredSchema) {
        catalog = schema.catalog
        narrowing = SchemaNarrowing(catalog, graphType: schema.graphType)
    }
}

extension PlanCache.State {
    /// Keeps a statement, and lets go of those that were not used for longest.
    fileprivate mutating func keep(_ statement: KeptStatement, _ key: TextBytes) {
        // One long text shall not drive out all others.
        guard key.count <= PlanCache.textCapacity / 4, statements[key] == nil else { return }
        statements[key] = PlanCache.Entry(statement: statement, lastUse: uses)
        bytes += key.count
        while statements.count > PlanCache.capacity || bytes > PlanCache.textCapacity {
            guard let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
            statements[oldest.key] = nil
            bytes -= oldest.key.count
        }
    }
}

/// A text that equals only one of the same bytes, which a literal in it may depend on.
private struct TextBytes: Hashable, Sendable {
    private let text: String

    init(_ text: String) {
        var text = text
        text.makeContiguousUTF8()
        self.text = text
    }

    var count: Int { text.utf8.count }

    static func == (left: TextBytes, right: TextBytes) -> Bool {
        left.count == right.count && left.text.utf8.elementsEqual(right.text.utf8)
    }

    func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
}
