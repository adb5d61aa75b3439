extension HNSWIndex {
    /// The index as a file holds it.
    func file(of selection: VectorSelection, state: StoreState) -> IndexFile {
        var levels: [UInt8] = []
        var links: [UInt32] = []
        for (number, slot) in slots.enumerated() {
            let level = graph.level(of: number)
            levels.append(UInt8(level) | (slot.isLive ? IndexFile.liveBit : 0))
            for level in 0...level {
                let neighbours = graph.links(of: number, level: level)
                links.append(UInt32(neighbours.count))
                links += neighbours
            }
        }
        return IndexFile(
            header: IndexFile.Header(
                selection: selection, metric: metric, dimension: dimension, parameters: parameters,
                entry: graph.entry, state: state, slotCount: slots.count, liveCount: count,
                wordCount: links.count),
            fingerprints: slots.map { $0.isLive ? $0.fingerprint : 0 }, levels: levels, links: links)
    }

    /// Puts the graph of a file together with the vectors of a store, which have its dimension.
    ///
    /// What the difference between the two adds is not in the index yet. It is nil if the file's links are not those of a
    /// graph; what is thrown is wrong with a vector.
    convenience init?(
        _ file: IndexFile, _ difference: IndexDifference, stored: StoredVectors,
        title: (UInt32) -> String
    ) throws {
        let header = file.header
        try self.init(
            dimension: header.dimension, metric: header.metric, parameters: header.parameters,
            capacity: header.slotCount + difference.addedCount)
        let levels = file.levels.map { $0 & ~IndexFile.liveBit }
        guard try graph.restore(levels: levels, links: file.links, entry: header.entry) else { return nil }
        slots = file.fingerprints.map { Slot(element: 0, fingerprint: $0, isLive: false) }
        live = [UInt64](repeating: 0, count: (slots.count + 63) / 64)
        for (position, slot) in difference.slots.enumerated() {
            guard let slot else { continue }
            graph.setVector(try prepared(stored, position, title: title), in: slot)
            slots[slot].element = stored.elements[position]
            slots[slot].isLive = true
            live[slot >> 6] |= 1 << UInt64(slot & 63)
            places[stored.elements[position]] = slot
        }
        // Nobody knows the vectors of signposts any more: each takes the place of a neighbour, which was near.
        for slot in slots.indices where !slots[slot].isLive {
            if let near = graph.links(of: slot, level: 0).first(where: { slots[Int($0)].isLive }) {
                graph.setVector(graph.vector(in: Int(near)), in: slot)
            }
        }
    }
}
