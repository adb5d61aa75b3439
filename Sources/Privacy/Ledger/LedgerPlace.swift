import Foundation
import Tensors

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where a ledger lies: reading it whole, replacing it whole, and keeping others out meanwhile.
///
/// Links are followed once, so that two names of one ledger share its lock and stay the same file.
struct LedgerPlace {
    private let name: String
    private let target: String

    init(_ path: String) throws(LedgerError) {
        name = path
        guard !path.isEmpty, !path.utf8.contains(0) else {
            throw .inaccessible(path: "`\(path)`", reason: "it is no path")
        }
        var information = stat()
        if lstat(path, &information) == 0 {
            guard let resolved = realpath(path, nil) else {
                throw .inaccessible(path: path, reason: "it is a link to nothing")
            }
            defer { free(resolved) }
            target = String(cString: resolved)
        } else {
            target = path
        }
    }

    /// The bytes of the file; nil where there is none.
    func read() throws(LedgerError) -> Data? {
        // A pipe of that name must not make this wait.
        let descriptor = open(target, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw refusal()
        }
        defer { close(descriptor) }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else { throw refusal() }
        guard information.st_mode & S_IFMT == S_IFREG else {
            throw .notALedger(path: name, reason: "it is no file")
        }
        // Replacing the file under one name would leave the old one under the other.
        guard information.st_nlink <= 1 else {
            throw .inaccessible(path: name, reason: "the file has several names (hard links); leave it one")
        }
        guard information.st_size <= SealedLedger.mostBytes else {
            throw .notALedger(path: name, reason: "it has more than \(SealedLedger.mostBytes >> 20) MB")
        }
        do {
            return try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readToEnd() ?? Data()
        } catch { throw .inaccessible(path: name, reason: "it cannot be read") }
    }

    /// Replaces the file, all of it or nothing, and waits until the disk has it.
    func write(_ bytes: Data) throws(LedgerError) {
        do throws(TensorError) {
            let file = try DurableFile(path: target)
            try file.write(bytes)
            try file.finish()
        } catch {
            if case .file(_, let message) = error { throw .inaccessible(path: name, reason: "it " + message) }
            throw .inaccessible(path: name, reason: error.description)
        }
    }

    /// Waits until nobody else has the lock, and takes it.
    ///
    /// The lock is on a file beside the ledger, because the ledger itself is replaced. It ends with the process.
    func lock() throws(LedgerError) -> Lock {
        let descriptor = open(target + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw refusal() }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                let failure = refusal()
                close(descriptor)
                throw failure
            }
        }
        return Lock(descriptor: descriptor)
    }

    struct Lock {
        fileprivate let descriptor: Int32

        func release() { close(descriptor) }
    }

    private func refusal() -> LedgerError {
        .inaccessible(
            path: name,
            reason: "\(String(cString: strerror(errno))); is its folder there, and may it be written to?")
    }
}
