import PropertyGraph

/// The rarest keys of a table, checked when they are first asked for.
final class StoredOpenContent: Sendable {
    let entry: OpenContentEntry<BlockReference>
    let blocks: StoredBlocks
    let rows: Int
    private let once = CheckOnce()

    init(_ entry: OpenContentEntry<BlockReference>, rows: Int, _ blocks: StoredBlocks) {
        self.entry = entry
        self.rows = rows
        self.blocks = blocks
    }

    /// The open content, in order.
    func checked() throws(SegmentError) -> OpenContent {
        let content = OpenContent(keys: entry.keys, records: MappedTexts(entry.records, in: blocks.file))
        try once { () throws(SegmentError) in
            try blocks.check(checksumsOf: [entry.records.offsets, entry.records.bytes])
            try checkContent()
        }
        return content
    }

    func checkContent() throws(SegmentError) {
        let records = try blocks.check(entry.records)
        let content = OpenContent(keys: entry.keys, records: records)
        for row in 0..<rows where content.decoded(row) == nil {
            throw blocks.damage("\(blocks.place) has an unreadable record in row \(row)")
        }
    }
}

/// Properties that share one record per row, because a table has too many keys for columns.
public struct OpenContent: Sendable {
    /// The keys, ordered by their bytes.
    public let keys: [String]
    let records: MappedTexts

    /// The properties of a row in the order of their keys.
    public func record(of row: Int) -> [(key: String, value: Value)] {
        decoded(row)?.map { (keys[$0.key], $0.value) } ?? []
    }

    /// Positions of keys, ascending, with their values; nil when the bytes are not a record.
    func decoded(_ row: Int) -> [(key: Int, value: Value)]? {
        records.withBytes(of: row) { bytes in
            var reader = ByteReader(UnsafeRawBufferPointer(bytes))
            guard let count = reader.count() else { return nil }
            var pairs: [(key: Int, value: Value)] = []
            for _ in 0..<count {
                guard let key = reader.varying(), key < UInt64(keys.count),
                    Int(key) > pairs.last?.key ?? -1, let value = ValueCodec.decode(&reader)
                else { return nil }
                pairs.append((Int(key), value))
            }
            return reader.isAtEnd ? pairs : nil
        }
    }
}
