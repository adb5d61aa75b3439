extension HNSWIndex {
    /// Below so many elements every one is compared: walking the graph would take as long.
    public static let exactBelow = 1_000

    /// The elements nearest to a query, the nearest first.
    ///
    /// - Parameters:
    ///   - query: A vector of the index's dimension.
    ///   - k: How many to find; fewer if there are not so many.
    ///   - breadth: How many candidates are kept in mind on the way through the graph, at least `k`: more find more and
    ///     take longer. `ef` in the paper.
    ///   - method: How to search; nil for exactly where few elements may be found, approximately otherwise.
    ///   - allowed: Which elements may be found; all if it is nil.
    /// - Returns: The elements with their distances, and how they were found. Of equally distant ones, those with the lower
    ///   numbers come first.
    /// - Throws: ``VectorSearchError`` for a query of another dimension, or with numbers that cannot be compared.
    public func search(
        _ query: [Float], k: Int, breadth: Int = 100, method: SearchMethod? = nil,
        where allowed: ((UInt32) -> Bool)? = nil
    ) throws(VectorSearchError) -> SearchAnswer {
        try check(k: k, breadth: breadth)
        let query = try metric.prepared(query: query, dimension: dimension)
        return try HNSWReader(self, where: allowed).search(query, k: k, breadth: breadth, method: method)
    }

    /// The elements nearest to each of many queries, found on several threads.
    ///
    /// - Parameters:
    ///   - queries: Vectors of the index's dimension.
    ///   - k: How many to find for each.
    ///   - breadth: As in ``search(_:k:breadth:method:where:)``.
    ///   - method: As there.
    ///   - workers: How many threads work.
    /// - Returns: An answer for each query.
    /// - Throws: As there.
    public func search(
        _ queries: [[Float]], k: Int, breadth: Int = 100, method: SearchMethod? = nil, workers: Int = 1
    ) throws(VectorSearchError) -> [SearchAnswer] {
        try check(k: k, breadth: breadth)
        var prepared: [[Float]] = []
        for query in queries { prepared.append(try metric.prepared(query: query, dimension: dimension)) }
        let ready = prepared
        let reader = HNSWReader(self, where: nil)
        let outcomes = inParallel(ready.count, workers: workers) { number in
            Result { () throws(VectorSearchError) in
                try reader.search(ready[number], k: k, breadth: breadth, method: method)
            }
        }
        var answers: [SearchAnswer] = []
        for outcome in outcomes { answers.append(try outcome.get()) }
        return answers
    }

    private func check(k: Int, breadth: Int) throws(VectorSearchError) {
        try VectorLimits.check(k, 1...VectorLimits.count, named: "The number of neighbours (k)")
        try VectorLimits.check(breadth, VectorLimits.breadth, named: "The breadth of the search (ef)")
    }
}

/// What searches need of an index while nobody changes it.
private struct HNSWReader: Sendable {
    private let graph: NeighbourGraph
    private let slots: [HNSWIndex.Slot]
    /// A bit for each slot that may be found; nil if all may.
    private let allowed: [UInt64]?
    private let allowedCount: Int

    init(_ index: HNSWIndex, where isAllowed: ((UInt32) -> Bool)?) {
        graph = index.graph
        slots = index.slots
        guard let isAllowed else {
            allowed = index.removedCount == 0 ? nil : index.live
            allowedCount = index.count
            return
        }
        var bits = [UInt64](repeating: 0, count: index.live.count)
        var count = 0
        for (slot, held) in index.slots.enumerated() where held.isLive && isAllowed(held.element) {
            bits[slot >> 6] |= 1 << UInt64(slot & 63)
            count += 1
        }
        allowed = bits
        allowedCount = count
    }

    /// Searches by a prepared query.
    func search(
        _ query: [Float], k: Int, breadth: Int, method: SearchMethod?
    ) throws(VectorSearchError) -> SearchAnswer {
        let breadth = max(breadth, k)
        guard (method ?? cheaperMethod(breadth)) == .approximate else {
            var nearest = NearestList(limit: k, offered: allowedCount)
            // A slot that the graph has and nobody knows is one whose addition failed.
            try graph.scan(query, count: slots.count, allowed: allowed) { slot, distance in
                guard distance <= nearest.bound else { return }
                nearest.offer(Neighbour(element: slots[slot].element, distance: distance))
            }
            return SearchAnswer(neighbours: nearest.sorted, method: .exact)
        }
        // More than all cannot be found, and the number sizes the memory.
        let found = try graph.search(query, breadth: min(breadth, max(slots.count, 1)), allowed: allowed)
            .map { Neighbour(element: slots[Int($0.slot)].element, distance: $0.distance) }
        return SearchAnswer(
            neighbours: [Neighbour](found.sorted(by: Neighbour.precedes).prefix(k)), method: .approximate)
    }

    /// On a walk that keeps `breadth` candidates, of which a part may be found, some 16 * breadth / part vectors are
    /// compared; exactly, as many as may be found.
    private func cheaperMethod(_ breadth: Int) -> SearchMethod {
        guard allowedCount >= HNSWIndex.exactBelow else { return .exact }
        let part = Double(allowedCount) / Double(slots.count)
        return Double(allowedCount) * part < 16 * Double(breadth) ? .exact : .approximate
    }
}
