import Dispatch
import Synchronization

/// Performs jobs on several threads and takes their results in the order of the jobs.
///
/// At most twice as many results as threads wait for their turn, which bounds the memory. The first failure in the
/// order of the jobs is the one that is thrown.
func performInOrder<Outcome: Sendable>(
    _ jobs: [@Sendable () throws -> Outcome], workers: Int, absorb: @Sendable (Outcome) throws -> Void
) throws {
    guard workers > 1, jobs.count > 1 else {
        for job in jobs { try absorb(try job()) }
        return
    }
    let queue = OrderedQueue<Outcome>(count: jobs.count)
    // The thread that has the job whose turn is next holds a permit, so somebody always advances.
    let permits = DispatchSemaphore(value: 0)
    for _ in 0..<workers * 2 { permits.signal() }
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
        while true {
            permits.wait()
            guard let number = queue.take() else {
                permits.signal()
                return
            }
            queue.deliver(Result { try jobs[number]() }, number: number, absorb: absorb) { permits.signal() }
        }
    }
    try queue.finish()
}

/// Gives out the numbers of jobs and keeps results that come before their turn.
private final class OrderedQueue<Outcome: Sendable>: Sendable {
    private struct State {
        var taken = 0
        var absorbed = 0
        var waiting: [Int: Result<Outcome, any Error>] = [:]
        var isAbsorbing = false
        var failure: (any Error)?
    }
    private let count: Int
    private let state = Mutex(State())

    init(count: Int) { self.count = count }

    func take() -> Int? {
        state.withLock { state in
            guard state.taken < count, state.failure == nil else { return nil }
            defer { state.taken += 1 }
            return state.taken
        }
    }

    func deliver(
        _ result: Result<Outcome, any Error>, number: Int, absorb: (Outcome) throws -> Void,
        released: () -> Void
    ) {
        let absorbs = state.withLock { state in
            state.waiting[number] = result
            defer { state.isAbsorbing = true }
            return !state.isAbsorbing
        }
        guard absorbs else { return }
        while let (result, isVoid) = next() {
            if !isVoid {
                do { try absorb(try result.get()) } catch { state.withLock { $0.failure = error } }
            }
            released()
        }
    }

    /// The result whose turn it is and whether a failure before it makes it void.
    private func next() -> (Result<Outcome, any Error>, isVoid: Bool)? {
        state.withLock { state in
            guard let result = state.waiting.removeValue(forKey: state.absorbed) else {
                state.isAbsorbing = false
                return nil
            }
            state.absorbed += 1
            return (result, state.failure != nil)
        }
    }

    func finish() throws { if let failure = state.withLock({ $0.failure }) { throw failure } }
}
