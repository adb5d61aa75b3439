import CLMDB
import Foundation

/// A file that LMDB wrote, with every kind of page: branches, long values, named tables, values of one key in an entry
/// and in a tree, of one length and of several, and pages that were freed.
public enum LMDBSample {
    /// Writes a new file, of about 50 pages (`scale` 1) or many more.
    public static func write(to path: String, scale: Int) throws { try fill(path, scale: scale) }

    private static func fill(_ path: String, scale: Int) throws {
        let environment = try Environment(path)
        try environment.write { transaction in
            let names = try transaction.table("names", 0)
            for number in 0..<200 * scale {
                try transaction.put("name \(number)", "value \(number * 7)", in: names)
            }
            let main = try transaction.table(nil, 0)
            try transaction.put("long", String(repeating: "a", count: 30_000), in: main)
            try transaction.put("short", "b", in: main)
            let links = try transaction.table("links", MDB_DUPSORT | MDB_DUPFIXED)
            for number in 0..<700 * scale {
                try transaction.put("hub", String(format: "%08d", number), in: links)
            }
            for number in 0..<60 * scale {
                for value in 0...number % 7 {
                    try transaction.put("k\(number)", "0000000\(value)", in: links)
                }
            }
            let words = try transaction.table("words", MDB_DUPSORT)
            for number in 0..<300 * scale { try transaction.put("all", "word \(number)", in: words) }
            for number in 0..<60 * scale {
                try transaction.put("w\(number % 20)", "word \(number)", in: words)
            }
        }
        try environment.write { transaction in
            let names = try transaction.table("names", 0)
            for number in 0..<80 * scale { try transaction.delete("name \(number)", in: names) }
            try transaction.put(
                "long", String(repeating: "c", count: 9_000), in: try transaction.table(nil, 0))
        }
        // The last page is one that is used, whatever was freed.
        try environment.write { transaction in
            try transaction.put(
                "last", String(repeating: "z", count: 60_000), in: try transaction.table(nil, 0))
        }
    }

    /// Writes a file in many transactions of random changes, and calls `body` after each.
    public static func change(
        _ path: String, transactions: Int, using random: inout some RandomNumberGenerator,
        _ body: () throws -> Void
    ) throws {
        let environment = try Environment(path)
        func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
        func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }
        for round in 0..<transactions {
            // Many changes and few, growing and shrinking: pages are freed, split and merged.
            let count = pick([1, 5, 60, 400])
            let shrinks = round % 12 > 7
            try environment.write { transaction in
                let tables = try [
                    transaction.table("plain", 0), transaction.table("links", MDB_DUPSORT | MDB_DUPFIXED),
                    transaction.table("words", MDB_DUPSORT),
                    transaction.table("bytes", MDB_DUPSORT | MDB_DUPFIXED),
                ]
                for _ in 0..<count {
                    let kind = below(4)
                    let key =
                        String(repeating: "k", count: 1 + below(30))
                        + "\(below(kind == 0 ? 900 : 9))"
                    if shrinks, below(5) > 0 {
                        try transaction.delete(key, in: tables[kind])
                        continue
                    }
                    let value =
                        switch kind {
                        case 0: String(repeating: "v", count: pick([1, 10, 200, 2_500, 20_000]))
                        case 1: String(format: "%012d", below(5_000))
                        case 2: String(repeating: "w", count: below(90)) + "\(below(999))"
                        default: pick(["a", "b", "c", "d"])
                        }
                    try transaction.put(key, value, in: tables[kind])
                }
                if round % 40 == 39 { try transaction.empty(tables[below(4)]) }
            }
            try body()
        }
    }

    struct Failure: Error { let status: CInt }

    private static func check(_ status: CInt) throws {
        if status != MDB_SUCCESS { throw Failure(status: status) }
    }

    private final class Environment {
        private let handle: OpaquePointer

        init(_ path: String) throws {
            var handle: OpaquePointer?
            try check(mdb_env_create(&handle))
            guard let handle else { throw Failure(status: ENOMEM) }
            self.handle = handle
            try check(mdb_env_set_maxdbs(handle, 8))
            try check(mdb_env_set_mapsize(handle, 1 << 28))
            try check(mdb_env_open(handle, path, UInt32(MDB_NOSUBDIR | MDB_NOSYNC), 0o644))
        }

        deinit { mdb_env_close(handle) }

        func write(_ body: (Transaction) throws -> Void) throws {
            var transaction: OpaquePointer?
            try check(mdb_txn_begin(handle, nil, 0, &transaction))
            guard let transaction else { throw Failure(status: ENOMEM) }
            do { try body(Transaction(handle: transaction)) } catch {
                mdb_txn_abort(transaction)
                throw error
            }
            try check(mdb_txn_commit(transaction))
        }
    }

    private struct Transaction {
        let handle: OpaquePointer

        func table(_ name: String?, _ flags: CInt) throws -> MDB_dbi {
            var table: MDB_dbi = 0
            try check(mdb_dbi_open(handle, name, name == nil ? 0 : UInt32(flags | MDB_CREATE), &table))
            return table
        }

        func put(_ key: String, _ value: String, in table: MDB_dbi) throws {
            try withValue(key) { key in try withValue(value) { try check(mdb_put(handle, table, key, $0, 0)) }
            }
        }

        func delete(_ key: String, in table: MDB_dbi) throws {
            try withValue(key) {
                let status = mdb_del(handle, table, $0, nil)
                if status != MDB_NOTFOUND { try check(status) }
            }
        }

        func empty(_ table: MDB_dbi) throws { try check(mdb_drop(handle, table, 0)) }

        private func withValue(_ text: String, _ body: (UnsafeMutablePointer<MDB_val>) throws -> Void) throws
        {
            var bytes = Array(text.utf8)
            try bytes.withUnsafeMutableBytes { bytes in
                var value = MDB_val(mv_size: bytes.count, mv_data: bytes.baseAddress)
                try body(&value)
            }
        }
    }
}
