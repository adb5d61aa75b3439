import Foundation

/// Reads a file of LMDB as bytes that may be hostile, without LMDB, and says what is wrong with it.
///
/// LMDB believes its file: it answers a page that is cut off with a bus error, and a page that was scribbled on with an
/// assertion or worse. What passes here it can read.
///
///     try LMDBFileCheck.demandSound(path)      // then mdb_env_open
///
/// Source of the format: `mdb.c` of LMDB 0.9, which is that of 64-bit little-endian machines here.
enum LMDBFileCheck {
    /// Files up to this size are looked at as a whole before they are opened, which takes some ten milliseconds.
    private static let smallSize = 16 << 20

    /// Fails unless LMDB can open a catalog, or make it where there is none yet.
    static func demandSound(_ path: String) throws(StoreError) {
        guard access(path, F_OK) == 0 else { return }
        let size = try LMDBFile(path: path).size
        if size == 0 {
            // Making a store may have been interrupted here; where data is, the catalog had bytes.
            guard hasSegments(besides: path) else { return }
            throw StoreError.damaged(file: path, reason: "it is empty, and there are segments beside it")
        }
        if let problem = try size <= smallSize ? problem(of: path) : problemOfSize(of: path) {
            throw StoreError.damaged(file: path, reason: problem)
        }
    }

    private static func hasSegments(besides path: String) -> Bool {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().appending(path: "segments")
        do { return try !FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty } catch {
            return false
        }
    }

    /// What is wrong with a file, in a clause that continues "the file is damaged: "; nil when every page can be read.
    ///
    /// Others may write meanwhile. A caller who holds a read transaction keeps the pages as they are; for others the
    /// look is repeated when what it found may come from a page that was used anew.
    ///
    /// - Complexity: Linear in the pages that are used, which are read once each.
    static func problem(of path: String) throws(StoreError) -> String? {
        let file = try LMDBFile(path: path)
        return problem { () throws(LMDBProblem) in try walk(file) }
    }

    /// What is wrong with the two pages at the front and with the length of a file: all that is needed for opening it.
    ///
    /// - Complexity: Constant, but for files that end before their last page, which may be sound all the same.
    static func problemOfSize(of path: String) throws(StoreError) -> String? {
        let file = try LMDBFile(path: path)
        return problem { () throws(LMDBProblem) in
            let meta = try LMDBMeta.newest(in: file)
            // Pages at the end that were freed by the transaction that took them are never written.
            if file.size / meta.pageSize <= meta.lastPage { try walk(file) }
        }
    }

    private static func walk(_ file: LMDBFile) throws(LMDBProblem) {
        for attempt in 1... {
            let meta = try LMDBMeta.newest(in: file)
            do throws(LMDBProblem) { return try LMDBWalk.check(file, meta) } catch {
                // The pages of a state are used anew by the second transaction after it at the earliest.
                let isSame = try LMDBMeta.newest(in: file) == meta
                if isSame || attempt == 20 { throw error }
            }
        }
    }

    /// What is wrong with bytes that are a whole file.
    static func problem(in bytes: [UInt8]) -> String? {
        problem { () throws(LMDBProblem) in try walk(LMDBFile(bytes)) }
    }

    private static func problem(_ check: () throws(LMDBProblem) -> Void) -> String? {
        do throws(LMDBProblem) {
            try check()
            return nil
        } catch {
            return error.sentence
        }
    }
}

/// The first thing that is wrong with a file of LMDB.
struct LMDBProblem: Error {
    let sentence: String

    init(_ sentence: String) { self.sentence = sentence }
}
