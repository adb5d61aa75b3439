import Foundation
import PropertyGraph
import Synchronization

/// A graph database in a directory.
///
///     let store = try GraphStore.open("shop.espalier")
///     try store.write { graph in
///         let ada = try graph.insertNode(labels: ["Customer"], properties: ["name": "Ada"], identifier: "ada")
///         let account = try graph.insertNode(labels: ["Account"], properties: ["iban": "DE07"])
///         try graph.insertEdge(from: ada, to: account, labels: ["OWNS"])
///     }
///     let accounts = try store.read { graph in
///         try graph.node(named: "ada").map { try graph.neighbours(of: $0, along: "OWNS") }
///     }
///
/// The directory holds `catalog.lmdb`, which says what is valid and what was written lately, and an immutable segment
/// file with everything older. What is read is a ``Snapshot``, which never changes; any number of threads and processes
/// may read while one writes.
public final class GraphStore: Sendable {
    /// The directory.
    public let path: String
    let environment: LMDBEnvironment
    private let isReadOnly: Bool
    let known = CatalogRecord.Known()
    private let newest = Mutex<Segment?>(nil)
    private let rules = Mutex<CommitRules?>(nil)

    let mergingAfter: Int?
    let background = BackgroundMerge()
    /// What the layers above keep with the store.
    package let attachments = Attachments()

    private init(path: String, isReadOnly: Bool, mergingAfter: Int? = nil) throws(StoreError) {
        self.path = path
        self.isReadOnly = isReadOnly
        self.mergingAfter = mergingAfter
        environment = try LMDBEnvironment.open(Self.catalogPath(path), isReadOnly: isReadOnly)
    }

    /// The catalog's file may be open for writing though this store was opened to be read.
    func requireWritable() throws(StoreError) {
        if isReadOnly { throw .forbidden(file: environment.path) }
    }

    /// Opens a store.
    ///
    /// - Parameters:
    ///   - path: The directory. Where nothing will be written, one without write permission will do.
    ///   - isReadOnly: Whether nothing will be written.
    ///   - mergingAfter: After how many changed elements to merge in the background, other writers waiting; nil to merge only
    ///     on request.
    /// - Returns: The store.
    /// - Throws: ``StoreError`` if there is none, or something else, or one that is damaged.
    public static func open(
        _ path: String, isReadOnly: Bool = false, mergingAfter: Int? = nil
    ) throws -> GraphStore {
        guard let kind = kind(of: path) else { throw StoreError.missing(path: path) }
        guard kind == .store else { throw StoreError.notAStore(path: path) }
        let store = try GraphStore(path: path, isReadOnly: isReadOnly, mergingAfter: mergingAfter)
        // A store whose making was interrupted has a catalog without tables or without a record.
        guard try store.environment.hasTables(), try store.record() != nil else {
            throw StoreError.missing(path: path)
        }
        return store
    }

    /// Makes an empty store, with a schema or without.
    ///
    /// - Throws: ``StoreError/exists(path:)`` if there is a store already, ``StoreError/notAStore(path:)`` if there is
    ///   anything else.
    public static func create(_ path: String, schema: StoredSchema? = nil) throws -> GraphStore {
        switch kind(of: path) {
        case .other?: throw StoreError.notAStore(path: path)
        case .store?, .empty?, nil: break
        }
        do {
            try FileManager.default.createDirectory(
                atPath: segmentsPath(path), withIntermediateDirectories: true)
        } catch {
            throw StoreError.unreadable(file: path, reason: "the directory cannot be made")
        }
        let store = try GraphStore(path: path, isReadOnly: false)
        try store.environment.createTables()
        try store.environment.write { transaction in
            guard try CatalogRecord.read(transaction) == nil else {
                throw StoreError.exists(path: path)
            }
            var record = CatalogRecord()
            record.schema = schema?.text
            record.graphType = schema?.graphType
            try record.write(transaction)
            try DeltaCounters().write(transaction)
        }
        return store
    }

    /// Runs `body` on the store that is there, or on a new one, which is removed again if `body` throws.
    public static func withStore<Result>(at path: String, _ body: (GraphStore) throws -> Result) throws
        -> Result
    {
        let store: GraphStore
        do { store = try open(path) } catch StoreError.missing {
            let wasThere = kind(of: path) != nil
            do { return try body(try create(path)) } catch {
                if !wasThere, FileManager.default.fileExists(atPath: path) {
                    try FileManager.default.removeItem(atPath: path)
                }
                throw error
            }
        }
        return try body(store)
    }

    /// Runs `body` on the state of the last commit.
    public func read<Result>(_ body: (Snapshot) throws -> Result) throws -> Result {
        try body(try snapshot())
    }

    /// The schema of the last commit, or nil without one.
    public var schema: StoredSchema? {
        get throws { try record()?.storedSchema }
    }

    func snapshot() throws -> Snapshot {
        while true {
            let transaction = try LMDBTransaction(environment, isReadOnly: true)
            guard let record = try CatalogRecord.read(transaction, known: known) else {
                throw StoreError.missing(path: path)
            }
            let counters = try DeltaCounters(transaction)
            guard let segment = try openSegment(record) else { continue }
            let delta =
                counters.isDeltaEmpty
                ? nil
                : try Delta(
                    transaction, counters: counters, lookups: try rules(record).lookups, isWritten: false)
            return Snapshot(
                record: record, counters: counters, graph: StoreGraph(segment: segment.file, delta: delta))
        }
    }

    /// The segment that a record names, opened once as long as it is the newest.
    func segment(_ record: CatalogRecord) throws -> Segment? {
        guard let name = record.segment else { return nil }
        if let known = newest.withLock({ $0 }), known.path.hasSuffix("/\(name)") { return known }
        let segment = try Segment(path: Self.segmentsPath(path) + "/" + name)
        guard segment.generation == UInt64(exactly: record.generation) else {
            throw StoreError.damaged(
                file: segment.path,
                reason: "it is of another state of the store than the catalog, or of another store")
        }
        newest.withLock { $0 = segment }
        return segment
    }

    /// Nil when a newer commit has replaced the segment before it was opened.
    private func openSegment(_ record: CatalogRecord) throws -> (file: Segment?, Void)? {
        do { return (try segment(record), ()) } catch {
            guard try self.record()?.generation == record.generation else { return nil }
            throw error
        }
    }

    /// What a state's schema asks of a commit, prepared once for each schema.
    func rules(_ record: CatalogRecord) throws -> CommitRules {
        if let known = rules.withLock({ $0 }), known.isOf(record) { return known }
        let prepared = try CommitRules(record)
        rules.withLock { $0 = prepared }
        return prepared
    }

    func record() throws -> CatalogRecord? {
        try environment.read { try CatalogRecord.read($0, known: known) }
    }

    private enum Kind {
        case store, empty, other
    }

    private static func kind(of path: String) -> Kind? {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else { return nil }
        guard isDirectory.boolValue else { return .other }
        if FileManager.default.fileExists(atPath: catalogPath(path)) { return .store }
        let contents = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? ["?"]
        // What is left of a store whose making failed.
        let beginnings = ["segments", "catalog.lmdb-lock", "writer.lock"]
        return contents.allSatisfy(beginnings.contains) ? .empty : .other
    }

    static func catalogPath(_ path: String) -> String { path + "/catalog.lmdb" }
    static func segmentsPath(_ path: String) -> String { path + "/segments" }
}

extension CatalogRecord {
    var storedSchema: StoredSchema? {
        guard let schema, let graphType else { return nil }
        return StoredSchema(unchecked: schema, graphType: graphType)
    }
}
