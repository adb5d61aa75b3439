import Synchronization

/// The part of a scan that comes next, for threads that share it.
final class ScanCursor: Sendable {
    private let next = Atomic<Int>(0)
    private let isStopped = Atomic<Bool>(false)

    /// The number of the portion to be taken now, each given out once; nil when a thread has failed.
    func take() -> Int? {
        if isStopped.load(ordering: .relaxed) { return nil }
        return next.wrappingAdd(1, ordering: .relaxed).oldValue
    }

    /// Whether a thread has failed, so that the others need not go on.
    var hasStopped: Bool { isStopped.load(ordering: .relaxed) }

    /// Gives out no more portions.
    func stop() { isStopped.store(true, ordering: .relaxed) }
}
