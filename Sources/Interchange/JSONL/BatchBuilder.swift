import PropertyGraph

/// Collects elements with one label set, row by row.
struct BatchBuilder {
    let kind: ElementKind
    let labels: LabelSet
    private(set) var count = 0
    private var identifiers = IdentifierColumnBuilder()
    private var sources = IdentifierColumnBuilder()
    private var targets = IdentifierColumnBuilder()
    private var lines: [Int] = []

    private var columns: [PropertyColumn] = []
    private var positions: [Symbol: Int] = [:]
    /// The column whose key probably comes next, because it did in the row before.
    private var expected = 0
    private var valueCount = 0

    private struct PropertyColumn {
        let name: [UInt8]
        var builder: ColumnBuilder
        var lastRow: Int
    }

    init(kind: ElementKind, labels: LabelSet) {
        self.kind = kind
        self.labels = labels
    }

    /// Whether most of its cells would be empty: such a batch ends here, or a file in which every element has
    /// keys of its own would need space for all keys of all elements.
    var isSparse: Bool { count * columns.count > 16 * (valueCount + 4096) }

    /// Reads the properties of the element that is added next; the cursor stands at the opening brace.
    mutating func readProperties(from cursor: inout JSONCursor, symbols: SymbolTable) throws(JSONLError) {
        expected = 0
        cursor.skipSpaces()
        guard cursor.current == UInt8(ascii: "{") else {
            guard cursor.passLiteral() == UInt8(ascii: "n") else {
                throw cursor.unexpected("an object with the properties", within: "an object")
            }
            return
        }
        cursor.position += 1
        var isFirst = true
        while true {
            guard let key = try cursor.nextKey(isFirst: isFirst) else { return }
            isFirst = false
            let column = cursor.withBytes(of: key) { position(of: $0, symbols: symbols) }
            guard columns[column].lastRow < count else {
                throw cursor.error(.duplicateKey(cursor.string(key)), at: cursor.keyStart)
            }
            columns[column].lastRow = count
            expected = column + 1
            try columns[column].builder.read(from: &cursor, row: count)
            valueCount += 1
        }
    }

    /// Adds an element whose properties have been read.
    mutating func add(_ element: ElementFields, from line: UnsafeBufferPointer<UInt8>, at number: Int) {
        if let identifier = element.identifier { identifiers.append(identifier, from: line) }
        if let source = element.source { sources.append(source, from: line) }
        if let target = element.target { targets.append(target, from: line) }
        lines.append(number)
        count += 1
    }

    /// The batch of all elements added so far.
    mutating func finish(file: Int, space: Symbol) -> ElementBatch {
        let first = lines.first ?? 1
        return ElementBatch(
            kind: kind, labels: labels, count: count,
            identifiers: identifiers.isEmpty ? nil : identifiers.finish(space: space),
            sources: kind == .edge ? sources.finish(space: space) : nil,
            targets: kind == .edge ? targets.finish(space: space) : nil,
            columns: columns.indices.map { columns[$0].builder.finish(count: count) },
            origin: BatchOrigin(file: file, firstLine: first, lineOffsets: lines.map { UInt32($0 - first) }))
    }

    private mutating func position(of name: UnsafeBufferPointer<UInt8>, symbols: SymbolTable) -> Int {
        // Elements of one kind usually have the same keys in the same order, some perhaps left out.
        for position in expected..<min(expected + 8, columns.count)
        where name.elementsEqual(columns[position].name) { return position }
        let symbol = symbols.intern(String(decoding: name, as: UTF8.self))
        if let known = positions[symbol] { return known }
        positions[symbol] = columns.count
        columns.append(PropertyColumn(name: Array(name), builder: ColumnBuilder(key: symbol), lastRow: -1))
        return columns.count - 1
    }
}

extension ColumnBuilder {
    /// Reads a property's value into a row.
    fileprivate mutating func read(from cursor: inout JSONCursor, row: Int) throws(JSONLError) {
        switch cursor.current {
        case UInt8(ascii: "\""):
            let text = try cursor.string()
            cursor.withBytes(of: text) { append(utf8: $0, row: row) }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            let start = cursor.position
            let number = try cursor.number()
            switch number {
            case .integer(let number): append(number, row: row)
            case .float(let number): append(number, row: row)
            default: append(cursor.property(number, start: start), row: row)
            }
        default: append(try cursor.value(depth: 0), row: row)
        }
    }

    private mutating func append(_ property: JSONProperty, row: Int) {
        switch property {
        case .absent: break
        case .value(let value): append(value, row: row)
        case .malformed(let text, let declaredType):
            appendMalformed(shortened(text.utf8), declaredType: declaredType, row: row)
        }
    }
}
