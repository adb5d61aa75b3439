import Foundation
import Synchronization
import Testing

@testable import Interchange

@Suite("Work in order on several threads")
struct OrderedPipelineTests {
    struct Failure: Error, Equatable { let number: Int }

    /// Runs numbered jobs that take random times, and returns what was absorbed and what was thrown.
    private func run(
        jobs: Int, workers: Int, seed: Int, failingAt failures: Set<Int> = [], endingAt end: Int? = nil,
        stoppingAt stop: Int? = nil
    ) -> (absorbed: [Int], failure: Failure?) {
        let counter = Mutex(0)
        let absorbed = Mutex<[Int]>([])
        let concurrent = Atomic(0)
        do {
            try performInOrder(workers: workers) { () -> Int? in
                try counter.withLock { count in
                    if count == end { throw Failure(number: count) }
                    count += 1
                    return count <= jobs ? count - 1 : nil
                }
            } perform: { job in
                var random = SeededGenerator(seed: seed &* 1000 &+ job)
                usleep(UInt32.random(in: 0...200, using: &random))
                if failures.contains(job) { throw Failure(number: job) }
                return job
            } absorb: { job in
                #expect(concurrent.add(1, ordering: .relaxed).newValue == 1, "one result at a time")
                defer { concurrent.subtract(1, ordering: .relaxed) }
                if job == stop { throw Failure(number: job) }
                absorbed.withLock { $0.append(job) }
            }
            return (absorbed.withLock { $0 }, nil)
        } catch {
            return (absorbed.withLock { $0 }, error as? Failure)
        }
    }

    @Test("hands on all results in the order of the jobs", arguments: [1, 2, 3, 8])
    func order(workers: Int) {
        for seed in 0..<5 {
            let (absorbed, failure) = run(jobs: 100, workers: workers, seed: seed)
            #expect(absorbed == Array(0..<100))
            #expect(failure == nil)
        }
    }

    @Test("throws the first failure in that order, after everything before it", arguments: [1, 2, 3, 8])
    func failure(workers: Int) {
        for seed in 0..<10 {
            let failed = run(jobs: 100, workers: workers, seed: seed, failingAt: [41, 40, 43, 90])
            #expect(failed.absorbed == Array(0..<40))
            #expect(failed.failure == Failure(number: 40))
            let stopped = run(jobs: 100, workers: workers, seed: seed, failingAt: [31], stoppingAt: 30)
            #expect(stopped.absorbed == Array(0..<30))
            #expect(stopped.failure == Failure(number: 30))
            let ended = run(jobs: 100, workers: workers, seed: seed, failingAt: [55], endingAt: 50)
            #expect(ended.absorbed == Array(0..<50))
            #expect(ended.failure == Failure(number: 50))
        }
    }

    @Test("holds back a worker that is far ahead of another")
    func backlog() throws {
        let taken = Mutex(0)
        let mostAhead = Mutex(0)
        let counter = Mutex(0)
        try performInOrder(workers: 2) { () -> Int? in
            counter.withLock { count in
                count += 1
                return count <= 200 ? count - 1 : nil
            }
        } perform: { job in
            if job == 0 { usleep(50_000) }
            taken.withLock { $0 = max($0, job) }
            return job
        } absorb: { job in
            let ahead = taken.withLock { $0 } - job
            mostAhead.withLock { $0 = max($0, ahead) }
        }
        #expect(mostAhead.withLock { $0 } <= 8)
    }
}
