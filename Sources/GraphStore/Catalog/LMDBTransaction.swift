import CLMDB

/// A transaction: reads see one state, and writes are all kept or none.
///
/// Given up when nobody refers to it, unless it is committed. LMDB wants one thread at a time in it.
final class LMDBTransaction {
    let environment: LMDBEnvironment
    /// Nil once it is committed.
    private var handle: OpaquePointer?
    /// What this is a part of; it can still be given up as a whole.
    private let parent: LMDBTransaction?
    private var path: String { environment.path }

    init(_ environment: LMDBEnvironment, isReadOnly: Bool) throws(StoreError) {
        var handle: OpaquePointer?
        try LMDBEnvironment.check(
            mdb_txn_begin(environment.handle, nil, isReadOnly ? UInt32(MDB_RDONLY) : 0, &handle),
            environment.path)
        self.environment = environment
        self.handle = handle
        parent = nil
    }

    /// A part of a write transaction that can be given up by itself; `parent` rests meanwhile.
    init(partOf parent: LMDBTransaction) throws(StoreError) {
        var handle: OpaquePointer?
        try LMDBEnvironment.check(
            mdb_txn_begin(parent.environment.handle, parent.handle, 0, &handle), parent.path)
        environment = parent.environment
        self.handle = handle
        self.parent = parent
    }

    deinit { if let handle { mdb_txn_abort(handle) } }

    /// Makes everything written durable, or part of the parent.
    func commit() throws(StoreError) {
        let handle = handle
        self.handle = nil
        try LMDBEnvironment.check(mdb_txn_commit(handle), path)
    }

    /// Forgets everything written.
    func abort() {
        if let handle { mdb_txn_abort(handle) }
        handle = nil
    }

    /// The bytes under a key where they lie, until the next write; nil where there are none.
    func bytes(_ table: CatalogTable, _ key: LMDBKey) throws(StoreError) -> UnsafeRawBufferPointer? {
        var value = MDB_val()
        let number = try environment.number(of: table)
        let status = key.withValue { mdb_get(handle, number, $0, &value) }
        if status == MDB_NOTFOUND { return nil }
        try LMDBEnvironment.check(status, path)
        return UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)
    }

    /// Stores bytes under a key; in tables with several values a key, beside those that are there.
    func set(_ bytes: [UInt8], _ table: CatalogTable, _ key: LMDBKey) throws(StoreError) {
        let number = try environment.number(of: table)
        let status = key.withValue { key in
            bytes.withUnsafeBytes { bytes in
                var value = MDB_val(bytes)
                return mdb_put(handle, number, key, &value, 0)
            }
        }
        try LMDBEnvironment.check(status, path)
    }

    /// Deletes what is under a key, or one of its values; does nothing when it is not there.
    func remove(
        _ table: CatalogTable, _ key: LMDBKey, value bytes: [UInt8]? = nil
    ) throws(StoreError) {
        let number = try environment.number(of: table)
        let status = key.withValue { key in
            guard let bytes else { return mdb_del(handle, number, key, nil) }
            return bytes.withUnsafeBytes { bytes in
                var value = MDB_val(bytes)
                return mdb_del(handle, number, key, &value)
            }
        }
        if status != MDB_NOTFOUND { try LMDBEnvironment.check(status, path) }
    }

    /// Empties a table.
    func clear(_ table: CatalogTable) throws(StoreError) {
        try LMDBEnvironment.check(mdb_drop(handle, try environment.number(of: table), 0), path)
    }

    /// Calls `body` with the values under a key, in order, until it returns false.
    func forEach(
        _ table: CatalogTable, under key: LMDBKey, _ body: (UnsafeRawBufferPointer) throws -> Bool
    ) throws {
        let number = try environment.number(of: table)
        try withCursor(number) { cursor in
            try key.withValue { key in
                var value = MDB_val()
                var status = mdb_cursor_get(cursor, key, &value, MDB_SET)
                while status == MDB_SUCCESS {
                    guard try body(UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)) else {
                        return
                    }
                    status = mdb_cursor_get(cursor, key, &value, MDB_NEXT_DUP)
                }
                if status != MDB_NOTFOUND { try LMDBEnvironment.check(status, path) }
            }
        }
    }

    /// Calls `body` with every key and value of a table, in order, until it returns false.
    func forEach(
        _ table: CatalogTable, _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) throws -> Bool
    ) throws {
        let number = try environment.number(of: table)
        try withCursor(number) { cursor in
            var key = MDB_val()
            var value = MDB_val()
            var status = mdb_cursor_get(cursor, &key, &value, MDB_FIRST)
            while status == MDB_SUCCESS {
                guard
                    try body(
                        UnsafeRawBufferPointer(start: key.mv_data, count: key.mv_size),
                        UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size))
                else { return }
                status = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
            }
            if status != MDB_NOTFOUND { try LMDBEnvironment.check(status, path) }
        }
    }

    private func withCursor(_ table: MDB_dbi, _ body: (OpaquePointer?) throws -> Void) throws {
        var cursor: OpaquePointer?
        try LMDBEnvironment.check(mdb_cursor_open(handle, table, &cursor), path)
        defer { mdb_cursor_close(cursor) }
        try body(cursor)
    }
}

/// The key of an entry.
enum LMDBKey {
    case name(StaticString)
    /// An element's id: four bytes, the highest first, so that keys are in the order of ids.
    case element(UInt32)
    case hash(UInt64)
    case block(MarkKind, UInt32)

    /// Lends the key to LMDB, which takes it by mutable pointer and does not change it.
    func withValue<Result>(_ body: (UnsafeMutablePointer<MDB_val>) throws -> Result) rethrows -> Result {
        switch self {
        case .name(let name):
            var value = MDB_val(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
            return try body(&value)
        case .element(let id): return try Self.lend(id.bigEndian, body)
        case .hash(let hash): return try Self.lend(hash.bigEndian, body)
        case .block(let kind, let block):
            return try Self.lend((UInt64(kind.rawValue) << 32 | UInt64(block)).bigEndian, body)
        }
    }

    private static func lend<Number: FixedWidthInteger, Result>(
        _ number: Number, _ body: (UnsafeMutablePointer<MDB_val>) throws -> Result
    ) rethrows -> Result {
        try withUnsafeBytes(of: number) { bytes in
            var value = MDB_val(bytes)
            return try body(&value)
        }
    }
}

extension MDB_val {
    fileprivate init(_ bytes: UnsafeRawBufferPointer) {
        self.init(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
    }
}
