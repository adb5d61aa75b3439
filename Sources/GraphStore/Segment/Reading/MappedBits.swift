/// One bit a row as it lies in a mapped file.
public struct MappedBits: Sendable {
    /// 64 rows a word, the lowest bit first.
    public let words: MappedArray<UInt64>
    /// How many rows there are.
    public let count: Int

    /// The bit of a row.
    public subscript(row: Int) -> Bool {
        precondition(row >= 0 && row < count, "the row lies outside the table")
        return words[row >> 6] >> UInt64(row & 63) & 1 != 0
    }

    /// How many bits are set.
    public var trueCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Whether the bits beyond the last row are zero.
    var endsClean: Bool { count & 63 == 0 || words[count >> 6] >> UInt64(count & 63) == 0 }
}
