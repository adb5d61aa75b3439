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
    // LMDB's environment handle is thread-safe; it is closed when nobody refers to this object any more.
    nonisolated(unsafe) private let handle: OpaquePointer
    private let identity: FileIdentity

    private struct FileIdentity: Hashable {
        let device: UInt64
        let file: UInt64
    }
    private struct Weak { weak var environment: LMDBEnvironment? }
    private static let open = Mutex<[FileIdentity: Weak]>([:])

    /// Far more than any catalog needs; only what is used takes space.
    private static let mapSize = 1 << 36

    private init(path: String, isReadOnly: Bool, handle: OpaquePointer, identity: FileIdentity) {
        self.path = path
        self.isReadOnly = isReadOnly
        self.handle = handle
        self.identity = identity
    }

    deinit {
        mdb_env_close(handle)
        let identity = identity
        Self.open.withLock { open in
            if let known = open[identity], known.environment == nil { open[identity] = nil }
        }
    }

    /// Opens a file, or shares it with those of this process that have it open.
    static func open(_ path: String, isReadOnly: Bool) throws(StoreError) -> LMDBEnvironment {
        let result: Result<LMDBEnvironment, StoreError> = open.withLock { open in
            if let identity = identity(of: path), let known = open[identity]?.environment,
                isReadOnly || !known.isReadOnly
            {
                return .success(known)
            }
            do throws(StoreError) {
                try LMDBFileCheck.demandSound(path)
                let handle = try openHandle(path, isReadOnly)
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

    private static func openHandle(_ path: String, _ isReadOnly: Bool) throws(StoreError) -> OpaquePointer {
        var handle: OpaquePointer?
        try check(mdb_env_create(&handle), path)
        guard let handle else { throw StoreError.unreadable(file: path, reason: "out of memory") }
        do throws(StoreError) {
            try check(mdb_env_set_mapsize(handle, mapSize), path)
            try check(mdb_env_set_maxreaders(handle, 1_000), path)
            var flags = UInt32(MDB_NOSUBDIR | MDB_NOTLS)
            if isReadOnly { flags |= UInt32(MDB_RDONLY) }
            var status = mdb_env_open(handle, path, flags, 0o644)
            if isReadOnly, status == EROFS || status == EACCES {
                // Where the lock file cannot be written, nobody can be writing the store either.
                status = mdb_env_open(handle, path, flags | UInt32(MDB_NOLOCK), 0o644)
            }
            try check(status, path)
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

    /// Runs `body` in a transaction that sees one committed state.
    func read<Result>(_ body: (borrowing LMDBTransaction) throws -> Result) throws -> Result {
        let transaction = try LMDBTransaction(handle, path: path, isReadOnly: true)
        return try body(transaction)
    }

    /// Runs `body` in the one write transaction there can be, in all processes; others wait.
    ///
    /// What `body` wrote is durable when this returns. If it throws, nothing was written.
    func write<Result>(_ body: (borrowing LMDBTransaction) throws -> Result) throws -> Result {
        let transaction = try LMDBTransaction(handle, path: path, isReadOnly: false)
        let result = try body(transaction)
        try transaction.commit()
        return result
    }

    static func check(_ status: CInt, _ path: String) throws(StoreError) {
        guard status != MDB_SUCCESS else { return }
        switch status {
        case MDB_INVALID, MDB_CORRUPTED, MDB_PAGE_NOTFOUND, MDB_VERSION_MISMATCH, MDB_PANIC:
            throw StoreError.damaged(
                file: path, reason: "it is not a catalog of this program, or it was damaged")
        case ENOSPC: throw StoreError.diskFull(file: path)
        default: throw StoreError.unreadable(file: path, reason: String(cString: mdb_strerror(status)))
        }
    }
}
