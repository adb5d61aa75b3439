import ArgumentParser
import CLMDB
import Foundation

/// What LMDB itself does: one entry of a hundred bytes a commit, each on the disk before the next.
final class BareLMDB {
    private let path: String
    private var environment: OpaquePointer?
    private var table: MDB_dbi = 0
    private var number: UInt64 = 0

    init(path: String) throws {
        self.path = path
        try Self.check(mdb_env_create(&environment))
        try Self.check(mdb_env_set_mapsize(environment, 1 << 30))
        try Self.check(mdb_env_open(environment, path, UInt32(MDB_NOSUBDIR), 0o644))
    }

    deinit {
        mdb_env_close(environment)
        for name in [path, path + "-lock"] { unlink(name) }
    }

    private static func check(_ status: CInt) throws {
        guard status == 0 else { throw ValidationError("LMDB: \(String(cString: mdb_strerror(status)))") }
    }

    /// Commits a second.
    func rate(seconds: Double) throws -> Double {
        var content = [UInt8](repeating: 7, count: 100)
        let first = number
        let start = ContinuousClock.now
        while ContinuousClock.now < start + .seconds(seconds) {
            var transaction: OpaquePointer?
            try Self.check(mdb_txn_begin(environment, nil, 0, &transaction))
            if number == 0 { try Self.check(mdb_dbi_open(transaction, nil, 0, &table)) }
            try Self.check(
                withUnsafeMutableBytes(of: &number) { key in
                    content.withUnsafeMutableBytes { content in
                        var key = MDB_val(mv_size: key.count, mv_data: key.baseAddress)
                        var value = MDB_val(mv_size: content.count, mv_data: content.baseAddress)
                        return mdb_put(transaction, table, &key, &value, 0)
                    }
                })
            try Self.check(mdb_txn_commit(transaction))
            number += 1
        }
        return Double(number - first) / Figures.seconds(ContinuousClock.now - start)
    }
}
