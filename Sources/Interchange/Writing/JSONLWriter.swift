import PropertyGraph

/// Writes graphs as JSON Lines: every value of every type reads back as it was.
///
///     try JSONLWriter().write(graph, to: "graph.jsonl", workers: 2)
///
/// Identifiers of a named space, which JSON Lines does not have, get its name and a colon in front.
public struct JSONLWriter: Sendable {
    /// A writer.
    public init() {}

    /// Writes all nodes, then all edges, batch by batch as they are read.
    ///
    /// - Parameters:
    ///   - graph: What to write.
    ///   - path: The file, which is replaced when everything is written.
    ///   - workers: How many threads to use.
    /// - Throws: ``WritingError``, or what the graph cannot read.
    public func write(_ graph: some GraphSource, to path: String, workers: Int) throws {
        let file = OutputFile(path: path)
        let symbols = SymbolTable()
        for kind in ElementKind.allCases {
            try graph.stream(kind, symbols: symbols, workers: workers) { batch in
                try JSONLBatch(batch, symbols: symbols, files: graph.files).lines()
            } absorb: { lines in
                try file.write(lines)
            }
        }
        try file.finish()
    }
}

/// The elements of a batch as lines.
private struct JSONLBatch {
    private let batch: ElementBatch
    private let symbols: SymbolTable
    private let files: [String]
    /// What every line starts with, up to the identifier.
    private let opening: [UInt8]
    /// The field with the labels, which every line shares, up to the first property.
    private let labels: [UInt8]
    private let keys: [[UInt8]]

    init(_ batch: ElementBatch, symbols: SymbolTable, files: [String]) throws(WritingError) {
        self.batch = batch
        self.symbols = symbols
        self.files = files
        opening = Array("{\"type\":\"\(batch.kind.rawValue)\"".utf8)
        var labels = Array(",\"labels\":[".utf8)
        for (position, name) in batch.labels.names(in: symbols).enumerated() {
            if position > 0 { labels.append(UInt8(ascii: ",")) }
            labels.append(jsonString: name)
        }
        self.labels = labels + Array("],\"properties\":{".utf8)
        keys = batch.columns.map { column in
            var key: [UInt8] = []
            key.append(jsonString: symbols.name(of: column.key))
            key.append(UInt8(ascii: ":"))
            return key
        }
        try refuseMalformedValues(in: batch, symbols: symbols, files: files)
    }

    func lines() throws(WritingError) -> [UInt8] {
        let identifiers = batch.identifiers.map { ("id", $0, space(of: $0)) }
        let sources = batch.sources.map { ("from", $0, space(of: $0)) }
        let targets = batch.targets.map { ("to", $0, space(of: $0)) }
        let references = [identifiers, sources, targets].compactMap(\.self)
        var lines: [UInt8] = []
        for row in 0..<batch.count {
            lines += opening
            for (field, column, space) in references {
                lines += Array(",\"\(field)\":".utf8)
                lines.append(identifier: column[row], space: space)
            }
            lines += labels
            try appendProperties(of: row, to: &lines)
            lines += Array("}}\n".utf8)
        }
        return lines
    }

    private func appendProperties(of row: Int, to lines: inout [UInt8]) throws(WritingError) {
        var isFirst = true
        for (column, key) in zip(batch.columns, keys) {
            guard let value = column[row] else { continue }
            if !isFirst { lines.append(UInt8(ascii: ",")) }
            isFirst = false
            lines += key
            guard lines.append(json: value) else {
                throw .unwritableValue(
                    key: symbols.name(of: column.key), value: value.literal,
                    reason: "JSON Lines has no form for the type \(value.typeName); leave the property out",
                    place: batch.origin.place(ofRow: row, files: files))
            }
        }
    }

    private func space(of column: IdentifierColumn) -> String { symbols.name(of: column.space) }
}

extension BatchOrigin {
    /// The file and line of an element, as messages name them.
    func place(ofRow row: Int, files: [String]) -> String {
        "\(files.indices.contains(file) ? files[file] : "graph"):\(line(ofRow: row))"
    }
}

/// Fails on the first value that could not be read as its declared type: it would silently be lost.
func refuseMalformedValues(
    in batch: ElementBatch, symbols: SymbolTable, files: [String]
) throws(WritingError) {
    for column in batch.columns {
        guard let malformed = column.malformed.first else { continue }
        throw .malformedValue(
            key: symbols.name(of: column.key), text: malformed.text, declaredType: malformed.declaredType,
            place: batch.origin.place(ofRow: malformed.row, files: files))
    }
}
