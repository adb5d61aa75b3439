import Dispatch
import Synchronization

/// Rows on their way from the thread of a query to the task that reads them.
///
/// The thread is a few portions ahead at most and then waits; the task suspends.
final class RowStream: Sendable {
    /// How many portions of rows may lie between.
    static let portionsAhead = 3

    private struct State {
        var portions: [[QueryRow]] = []
        var reader: CheckedContinuation<[QueryRow]?, any Error>?
        /// How it ended, once it has; a failure is told once.
        var end: Result<Void, any Error>?
        var isAbandoned = false
    }
    let cancellation = Cancellation()
    private let state = Mutex(State())
    /// How many portions may still be sent before one is taken.
    ///
    /// It begins at none because a semaphore must not go with fewer than it began with.
    private let places = DispatchSemaphore(value: 0)

    init() { for _ in 0..<Self.portionsAhead { places.signal() } }

    /// Hands on rows, waiting until there is a place for them.
    ///
    /// - Returns: Whether more are wanted.
    func send(_ rows: [QueryRow]) -> Bool {
        places.wait()
        let (reader, isWanted) = state.withLock { state in
            guard !state.isAbandoned else {
                return (nil as CheckedContinuation<[QueryRow]?, any Error>?, false)
            }
            let reader = state.reader.take()
            if reader == nil { state.portions.append(rows) }
            return (reader, true)
        }
        if let reader {
            places.signal()
            reader.resume(returning: rows)
        }
        return isWanted
    }

    /// Tells the reader that there are no more rows, or why.
    func finish(_ end: Result<Void, any Error>) {
        let reader = state.withLock { state in
            if state.end == nil { state.end = end }
            let reader = state.reader.take()
            if reader != nil { state.end = .success(()) }
            return reader
        }
        reader?.resume(with: end.map { nil })
    }

    /// The next rows; nil when there are no more.
    func next(isolation: isolated (any Actor)?) async throws -> [QueryRow]? {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                if let answer = answer(or: continuation) { continuation.resume(with: answer) }
            }
        } onCancel: {
            // Once the query commits, the reader hears how that went.
            if cancellation.cancel() { abandon(CancellationError()) }
        }
    }

    private func answer(
        or continuation: CheckedContinuation<[QueryRow]?, any Error>
    ) -> Result<[QueryRow]?, any Error>? {
        state.withLock { state in
            if !state.portions.isEmpty {
                places.signal()
                return .success(state.portions.removeFirst())
            }
            if let end = state.end {
                state.end = .success(())
                return end.map { nil }
            }
            precondition(state.reader == nil, "one task at a time reads the rows of a query")
            state.reader = continuation
            return nil
        }
    }

    /// Nobody reads any more.
    func leave() {
        _ = cancellation.cancel()
        abandon(nil)
    }

    private func abandon(_ error: (any Error)?) {
        let reader = state.withLock { state in
            state.isAbandoned = true
            state.portions = []
            let reader = state.reader.take()
            state.end = error.map { reader == nil ? .failure($0) : .success(()) } ?? .success(())
            return reader
        }
        if let error { reader?.resume(throwing: error) }
        // The thread may be waiting for a place.
        places.signal()
    }
}
