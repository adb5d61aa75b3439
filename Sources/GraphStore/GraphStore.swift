import Foundation
import PropertyGraph

/// A graph database in a directory.
///
///     let store = try GraphStore.open("shop.espalier")
///     try store.read { snapshot in
///         for table in snapshot.segment?.nodeTables ?? [] { print(table.labels, table.count) }
///     }
///
/// The directory holds `catalog.lmdb`, which says what is valid, and immutable segment files. What is read is a
/// ``Snapshot``, which never changes; any number of processes may read while one imports.
public final class GraphStore: Sendable {
    /// The directory.
    public let path: String
    let environment: LMDBEnvironment

    private init(path: String, environment: LMDBEnvironment) {
        self.path = path
        self.environment = environment
    }

    /// Opens a store.
    ///
    /// Where nothing will be written, a directory without write permission will do.
    public static func open(_ path: String, isReadOnly: Bool = false) throws -> GraphStore {
        guard let kind = kind(of: path) else { throw StoreError.missing(path: path) }
        guard kind == .store else { throw StoreError.notAStore(path: path) }
        let store = GraphStore(
            path: path, environment: try LMDBEnvironment.open(catalogPath(path), isReadOnly: isReadOnly))
        // A store whose making was interrupted has a catalog without a record.
        guard try store.record() != nil else { throw StoreError.missing(path: path) }
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
        let store = GraphStore(
            path: path, environment: try LMDBEnvironment.open(catalogPath(path), isReadOnly: false))
        try store.environment.write { transaction in
            guard try CatalogRecord.read(transaction, file: catalogPath(path)) == nil else {
                throw StoreError.exists(path: path)
            }
            var record = CatalogRecord()
            record.schema = schema?.text
            record.graphType = schema?.graphType
            try record.write(transaction)
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
            let created = try create(path)
            do { return try body(created) } catch {
                if !wasThere { try FileManager.default.removeItem(atPath: path) }
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
            guard let record = try record() else { throw StoreError.missing(path: path) }
            guard let name = record.segment else { return Snapshot(record: record, segment: nil) }
            let file = Self.segmentsPath(path) + "/" + name
            if let segment = try openSegment(file, record) {
                return Snapshot(record: record, segment: segment)
            }
        }
    }

    /// The segment that a record names, for a writer: nobody can replace it meanwhile.
    func openCurrentSegment(_ record: CatalogRecord) throws -> Segment? {
        try record.segment.map { try Segment(path: Self.segmentsPath(path) + "/" + $0) }
    }

    /// Nil when a newer commit has replaced the segment before it was opened.
    private func openSegment(_ file: String, _ record: CatalogRecord) throws -> Segment? {
        do { return try Segment(path: file) } catch {
            guard try self.record()?.generation == record.generation else { return nil }
            throw error
        }
    }

    func record() throws -> CatalogRecord? {
        try environment.read { try CatalogRecord.read($0, file: environment.path) }
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
        return contents.allSatisfy { $0 == "segments" } ? .empty : .other
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
