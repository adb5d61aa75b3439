import Cypher
import Dispatch
import QueryValues
import Synchronization

/// The groups of some rows, with their aggregations.
struct AggregatedRows {
    var groups: GroupNumbers
    var columns: [AggregateColumn]
}

/// Counting and summing over a large scan on two threads, each with operators of its own that take portions of the scan.
///
/// Only what does not depend on the order of rows is done so: counts, and sums of whole numbers. As soon as another value
/// turns up, everything begins again on one thread.
extension AggregateOperator {
    private static let threads = 2
    /// Below so many rows a thread costs more than it saves.
    private static let fewestRows = 20_000.0

    private struct MeetsOtherValues: Error {}

    /// The scan that threads can share; nil where the rows come from elsewhere, or are few.
    var sharedScan: Plan? {
        guard execution.writing == nil, execution.profile == nil, execution.scanCursor == nil,
            aggregations.allSatisfy(\.isIndependentOfOrder)
        else { return nil }
        var current = plan.input
        while let plan = current {
            switch plan.step {
            case .expand, .degree, .intersect, .filter, .labels, .project, .repeatedly: current = plan.input
            case .scan:
                guard let input = plan.input, case .argument = input.step, plan.estimate >= Self.fewestRows
                else {
                    return nil
                }
                return plan
            default: return nil
            }
        }
        return nil
    }

    /// The groups of all rows; nil where values turned up that one thread must see in order.
    func aggregateOnThreads(_ scan: Plan, _ argument: Batch) throws -> AggregatedRows? {
        let cursor = ScanCursor()
        var workers: [Worker] = []
        for number in 0..<Self.threads {
            let execution = number == 0 ? execution : execution.sibling(cursor)
            guard let root = number == 0 ? input : plan.input?.makeOperator(execution) else { return nil }
            execution.scanCursor = (scan, cursor)
            if number > 0 { try root.open(argument) }
            workers.append(Worker(execution: execution, root: root))
        }
        defer { execution.scanCursor = nil }
        let results = Mutex<[Result<AggregatedRows, any Error>]>([])
        let shared = SharedWork(workers: workers, aggregate: self)
        DispatchQueue.concurrentPerform(iterations: workers.count) { number in
            let result = Result { try shared.run(number) }
            // The first failure is the reason; the others only follow from it.
            results.withLock { $0.append(result) }
            if case .failure = result { cursor.stop() }
        }
        var merged: AggregatedRows?
        let finished = results.withLock { $0 }
        if finished.contains(where: { if case .failure(is MeetsOtherValues) = $0 { true } else { false } }) {
            return nil
        }
        for result in finished {
            let rows = try result.get()
            if merged == nil { merged = rows } else { try merged?.merge(rows) }
        }
        return merged
    }

    private struct Worker {
        let execution: Execution
        let root: Operator
    }

    // Each thread uses the worker of its number alone; the operator itself is only read.
    private struct SharedWork: @unchecked Sendable {
        let workers: [Worker]
        let aggregate: AggregateOperator

        func run(_ number: Int) throws -> AggregatedRows {
            let worker = workers[number]
            return try aggregate.aggregate(worker.root, worker.execution) { columns in
                if columns.contains(where: \.usesAccumulators) { throw MeetsOtherValues() }
            }
        }
    }
}

extension AggregatedRows {
    /// Adds the groups of other rows.
    fileprivate mutating func merge(_ other: AggregatedRows) throws {
        for (group, key) in other.groups.values.enumerated() {
            let number = groups.number(of: key)
            for position in columns.indices {
                try columns[position].grow(to: groups.count)
                columns[position].add(group, of: other.columns[position], to: number)
            }
        }
    }
}

extension Aggregation {
    /// Whether the result is the same in whatever order rows come, as long as they are whole numbers.
    fileprivate var isIndependentOfOrder: Bool {
        switch function {
        case .countAll, .count, .sum, .avg: !isDistinct
        default: false
        }
    }
}

extension Execution {
    /// Another run of the same query over the same graph, for another thread.
    func sibling(_ cursor: ScanCursor) -> Execution {
        Execution(
            reading: reading, writing: nil, parameters: parameters, procedures: procedures, context: context,
            budget: budget.sibling(cursor), plan: plan)
    }
}
