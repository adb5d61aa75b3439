import CHNSW

/// hnswlib's graph over vectors in slots, numbered from 0; freed with its last reference.
///
/// It keeps to what the C interface asks: changes are made by the one ``HNSWIndex`` that owns it, which is not `Sendable`.
/// Only for searches, which change nothing, it is shared with other threads.
final class NeighbourGraph: @unchecked Sendable {
    let dimension: Int
    let metric: DistanceMetric
    private let handle: OpaquePointer

    init(
        dimension: Int, metric: DistanceMetric, parameters: HNSWParameters, capacity: Int
    ) throws(VectorSearchError) {
        try VectorLimits.check(dimension: dimension)
        try parameters.check()
        guard capacity <= VectorLimits.count else { throw .full(limit: VectorLimits.count) }
        var handle: OpaquePointer?
        let status = chnsw_create(
            metric.function, dimension, parameters.links, parameters.constructionBreadth, capacity, &handle)
        guard status == CHNSW_OK, let handle else { throw .memory }
        self.dimension = dimension
        self.metric = metric
        self.handle = handle
    }

    deinit { chnsw_destroy(handle) }

    /// How many slots there are.
    var count: Int { chnsw_count(handle) }

    /// Adds a prepared vector in the next slot, on the levels up to one.
    func add(_ vector: [Float], level: Int32) throws(VectorSearchError) {
        precondition(vector.count == dimension, "the vector has been checked")
        if count == chnsw_capacity(handle) {
            let capacity = min(max(64, count + count / 2), VectorLimits.count)
            guard capacity > count else { throw .full(limit: VectorLimits.count) }
            try Self.check(chnsw_reserve(handle, capacity))
        }
        try Self.check(chnsw_add(handle, vector, level))
    }

    /// Whether a change failed halfway, so that links cannot be trusted.
    var isBroken: Bool { chnsw_is_broken(handle) }

    private static func check(_ status: chnsw_status) throws(VectorSearchError) {
        switch status {
        case CHNSW_OK: return
        case CHNSW_NO_MEMORY: throw .memory
        default: throw .broken
        }
    }

    /// The slots near to a prepared query, the nearest first, at most `breadth`.
    func search(
        _ query: [Float], breadth: Int, allowed: [UInt64]?
    ) throws(VectorSearchError) -> [chnsw_neighbour] {
        var status = CHNSW_OK
        let found = [chnsw_neighbour](unsafeUninitializedCapacity: breadth) { buffer, count in
            status =
                if let allowed {
                    chnsw_search(handle, query, breadth, allowed, buffer.baseAddress, &count)
                } else { chnsw_search(handle, query, breadth, nil, buffer.baseAddress, &count) }
        }
        try Self.check(status)
        return found
    }

    /// Compares every allowed one of the first slots with a prepared query.
    ///
    /// - Throws: ``VectorSearchError/broken`` after a change that failed.
    func scan(
        _ query: [Float], count: Int, allowed: [UInt64]?, _ body: (Int, Float) -> Void
    ) throws(VectorSearchError) {
        precondition(count <= self.count, "only slots that there are are compared")
        guard !isBroken else { throw .broken }
        for slot in 0..<count {
            if let allowed, allowed[slot >> 6] >> UInt64(slot & 63) & 1 == 0 { continue }
            var distance: Float = 0
            chnsw_distances(metric.function, dimension, query, chnsw_vector(handle, slot), 1, &distance)
            body(slot, distance)
        }
    }

    /// The prepared vector in a slot.
    func vector(in slot: Int) -> [Float] {
        guard let numbers = chnsw_vector(handle, slot) else {
            preconditionFailure("only slots that there are are asked for")
        }
        return [Float](UnsafeBufferPointer(start: numbers, count: dimension))
    }

    /// Replaces a prepared vector and leaves its links.
    func setVector(_ vector: [Float], in slot: Int) {
        precondition(vector.count == dimension && slot < count, "the vector and its slot have been checked")
        // The only ways to fail are those of the precondition.
        _ = chnsw_set_vector(handle, slot, vector)
    }

    /// The highest level of a slot.
    func level(of slot: Int) -> Int { Int(chnsw_level(handle, slot)) }

    /// The neighbours of a slot on a level.
    func links(of slot: Int, level: Int) -> UnsafeBufferPointer<UInt32> {
        var count = 0
        let links = chnsw_links(handle, slot, Int32(level), &count)
        return UnsafeBufferPointer(start: links, count: count)
    }

    /// Where searches begin.
    var entry: UInt32 { chnsw_entry(handle) }

    /// Fills an empty graph with slots of zero vectors.
    ///
    /// - Returns: False if the numbers are not those of a graph; see `chnsw_restore`.
    func restore(levels: [UInt8], links: [UInt32], entry: UInt32) throws(VectorSearchError) -> Bool {
        let status = chnsw_restore(handle, levels, levels.count, links, links.count, entry)
        if status == CHNSW_INVALID { return false }
        try Self.check(status)
        return true
    }
}
