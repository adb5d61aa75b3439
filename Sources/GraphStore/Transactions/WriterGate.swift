import Dispatch
import Foundation
import Synchronization

/// How long a writer waits for another one.
public enum Waiting: Sendable {
    /// Until it is its turn.
    case untilFree
    /// At most so long.
    case atMost(Duration)
    /// Not at all: it is told that another one is writing.
    case never
}

/// Lets one writer in at a time, of all threads and processes.
///
/// Between processes a lock on a file decides, which ends with the process that holds it: a dead one blocks nobody.
/// Between threads they take turns in the order in which they came.
final class WriterGate: Sendable {
    private struct State {
        var isTaken = false
        /// The thread inside, so that it is not let in twice.
        var writer: pthread_t?
        var waiters: [DispatchSemaphore] = []
    }

    private let lockFile: String
    private let state = Mutex(State())
    private let descriptor = Mutex<CInt?>(nil)

    init(lockFile: String) { self.lockFile = lockFile }

    deinit { descriptor.withLock { if let descriptor = $0 { close(descriptor) } } }

    /// Runs `body` while nobody else writes.
    ///
    /// - Throws: ``StoreError/busy``, ``StoreError/nestedWrite``, or what `body` throws.
    func alone<Result>(waiting: Waiting, _ body: () throws -> Result) throws -> Result {
        let deadline = waiting.deadline
        try enter(until: deadline)
        defer { leave() }
        let descriptor = try lock(until: deadline)
        defer { flock(descriptor, LOCK_UN) }
        return try body()
    }

    private func enter(until deadline: ContinuousClock.Instant?) throws(StoreError) {
        let semaphore = DispatchSemaphore(value: 0)
        let entry: Result<Bool, StoreError> = state.withLock { state in
            guard state.isTaken else {
                state.isTaken = true
                state.writer = pthread_self()
                return .success(true)
            }
            if let writer = state.writer, pthread_equal(writer, pthread_self()) != 0 {
                return .failure(.nestedWrite)
            }
            if let deadline, deadline <= .now { return .failure(.busy) }
            state.waiters.append(semaphore)
            return .success(false)
        }
        if try entry.get() { return }
        if let deadline {
            let patience = (deadline - .now).dispatchInterval
            if semaphore.wait(timeout: .now() + patience) == .timedOut {
                let gaveUp = state.withLock { state in
                    guard let position = state.waiters.firstIndex(where: { $0 === semaphore }) else {
                        return false
                    }
                    state.waiters.remove(at: position)
                    return true
                }
                if gaveUp { throw StoreError.busy }
                // Its turn came at the last moment.
                semaphore.wait()
            }
        } else {
            semaphore.wait()
        }
        state.withLock { $0.writer = pthread_self() }
    }

    /// Lets the next one in.
    private func leave() {
        let next: DispatchSemaphore? = state.withLock { state in
            state.writer = nil
            guard !state.waiters.isEmpty else {
                state.isTaken = false
                return nil
            }
            return state.waiters.removeFirst()
        }
        next?.signal()
    }

    /// Takes the lock between processes, for the one thread that is inside.
    private func lock(until deadline: ContinuousClock.Instant?) throws(StoreError) -> CInt {
        let descriptor = try openLockFile()
        var pause: UInt32 = 100
        while flock(descriptor, deadline == nil ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            let problem = errno
            if problem == EINTR { continue }
            if problem == EWOULDBLOCK, let deadline, deadline > .now {
                // Microseconds; there is no waiting for a lock with an end to it.
                usleep(pause)
                pause = min(pause * 2, 10_000)
                continue
            }
            throw problem == EWOULDBLOCK
                ? .busy : .unreadable(file: lockFile, reason: String(cString: strerror(problem)))
        }
        return descriptor
    }

    /// Opens the file once; a dead process lets go of it.
    private func openLockFile() throws(StoreError) -> CInt {
        let result: Result<CInt, StoreError> = descriptor.withLock { descriptor in
            if let descriptor { return .success(descriptor) }
            let opened = open(lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            guard opened >= 0 else {
                return .failure(
                    errno == EROFS || errno == EACCES
                        ? .forbidden(file: lockFile)
                        : .unreadable(file: lockFile, reason: String(cString: strerror(errno))))
            }
            descriptor = opened
            return .success(opened)
        }
        return try result.get()
    }
}

extension Waiting {
    /// Nil when there is no end to it.
    fileprivate var deadline: ContinuousClock.Instant? {
        switch self {
        case .untilFree: nil
        case .atMost(let duration): .now + duration
        case .never: .now
        }
    }
}

extension Duration {
    fileprivate var dispatchInterval: DispatchTimeInterval {
        let (seconds, attoseconds) = components
        let (microseconds, isTooLong) = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !isTooLong else { return .never }
        return .microseconds(max(0, Int(microseconds) + Int(attoseconds / 1_000_000_000_000)))
    }
}
