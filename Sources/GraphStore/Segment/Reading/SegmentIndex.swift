/// An index that is checked when it is first asked for.
final class StoredIndex: Sendable {
    let entry: IndexEntry<BlockReference>
    let blocks: StoredBlocks
    /// How many elements there are to be named.
    let elementCount: Int
    private let once = CheckOnce()

    init(_ entry: IndexEntry<BlockReference>, elementCount: Int, in file: MappedFile) {
        self.entry = entry
        self.elementCount = elementCount
        blocks = StoredBlocks(file: file, place: .index(entry.name))
    }

    /// The index, in order.
    func checked() throws(SegmentError) -> SegmentIndex {
        let index = SegmentIndex(entry, in: blocks.file)
        try once { () throws(SegmentError) in
            try blocks.check(checksumsOf: [entry.buckets, entry.hashes, entry.elements])
            try checkContent()
        }
        return index
    }

    func checkContent() throws(SegmentError) {
        let index = SegmentIndex(entry, in: blocks.file)
        if let problem = index.problem(elementCount: elementCount) {
            throw blocks.damage("\(blocks.place) \(problem)")
        }
    }
}

/// Candidates for a key, found by hash.
public struct SegmentIndex: Sendable {
    /// What the index is looked up by.
    public let name: String
    /// Whether its elements are edges rather than nodes.
    public let isOfEdges: Bool
    private let bucketBits: Int
    private let buckets: MappedArray<UInt32>
    /// All hashes, ascending.
    public let hashes: MappedArray<UInt64>
    /// The id of the element under each hash; ascending among equal hashes.
    public let elements: MappedArray<UInt32>

    init(_ entry: IndexEntry<BlockReference>, in file: MappedFile) {
        name = entry.name
        isOfEdges = entry.isOfEdges
        bucketBits = Int(entry.bucketBits)
        buckets = MappedArray(entry.buckets, in: file)
        hashes = MappedArray(entry.hashes, in: file)
        elements = MappedArray(entry.elements, in: file)
    }

    /// The ids of all elements under a hash; their values remain to be compared.
    ///
    /// - Complexity: O(1) where hashes are well mixed, never more than O(log count).
    public subscript(hash: UInt64) -> MappedArray<UInt32> {
        let bucket = IndexEncoder.bucket(of: hash, bits: bucketBits)
        let bounds = Int(buckets[bucket])..<Int(buckets[bucket + 1])
        let start = partition(bounds) { $0 < hash }
        let end = partition(start..<bounds.upperBound) { $0 <= hash }
        return elements[start..<end]
    }

    /// The first position of a range whose hash is not below some bound.
    private func partition(_ range: Range<Int>, _ isBelow: (UInt64) -> Bool) -> Int {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if isBelow(hashes[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// What is out of order, if anything is.
    func problem(elementCount: Int) -> String? {
        guard buckets.ascends(to: UInt32(hashes.count)) else { return "has buckets out of order" }
        for bucket in 0..<buckets.count - 1 {
            for position in Int(buckets[bucket])..<Int(buckets[bucket + 1])
            where IndexEncoder.bucket(of: hashes[position], bits: bucketBits) != bucket {
                return "has an entry in the wrong bucket"
            }
        }
        for position in hashes.indices.dropFirst()
        where (hashes[position], elements[position]) < (hashes[position - 1], elements[position - 1]) {
            return "is not sorted"
        }
        return elements.isBelow(elementCount) ? nil : "names an element that is not there"
    }
}
