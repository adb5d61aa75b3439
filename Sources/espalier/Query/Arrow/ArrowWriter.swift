import Cypher
import Query
import QueryValues

/// Writes a stream of Arrow's interprocess format, which most tools for data frames read.
///
///     espalier query shop.espalier 'MATCH (p:Person) RETURN p.name' -o people.arrow
///     pyarrow.ipc.open_stream("people.arrow").read_all()
///
/// The types of the columns depend on all values, so that rows are kept until the last one is there. Source: "Arrow
/// Columnar Format" 1.5, section "Serialization and Interprocess Communication".
struct ArrowWriter: ResultWriter {
    private static let rowsInBatch = 16_384
    private let output: ResultOutput
    private let script: ScriptSource
    private var columns: [String] = []
    private var rows: [[QueryValue]] = []
    private var hasWritten = false

    init(_ output: ResultOutput, _ script: ScriptSource) {
        self.output = output
        self.script = script
    }

    mutating func begin(columns: [String]) throws {
        if hasWritten, !columns.isEmpty { throw QueryProblem(.severalStreams, in: script) }
        self.columns = columns
    }

    mutating func write(_ rows: [[QueryValue]]) throws { self.rows += rows }

    mutating func end(_ result: QueryResult) throws {
        guard !columns.isEmpty else { return }
        hasWritten = true
        let types = columns.indices.map { column in ArrowType(of: rows.lazy.map { $0[column] }) }
        let fields = zip(columns, types).map { $1.field(named: $0) }
        try write(header: FlatTable([0: .int16(0), 1: .tables(fields)]), kind: 1, body: [])
        var start = 0
        while start < rows.count {
            let end = min(start + Self.rowsInBatch, rows.count)
            try write(start..<end, types)
            start = end
        }
        // The end of the stream.
        try output.write([0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0])
        rows = []
    }

    /// Writes some rows, in halves if their texts are too long for one batch.
    private func write(_ range: Range<Int>, _ types: [ArrowType]) throws {
        if let batch = ArrowBatch(rows[range], types) {
            return try write(header: batch.header, kind: 3, body: batch.body)
        }
        guard range.count > 1 else { throw QueryProblem(.valueTooLong, in: script) }
        let middle = range.lowerBound + range.count / 2
        try write(range.lowerBound..<middle, types)
        try write(middle..<range.upperBound, types)
    }

    /// Writes a message: its metadata, and what that describes.
    private func write(header: FlatTable, kind: UInt8, body: [UInt8]) throws {
        let version: Int16 = 4
        var metadata = FlatTable([
            0: .int16(version), 1: .int8(kind), 2: .table(header), 3: .int64(Int64(body.count)),
        ]).encoded()
        while metadata.count % 8 != 0 { metadata.append(0) }
        var message: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]
        message.append(littleEndian: Int32(truncatingIfNeeded: metadata.count))
        try output.write(message + metadata + body)
    }
}

extension QueryError {
    static let severalStreams = QueryError(
        .argument, "SeveralResults", phase: .compileTime,
        "Arrow holds the rows of one statement, and a second one returns rows.",
        suggestion: "Leave out RETURN in the others, or run them one by one.")

    static let valueTooLong = QueryError(
        .resource, "ValueTooLarge", phase: .runtime,
        "A value has more than 2 GiB of text, which Arrow cannot hold.",
        suggestion: "Return less of it.")
}
