import CLMDB
import Synchronization

extension LMDBEnvironment {
    /// LMDB's number of a table.
    ///
    /// Tables are opened together and once, because several threads may not open them at a time.
    func number(of table: CatalogTable) throws(StoreError) -> MDB_dbi {
        let result: Result<MDB_dbi, StoreError> = handles.withLock { handles in
            if let handles { return .success(handles[table.rawValue]) }
            do throws(StoreError) {
                let opened = try openTables()
                handles = opened
                return .success(opened[table.rawValue])
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func openTables() throws(StoreError) -> [MDB_dbi] {
        var transaction: OpaquePointer?
        try Self.check(mdb_txn_begin(handle, nil, UInt32(MDB_RDONLY), &transaction), path)
        var numbers: [MDB_dbi] = []
        do throws(StoreError) {
            for table in CatalogTable.allCases {
                numbers.append(try table.open(transaction, path, creating: false))
            }
        } catch {
            mdb_txn_abort(transaction)
            throw error
        }
        try Self.check(mdb_txn_commit(transaction), path)
        return numbers
    }

    /// Whether the tables were made, which is one step.
    func hasTables() throws(StoreError) -> Bool {
        var transaction: OpaquePointer?
        try Self.check(mdb_txn_begin(handle, nil, UInt32(MDB_RDONLY), &transaction), path)
        defer { mdb_txn_abort(transaction) }
        var statistics = MDB_stat()
        try Self.check(mdb_stat(transaction, 1, &statistics), path)
        return statistics.ms_entries > 0
    }

    /// Makes all tables; in a new file there are none.
    func createTables() throws {
        try gate.alone(waiting: .untilFree) {
            var transaction: OpaquePointer?
            try Self.check(mdb_txn_begin(handle, nil, 0, &transaction), path)
            do throws(StoreError) {
                for table in CatalogTable.allCases { _ = try table.open(transaction, path, creating: true) }
            } catch {
                mdb_txn_abort(transaction)
                throw error
            }
            try Self.check(mdb_txn_commit(transaction), path)
        }
    }
}
