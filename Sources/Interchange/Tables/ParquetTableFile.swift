import PropertyGraph

/// A Parquet file as a plain table: columns have names and types, and no row is an element of a graph.
///
///     var file = try ParquetTableFile(path: "features.parquet")
///     while let columns = try file.next(columns: [0, 4]) { ... }
package struct ParquetTableFile {
    // Enough rows that each call costs little; rows may be long vectors.
    private static let batchRows = 1 << 12

    /// The names of the columns, in order.
    package var names: [String] { reader.columns.map(\.name) }
    private let reader: ParquetReader
    private var group = 0
    private var stream: ArrowStream?
    private var row = 0
    private let key = SymbolTable().intern("")

    /// Opens a file and reads its footer.
    package init(path: String) throws(InterchangeError) { reader = try ParquetReader(path: path) }

    /// Some columns of the next rows, or nil after the last; ask for the same columns each time.
    ///
    /// - Parameter columns: Positions of columns, each once, in any order.
    /// - Returns: The columns in the order they were asked for.
    /// - Throws: What is wrong with the file.
    package mutating func next(columns: [Int]) throws(InterchangeError) -> [Column]? {
        let used = columns.sorted()
        while group < reader.groupCount {
            if stream == nil {
                stream = try reader.stream(
                    group: group, columns: used, batchRows: Self.batchRows, usesThreads: true)
            }
            guard let batch = try stream?.next() else {
                stream = nil
                group += 1
                continue
            }
            guard batch.count > 0 else { continue }
            defer { row += batch.count }
            var read: [Column] = []
            for position in columns { read.append(try column(position, at: used, of: batch)) }
            return read
        }
        return nil
    }

    private func column(
        _ position: Int, at used: [Int], of batch: ArrowBatch
    ) throws(InterchangeError) -> Column {
        let key = key
        guard let place = used.firstIndex(of: position) else {
            preconditionFailure("a column that was asked for is among those that were read")
        }
        let read: Column??
        do throws(ArrowProblem) {
            read = try batch.withColumn(place, of: reader.columns[position].type) {
                (column) throws(ArrowProblem) -> Column? in
                column.count == batch.count ? try column.column(key: key) : nil
            }
        } catch {
            throw InterchangeError(file: reader.path, line: row + error.row + 1, error.cause)
        }
        guard let read, let read else {
            throw InterchangeError(
                file: reader.path,
                .malformed(
                    "column `\(shortened(reader.columns[position].name.utf8))` has another number of rows than the"
                        + " others; write the file again"))
        }
        return read
    }
}
