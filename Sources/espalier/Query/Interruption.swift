import Foundation
import Synchronization

/// Runs queries so that Ctrl-C cancels them.
enum Interruption {
    /// How often Ctrl-C was pressed since the query began.
    private static let presses = Atomic<Int>(0)

    /// Runs `body` in a task, and cancels the task when Ctrl-C is pressed; a second press ends the process.
    ///
    /// `body` has its own thread with a deep stack: those that Swift's own tasks run on are small on some systems.
    static func run<Result: Sendable>(
        progress: QueryProgress?, _ body: @escaping @Sendable () throws -> Result
    ) throws -> Result {
        presses.store(0, ordering: .relaxed)
        let handler = signal(SIGINT) { _ in
            // Only what is safe in a signal handler: a committed store stays whole when its writer ends.
            if Interruption.presses.add(1, ordering: .relaxed).newValue > 1 { _exit(130) }
        }
        defer { signal(SIGINT, handler) }
        // A parent may have left it blocked.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        let outcome = Outcome<Result>()
        let ended = DispatchSemaphore(value: 0)
        let task = Task(executorPreference: OwnThread.shared) {
            outcome.set(Swift.Result { try body() })
            ended.signal()
        }
        while ended.wait(timeout: .now() + .milliseconds(50)) == .timedOut {
            if presses.load(ordering: .relaxed) > 0 { task.cancel() }
            progress?.draw()
        }
        progress?.stop()
        return try outcome.get()
    }
}

/// What came of a task.
private final class Outcome<Value: Sendable>: Sendable {
    private let result = Mutex<Result<Value, any Error>?>(nil)

    func set(_ value: Result<Value, any Error>) { result.withLock { $0 = value } }

    func get() throws -> Value {
        guard let result = result.withLock({ $0 }) else {
            preconditionFailure("the task has ended, so there is an outcome")
        }
        return try result.get()
    }
}

/// Runs every job on a new thread with a stack of 64 MiB.
private final class OwnThread: TaskExecutor {
    static let shared = OwnThread()

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let thread = Thread { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        thread.stackSize = 64 << 20
        thread.start()
    }
}
