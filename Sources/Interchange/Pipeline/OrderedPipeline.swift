import Dispatch
import Synchronization

/// Performs jobs on several threads and hands their results on in the order of the jobs.
///
/// The first failure in that order is the one that is thrown, whichever thread is quicker, and everything before
/// it has been handed on.
///
/// - Parameters:
///   - workers: How many threads work, the caller's among them.
///   - next: Gives one job after the other, or nil; called by one thread at a time.
///   - perform: Makes a result of a job; called by several threads.
///   - absorb: Takes the results in order; called by one thread at a time.
/// - Throws: What the first failing job, or absorbing its result, throws.
func performInOrder<Job: Sendable, Outcome: Sendable>(
    workers: Int,
    next: @Sendable () throws -> Job?,
    perform: @Sendable (inout Job) throws -> Outcome,
    absorb: @Sendable (Outcome) throws -> Void
) throws {
    guard workers > 1 else {
        while var job = try next() { try absorb(try perform(&job)) }
        return
    }
    let jobs = JobCounter()
    let results = ReorderBuffer<Outcome>()
    // A worker that runs ahead waits here. The worker that has the next job in order never does, because it holds
    // a permit already; so somebody always advances.
    let permits = DispatchSemaphore(value: 0)
    for _ in 0..<(workers * 4) { permits.signal() }
    DispatchQueue.concurrentPerform(iterations: workers) { _ in
        while true {
            permits.wait()
            let taken = jobs.take(next)
            guard case .job(let number, let attempt) = taken else {
                permits.signal()
                return
            }
            let result: Result<Outcome, any Error>
            switch attempt {
            case .success(var job): result = Result { try perform(&job) }
            case .failure(let error): result = .failure(error)
            }
            if case .failure = result { jobs.stop() }
            results.deliver(result, number: number, absorb: absorb) { permits.signal() }
            if results.hasFailed { jobs.stop() }
        }
    }
    try results.finish()
}

/// Numbers the jobs and ends them early after a failure.
private final class JobCounter: Sendable {
    enum Taken<Job> {
        case job(number: Int, Result<Job, any Error>)
        case none
    }
    private let state = Mutex((count: 0, stopped: false))

    func take<Job>(_ next: () throws -> Job?) -> Taken<Job> {
        state.withLock { state in
            guard !state.stopped else { return .none }
            let attempt: Result<Job, any Error>
            do {
                guard let job = try next() else {
                    state.stopped = true
                    return .none
                }
                attempt = .success(job)
            } catch {
                attempt = .failure(error)
                state.stopped = true
            }
            state.count += 1
            return .job(number: state.count - 1, attempt)
        }
    }

    func stop() { state.withLock { $0.stopped = true } }
}

/// Keeps results that came too early, and hands on those whose turn it is.
private final class ReorderBuffer<Outcome: Sendable>: Sendable {
    private struct State {
        var waiting: [Int: Result<Outcome, any Error>] = [:]
        var next = 0
        var isDraining = false
        var failure: (any Error)?
    }
    private let state = Mutex(State())

    var hasFailed: Bool { state.withLock { $0.failure != nil } }

    /// Stores a result, then absorbs all that are in order unless another thread is doing so.
    func deliver(
        _ result: Result<Outcome, any Error>, number: Int, absorb: (Outcome) throws -> Void,
        released: () -> Void
    ) {
        let drains = state.withLock { state in
            state.waiting[number] = result
            defer { state.isDraining = true }
            return !state.isDraining
        }
        guard drains else { return }
        while let (result, skip) = takeNext() {
            if !skip {
                do { try absorb(try result.get()) } catch { state.withLock { $0.failure = error } }
            }
            released()
        }
    }

    /// The next result in order and whether a failure before it makes it void; ends the draining when it is not there.
    private func takeNext() -> (Result<Outcome, any Error>, skip: Bool)? {
        state.withLock { state in
            guard let result = state.waiting.removeValue(forKey: state.next) else {
                state.isDraining = false
                return nil
            }
            state.next += 1
            return (result, state.failure != nil)
        }
    }

    /// Throws the failure, if there was one.
    func finish() throws {
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }
}
