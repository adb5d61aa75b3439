#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Reads a file of LMDB as bytes that may be hostile, without LMDB, and says what is wrong with it.
///
/// LMDB believes its file: it answers a page that is cut off with a bus error, and a page that was scribbled on with an
/// assertion or worse. What passes here it can read.
///
///     if let problem = try LMDBFileCheck.problemOfSize(of: path) { throw StoreError.damaged(file: path, reason: problem) }
///
/// Source of the format: `mdb.c` of LMDB 0.9, which is that of 64-bit little-endian machines here.
enum LMDBFileCheck {
    /// What is wrong with a file, in a clause that continues "the file is damaged: "; nil when every page can be read.
    ///
    /// The caller holds a read transaction, or nobody writes: otherwise pages are used anew while they are looked at.
    ///
    /// - Complexity: Linear in the pages that are used, which are read once each.
    static func problem(of path: String) throws(StoreError) -> String? {
        let file = try LMDBFile(path: path)
        return problem { () throws(LMDBProblem) in try LMDBWalk.check(file) }
    }

    /// What is wrong with the two pages at the front and with the length of a file: all that is needed for opening it.
    ///
    /// - Complexity: Constant, but for files that end before their last page, which may be sound all the same.
    static func problemOfSize(of path: String) throws(StoreError) -> String? {
        let file = try LMDBFile(path: path)
        return problem { () throws(LMDBProblem) in
            let meta = try LMDBMeta.newest(in: file)
            // Pages at the end that were freed by the transaction that took them are never written.
            if file.size / meta.pageSize <= meta.lastPage { try LMDBWalk.check(file) }
        }
    }

    /// What is wrong with bytes that are a whole file.
    static func problem(in bytes: [UInt8]) -> String? {
        problem { () throws(LMDBProblem) in try LMDBWalk.check(LMDBFile(bytes)) }
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

/// The bytes of a file, read piece by piece: what another process cuts off meanwhile is missed, and stops nobody.
final class LMDBFile {
    private enum Content {
        case descriptor(CInt)
        case bytes([UInt8])
    }
    private let content: Content

    init(_ bytes: [UInt8]) { content = .bytes(bytes) }

    init(path: String) throws(StoreError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw StoreError.unreadable(file: path, reason: lastSystemError())
        }
        content = .descriptor(descriptor)
    }

    deinit { if case .descriptor(let descriptor) = content { close(descriptor) } }

    /// How many bytes there are now; a writer may add some.
    var size: Int {
        switch content {
        case .bytes(let bytes): return bytes.count
        case .descriptor(let descriptor):
            var information = stat()
            return fstat(descriptor, &information) == 0 ? Int(information.st_size) : 0
        }
    }

    /// So many bytes from a place on, or nil where they are not all there.
    func read(_ count: Int, at offset: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count >= 0, offset <= Int.max - count else { return nil }
        switch content {
        case .bytes(let bytes):
            guard offset + count <= bytes.count else { return nil }
            return bytes[offset..<offset + count]
        case .descriptor(let descriptor):
            guard offset + count <= size else { return nil }
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
                while filled < count {
                    let rest = UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                    let read = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
                    if read < 0, errno == EINTR { continue }
                    guard read > 0 else { break }
                    filled += read
                }
            }
            return bytes.count == count ? bytes[...] : nil
        }
    }
}
