import Synchronization

/// Whether a query that runs on a thread of its own is still wanted.
///
/// A query can be cancelled until it begins to commit; then it is too late, so that whoever is told of a cancellation knows
/// that nothing was written.
final class Cancellation: Sendable {
    private enum Stage: UInt8, AtomicRepresentable {
        case running, cancelled, committing
    }
    private let stage = Atomic<Stage>(.running)

    /// Cancels the query.
    ///
    /// - Returns: Whether it was not too late.
    func cancel() -> Bool {
        let (_, original) = stage.compareExchange(
            expected: .running, desired: .cancelled, ordering: .acquiringAndReleasing)
        return original != .committing
    }

    /// Fails once the query is cancelled.
    func check() throws(CancellationError) {
        if stage.load(ordering: .relaxed) == .cancelled { throw CancellationError() }
    }

    /// Fails once the query is cancelled; otherwise, it no longer can be.
    func beginCommit() throws(CancellationError) {
        let (_, original) = stage.compareExchange(
            expected: .running, desired: .committing, ordering: .acquiringAndReleasing)
        if original == .cancelled { throw CancellationError() }
    }
}
