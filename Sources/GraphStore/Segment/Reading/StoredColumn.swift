import PropertyGraph

/// A column that is checked when it is first asked for.
final class StoredColumn: Sendable {
    let entry: ColumnEntry<BlockReference>
    let blocks: StoredBlocks
    let rows: Int
    private let once = CheckOnce()

    init(_ entry: ColumnEntry<BlockReference>, rows: Int, _ blocks: StoredBlocks) {
        self.entry = entry
        self.rows = rows
        self.blocks = blocks
    }

    /// The column, in order.
    func checked() throws(SegmentError) -> SegmentColumn {
        try once { () throws(SegmentError) in
            try blocks.check(checksumsOf: entry.blocks)
            try checkContent()
        }
        return SegmentColumn(entry, rows: rows, in: blocks.file)
    }

    /// Looks for values that would mislead or stop a reader.
    func checkContent() throws(SegmentError) {
        let column = SegmentColumn(entry, rows: rows, in: blocks.file)
        if let presence = column.presence {
            guard presence.endsClean, presence.trueCount == rows - Int(entry.absentCount) else {
                throw blocks.damage("\(blocks.place) counts its rows without a value wrongly")
            }
        }
        switch entry.encoding {
        case .strings(let texts): _ = try blocks.check(texts)
        case .dictionary(let codes, let texts):
            let count = try blocks.check(texts).count
            guard MappedIntegers(codes, in: blocks.file).isBelow(count) else {
                throw blocks.damage("\(blocks.place) has a code beyond its dictionary")
            }
        case .values(let texts):
            let records = try blocks.check(texts)
            for row in 0..<rows where column.presence?[row] ?? true {
                guard records.withBytes(of: row, ValueCodec.isWhole) else {
                    throw blocks.damage("\(blocks.place) has an unreadable value in row \(row)")
                }
            }
        case .booleans(let block):
            guard MappedBits(words: MappedArray(block, in: blocks.file), count: rows).endsClean else {
                throw blocks.damage("\(blocks.place) has bits behind its last row")
            }
        case .integers, .floats, .dates, .localDateTimes, .wideLocalDateTimes, .vectors: break
        }
    }
}

extension ValueCodec {
    /// Whether bytes are exactly one value.
    static func isWhole(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var reader = ByteReader(UnsafeRawBufferPointer(bytes))
        return decode(&reader) != nil && reader.isAtEnd
    }
}

extension MappedIntegers {
    /// Whether every number, the base being zero, is one of the first `bound`.
    func isBelow(_ bound: Int) -> Bool {
        switch differences {
        case .bytes(let numbers): numbers.isBelow(bound)
        case .halves(let numbers): numbers.isBelow(bound)
        case .words(let numbers): numbers.isBelow(bound)
        case .longs(let numbers): numbers.isBelow(bound) && numbers.allSatisfy { $0 >= 0 }
        }
    }
}
