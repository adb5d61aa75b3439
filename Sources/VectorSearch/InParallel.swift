import Dispatch
import Synchronization

/// The results of independent jobs in their order, worked on by several threads.
func inParallel<Outcome: Sendable>(
    _ count: Int, workers: Int, _ job: @Sendable (Int) -> Outcome
) -> [Outcome] {
    let workers = min(workers, count)
    guard workers > 1 else { return (0..<count).map(job) }
    let next = Atomic<Int>(0)
    let outcomes = Mutex([Outcome?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
        while true {
            let number = next.add(1, ordering: .relaxed).oldValue
            guard number < count else { return }
            let outcome = job(number)
            outcomes.withLock { $0[number] = outcome }
        }
    }
    return outcomes.withLock { outcomes in
        outcomes.map { outcome in
            guard let outcome else { preconditionFailure("every job was done") }
            return outcome
        }
    }
}
