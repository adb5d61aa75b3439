import Cypher
import QueryValues

/// What a query may use of memory and time, and whether it was cancelled.
///
/// Memory is counted where rows are kept: sorting, grouping, joining, collecting. It is an estimate.
final class Budget {
    private let memory: Int
    private let deadline: ContinuousClock.Instant?
    private var used = 0
    private var sinceCheck = 0

    init(_ limits: QueryLimits) {
        memory = limits.memory
        deadline = limits.time.map { ContinuousClock.now + $0 }
    }

    /// Counts bytes that are kept.
    func keep(bytes: Int) throws(QueryError) {
        used += bytes
        if used > memory { throw .memoryExceeded(limit: memory) }
    }

    /// Counts bytes that are kept no longer.
    func release(bytes: Int) { used -= bytes }

    /// To be called at least for every thousands of steps: it looks at the clock now and then.
    ///
    /// - Throws: `CancellationError`, or ``QueryError`` when the time is over.
    func work(_ steps: Int = 1) throws {
        sinceCheck += steps
        guard sinceCheck >= 16_384 else { return }
        try check()
    }

    /// Looks whether the query was cancelled or has run out of time.
    func check() throws {
        sinceCheck = 0
        try Task<Never, Never>.checkCancellation()
        if let deadline, ContinuousClock.now > deadline { throw QueryError.timeExceeded() }
    }
}

extension QueryValue {
    /// About how many bytes the value takes.
    var footprint: Int {
        switch self {
        case .string(let text): 24 + (text.utf8.count > 15 ? text.utf8.count + 32 : 0)
        case .list(let elements): 48 + elements.reduce(0) { $0 + $1.footprint }
        case .map(let map): 48 + map.entries.reduce(0) { $0 + 24 + $1.value.footprint }
        case .path(let path): 64 + 32 * path.nodes.count
        case .localDateTime, .zonedDateTime, .duration, .stored: 72
        default: 24
        }
    }
}

extension Batch {
    /// About how many bytes the rows take.
    var footprint: Int {
        vectors.reduce(64) { total, vector in
            switch vector {
            case .absent, .constant: total
            case .nodes, .relationships, .texts: total + 4 * count
            case .integers, .floats, .ticks: total + 8 * count
            case .truths: total + count
            case .values(let values): total + values.reduce(0) { $0 + $1.footprint }
            }
        }
    }
}
