/// What a mark says of an element of the segment.
package enum MarkKind: UInt8, CaseIterable {
    /// The delta has a record of this node.
    case node = 1
    /// The lists of this node are not all: edges were added or deleted, or got other labels.
    case adjacency = 2
    /// The delta has a record of this edge.
    case edge = 3
}

/// The marks of one snapshot: a bit an element, in blocks of 4,096, where LMDB keeps them.
///
/// A block that has no mark is not there: asking for one of its elements costs a look into an array. The memory is valid
/// as long as the transaction that it was read in.
struct DeltaMarks {
    /// How many elements share a block.
    static let perBlock: UInt32 = 4_096
    static let blockBytes = Int(perBlock / 8)

    private var blocks: [[UnsafeRawPointer?]]

    init(_ transaction: LMDBTransaction) throws {
        var blocks = [[UnsafeRawPointer?]](repeating: [], count: MarkKind.allCases.count)
        try transaction.forEach(.marks) { key, value in
            guard key.count == 8, value.count == Self.blockBytes else {
                throw StoreError.damaged(
                    file: transaction.environment.path, reason: "its marks do not read as such")
            }
            let number = UInt64(bigEndian: key.loadUnaligned(as: UInt64.self))
            let block = Int(number & 0xFFFF_FFFF)
            guard let kind = UInt8(exactly: number >> 32).flatMap(MarkKind.init), block < 1 << 20 else {
                throw StoreError.damaged(
                    file: transaction.environment.path, reason: "its marks do not read as such")
            }
            let position = Int(kind.rawValue) - 1
            while blocks[position].count <= block { blocks[position].append(nil) }
            blocks[position][block] = value.baseAddress
            return true
        }
        self.blocks = blocks
    }

    @inline(__always)
    func contains(_ kind: MarkKind, _ id: UInt32) -> Bool {
        let known = blocks[Int(kind.rawValue) - 1]
        let block = Int(id / Self.perBlock)
        guard block < known.count, let bits = known[block] else { return false }
        return Self.isSet(UnsafeRawBufferPointer(start: bits, count: Self.blockBytes), id)
    }

    static func isSet(_ bits: UnsafeRawBufferPointer, _ id: UInt32) -> Bool {
        let bit = Int(id % perBlock)
        return bits[bit >> 3] >> UInt8(bit & 7) & 1 != 0
    }
}
