/// Sorts the candidates of a key by hash, with a table of where each bucket of hashes begins.
enum IndexEncoder {
    /// Sorts an index; `ids` gives the stored id of an element's number in the input, or nil when it is left out.
    static func encode(
        _ index: SegmentInput.Index, ids: (UInt32) -> UInt32?
    ) -> IndexEntry<EncodedBlock> {
        var entries: [(hash: UInt64, element: UInt32)] = []
        entries.reserveCapacity(index.entries.count)
        for entry in index.entries {
            if let id = ids(entry.element) { entries.append((entry.hash, id)) }
        }
        let bits = bucketBits(for: entries.count)
        var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
        for entry in entries { starts[bucket(of: entry.hash, bits: bits) + 1] += 1 }
        for bucket in 0..<1 << bits { starts[bucket + 1] += starts[bucket] }
        var next = starts
        var sorted = [(hash: UInt64, element: UInt32)](repeating: (0, 0), count: entries.count)
        for entry in entries {
            let bucket = bucket(of: entry.hash, bits: bits)
            sorted[Int(next[bucket])] = entry
            next[bucket] += 1
        }
        for bucket in 0..<1 << bits where starts[bucket + 1] - starts[bucket] > 1 {
            sorted[Int(starts[bucket])..<Int(starts[bucket + 1])].sort { $0 < $1 }
        }
        return IndexEntry(
            name: index.name, isOfEdges: index.kind == .edge, count: UInt32(sorted.count),
            bucketBits: UInt8(bits), buckets: EncodedBlock(.words(starts)),
            hashes: EncodedBlock(.longs(sorted.map(\.hash))),
            elements: EncodedBlock(.words(sorted.map(\.element))))
    }

    /// About two entries a bucket.
    private static func bucketBits(for count: Int) -> Int {
        var bits = 0
        while bits < 30, 2 << bits < count { bits += 1 }
        return bits
    }

    /// The upper bits of a hash, so that buckets are in the order of their hashes.
    @inline(__always)
    static func bucket(of hash: UInt64, bits: Int) -> Int { bits == 0 ? 0 : Int(hash >> UInt64(64 - bits)) }
}
