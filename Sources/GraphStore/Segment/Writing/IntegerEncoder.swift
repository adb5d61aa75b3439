/// Stores integers in as few bytes as their range needs.
enum IntegerEncoder {
    /// Differences from the smallest number, or from zero when that is as narrow; rows without a value hold zero.
    static func encode(_ numbers: [Int64], presence: PresenceBits) -> NarrowIntegers<EncodedBlock> {
        var lowest = Int64.max
        var highest = Int64.min
        if presence.words == nil {
            for number in numbers {
                lowest = min(lowest, number)
                highest = max(highest, number)
            }
        } else {
            for (row, number) in numbers.enumerated() where presence[row] {
                lowest = min(lowest, number)
                highest = max(highest, number)
            }
        }
        if lowest > highest { (lowest, highest) = (0, 0) }
        let width = width(UInt64(bitPattern: highest &- lowest))
        let base = width == 8 || lowest >= 0 && self.width(UInt64(highest)) == width ? 0 : lowest
        let block: EncodedBlock.Content =
            switch width {
            case 1: .bytes(narrowed(numbers, base, presence))
            case 2: .halves(narrowed(numbers, base, presence))
            case 4: .words(narrowed(numbers, base, presence))
            default: .longs(narrowed(numbers, base, presence))
            }
        return NarrowIntegers(base: base, width: width, block: EncodedBlock(block))
    }

    /// How many bytes a difference takes.
    private static func width(_ range: UInt64) -> UInt8 {
        range <= 0xFF ? 1 : range <= 0xFFFF ? 2 : range <= 0xFFFF_FFFF ? 4 : 8
    }

    private static func narrowed<Narrow: FixedWidthInteger & UnsignedInteger>(
        _ numbers: [Int64], _ base: Int64, _ presence: PresenceBits
    ) -> [Narrow] {
        if presence.words == nil { return numbers.map { Narrow(truncatingIfNeeded: $0 &- base) } }
        return numbers.indices.map { presence[$0] ? Narrow(truncatingIfNeeded: numbers[$0] &- base) : 0 }
    }
}
