/// What lies between the vectors of an index and those of a store.
struct IndexDifference {
    /// For each vector of the store, the slot that holds it; nil where it must be added.
    private(set) var slots: [Int?]
    /// What each vector of the store is known by.
    let fingerprints: [UInt64]
    /// The slots whose vectors the store has no more.
    private(set) var retired: [Int] = []

    var addedCount: Int { slots.count { $0 == nil } }

    /// Matches vectors by their fingerprints, each slot with one vector.
    ///
    /// Which elements they belong to does not matter: a merge numbers these anew, and the graph knows vectors only. Should
    /// two vectors have the same fingerprint, one of them stands in the other's place of the graph, which costs no more
    /// than finding it a little worse.
    ///
    /// - Parameters:
    ///   - known: The live slots with their fingerprints.
    ///   - wanted: The fingerprints of the store's vectors.
    /// - Complexity: O(n log n)
    init(from known: [(fingerprint: UInt64, slot: Int)], to wanted: [UInt64]) {
        fingerprints = wanted
        slots = [Int?](repeating: nil, count: wanted.count)
        let known = known.sorted { ($0.fingerprint, $0.slot) < ($1.fingerprint, $1.slot) }
        let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        var next = 0
        for entry in known {
            while next < order.count, wanted[order[next]] < entry.fingerprint { next += 1 }
            if next < order.count, wanted[order[next]] == entry.fingerprint {
                slots[order[next]] = entry.slot
                next += 1
            } else {
                retired.append(entry.slot)
            }
        }
    }
}
