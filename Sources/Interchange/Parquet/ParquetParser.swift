import PropertyGraph

/// Turns the rows of one Parquet file into batches.
struct ParquetParser: Sendable {
    let path: String
    let columns: [ArrowField]
    /// The columns that mean something, in ascending order: those that are read.
    let used: [Int]
    private let header: CSVHeader
    private let layout: CSVLayout
    private let dialect: CSVDialect
    /// The file's position among the files of the source.
    private let number: Int
    private let symbols: SymbolTable

    init(_ file: ParquetFile, number: Int, symbols: SymbolTable) {
        path = file.path
        columns = file.columns
        header = file.header
        used = file.header.fields.indices.filter { file.header.fields[$0].role != .ignored }
        layout = CSVLayout(file.header, labels: file.labels, dialect: file.dialect, symbols: symbols)
        dialect = file.dialect
        self.number = number
        self.symbols = symbols
    }

    /// The elements of some rows.
    func batches(of batch: ArrowBatch, firstRow: Int) throws(ArrowProblem) -> [ElementBatch] {
        let identifiers = try identifierColumn(layout.identifier, batch)
        let sources = try identifierColumn(layout.source, batch)
        let targets = try identifierColumn(layout.target, batch)
        var properties: [Column] = []
        if let (_, key) = layout.identifierProperty, let column = layout.identifier?.column {
            properties.append(try property(column, key: key, batch))
        }
        for (column, _, key) in layout.properties { properties.append(try property(column, key: key, batch)) }
        let whole = ElementBatch(
            kind: layout.kind, labels: labels(of: []), count: batch.count, identifiers: identifiers,
            sources: sources, targets: targets, columns: properties,
            origin: BatchOrigin(file: number, firstLine: firstRow))
        guard let labelColumn = layout.labelColumn else { return [whole] }
        let texts = labelTexts(try column(labelColumn, key: symbols.intern(""), batch))
        let groups = LabelGroups(FieldSpans(texts, absent: []), in: texts.storage.bytes).groups
        return groups.map { group in
            var part = groups.count == 1 ? whole : whole.taking(group.rows)
            part.labels = labels(of: group.text)
            return part
        }
    }

    private func property(_ index: Int, key: Symbol, _ batch: ArrowBatch) throws(ArrowProblem) -> Column {
        let column = try column(index, key: key, batch)
        guard let declared = header.fields[index].declaredType else { return column }
        return column.converted(to: declared, layout.lists)
    }

    private func column(_ index: Int, key: Symbol, _ batch: ArrowBatch) throws(ArrowProblem) -> Column {
        guard let place = used.firstIndex(of: index),
            let column = try batch.withColumn(
                place, of: columns[index].type,
                { (column) throws(ArrowProblem) -> Column? in
                    column.count == batch.count ? try column.column(key: key) : nil
                }), let column
        else {
            throw ArrowProblem(
                row: 0,
                cause: .malformed(
                    "column `\(shortened(columns[index].name.utf8))` has another number of rows than the others;"
                        + " write the file again"))
        }
        return column
    }

    private func identifierColumn(
        _ reference: CSVLayout.Reference?, _ batch: ArrowBatch
    ) throws(ArrowProblem) -> IdentifierColumn? {
        guard let reference else { return nil }
        let column = try column(reference.column, key: reference.space, batch)
        if let row = column.firstRowWithoutIdentifier {
            throw ArrowProblem(row: row, cause: .emptyIdentifier(column: reference.name))
        }
        guard let storage = column.identifierStorage else {
            throw ArrowProblem(
                row: 0,
                cause: .malformed(
                    "column `\(shortened(columns[reference.column].name.utf8))` is to hold identifiers, but its"
                        + " type is \(columns[reference.column].type.name); use whole numbers or text"))
        }
        return IdentifierColumn(storage, space: reference.space)
    }

    /// The text of a label column, lists being joined by the array delimiter; empty where there is none.
    private func labelTexts(_ column: Column) -> StringColumn {
        if case .strings(let texts) = column.values, column.presence == nil { return texts }
        let delimiter = String(Character(Unicode.Scalar(dialect.arrayDelimiter)))
        return StringColumn(
            (0..<column.values.count).map { row in
                switch column[row] {
                case .list(let names)?: names.map(\.plainText).joined(separator: delimiter)
                case let value?: value.plainText
                case nil: ""
                }
            })
    }

    private func labels(of text: [UInt8]) -> LabelSet {
        var names = text.withUnsafeBufferPointer(layout.lists.labels)
        if names.isEmpty || !layout.rowLabelsReplace { names += layout.labels }
        return LabelSet(names.map { symbols.intern($0) })
    }
}

extension Column {
    /// The first row that has no value or an empty text.
    fileprivate var firstRowWithoutIdentifier: Int? {
        let rows = 0..<values.count
        if let presence, let row = rows.first(where: { !presence[$0] }) { return row }
        guard case .strings(let texts) = values else { return nil }
        return rows.first { texts.starts[$0] == texts.ends[$0] }
    }

    /// The values as identifiers; nil for types that name nothing.
    fileprivate var identifierStorage: IdentifierColumn.Storage? {
        switch values {
        case .integers(let numbers): return .integers(numbers)
        case .strings(let texts): return .strings(texts)
        case .booleans: return nil
        case .floats, .dates, .localDateTimes, .values: break
        }
        var texts: [String] = []
        for row in 0..<values.count {
            switch values[row] {
            case .list, .vector, .opaque, .bytes, .boolean: return nil
            case let value: texts.append(value.plainText)
            }
        }
        return .strings(StringColumn(texts))
    }
}
