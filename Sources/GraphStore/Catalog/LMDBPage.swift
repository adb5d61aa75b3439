/// Bytes of a file of LMDB and where they are; what lies beyond their end is a problem of the file and no trap.
struct LMDBBytes {
    let bytes: ArraySlice<UInt8>
    let place: String

    init(_ bytes: ArraySlice<UInt8>, place: String) {
        self.bytes = bytes
        self.place = place
    }

    var count: Int { bytes.count }

    func number<Number: FixedWidthInteger & BitwiseCopyable>(
        _ type: Number.Type, at offset: Int
    ) throws(LMDBProblem) -> Number {
        let size = MemoryLayout<Number>.size
        guard offset >= 0, offset <= count - size else { throw LMDBProblem("\(place) ends too early") }
        return bytes.withUnsafeBytes {
            Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self))
        }
    }

    func slice(_ length: Int, at offset: Int) throws(LMDBProblem) -> LMDBBytes {
        guard offset >= 0, length >= 0, offset <= count - length else {
            throw LMDBProblem("an entry of \(place) reaches beyond its end")
        }
        let start = bytes.startIndex + offset
        return LMDBBytes(bytes[start..<start + length], place: place)
    }
}

/// A page of a tree, or the small one within an entry that holds the few values of a key.
struct LMDBPage {
    enum Flags {
        static let branch: UInt16 = 0x01
        static let leaf: UInt16 = 0x02
        static let overflow: UInt16 = 0x04
        static let meta: UInt16 = 0x08
        /// Left over in the small pages within entries, where it says nothing.
        static let dirty: UInt16 = 0x10
        static let fixed: UInt16 = 0x20
        static let within: UInt16 = 0x40
    }
    static let headerSize = 16

    /// One entry.
    struct Node {
        let key: ArraySlice<UInt8>
        /// The 48 bits that are a page's number in a branch, and a length and flags in a leaf.
        let head: UInt64
        /// Where it ends its header and key, counted from the beginning of the page.
        let dataOffset: Int
        let place: String

        var child: UInt64 { head }
        var dataSize: Int { Int(head & 0xFFFF_FFFF) }
        var flags: UInt16 { UInt16(truncatingIfNeeded: head >> 32) }
        var isLarge: Bool { flags & 0x01 != 0 }
        var isTable: Bool { flags & 0x02 != 0 }
        var hasDuplicates: Bool { flags & 0x04 != 0 }
    }

    let content: LMDBBytes
    let flags: UInt16
    let entryCount: Int
    private let upper: Int

    init(_ content: LMDBBytes) throws(LMDBProblem) {
        self.content = content
        flags = try content.number(UInt16.self, at: 10)
        let lower = Int(try content.number(UInt16.self, at: 12))
        upper = Int(try content.number(UInt16.self, at: 14))
        // Where entries are of one size, the bounds only tell how many there are and how much room is left.
        guard lower >= Self.headerSize, lower % 2 == 0,
            flags & Flags.fixed != 0 || lower <= upper && upper <= content.count
        else { throw LMDBProblem("\(content.place) tells bounds that it does not have") }
        entryCount = (lower - Self.headerSize) / 2
        guard entryCount > 0 else { throw LMDBProblem("\(content.place) has no entries") }
    }

    /// The entries in their order, no two of which share a byte.
    func nodes(isBranch: Bool) throws(LMDBProblem) -> [Node] {
        var nodes: [Node] = []
        var extents: [Range<Int>] = []
        nodes.reserveCapacity(entryCount)
        extents.reserveCapacity(entryCount)
        for position in 0..<entryCount {
            let offset = Int(try content.number(UInt16.self, at: Self.headerSize + 2 * position))
            guard offset >= upper, offset % 2 == 0 else {
                throw LMDBProblem("an entry of \(content.place) stands where none can be")
            }
            let head = try content.number(UInt64.self, at: offset)
            let key = try content.slice(Int(head >> 48), at: offset + 8)
            let node = Node(
                key: key.bytes, head: head & 0xFFFF_FFFF_FFFF, dataOffset: offset + 8 + key.count,
                place: content.place)
            let length = isBranch ? 0 : node.isLarge ? 8 : node.dataSize
            _ = try content.slice(length, at: node.dataOffset)
            nodes.append(node)
            extents.append(offset..<node.dataOffset + length)
        }
        extents.sort { $0.lowerBound < $1.lowerBound }
        guard zip(extents, extents.dropFirst()).allSatisfy({ $0.upperBound <= $1.lowerBound }) else {
            throw LMDBProblem("entries of \(content.place) overlap")
        }
        return nodes
    }

    /// What stands in the entry itself.
    func data(of node: Node) throws(LMDBProblem) -> LMDBBytes {
        try content.slice(node.isLarge ? 8 : node.dataSize, at: node.dataOffset)
    }

    /// The entries of a page on which all are of one size and lie end to end.
    func fixedEntries() throws(LMDBProblem) -> (size: Int, keys: [ArraySlice<UInt8>]) {
        let size = Int(try content.number(UInt16.self, at: 8))
        guard size > 0 else { throw LMDBProblem("\(content.place) tells 0 as the size of its entries") }
        let room = content.count - Self.headerSize - entryCount * size
        guard room >= 0, room == upper - (Self.headerSize + 2 * entryCount) else {
            throw LMDBProblem("\(content.place) tells bounds that do not fit its entries")
        }
        let start = content.bytes.startIndex + Self.headerSize
        return (
            size, (0..<entryCount).map { content.bytes[start + $0 * size..<start + ($0 + 1) * size] }
        )
    }
}
