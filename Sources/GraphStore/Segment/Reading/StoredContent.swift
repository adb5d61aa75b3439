import PropertyGraph

/// What the elements of a table are called and which properties they have.
struct StoredContent: Sendable {
    private let entry: ContentEntry<BlockReference>
    let columns: [StoredColumn]
    let identifiers: StoredIdentifiers?
    let open: StoredOpenContent?

    init(_ entry: ContentEntry<BlockReference>, rows: Int, file: MappedFile, place: Place) {
        self.entry = entry
        columns = entry.columns.map {
            StoredColumn($0, rows: rows, StoredBlocks(file: file, place: .column($0.key, place)))
        }
        let blocks = StoredBlocks(file: file, place: place)
        identifiers = entry.identifiers.map { StoredIdentifiers($0, rows: rows, blocks) }
        open = entry.open.map { StoredOpenContent($0, rows: rows, blocks) }
    }

    /// How many bytes of the file the content takes.
    var size: Int {
        var size: UInt64 = 0
        entry.forEachBlock { size += $0.length }
        return Int(size)
    }

    /// The keys that have a column, ordered by their bytes.
    var keys: [String] { columns.map(\.entry.key) }

    /// The column of a key, or nil when there is none; the open content may have the key all the same.
    func column(_ key: String) throws(SegmentError) -> SegmentColumn? {
        var (low, high) = (0, columns.count)
        while low < high {
            let middle = (low + high) / 2
            if columns[middle].entry.key.precedes(key) { low = middle + 1 } else { high = middle }
        }
        guard low < columns.count, columns[low].entry.key.utf8.elementsEqual(key.utf8) else { return nil }
        return try columns[low].checked()
    }

    /// All properties of a row, those of the columns first.
    func properties(of row: Int) throws(SegmentError) -> [(key: String, value: Value)] {
        var properties: [(key: String, value: Value)] = []
        for column in columns {
            let column = try column.checked()
            if let value = column[row] { properties.append((column.key, value)) }
        }
        if let open { properties += try open.checked().record(of: row) }
        return properties
    }
}

/// Identifiers that are checked when they are first asked for.
final class StoredIdentifiers: Sendable {
    let entry: IdentifierEntry<BlockReference>
    let values: StoredColumn
    private let once = CheckOnce()

    init(_ entry: IdentifierEntry<BlockReference>, rows: Int, _ blocks: StoredBlocks) {
        self.entry = entry
        values = StoredColumn(entry.values, rows: rows, blocks)
    }

    /// The identifiers, in order.
    func checked() throws(SegmentError) -> SegmentIdentifiers {
        let column = try values.checked()
        let codes = entry.codes.map { MappedIntegers($0, in: values.blocks.file) }
        try once { () throws(SegmentError) in try checkCodes() }
        return SegmentIdentifiers(column: column, spaces: entry.spaces, codes: codes)
    }

    func checkCodes() throws(SegmentError) {
        guard let codes = entry.codes else { return }
        try values.blocks.check(checksumsOf: [codes.block])
        let mapped = MappedIntegers(codes, in: values.blocks.file)
        guard codes.base == 0, mapped.isBelow(entry.spaces.count) else {
            throw values.blocks.damage(
                "an identifier of \(values.blocks.place) is in a space that is not there")
        }
    }
}

/// What the elements of a table are called.
public struct SegmentIdentifiers: Sendable {
    /// The identifiers as integers or texts.
    public let column: SegmentColumn
    /// The names of the spaces that they are unique in.
    public let spaces: [String]
    let codes: MappedIntegers?

    /// The identifier in a row, or nil when the element has none.
    public subscript(row: Int) -> Identifier? {
        switch column[row] {
        case .integer(let number): .integer(number)
        case .string(let text): Identifier(text)
        default: nil
        }
    }

    /// The space of the identifier in a row.
    public func space(of row: Int) -> String { spaces[codes.map { Int($0[row]) } ?? 0] }
}
