import Foundation
import Synchronization

/// Runs queries where they may take long: on threads of their own, which the tasks of a program do not wait for.
enum QueryThread {
    /// Enough for the deepest nesting that the parser lets through, also where threads get half a megabyte.
    private static let stackSize = 8 << 20

    /// Runs `body` on a new thread.
    static func start(_ body: @escaping @Sendable () -> Void) {
        let thread = Thread(block: body)
        thread.name = "espalier query"
        thread.stackSize = stackSize
        thread.start()
    }

    /// Runs `body` on a new thread and waits for what it returns, or until the task is cancelled.
    static func run<Result: Sendable>(
        _ body: @escaping @Sendable (Cancellation) throws -> Result
    ) async throws -> Result {
        let cancellation = Cancellation()
        let answer = Answer<Result>()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                answer.continuation.withLock { $0 = continuation }
                start { answer.resume(with: Swift.Result { try body(cancellation) }) }
            }
        } onCancel: {
            if cancellation.cancel() { answer.resume(with: .failure(CancellationError())) }
        }
    }

    /// Who waits; only the first answer counts.
    private final class Answer<Value: Sendable>: Sendable {
        let continuation = Mutex<CheckedContinuation<Value, any Error>?>(nil)

        func resume(with result: sending Result<Value, any Error>) {
            continuation.withLock { $0.take() }?.resume(with: result)
        }
    }
}
