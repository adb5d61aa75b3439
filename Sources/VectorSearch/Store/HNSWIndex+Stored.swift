extension HNSWIndex {
    /// Builds an index of stored vectors, of which there is at least one, in the order of their elements.
    ///
    /// `title` says what an element is called in a sentence.
    static func built(
        from stored: StoredVectors, fingerprints: [UInt64], metric: DistanceMetric,
        parameters: HNSWParameters, title: (UInt32) -> String, progress: ((Int) -> Void)?
    ) throws -> HNSWIndex {
        let index = try HNSWIndex(
            dimension: stored.dimension, metric: metric, parameters: parameters, capacity: stored.count)
        for position in 0..<stored.count {
            try pause(after: position, progress)
            try index.append(stored, position, fingerprint: fingerprints[position], title: title)
        }
        return index
    }

    /// Takes over what lies between this index and the store's vectors.
    ///
    /// Where it is cancelled, or memory runs out, a part of it is taken over: elements are then those of the store, and some
    /// are missing. A vector that is refused changes nothing.
    func apply(
        _ difference: IndexDifference, to stored: StoredVectors, title: (UInt32) -> String,
        progress: ((Int) -> Void)?
    ) throws {
        let vectors = try difference.slots.enumerated().filter { $0.element == nil }.map { position, _ in
            (position, try prepared(stored, position, title: title))
        }
        for slot in difference.retired { retire(slot) }
        places.removeAll(keepingCapacity: true)
        for (position, slot) in difference.slots.enumerated() {
            guard let slot else { continue }
            slots[slot].element = stored.elements[position]
            places[stored.elements[position]] = slot
        }
        for (done, (position, vector)) in vectors.enumerated() {
            try Self.pause(after: done, progress)
            append(
                stored.elements[position], fingerprint: difference.fingerprints[position], try placed(vector))
        }
    }

    private func append(
        _ stored: StoredVectors, _ position: Int, fingerprint: UInt64, title: (UInt32) -> String
    ) throws {
        let vector = try prepared(stored, position, title: title)
        append(stored.elements[position], fingerprint: fingerprint, try placed(vector))
    }

    func prepared(
        _ stored: StoredVectors, _ position: Int, title: (UInt32) -> String
    ) throws -> [Float] {
        try stored.withVector(at: position) { vector in
            try metric.prepared(
                vector,
                named: "`\(stored.selection.property)` of \(title(stored.elements[position]))")
        }
    }

    /// The live slots with what they are known by.
    var fingerprints: [(fingerprint: UInt64, slot: Int)] {
        slots.indices.filter { slots[$0].isLive }.map { (slots[$0].fingerprint, $0) }
    }
}
