#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The right to change a registry, which one process has at a time.
///
/// It ends with the process, whatever ends that. The lock is on a file of its own, because the journal is replaced.
struct RegistryLock {
    private let descriptor: Int32

    /// Takes the lock, or says at once that somebody has it.
    init(_ registry: ModelRegistry) throws(RegistryError) {
        let file = "\(registry.path)/\(ModelRegistry.lockFile)"
        let descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw .inaccessible(path: file, reason: String(cString: strerror(errno)))
        }
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let failure = errno
            guard failure == EINTR else {
                close(descriptor)
                throw failure == EWOULDBLOCK
                    ? .busy(path: registry.path)
                    : .inaccessible(path: file, reason: String(cString: strerror(failure)))
            }
        }
        self.descriptor = descriptor
    }

    /// Lets others in again.
    func release() {
        // A child that another thread just forked shares the lock until it runs its program, so that closing alone
        // would not end it.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
