import PropertyGraph

/// What has to be stored of the elements of one table, as independent jobs.
struct TableContent: Sendable {
    /// A part of the input as both kinds of elements have it.
    struct Part: Sendable {
        var identifiers: IdentifierColumn?
        var columns: [Column]
    }
    /// A finished piece of the table.
    enum Piece: Sendable {
        case identifiers(IdentifierEntry<EncodedBlock>)
        case column(ColumnEntry<EncodedBlock>)
        case open(OpenContentEntry<EncodedBlock>)
    }
    let rows: TableRows
    /// One part for each run of the rows.
    let parts: [Part]
    let symbols: SymbolTable
    let file: String

    /// Jobs that each make a piece or find that there is nothing to store, in the order of the file.
    ///
    /// `order` tells for each row of the table its position in the input's rows; nil means that they are the same.
    func jobs(order: @escaping @Sendable () -> [UInt32]?) -> [@Sendable () throws -> Piece?] {
        var jobs: [@Sendable () throws -> Piece?] = []
        if parts.contains(where: { $0.identifiers != nil }) {
            jobs.append { try identifiers(order()).map(Piece.identifiers) }
        }
        let keys = keys()
        let (columns, open) = split(keys)
        for (name, symbol) in columns {
            jobs.append {
                guard let flat = gathering(of: symbol).flat() else { return nil }
                return .column(try ColumnEncoder.encode(flat.permuted(by: order()), key: name, file: file))
            }
        }
        if !open.isEmpty {
            jobs.append {
                let columns = open.compactMap { name, symbol in
                    gathering(of: symbol).flat().map { (key: name, column: $0.permuted(by: order())) }
                }
                return .open(try OpenContentEncoder.encode(columns, rows: rows.count, file: file))
            }
        }
        return jobs
    }

    /// All keys of the table, ordered by their bytes.
    private func keys() -> [(name: String, symbol: Symbol)] {
        var seen: Set<Symbol> = []
        for part in parts { for column in part.columns { seen.insert(column.key) } }
        return seen.map { (symbols.name(of: $0), $0) }.sorted { $0.0.precedes($1.0) }
    }

    /// Separates the rarest keys of a table that has too many for columns.
    private func split(_ keys: [(name: String, symbol: Symbol)]) -> (
        columns: [(name: String, symbol: Symbol)], open: [(name: String, symbol: Symbol)]
    ) {
        guard keys.count > SegmentFormat.columnLimit else { return (keys, []) }
        let counts = keys.map { gathering(of: $0.symbol).presentCount }
        let ranked = keys.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
        let rare = Set(ranked[SegmentFormat.columnLimit...])
        return (
            keys.indices.filter { !rare.contains($0) }.map { keys[$0] },
            keys.indices.filter { rare.contains($0) && counts[$0] > 0 }.map { keys[$0] }
        )
    }

    private func gathering(of key: Symbol) -> ColumnGathering {
        ColumnGathering(rows: rows, columns: parts.map { part in part.columns.first { $0.key == key } })
    }

    private func identifiers(_ order: [UInt32]?) throws(SegmentError) -> IdentifierEntry<EncodedBlock>? {
        let names = parts.map { $0.identifiers.map { symbols.name(of: $0.space) } }
        let isText = parts.contains { if case .strings = $0.identifiers?.storage { true } else { false } }
        let key = symbols.intern("")
        let columns = parts.map { part in
            part.identifiers.map { Column(key: key, values: $0.storage.values(asText: isText)) }
        }
        guard let flat = ColumnGathering(rows: rows, columns: columns).flat() else { return nil }
        let values = try ColumnEncoder.encode(flat.permuted(by: order), key: "", file: file)
        // A label set and a set of spaces need the same: each name once, ordered by its bytes.
        let spaces = LabelKey(names.compactMap { $0 }).labels
        guard spaces.count > 1 else { return IdentifierEntry(values: values, spaces: spaces, codes: nil) }
        var codes: [Int64] = []
        for (number, run) in rows.runs.enumerated() {
            let code = names[number].flatMap { name in
                spaces.firstIndex { $0.utf8.elementsEqual(name.utf8) }
            }
            codes.append(contentsOf: repeatElement(Int64(code ?? 0), count: run.selection.count))
        }
        if let order { codes = codes.permuted(by: order) }
        return IdentifierEntry(
            values: values, spaces: spaces,
            codes: IntegerEncoder.encode(codes, presence: PresenceBits(count: codes.count)))
    }
}

extension IdentifierColumn.Storage {
    /// The identifiers as values of a column, whole numbers among texts being texts too.
    fileprivate func values(asText: Bool) -> ColumnValues {
        switch self {
        case .strings(let texts): .strings(texts)
        case .integers(let numbers):
            asText ? .strings(StringColumn(numbers.map { String($0) })) : .integers(numbers)
        }
    }
}
