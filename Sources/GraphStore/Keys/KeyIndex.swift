import PropertyGraph

/// Keys that elements are looked up by together: those that the schema makes unique, or joins by.
struct KeyLookup: Hashable, Sendable {
    let kind: ElementKind
    /// Ordered by their bytes, each once.
    let keys: [String]

    init(kind: ElementKind, keys: [String]) {
        self.kind = kind
        self.keys = LabelKey(keys).labels
    }

    /// A lookup by keys that are in order already.
    init(kind: ElementKind, ordered keys: [String]) {
        self.kind = kind
        self.keys = keys
    }
}

/// Which indexes a segment gets: of what elements are called, and of the keys that are looked up.
struct KeyIndex {
    let lookups: [KeyLookup]

    /// The name of the index of what nodes, or edges, are called.
    static func names(_ kind: ElementKind) -> String { "name:\(kind.rawValue)" }

    /// The name of the index of some keys over the elements with one label set.
    static func name(_ kind: ElementKind, labels: [String], keys: [String]) -> String {
        func listed(_ names: [String]) -> String {
            LabelKey(names).labels.map { "\($0.utf8.count):\($0)" }.joined()
        }
        return "key:\(kind.rawValue):\(listed(labels)):\(listed(keys))"
    }

    /// The names, and each lookup for each label set that has all its keys.
    func indexes(of input: SegmentInput) -> [SegmentInput.Index] {
        indexes(of: input.nodes.map(Part.init), .node, input.symbols)
            + indexes(of: input.edges.map(Part.init), .edge, input.symbols)
    }

    private struct Part {
        let labels: [String]
        let count: Int
        let identifiers: IdentifierColumn?
        let columns: [Column]
        let kept: RowMask?

        init(_ part: SegmentInput.NodePart) {
            (labels, count, identifiers) = (part.labels, part.count, part.identifiers)
            (columns, kept) = (part.columns, part.kept)
        }

        init(_ part: SegmentInput.EdgePart) {
            (labels, count, identifiers) = (part.labels, part.sources.count, part.identifiers)
            (columns, kept) = (part.columns, part.kept)
        }
    }

    private func indexes(
        of parts: [Part], _ kind: ElementKind, _ symbols: SymbolTable
    ) -> [SegmentInput.Index] {
        var entries: [String: [SegmentInput.Index.Entry]] = [:]
        var names: [SegmentInput.Index.Entry] = []
        let wanted = lookups.filter { $0.kind == kind }.compactMap { lookup -> (KeyLookup, [Symbol])? in
            let keys = lookup.keys.compactMap(symbols.find)
            return keys.count == lookup.keys.count ? (lookup, keys) : nil
        }
        var first: UInt32 = 0
        for part in parts {
            if let identifiers = part.identifiers {
                names.reserveCapacity(names.count + part.count)
                Self.addNames(identifiers, symbols, part.kept, first, &names)
            }
            for (lookup, keys) in wanted {
                let columns = keys.compactMap { key in part.columns.first { $0.key == key } }
                guard columns.count == keys.count else { continue }
                let name = Self.name(kind, labels: part.labels, keys: lookup.keys)
                // Taken out while it grows, so that it is not copied.
                var list = entries.removeValue(forKey: name) ?? []
                Self.addKeys(lookup.keys, columns, part.kept, first, part.count, &list)
                entries[name] = list
            }
            first += UInt32(part.count)
        }
        var indexes = entries.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .map { SegmentInput.Index(name: $0.key, kind: kind, entries: $0.value) }
        if !names.isEmpty { indexes.append(.init(name: Self.names(kind), kind: kind, entries: names)) }
        return indexes
    }

    private static func addNames(
        _ column: IdentifierColumn, _ symbols: SymbolTable, _ kept: RowMask?, _ first: UInt32,
        _ entries: inout [SegmentInput.Index.Entry]
    ) {
        let space = KeyHash.hash(symbols.name(of: column.space).utf8)
        for row in 0..<column.count where kept?[row] ?? true {
            let hash =
                switch column.storage {
                case .integers(let numbers): KeyHash.hash(.integer(numbers[row]), inSpace: space)
                case .strings: KeyHash.hash(column[row], inSpace: space)
                }
            entries.append(.init(hash: hash, element: first + UInt32(row)))
        }
    }

    private static func addKeys(
        _ keys: [String], _ columns: [Column], _ kept: RowMask?, _ first: UInt32, _ count: Int,
        _ entries: inout [SegmentInput.Index.Entry]
    ) {
        let seed = KeyHash.hash(names: keys)
        entries.reserveCapacity(entries.count + count)
        for row in 0..<count
        where kept?[row] ?? true && columns.allSatisfy({ $0.presence?[row] ?? true }) {
            let mixed = columns.reduce(seed) { KeyHash.mix($0, hash($1, row)) }
            entries.append(.init(hash: mixed, element: first + UInt32(row)))
        }
    }

    private static func hash(_ column: Column, _ row: Int) -> UInt64 {
        switch column.values {
        case .integers(let numbers): KeyHash.hash(numbers[row])
        case .strings(let texts): texts.withBytes(of: row) { KeyHash.hash($0) }
        case let values: KeyHash.hash(values[row])
        }
    }
}
