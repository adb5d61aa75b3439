import CLMDB
import Foundation
import Synchronization

/// An open LMDB file.
///
/// One process opens a file once, however many stores refer to it.
///
/// LMDB's locks belong to the process: opening one file twice would let go of them when the first is closed.
final class LMDBEnvironment: Sendable {
    /// Where the file is, for messages.
    let path: String
    let isReadOnly: Bool
    /// Who may write; shared by all stores of the process that have the file open.
    let gate: WriterGate
    /// Changes that are committed together.
    let commits = CommitQueue()
    // LMDB's environment handle is thread-safe; it is closed when nobody refers to this object any more.
    nonisolated(unsafe) let handle: OpaquePointer
    private let identity: FileIdentity
    /// LMDB's numbers of the tables, once they are open.
    let handles: Mutex<[MDB_dbi]?>
    /// Up to where the file is known to have blocks.
    private let reserved = Atomic(0)

    private struct FileIdentity: Hashable {
        let device: UInt64
        let file: UInt64
    }
    private struct Weak { weak var environment: LMDBEnvironment? }
    private static let open = Mutex<[FileIdentity: Weak]>([:])

    /// Far more than any delta needs; only what is used takes space.
    private static let mapSize = 1 << 38
    /// Every process and thread that reads holds a slot of 64 bytes while it does.
    private static let leastReserve = 1 << 18
    private static let mostReserve = 1 << 23
    private static let mostReaders: UInt32 = 4_096

    private init(path: String, isReadOnly: Bool, handle: OpaquePointer, identity: FileIdentity) {
        self.path = path
        self.isReadOnly = isReadOnly
        self.handle = handle
        self.identity = identity
        gate = WriterGate(lockFile: (path as NSString).deletingLastPathComponent + "/writer.lock")
        handles = Mutex(nil)
    }

    deinit {
        mdb_env_close(handle)
        let identity = identity
        Self.open.withLock { open in
            if let known = open[identity], known.environment == nil { open[identity] = nil }
        }
    }

    /// Opens a file, or shares it with those of this process that have it open.
    ///
    /// Who only reads opens it for writing too where that is permitted: somebody else of this process may want to write
    /// while the reader is there, and a second handle would begin LMDB's table of readers anew.
    static func open(_ path: String, isReadOnly: Bool) throws(StoreError) -> LMDBEnvironment {
        let result: Result<LMDBEnvironment, StoreError> = open.withLock { open in
            if let identity = identity(of: path), let known = open[identity]?.environment {
                // It could not be opened for writing before.
                if known.isReadOnly, !isReadOnly { return .failure(.forbidden(file: path)) }
                return .success(known)
            }
            do throws(StoreError) {
                try LMDBFileCheck.demandSound(path)
                let (handle, isReadOnly) = try openHandle(path, isReadOnly)
                guard let identity = identity(of: path) else {
                    mdb_env_close(handle)
                    throw StoreError.unreadable(file: path, reason: "it vanished while it was opened")
                }
                let environment = LMDBEnvironment(
                    path: path, isReadOnly: isReadOnly, handle: handle, identity: identity)
                open[identity] = Weak(environment: environment)
                return .success(environment)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// - Returns: The handle, and whether it can only read.
    private static func openHandle(
        _ path: String, _ isReadOnly: Bool
    ) throws(StoreError) -> (OpaquePointer, isReadOnly: Bool) {
        let flags = UInt32(MDB_NOSUBDIR | MDB_NOTLS)
        // Where the lock file cannot be written either, nobody can be writing the store.
        let forReading = [flags | UInt32(MDB_RDONLY), flags | UInt32(MDB_RDONLY | MDB_NOLOCK)]
        var refusal: StoreError
        do throws(StoreError) { return (try openHandle(path, flags: flags), false) } catch { refusal = error }
        for flags in isReadOnly ? forReading : [] {
            guard case .forbidden = refusal else { break }
            do throws(StoreError) { return (try openHandle(path, flags: flags), true) } catch {
                refusal = error
            }
        }
        throw refusal
    }

    private static func openHandle(_ path: String, flags: UInt32) throws(StoreError) -> OpaquePointer {
        var handle: OpaquePointer?
        try check(mdb_env_create(&handle), path)
        guard let handle else { throw StoreError.unreadable(file: path, reason: "out of memory") }
        do throws(StoreError) {
            try check(mdb_env_set_mapsize(handle, mapSize), path)
            try check(mdb_env_set_maxreaders(handle, mostReaders), path)
            try check(mdb_env_set_maxdbs(handle, UInt32(CatalogTable.allCases.count)), path)
            try check(mdb_env_open(handle, path, flags, 0o644), path)
            var dead: CInt = 0
            try check(mdb_reader_check(handle, &dead), path)
        } catch {
            mdb_env_close(handle)
            throw error
        }
        return handle
    }

    private static func identity(of path: String) -> FileIdentity? {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        return FileIdentity(device: UInt64(information.st_dev), file: UInt64(information.st_ino))
    }

    /// Makes the file longer than it needs to be when it is nearly full; only called by the one who writes.
    ///
    /// Writing blocks that a file has is ten times faster to make durable than giving it new ones, which goes through the
    /// file system's journal. LMDB does not mind what lies behind its last page.
    func reserve() throws(StoreError) {
        var information = MDB_envinfo()
        var statistics = MDB_stat()
        try Self.check(mdb_env_info(handle, &information), path)
        try Self.check(mdb_env_stat(handle, &statistics), path)
        let used = (information.me_last_pgno + 1) * Int(statistics.ms_psize)
        guard used + Self.leastReserve > reserved.load(ordering: .relaxed) else { return }
        // Before the file grows: a reader that was killed keeps pages from being used again until somebody looks for it.
        var dead: CInt = 0
        try Self.check(mdb_reader_check(handle, &dead), path)
        let file = Foundation.open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return try Self.check(errno, path) }
        defer { close(file) }
        let end = Int(lseek(file, 0, SEEK_END))
        let wanted = used + max(Self.leastReserve * 4, min(used / 4, Self.mostReserve))
        let zeros = [UInt8](repeating: 0, count: 1 << 16)
        var position = max(end, used)
        while position < wanted {
            let count = zeros.withUnsafeBytes {
                pwrite(file, $0.baseAddress, min($0.count, wanted - position), off_t(position))
            }
            // A full disk is no failure yet: the commit may fit.
            guard count > 0 else { break }
            position += count
        }
        if position > end { fsync(file) }
        reserved.store(position, ordering: .relaxed)
    }

    /// Runs `body` in a transaction that sees one committed state.
    func read<Result>(_ body: (LMDBTransaction) throws -> Result) throws -> Result {
        try body(try LMDBTransaction(self, isReadOnly: true))
    }

    /// Runs `body` in the one write transaction there can be, in all processes; others wait.
    ///
    /// What `body` wrote is durable when this returns. If it throws, nothing was written.
    func write<Result>(_ body: (LMDBTransaction) throws -> Result) throws -> Result {
        try gate.alone(waiting: .untilFree) {
            let transaction = try LMDBTransaction(self, isReadOnly: false)
            let result = try body(transaction)
            try transaction.commit()
            return result
        }
    }

    static func check(_ status: CInt, _ path: String) throws(StoreError) {
        guard status != MDB_SUCCESS else { return }
        switch status {
        case MDB_INVALID, MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_VERSION_MISMATCH,
            MDB_INCOMPATIBLE, MDB_BAD_TXN, MDB_BAD_VALSIZE:
            throw StoreError.damaged(
                file: path, reason: "it is not a catalog of this program, or it was damaged")
        case MDB_NOTFOUND:
            throw StoreError.damaged(file: path, reason: "a table of it is not there")
        case MDB_TXN_FULL:
            throw StoreError.unreadable(
                file: path, reason: "the transaction is too large; write in several, or import the data")
        case ENOSPC, EFBIG, EDQUOT: throw StoreError.diskFull(file: path)
        case EROFS, EACCES, EPERM: throw StoreError.forbidden(file: path)
        // LMDB says so of a write that was cut short, too.
        case EIO: throw StoreError.unreadable(file: path, reason: "the disk is full, or failing")
        case MDB_PANIC:
            throw StoreError.unreadable(
                file: path,
                reason: "a commit failed half way; open the store again, which holds the state before")
        case MDB_READERS_FULL:
            throw StoreError.unreadable(
                file: path,
                reason: "\(mostReaders) snapshots are open already; let some of them go")
        default: throw StoreError.unreadable(file: path, reason: String(cString: mdb_strerror(status)))
        }
    }
}
