import PropertyGraph

/// Reads the elements of some lines into batches.
struct LineReader {
    private struct Group: Hashable {
        let kind: ElementKind
        let labels: LabelSet
        let hasIdentifier: Bool
    }
    private let file: Int
    private let symbols: SymbolTable
    private let space: Symbol
    private let wanted: ElementKind?
    private var cursor: JSONCursor
    private var labelReader: LabelReader
    private var builders: [BatchBuilder] = []
    private var open: [Group: Int] = [:]
    private var lastOpen: (group: Group, builder: Int)?

    init(_ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int, parser: JSONLParser, wanted: ElementKind?) {
        file = parser.file
        symbols = parser.symbols
        space = parser.symbols.intern("")
        self.wanted = wanted
        cursor = JSONCursor(bytes, firstLine: firstLine)
        labelReader = LabelReader(symbols: parser.symbols)
    }

    mutating func readAll() throws(JSONLError) -> [ElementBatch] {
        while !cursor.isAtEnd {
            cursor.skipSpaces()
            if cursor.current != UInt8(ascii: "\n") { try readElement() }
            cursor.skipLine()
        }
        return builders.indices.map { builders[$0].finish(file: file, space: space) }
    }

    /// Reads the element of one line; the cursor is left at the line's end, or before it if nobody wants it.
    private mutating func readElement() throws(JSONLError) {
        var element = ElementFields(start: cursor.position)
        guard cursor.pass(UInt8(ascii: "{")) else {
            if cursor.current == UInt8(ascii: "[") { throw cursor.error(.array) }
            throw cursor.unexpected("`{`", within: "an element")
        }
        var isFirst = true
        while true {
            guard let key = try cursor.nextKey(isFirst: isFirst) else { break }
            let field = try field(key)
            guard element.note(field) else {
                throw cursor.error(.conflictingField(field.rawValue), at: cursor.keyStart)
            }
            try read(field, into: &element)
            // Whoever asks for edges later finds out then whether the rest of an edge's line is right.
            if isFirst, let wanted, let kind = element.kind, kind != wanted { return }
            isFirst = false
        }
        cursor.skipSpaces()
        guard cursor.current == UInt8(ascii: "\n") else {
            throw cursor.error(cursor.current == UInt8(ascii: ",") ? .array : .trailingText)
        }
        try finish(&element)
    }

    private func field(_ key: JSONText) throws(JSONLError) -> ElementField {
        if let field = cursor.withBytes(of: key, { ElementField($0) }) { return field }
        let name = cursor.string(key)
        throw cursor.error(
            .unknownField(name, suggestion: ElementField.meant(by: name)), at: cursor.keyStart)
    }

    private mutating func read(_ field: ElementField, into element: inout ElementFields) throws(JSONLError) {
        switch field {
        case .type: element.kind = try elementKind()
        case .id:
            guard cursor.current != UInt8(ascii: "{") else { throw cursor.error(.invalidIdentifier) }
            element.identifier = try cursor.identifier()
        case .labels, .label: element.labels = try labelReader.read(from: &cursor)
        case .from, .start: element.source = try cursor.identifier()
        case .to, .end: element.target = try cursor.identifier()
        case .refused: try cursor.skipValue()
        case .properties:
            if let batch = batch(for: element, isComplete: false) {
                element.batch = batch
                try builders[batch].readProperties(from: &cursor, symbols: symbols)
            } else {
                element.deferredProperties = cursor.position
                try cursor.skipValue()
            }
        }
    }

    private mutating func elementKind() throws(JSONLError) -> ElementKind {
        let start = cursor.position
        guard cursor.current == UInt8(ascii: "\"") else {
            throw cursor.unexpected("\"node\" or \"edge\"", within: "an element")
        }
        let name = try cursor.string()
        if cursor.withBytes(of: name, { $0.equals("node") }) { return .node }
        if cursor.withBytes(of: name, { $0.equals("edge") || $0.equals("relationship") }) { return .edge }
        let text = cursor.string(name)
        let suggestion = closestSpelling(to: text, among: ["node", "edge", "relationship"])
        throw cursor.error(.unknownElementType(text, suggestion: suggestion), at: start)
    }

    /// Checks that an element is whole, and adds it to its batch.
    private mutating func finish(_ element: inout ElementFields) throws(JSONLError) {
        guard let kind = element.kind else {
            throw cursor.error(.missingField("type", of: "an element"), at: element.start)
        }
        if let wanted, wanted != kind { return }
        if kind == .node {
            guard element.identifier != nil else {
                throw cursor.error(.missingField("id", of: "a node"), at: element.start)
            }
            for field in [ElementField.from, .to] where element.has(field) {
                throw cursor.error(.fieldOfEdges(field.rawValue), at: element.start)
            }
        } else {
            for (field, end) in [("from", element.source), ("to", element.target)] where end == nil {
                throw cursor.error(.missingField(field, of: "an edge"), at: element.start)
            }
        }
        guard let batch = element.batch ?? batch(for: element, isComplete: true) else { return }
        if let position = element.deferredProperties {
            let end = cursor.position
            cursor.position = position
            try builders[batch].readProperties(from: &cursor, symbols: symbols)
            cursor.position = end
        }
        builders[batch].add(element, from: cursor.bytes, at: cursor.line)
    }

    /// The batch an element belongs to; nil while that can still change, or when nobody wants its kind.
    private mutating func batch(for element: ElementFields, isComplete: Bool) -> Int? {
        guard let kind = element.kind, wanted ?? kind == kind else { return nil }
        guard isComplete || element.has(.labels) && element.identifier != nil else { return nil }
        let group = Group(
            kind: kind, labels: element.labels ?? .empty, hasIdentifier: element.identifier != nil)
        if let lastOpen, lastOpen.group == group, !builders[lastOpen.builder].isSparse {
            return lastOpen.builder
        }
        let known = open[group].flatMap { builders[$0].isSparse ? nil : $0 }
        let batch = known ?? builders.count
        if known == nil {
            builders.append(BatchBuilder(kind: kind, labels: group.labels))
            open[group] = batch
        }
        lastOpen = (group, batch)
        return batch
    }
}
