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
/// Between threads, those that come while one is writing may join it: each writes its part, and one commit makes all of
/// them durable (group commit).
final class WriterGate: Sendable {
    /// A thread that waits.
    private final class Waiter: Sendable {
        enum Call: Sendable {
            /// Nobody is writing any more.
            case lead
            /// A leader rests while this one writes its part.
            case join(Shared, done: DispatchSemaphore)
        }
        let semaphore = DispatchSemaphore(value: 0)
        let call = Mutex<Call?>(nil)
        /// What became of the group.
        let outcome = Mutex<Result<Void, any Error>>(.success(()))
        /// Whether the part was written.
        let succeeded = Mutex(false)
        let joins: Bool
        init(joins: Bool) { self.joins = joins }
    }
    // Handed from thread to thread, one at a time: the giver rests until the taker is done.
    private struct Shared: @unchecked Sendable { let transaction: Any }
    private struct State {
        var isWriting = false
        var writer: pthread_t?
        var waiters: [Waiter] = []
    }

    private let lockFile: String
    private let state = Mutex(State())
    /// A group is committed after so many parts even when more are waiting.
    private static let largestGroup = 256

    init(lockFile: String) { self.lockFile = lockFile }

    /// Runs `body` while nobody else writes.
    func alone<Result>(waiting: Waiting, _ body: () throws -> Result) throws -> Result {
        _ = try enter(waiting, joins: false)
        defer { leave() }
        let descriptor = try lock(waiting)
        defer { close(descriptor) }
        return try body()
    }

    /// Writes something, perhaps together with others who wait.
    ///
    /// Each closure runs on the thread of its writer. The transaction of the leader stays on the leader's thread, to
    /// which LMDB's lock belongs; the others take parts of it while the leader rests.
    ///
    /// - Parameters:
    ///   - waiting: How long to wait for other writers.
    ///   - begin: Makes the transaction that all of a group share.
    ///   - write: Writes one part; `isFirst` when there is no other part yet. If it throws, the part left nothing.
    ///   - commit: Makes all parts durable.
    func together<Transaction>(
        waiting: Waiting, begin: () throws -> Transaction,
        write: (Transaction, _ isFirst: Bool) throws -> Void, commit: (Transaction) throws -> Void
    ) throws {
        switch try enter(waiting, joins: true) {
        case .lead: try lead(waiting, begin, write, commit)
        case .join(let shared, let done, let waiter):
            do {
                guard let transaction = shared.transaction as? Transaction else {
                    preconditionFailure("all who write together share one kind of transaction")
                }
                setWriter(pthread_self())
                try write(transaction, false)
            } catch {
                setWriter(nil)
                done.signal()
                throw error
            }
            waiter.succeeded.withLock { $0 = true }
            setWriter(nil)
            done.signal()
            waiter.semaphore.wait()
            try waiter.outcome.withLock { $0 }.get()
        }
    }

    private func lead<Transaction>(
        _ waiting: Waiting, _ begin: () throws -> Transaction,
        _ write: (Transaction, _ isFirst: Bool) throws -> Void, _ commit: (Transaction) throws -> Void
    ) throws {
        defer { leave() }
        let descriptor = try lock(waiting)
        defer { close(descriptor) }
        let transaction = try begin()
        try write(transaction, true)
        var group: [Waiter] = []
        while group.count < Self.largestGroup, let waiter = nextToJoin() {
            let done = DispatchSemaphore(value: 0)
            waiter.call.withLock { $0 = .join(Shared(transaction: transaction), done: done) }
            waiter.semaphore.signal()
            done.wait()
            if waiter.succeeded.withLock({ $0 }) { group.append(waiter) }
        }
        setWriter(pthread_self())
        let outcome = Result { try commit(transaction) }
        for waiter in group {
            waiter.outcome.withLock { $0 = outcome }
            waiter.semaphore.signal()
        }
        try outcome.get()
    }

    private enum Entry {
        case lead
        case join(Shared, done: DispatchSemaphore, Waiter)
    }

    private func enter(_ waiting: Waiting, joins: Bool) throws -> Entry {
        let waiter = Waiter(joins: joins)
        let isFree = try state.withLock { state in
            guard state.isWriting else {
                state.isWriting = true
                state.writer = pthread_self()
                return true
            }
            if let writer = state.writer, pthread_equal(writer, pthread_self()) != 0 {
                throw StoreError.nestedWrite
            }
            if case .never = waiting { throw StoreError.busy }
            state.waiters.append(waiter)
            return false
        }
        if isFree { return .lead }
        if case .atMost(let duration) = waiting,
            waiter.semaphore.wait(timeout: .now() + duration.dispatchInterval) == .timedOut
        {
            let gaveUp = state.withLock { state in
                guard let position = state.waiters.firstIndex(where: { $0 === waiter }) else { return false }
                state.waiters.remove(at: position)
                return true
            }
            if gaveUp { throw StoreError.busy }
            // Its turn came at the last moment.
            waiter.semaphore.wait()
        } else if case .untilFree = waiting {
            waiter.semaphore.wait()
        }
        switch waiter.call.withLock({ $0 }) {
        case .join(let shared, let done)?: return .join(shared, done: done, waiter)
        case .lead?, nil:
            setWriter(pthread_self())
            return .lead
        }
    }

    private func nextToJoin() -> Waiter? {
        state.withLock { state in
            guard let first = state.waiters.first, first.joins else { return nil }
            return state.waiters.removeFirst()
        }
    }

    private func setWriter(_ thread: pthread_t?) { state.withLock { $0.writer = thread } }

    /// Lets the next one in.
    private func leave() {
        let next: Waiter? = state.withLock { state in
            state.writer = nil
            guard !state.waiters.isEmpty else {
                state.isWriting = false
                return nil
            }
            return state.waiters.removeFirst()
        }
        if let next {
            next.call.withLock { $0 = .lead }
            next.semaphore.signal()
        }
    }

    /// Takes the lock between processes; closing the descriptor lets it go.
    private func lock(_ waiting: Waiting) throws -> CInt {
        let descriptor = open(lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            throw StoreError.unreadable(file: lockFile, reason: String(cString: strerror(errno)))
        }
        let deadline: ContinuousClock.Instant? =
            switch waiting {
            case .untilFree: nil
            case .atMost(let duration): .now + duration
            case .never: .now
            }
        var pause: UInt32 = 100
        while flock(descriptor, deadline == nil ? LOCK_EX : LOCK_EX | LOCK_NB) != 0 {
            let problem = errno
            if problem == EINTR { continue }
            if problem == EWOULDBLOCK, let deadline, deadline > .now {
                // Microseconds; the lock cannot be waited for with an end.
                usleep(pause)
                pause = min(pause * 2, 10_000)
                continue
            }
            close(descriptor)
            throw problem == EWOULDBLOCK
                ? StoreError.busy
                : StoreError.unreadable(file: lockFile, reason: String(cString: strerror(problem)))
        }
        return descriptor
    }
}

extension Duration {
    fileprivate var dispatchInterval: DispatchTimeInterval {
        let (seconds, attoseconds) = components
        let microseconds = seconds.multipliedReportingOverflow(by: 1_000_000)
        guard !microseconds.overflow else { return .never }
        return .microseconds(Int(microseconds.partialValue) + Int(attoseconds / 1_000_000_000_000))
    }
}
