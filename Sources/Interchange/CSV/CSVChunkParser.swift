import PropertyGraph

/// Reads the chunks of one CSV file.
struct CSVChunkParser: ChunkParser {
    let layout: CSVLayout
    let dialect: CSVDialect
    let symbols: SymbolTable
    let path: String
    /// The file's position among the files of the source.
    let number: Int
    /// Whether the file's first record is a header.
    let skipsFirstRecord: Bool

    func batches(of chunk: inout Chunk) throws(InterchangeError) -> [ElementBatch] {
        let index = FieldIndex(chunk, dialect: dialect)
        let table = RowTable(chunk, index, width: layout.width, skipsFirst: skipsFirstRecord && chunk.isFirst)
        let reader = TableReader(layout: layout, dialect: dialect, table: table, escapes: index.escapes)
        let cut = reader.cut(&chunk.bytes)
        // From here on the bytes do not change any more.
        let storage = ByteStorage(chunk.bytes)
        var batches: [ElementBatch] = []
        var firstEmpty: (row: Int, column: String)?
        for group in cut {
            let (batch, empty) = makeBatch(group, reader, storage, chunk.firstLine)
            batches.append(batch)
            if let empty, empty.row < firstEmpty?.row ?? .max { firstEmpty = empty }
        }
        if let firstEmpty {
            throw InterchangeError(
                file: path, line: chunk.firstLine + reader.line(ofRow: firstEmpty.row),
                .emptyIdentifier(column: firstEmpty.column))
        }
        if let problem = table.problem {
            throw InterchangeError(file: path, line: problem.line, problem.cause)
        }
        return batches
    }

    private func makeBatch(
        _ group: TableReader.Group, _ reader: TableReader, _ storage: ByteStorage, _ firstLine: Int
    ) -> (ElementBatch, empty: (row: Int, column: String)?) {
        var empty: (row: Int, column: String)?
        func identifiers(_ spans: FieldSpans?, _ reference: CSVLayout.Reference?) -> IdentifierColumn? {
            guard let spans, let reference else { return nil }
            let (column, emptyRow) = IdentifierReader.read(spans, in: storage, space: reference.space)
            if let emptyRow {
                let row = group.row(emptyRow)
                if row < empty?.row ?? .max { empty = (row, reference.name) }
            }
            return column
        }
        let identifier = identifiers(group.identifiers, layout.identifier)
        let source = identifiers(group.sources, layout.source)
        let target = identifiers(group.targets, layout.target)
        var columns: [Column] = []
        if let (property, key) = layout.identifierProperty, let spans = group.identifiers {
            if property.type != .string, let identifier, case .integers(let numbers) = identifier.storage {
                columns.append(Column(key: key, values: .integers(numbers)))
            } else {
                let column = ColumnReader(property: property, key: key, lists: layout.lists)
                columns.append(column.read(spans, in: storage))
            }
        }
        for ((_, property, key), spans) in zip(layout.properties, group.properties) {
            columns.append(
                ColumnReader(property: property, key: key, lists: layout.lists).read(spans, in: storage))
        }
        let offsets = reader.lineOffsets(of: group.rows)
        let batch = ElementBatch(
            kind: layout.kind, labels: labels(of: group), count: group.rows?.count ?? reader.table.count,
            identifiers: identifier, sources: source, targets: target, columns: columns,
            origin: BatchOrigin(
                file: number, firstLine: firstLine + offsets.first, lineOffsets: offsets.offsets))
        return (batch, empty)
    }

    private func labels(of group: TableReader.Group) -> LabelSet {
        var names = group.labelText.withUnsafeBufferPointer(layout.lists.labels)
        if names.isEmpty || !layout.rowLabelsReplace { names += layout.labels }
        return LabelSet(names.map { symbols.intern($0) })
    }
}
