/// Byte strings as they lie in a mapped file, end to end.
///
/// Only made of blocks whose offsets ascend from zero to the number of bytes; `StoredBlocks` has checked it.
public struct MappedTexts: Sendable {
    private enum Offsets: Sendable {
        case narrow(MappedArray<UInt32>)
        case wide(MappedArray<UInt64>)
    }
    private let offsets: Offsets
    private let bytes: MappedArray<UInt8>
    /// How many there are.
    public let count: Int

    init(_ texts: TextBlocks<BlockReference>, in file: MappedFile) {
        let width = Int(texts.offsetWidth)
        count = Int(texts.offsets.length) / width - 1
        bytes = MappedArray(texts.bytes, in: file)
        offsets =
            width == 4
            ? .narrow(MappedArray(texts.offsets, in: file)) : .wide(MappedArray(texts.offsets, in: file))
    }

    /// Where a text lies among all bytes.
    private func range(of row: Int) -> Range<Int> {
        switch offsets {
        case .narrow(let offsets): Int(offsets[row])..<Int(offsets[row + 1])
        case .wide(let offsets): Int(offsets[row])..<Int(offsets[row + 1])
        }
    }

    /// One text.
    ///
    /// - Complexity: O(length).
    public subscript(row: Int) -> String { withBytes(of: row) { String(decoding: $0, as: UTF8.self) } }

    /// Calls `body` with the bytes of one text where they lie.
    public func withBytes<Result, Failure>(
        of row: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try bytes[range(of: row)].withUnsafeBufferPointer(body)
    }

    /// The row of a text among sorted ones, such as those of a dictionary.
    ///
    /// - Complexity: O(log count).
    public func find(sorted text: String) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if withBytes(of: middle, { $0.lexicographicallyPrecedes(text.utf8) }) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low < count && withBytes(of: low) { $0.elementsEqual(text.utf8) } ? low : nil
    }

    /// Whether the offsets ascend from zero to the number of bytes.
    var isWhole: Bool {
        switch offsets {
        case .narrow(let offsets): offsets.ascends(to: UInt32(clamping: bytes.count))
        case .wide(let offsets): offsets.ascends(to: UInt64(bytes.count))
        }
    }
}

extension MappedArray where Element: FixedWidthInteger {
    /// Whether the numbers begin with zero, never fall, and end with `last`.
    func ascends(to last: Element) -> Bool {
        withUnsafeBufferPointer { numbers in
            guard numbers.first == 0, numbers.last == last else { return false }
            var falls = false
            for index in 1..<numbers.count { falls = falls || numbers[index] < numbers[index - 1] }
            return !falls
        }
    }

    /// Whether every number is below a bound.
    func isBelow(_ bound: Int) -> Bool {
        withUnsafeBufferPointer { numbers in
            var largest: Element = 0
            for number in numbers { largest = Swift.max(largest, number) }
            return numbers.isEmpty || Int(clamping: largest) < bound
        }
    }
}
