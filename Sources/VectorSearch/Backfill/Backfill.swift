import GraphStore
import PropertyGraph

/// Replaces old vectors by those of a new model, a portion at a time.
///
///     let backfill = Backfill(of: VectorSelection(label: "Item", property: "embedding"), to: "v2")
///     let outcome = try backfill.run(vectors, in: store) { mixture, _ in try quality(of: mixture) }
///
/// Each portion is one transaction that sets vectors and versions together, so that a search meets every element with the
/// vector that its version says. What has the new version already is left alone: after an interruption, the same call goes
/// on where it was.
public struct Backfill: Sendable {
    /// Says how good a mixture of old and new vectors is, in a graph that tells more of its elements; larger is better.
    public typealias Probe = (StoredVectors, any GraphReading) throws -> Double

    /// The property whose vectors are replaced, whatever version they have.
    public let selection: VectorSelection
    /// The version that the new vectors are marked with.
    public let version: String
    /// How many elements are changed together.
    public var portion = 1_000
    /// How many elements are changed at most; nil for all.
    public var limit: Int?
    /// Whether vectors of another dimension than the stored ones are cut, or filled up with zeros.
    public var cutsToFit = false
    /// How much worse than the best so far a mixture may be.
    public var tolerance = 0.0

    /// A backfill of a property by the vectors of a version.
    public init(of selection: VectorSelection, to version: String) {
        self.selection = selection.ofAllVersions
        self.version = version
    }

    /// Replaces vectors in the order in which the new ones are.
    ///
    /// - Parameters:
    ///   - vectors: The new vectors.
    ///   - store: The store.
    ///   - probe: How good a mixture is. It sees what a portion would leave behind, within the transaction that other writers
    ///     wait for; a portion that would make it worse than the best so far, less ``tolerance``, is not committed, and
    ///     the backfill ends. The state before the first portion counts.
    ///   - progress: Hears after each portion how many of how many elements are done.
    /// - Returns: What was done, and why it ended.
    /// - Throws: ``VectorSearchError``, what the probe throws, or `StoreError`, such as a refusal by the schema;
    ///   the portion that was at work is undone then.
    public func run(
        _ vectors: NewVectors, in store: GraphStore, probe: Probe? = nil,
        progress: ((Int, Int) -> Void)? = nil
    ) throws -> BackfillOutcome {
        try check()
        let work = try store.read { try BackfillWork(self, vectors, in: $0) }
        var outcome = BackfillOutcome(alreadyCount: work.alreadyCount, pendingCount: work.pending.count)
        if let probe {
            let quality = try store.read { try probe(StoredVectors(selection, in: $0), $0) }
            outcome.qualities.append(quality)
        }
        let wanted = work.pending.prefix(limit ?? .max)
        for first in stride(from: 0, to: wanted.count, by: portion) {
            let positions = wanted.dropFirst(first).prefix(portion)
            do {
                try Task<Never, Never>.checkCancellation()
                let quality = try store.write { graph -> Double? in
                    try work.write(positions, into: graph)
                    return try probe.map { try judge($0, graph, best: outcome.qualities.max()) }
                }
                if let quality { outcome.qualities.append(quality) }
            } catch let worse as WorseMixture {
                outcome.ending = .worse(quality: worse.quality, best: worse.best)
                return outcome
            } catch is CancellationError {
                outcome.ending = .interrupted
                return outcome
            }
            outcome.writtenCount += positions.count
            progress?(outcome.writtenCount, wanted.count)
        }
        outcome.ending = wanted.count < work.pending.count ? .limit : .complete
        return outcome
    }

    private func check() throws(VectorSearchError) {
        try VectorLimits.check(portion, 1...VectorLimits.count, named: "The size of a portion")
        if let limit { try VectorLimits.check(limit, 0...Int.max, named: "The limit of elements") }
    }

    /// The quality of the mixture that a transaction would commit.
    ///
    /// - Throws: ``WorseMixture``, which undoes the transaction.
    private func judge(_ probe: Probe, _ graph: WriteTransaction, best: Double?) throws -> Double {
        let quality = try probe(StoredVectors(selection, in: graph), graph)
        // NaN is not better than anything.
        guard quality >= (best ?? -.infinity) - tolerance else {
            throw WorseMixture(quality: quality, best: best ?? .nan)
        }
        return quality
    }
}

private struct WorseMixture: Error {
    let quality: Double
    let best: Double
}

/// What a backfill did.
public struct BackfillOutcome: Sendable, Equatable {
    /// Why a backfill ended.
    public enum Ending: Sendable, Equatable {
        /// Every new vector is in the store.
        case complete
        /// As many were written as were asked for.
        case limit
        /// The task was cancelled; the portions before are committed.
        case interrupted
        /// The next portion would have made the results worse; it was not committed.
        case worse(quality: Double, best: Double)
    }
    /// How many elements were changed.
    public internal(set) var writtenCount = 0
    /// How many had the new version before.
    public let alreadyCount: Int
    /// How many had not.
    public let pendingCount: Int
    /// What the probe said of the state before, and after each portion that was committed.
    public internal(set) var qualities: [Double] = []
    /// Why it ended.
    public internal(set) var ending = Ending.complete

    init(alreadyCount: Int, pendingCount: Int) {
        self.alreadyCount = alreadyCount
        self.pendingCount = pendingCount
    }

    /// How many elements remain to be changed.
    public var remainingCount: Int { pendingCount - writtenCount }
}
