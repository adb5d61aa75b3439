import PropertyGraph

/// Reads the row groups of a file, one after the other, some rows at a time.
///
/// Arrow decodes the columns of a group side by side while the batches before are being judged, and no more than a
/// few batches are in memory, however large the groups are.
struct ParquetPortionReader: PortionReader {
    /// Enough rows that each call costs little, and few enough for the cache.
    private static let batchRows = 1 << 15

    private let reader: ParquetReader
    private let parser: ParquetParser
    private let usesThreads: Bool
    private var stream: ArrowStream?
    private var group = 0
    private var row = 0
    private(set) var position = 0

    init(_ reader: ParquetReader, parser: ParquetParser, usesThreads: Bool) {
        self.reader = reader
        self.parser = parser
        self.usesThreads = usesThreads
    }

    mutating func next() throws(InterchangeError) -> (any Portion)? {
        while group < reader.groupCount {
            if stream == nil {
                stream = try reader.stream(
                    group: group, columns: parser.used, batchRows: Self.batchRows, usesThreads: usesThreads)
            }
            guard let batch = try stream?.next() else {
                position += reader.byteCount(ofGroup: group)
                stream = nil
                group += 1
                continue
            }
            guard batch.count > 0 else { continue }
            defer { row += batch.count }
            return ParquetPortion(batch: batch, firstRow: row + 1, parser: parser)
        }
        return nil
    }
}

/// Some rows of a file.
private struct ParquetPortion: Portion {
    let batch: ArrowBatch
    let firstRow: Int
    let parser: ParquetParser

    mutating func batches() throws(InterchangeError) -> [ElementBatch] {
        do throws(ArrowProblem) { return try parser.batches(of: batch, firstRow: firstRow) } catch {
            throw InterchangeError(file: parser.path, line: firstRow + error.row, error.cause)
        }
    }
}
