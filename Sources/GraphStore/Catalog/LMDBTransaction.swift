import CLMDB

/// A transaction: reads see one state, and writes are all kept or none.
///
/// Given up unless it is committed.
struct LMDBTransaction: ~Copyable {
    /// Nil once it is committed.
    private var handle: OpaquePointer?
    private let table: MDB_dbi
    private let path: String

    init(_ environment: OpaquePointer, path: String, isReadOnly: Bool) throws(StoreError) {
        var handle: OpaquePointer?
        try LMDBEnvironment.check(
            mdb_txn_begin(environment, nil, isReadOnly ? UInt32(MDB_RDONLY) : 0, &handle), path)
        guard let handle else { throw StoreError.unreadable(file: path, reason: "out of memory") }
        // The unnamed table is always open; named ones may not be opened by several threads at once.
        var table: MDB_dbi = 0
        do throws(StoreError) {
            try LMDBEnvironment.check(mdb_dbi_open(handle, nil, 0, &table), path)
        } catch {
            mdb_txn_abort(handle)
            throw error
        }
        self.handle = handle
        self.table = table
        self.path = path
    }

    deinit { if let handle { mdb_txn_abort(handle) } }

    /// Makes everything written durable.
    consuming func commit() throws(StoreError) {
        let handle = handle
        self.handle = nil
        try LMDBEnvironment.check(mdb_txn_commit(handle), path)
    }

    /// The bytes under a key, copied; nil where there are none.
    func bytes(of key: String) throws(StoreError) -> [UInt8]? {
        var value = MDB_val()
        let status = Self.withValue(Array(key.utf8)) { mdb_get(handle, table, $0, &value) }
        if status == MDB_NOTFOUND { return nil }
        try LMDBEnvironment.check(status, path)
        return [UInt8](UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size))
    }

    /// Stores bytes under a key.
    func set(_ bytes: [UInt8], for key: String) throws(StoreError) {
        let status = Self.withValue(Array(key.utf8)) { key in
            Self.withValue(bytes) { mdb_put(handle, table, key, $0, 0) }
        }
        try LMDBEnvironment.check(status, path)
    }

    /// Lends bytes to LMDB, which takes them by mutable pointer and does not change them.
    private static func withValue<Result>(
        _ bytes: [UInt8], _ body: (UnsafeMutablePointer<MDB_val>) -> Result
    ) -> Result {
        bytes.withUnsafeBytes { bytes in
            var value = MDB_val(
                mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
            return body(&value)
        }
    }
}
