/// Stores the rarest keys of a table with very many, record by record.
enum OpenContentEncoder {
    static func encode(
        _ columns: [(key: String, column: FlatColumn)], rows count: Int, file: String
    ) throws(SegmentError) -> OpenContentEntry<EncodedBlock> {
        var keys = [[Int]](repeating: [], count: count)
        for (key, (_, column)) in columns.enumerated() {
            for row in 0..<count where column.presence[row] { keys[row].append(key) }
        }
        var writer = ByteWriter()
        var ends = [0]
        ends.reserveCapacity(count + 1)
        for row in 0..<count {
            writer.append(varying: UInt64(keys[row].count))
            for key in keys[row] {
                guard let value = columns[key].column[row] else { continue }
                guard ValueCodec.canEncode(value) else {
                    throw .nestedTooDeep(file: file, key: columns[key].key, limit: ValueCodec.depthLimit)
                }
                writer.append(varying: UInt64(key))
                ValueCodec.encode(value, to: &writer)
            }
            ends.append(writer.bytes.count)
        }
        return OpenContentEntry(
            keys: columns.map(\.key), records: TextEncoder.blocks(ends: ends, bytes: writer.bytes))
    }
}
