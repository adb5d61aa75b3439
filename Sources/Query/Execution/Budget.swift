import Cypher
import QueryValues

/// What a query may use of memory and time, and whether it was cancelled.
///
/// Memory is counted where rows are kept: sorting, grouping, joining, collecting. It is an estimate.
final class Budget {
    private let memory: Int
    private let deadline: ContinuousClock.Instant?
    /// Where the query does not run in the task that waits for it.
    private let cancellation: Cancellation?
    /// Where it runs beside another thread, which hears of a cancelled task alone.
    private let cursor: ScanCursor?
    private var used = 0
    private var sinceCheck = 0

    init(_ limits: QueryLimits, _ cancellation: Cancellation? = nil) {
        self.cancellation = cancellation
        cursor = nil
        memory = limits.memory
        deadline = limits.time.map { ContinuousClock.now + $0 }
    }

    /// The same limits for another thread of the query.
    func sibling(_ cursor: ScanCursor) -> Budget { Budget(memory: memory, deadline, cancellation, cursor) }

    private init(
        memory: Int, _ deadline: ContinuousClock.Instant?, _ cancellation: Cancellation?, _ cursor: ScanCursor
    ) {
        self.cursor = cursor
        self.memory = memory
        self.deadline = deadline
        self.cancellation = cancellation
    }

    /// Counts bytes that are kept.
    func keep(bytes: Int) throws(QueryError) {
        used += bytes
        if used > memory { throw .memoryExceeded(limit: memory) }
    }

    /// Fails if so many bytes more could not be kept; for what is made at once and soon let go.
    func require(bytes: Int) throws(QueryError) {
        if bytes > memory - used { throw .memoryExceeded(limit: memory) }
    }

    /// Counts bytes that are kept no longer.
    func release(bytes: Int) { used -= bytes }

    /// To be called at least for every thousands of steps: it looks at the clock now and then.
    ///
    /// - Throws: `CancellationError`, or `QueryError` when the time is over.
    func work(_ steps: Int = 1) throws {
        sinceCheck += steps
        guard sinceCheck >= 16_384 else { return }
        try check()
    }

    /// Looks whether the query was cancelled or has run out of time.
    func check() throws {
        sinceCheck = 0
        try Task<Never, Never>.checkCancellation()
        try cancellation?.check()
        if cursor?.hasStopped ?? false { throw CancellationError() }
        if let deadline, ContinuousClock.now > deadline { throw QueryError.timeExceeded() }
    }
}

extension QueryValue {
    /// About how many bytes the value takes.
    ///
    /// A list that holds one list twice, and so on, takes little memory and endless time to walk: counting ends when it is
    /// clear that the value is too large for anybody.
    var footprint: Int {
        var bytes = 0
        addFootprint(to: &bytes)
        return bytes
    }

    private static let largestFootprint = 1 << 32

    private func addFootprint(to bytes: inout Int) {
        bytes += 24
        switch self {
        case .string(let text): if text.utf8.count > 15 { bytes += text.utf8.count + 32 }
        case .list(let elements):
            bytes += 24
            for element in elements where bytes < Self.largestFootprint { element.addFootprint(to: &bytes) }
        case .map(let map):
            bytes += 24
            for (key, value) in map.entries where bytes < Self.largestFootprint {
                bytes += 16 + key.utf8.count
                value.addFootprint(to: &bytes)
            }
        case .path(let path): bytes += 40 + 32 * path.nodes.count
        case .localDateTime, .zonedDateTime, .duration, .stored: bytes += 48
        default: break
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
