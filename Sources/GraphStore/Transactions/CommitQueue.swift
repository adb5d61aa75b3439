import Dispatch
import Synchronization

/// Changes that wait to be committed together: what arrives while one commit goes to the disk is in the next.
final class CommitQueue: Sendable {
    /// A change of somebody who waits for it.
    struct Job: Sendable {
        /// Writes the change; if it throws, its part of the transaction is given up.
        let write: @Sendable (LMDBTransaction) throws -> Void
        /// Hears what became of it: it is on the disk, or what prevented that.
        let finish: @Sendable (Result<Void, any Error>) -> Void
    }
    private struct State {
        var jobs: [Job] = []
        var isAtWork = false
    }
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "espalier.commits")
    /// More are divided, so that the first does not wait for ever.
    private static let largestGroup = 512

    /// Takes a change; it is written on a thread of the queue.
    func submit(_ job: Job, to environment: LMDBEnvironment) {
        let isIdle = state.withLock { state in
            state.jobs.append(job)
            defer { state.isAtWork = true }
            return !state.isAtWork
        }
        if isIdle { queue.async { self.work(environment) } }
    }

    private func work(_ environment: LMDBEnvironment) {
        while true {
            let group: [Job] = state.withLock { state in
                let group = Array(state.jobs.prefix(Self.largestGroup))
                state.jobs.removeFirst(group.count)
                state.isAtWork = !group.isEmpty
                return group
            }
            guard !group.isEmpty else { return }
            commit(group, environment)
        }
    }

    /// Every job hears of its end, whatever fails: somebody waits for it.
    private func commit(_ group: [Job], _ environment: LMDBEnvironment) {
        var waiting = group[...]
        var written: [Job] = []
        let outcome = Result {
            try environment.gate.alone(waiting: .untilFree) {
                let transaction = try LMDBTransaction(environment, isReadOnly: false)
                while let job = waiting.first {
                    // One that is alone has no others to protect from its failure.
                    let part = group.count == 1 ? transaction : try LMDBTransaction(partOf: transaction)
                    waiting.removeFirst()
                    do {
                        try job.write(part)
                        if group.count > 1 { try part.commit() }
                        written.append(job)
                    } catch {
                        part.abort()
                        job.finish(.failure(error))
                    }
                }
                guard !written.isEmpty else { return }
                try environment.reserve()
                try transaction.commit()
            }
        }
        for job in written + waiting { job.finish(outcome) }
    }
}
