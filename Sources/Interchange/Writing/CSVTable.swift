import PropertyGraph

/// What the rows of one CSV file have in common.
struct CSVTableKey: Hashable {
    let kind: ElementKind
    /// The labels; nil when the file holds elements with any.
    let labels: LabelSet?
    /// The spaces of identifiers, sources and targets; nil where there are none.
    let spaces: [Symbol?]

    init(_ batch: ElementBatch, _ division: CSVWriter.Division) {
        kind = batch.kind
        labels = division == .fileForEachLabelSet ? batch.labels : nil
        spaces = [batch.identifiers?.space, batch.sources?.space, batch.targets?.space]
    }
}

/// A CSV file to be written: the types of its columns, then the columns themselves.
struct CSVTable {
    let key: CSVTableKey
    let path: String
    /// The columns of properties, in the order of the header.
    let columns: [(key: Symbol, type: CSVValueType)]
    private let header: [UInt8]
    private let text: CSVText

    /// Decides the columns, given what values the properties have.
    init(
        _ key: CSVTableKey, surveys: [Symbol: CSVTypeSurvey], path: String, text: CSVText,
        symbols: SymbolTable
    ) throws(WritingError) {
        var columns: [(key: Symbol, type: CSVValueType)] = []
        for (property, survey) in surveys.sorted(by: { $0.key < $1.key }) where !survey.isEmpty {
            guard let type = survey.type else {
                throw .mixedTypes(
                    key: symbols.name(of: property), labels: key.labels?.names(in: symbols) ?? [],
                    types: survey.names)
            }
            columns.append((property, type))
        }
        var header: [UInt8] = []
        var fields: [String] = []
        for (word, space) in zip(["ID", "START_ID", "END_ID"], key.spaces) {
            guard let space else { continue }
            let name = symbols.name(of: space)
            guard trimmed(name) == name else {
                throw .unwritableName(
                    name, role: "identifier space", reason: "spaces around it would be lost")
            }
            fields.append(name.isEmpty ? ":\(word)" : ":\(word)(\(name))")
        }
        fields.append(key.kind == .node ? ":LABEL" : ":TYPE")
        for (property, type) in columns {
            fields.append("\(try CSVTable.checked(symbols.name(of: property))):\(type.header)")
        }
        for (position, field) in fields.enumerated() {
            if position > 0 { header.append(text.dialect.delimiter) }
            text.append(field.utf8, to: &header)
        }
        header.append(UInt8(ascii: "\n"))
        self.key = key
        self.path = path
        self.columns = columns
        self.header = header
        self.text = text
    }

    /// The first line.
    var headerLine: [UInt8] { header }

    /// The elements of a batch as rows.
    func rows(_ batch: ElementBatch, symbols: SymbolTable, files: [String]) throws(WritingError) -> [UInt8] {
        let names = batch.labels.names(in: symbols)
        guard let labels = text.text(ofLabels: names) else {
            throw .unwritableName(
                names.joined(separator: ", "), role: "label",
                reason: "labels are separated by the array delimiter")
        }
        let positions = Dictionary(uniqueKeysWithValues: zip(batch.columns.map(\.key), batch.columns.indices))
        let properties = columns.map { column in positions[column.key].map { batch.columns[$0] } }
        var rows: [UInt8] = []
        for row in 0..<batch.count {
            for identifiers in [batch.identifiers, batch.sources, batch.targets].compactMap(\.self) {
                try append(identifiers[row], to: &rows)
            }
            if !labels.isEmpty { text.append(labels, to: &rows) }
            for column in properties {
                rows.append(text.dialect.delimiter)
                guard let column, let value = column[row] else { continue }
                guard let bytes = text.text(of: value) else {
                    throw CSVTable.unwritable(
                        value, column.key, batch.origin.place(ofRow: row, files: files), symbols)
                }
                text.append(bytes, to: &rows)
            }
            rows.append(UInt8(ascii: "\n"))
        }
        return rows
    }

    private func append(_ identifier: Identifier, to row: inout [UInt8]) throws(WritingError) {
        let name = identifier.description
        guard !name.isEmpty else {
            throw .unwritableName(name, role: "identifier", reason: "an empty field is no identifier")
        }
        text.append(name.utf8, to: &row)
        row.append(text.dialect.delimiter)
    }

    /// The error for a value that CSV has no form for.
    static func unwritable(
        _ value: Value, _ key: Symbol, _ place: String, _ symbols: SymbolTable
    ) -> WritingError {
        .unwritableValue(
            key: symbols.name(of: key), value: value.literal,
            reason: "CSV has no field that reads back as this \(value.typeName); write JSON Lines instead",
            place: place)
    }

    /// A key that the header gives back as it is.
    private static func checked(_ key: String) throws(WritingError) -> String {
        let reason =
            key.isEmpty
            ? "a column needs a name"
            : trimmed(key) != key
                ? "spaces around it would be lost"
                : key.hasPrefix("~") ? "the header would look like one of Neptune" : nil
        if let reason { throw .unwritableName(key, role: "property key", reason: reason) }
        return key
    }
}
