import PropertyGraph

/// Stores texts end to end, or as codes into a sorted dictionary where that is smaller.
enum TextEncoder {
    /// The smaller of both forms.
    static func encode(_ texts: TextSlices, presence: PresenceBits) -> ColumnEncoding<EncodedBlock> {
        var dictionary = TextDictionary()
        let count = texts.slices.count
        var codes = [UInt32](repeating: 0, count: count)
        var pays = true
        var total = 0
        texts.forEach(in: 0..<count) { row, bytes in
            guard presence[row] else { return true }
            total += bytes.count
            codes[row] = dictionary.code(of: bytes)
            pays = row & 1023 != 1023 || dictionary.count <= row / 2
            return pays && dictionary.count <= TextDictionary.limit
        }
        pays = pays && dictionary.count <= TextDictionary.limit
        let codeWidth = dictionary.count <= 0x100 ? 1 : dictionary.count <= 0x10000 ? 2 : 4
        if pays, dictionary.size + codeWidth * count < total + 4 * (count + 1) {
            return encode(dictionary, codes: codes, presence: presence)
        }
        return .strings(encode(texts, presence: presence))
    }

    private static func encode(
        _ dictionary: TextDictionary, codes: [UInt32], presence: PresenceBits
    ) -> ColumnEncoding<EncodedBlock> {
        let (ranks, offsets, bytes) = dictionary.sorted()
        let sorted = codes.indices.map { presence[$0] ? Int64(ranks[Int(codes[$0])]) : 0 }
        return .dictionary(
            codes: IntegerEncoder.encode(sorted, presence: PresenceBits(count: codes.count)),
            texts: TextBlocks(
                offsetWidth: 4, offsets: EncodedBlock(.words(offsets)), bytes: EncodedBlock(.bytes(bytes))))
    }

    private static func encode(_ texts: TextSlices, presence: PresenceBits) -> TextBlocks<EncodedBlock> {
        var ends: [Int] = []
        ends.reserveCapacity(texts.slices.count + 1)
        ends.append(0)
        for (row, slice) in texts.slices.enumerated() {
            ends.append(ends[row] + (presence[row] ? Int(slice.end - slice.start) : 0))
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(ends[texts.slices.count])
        texts.forEach(in: 0..<texts.slices.count) { row, text in
            if presence[row] { bytes.append(contentsOf: text) }
            return true
        }
        return blocks(ends: ends, bytes: bytes)
    }

    /// The blocks of byte strings that end at these positions, the first being zero.
    static func blocks(ends: [Int], bytes: [UInt8]) -> TextBlocks<EncodedBlock> {
        let isWide = bytes.count > Int(UInt32.max)
        let offsets: EncodedBlock.Content =
            isWide
            ? .longs(ends.map { UInt64($0) }) : .words(ends.map { UInt32(truncatingIfNeeded: $0) })
        return TextBlocks(
            offsetWidth: isWide ? 8 : 4, offsets: EncodedBlock(offsets), bytes: EncodedBlock(.bytes(bytes)))
    }
}
