/// A CSV file as a plain table: the header is nothing but names, and no row is an element of a graph.
///
///     var file = try CSVTableFile(path: "flowers.csv.gz")
///     while let rows = try file.next(columns: [0, 4]) { ... }
///
/// Quotes, compression, blank lines and byte order marks are treated as they are in files of nodes and edges.
package struct CSVTableFile {
    /// The names of the columns, in order.
    package let names: [String]
    private let dialect: CSVDialect
    private let path: String
    private var chunks: ChunkReader

    /// Opens a file and reads its header; files that end in `.tsv`, perhaps compressed, are separated by
    /// tabs.
    package init(path: String) throws(InterchangeError) {
        self.path = path
        let isTabbed = path.lowercased().split(separator: ".").suffix(2).contains("tsv")
        dialect = try CSVDialect(CSVOptions(delimiter: isTabbed ? "\t" : ","))
        names = try CSVHeader.texts(of: path, dialect: dialect).texts
        chunks = try ChunkReader(path: path, framing: .quoted(by: dialect.quote), sizes: ChunkSizes())
    }

    /// Some columns of the next rows, or nil after the last.
    package mutating func next(columns: [Int]) throws(InterchangeError) -> CSVTableRows? {
        while var chunk = try chunks.next() {
            let index = FieldIndex(chunk, dialect: dialect)
            let escapes = index.escapes
            let table = RowTable(chunk, index, width: names.count, skipsFirst: chunk.isFirst)
            if let problem = table.problem {
                throw InterchangeError(file: path, line: problem.line, problem.cause)
            }
            guard table.count > 0 else { continue }
            let spans = columns.map { column in
                FieldSpans(
                    column: column, of: table, rows: nil, bytes: &chunk.bytes, escapes: escapes,
                    quote: dialect.quote)
            }
            return CSVTableRows(
                count: table.count, bytes: chunk.bytes, spans: spans, quote: dialect.quote,
                firstLine: chunk.firstLine, lines: table.lines)
        }
        return nil
    }
}

/// Some columns of some rows of a table.
package struct CSVTableRows {
    /// How many rows there are.
    package let count: Int
    fileprivate let bytes: [UInt8]
    fileprivate let spans: [FieldSpans]
    private let quote: UInt8
    fileprivate let firstLine: Int
    fileprivate let lines: [UInt32]?

    fileprivate init(
        count: Int, bytes: [UInt8], spans: [FieldSpans], quote: UInt8, firstLine: Int, lines: [UInt32]?
    ) {
        self.count = count
        self.bytes = bytes
        self.spans = spans
        self.quote = quote
        self.firstLine = firstLine
        self.lines = lines
    }

    /// The line that a row starts on, from 1.
    package func line(ofRow row: Int) -> Int { firstLine + (lines.map { Int($0[row]) } ?? row) }

    /// The number in a field, by its row and its place among the columns that were asked for; nil where its
    /// text is none.
    ///
    /// NaN and the infinities are numbers here.
    package func number(row: Int, column: Int) -> Double? {
        let (start, end) = (Int(spans[column].starts[row]), Int(spans[column].ends[row]))
        return bytes.withUnsafeBufferPointer { bytes in
            if let number = FloatText.read(bytes, start, end) { return number }
            let (start, end) = trim(bytes, start, end)
            return start < end ? FloatText.read(bytes, start, end) : nil
        }
    }

    /// The text of a field without its quotes, by its row and its place among the columns that were asked
    /// for.
    package func text(row: Int, column: Int) -> String {
        let (start, end) = (Int(spans[column].starts[row]), Int(spans[column].ends[row]))
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The text of a field as people mean it: without its quotes, or else without the spaces and tabs around it.
    package func trimmedText(row: Int, column: Int) -> String {
        let (start, end) = (Int(spans[column].starts[row]), Int(spans[column].ends[row]))
        let isQuoted = start > 0 && bytes[start - 1] == quote
        let (first, last) =
            isQuoted ? (start, end) : bytes.withUnsafeBufferPointer { trim($0, start, end) }
        return String(decoding: bytes[first..<max(first, last)], as: UTF8.self)
    }
}
