extension SegmentDirectory {
    /// Reads a directory; nil when the bytes are not one.
    ///
    /// What the entries say of the file is not believed yet: ``SegmentLayout`` checks it.
    init?(decoding bytes: UnsafeRawBufferPointer) {
        var reader = ByteReader(bytes)
        guard let nodeTables = reader.list({ $0.nodeTable() }),
            let edgeTables = reader.list({ $0.edgeTable() }), let indexes = reader.list({ $0.index() }),
            reader.isAtEnd
        else { return nil }
        self.init(nodeTables: nodeTables, edgeTables: edgeTables, indexes: indexes)
    }
}

extension ByteReader {
    /// Every element takes a byte or more, so a count beyond what is left is refused at once.
    fileprivate mutating func list<Element>(_ element: (inout ByteReader) -> Element?) -> [Element]? {
        guard let count = count() else { return nil }
        var list: [Element] = []
        for _ in 0..<count {
            guard let next = element(&self) else { return nil }
            list.append(next)
        }
        return list
    }

    /// nil when the bytes are wrong; a nil inside when they say that nothing follows.
    fileprivate mutating func optional<Wrapped>(_ wrapped: (inout ByteReader) -> Wrapped?) -> Wrapped?? {
        switch byte() {
        case 0: .some(nil)
        case 1: wrapped(&self).map { .some($0) }
        default: nil
        }
    }

    private mutating func block() -> BlockReference? {
        guard let offset = fixed(UInt64.self), let length = fixed(UInt64.self),
            let checksum = fixed(UInt64.self)
        else { return nil }
        return BlockReference(offset: offset, length: length, checksum: checksum)
    }

    fileprivate mutating func nodeTable() -> NodeTableEntry<BlockReference>? {
        guard let labels = list({ $0.text() }), let count = fixed(UInt32.self), let content = content()
        else { return nil }
        return NodeTableEntry(labels: labels, count: count, content: content)
    }

    fileprivate mutating func edgeTable() -> EdgeTableEntry<BlockReference>? {
        guard let labels = list({ $0.text() }), let source = fixed(UInt32.self),
            let target = fixed(UInt32.self), let count = fixed(UInt32.self), let outOffsets = block(),
            let outTargets = block(), let inOffsets = block(), let inSources = block(),
            let inPositions = block(), let content = content()
        else { return nil }
        let adjacency = AdjacencyEntry(
            outOffsets: outOffsets, outTargets: outTargets, inOffsets: inOffsets, inSources: inSources,
            inPositions: inPositions)
        return EdgeTableEntry(
            labels: labels, source: source, target: target, count: count, adjacency: adjacency,
            content: content)
    }

    fileprivate mutating func index() -> IndexEntry<BlockReference>? {
        guard let name = text(), let kind = byte(), kind <= 1, let count = fixed(UInt32.self),
            let bucketBits = byte(), let buckets = block(), let hashes = block(), let elements = block()
        else { return nil }
        return IndexEntry(
            name: name, isOfEdges: kind == 1, count: count, bucketBits: bucketBits, buckets: buckets,
            hashes: hashes, elements: elements)
    }

    private mutating func content() -> ContentEntry<BlockReference>? {
        guard let identifiers = optional({ $0.identifiers() }), let columns = list({ $0.column() }),
            let open = optional({ $0.openContent() })
        else { return nil }
        return ContentEntry(identifiers: identifiers, columns: columns, open: open)
    }

    private mutating func identifiers() -> IdentifierEntry<BlockReference>? {
        guard let values = column(), let spaces = list({ $0.text() }), let codes = optional({ $0.integers() })
        else { return nil }
        return IdentifierEntry(values: values, spaces: spaces, codes: codes)
    }

    private mutating func openContent() -> OpenContentEntry<BlockReference>? {
        guard let keys = list({ $0.text() }), let records = texts() else { return nil }
        return OpenContentEntry(keys: keys, records: records)
    }

    private mutating func column() -> ColumnEntry<BlockReference>? {
        guard let key = text(), let encoding = encoding(), let presence = optional({ $0.block() }),
            let zones = optional({ $0.block() }), let absentCount = fixed(UInt32.self)
        else { return nil }
        return ColumnEntry(
            key: key, encoding: encoding, presence: presence, zones: zones, absentCount: absentCount)
    }

    private mutating func encoding() -> ColumnEncoding<BlockReference>? {
        guard let tag = byte().flatMap(ColumnTag.init(rawValue:)) else { return nil }
        switch tag {
        case .booleans: return block().map { .booleans($0) }
        case .integers: return integers().map { .integers($0) }
        case .floats: return block().map { .floats($0) }
        case .dates: return block().map { .dates($0) }
        case .localDateTimes:
            guard let ticks = fixed(UInt32.self), let integers = integers() else { return nil }
            return .localDateTimes(ticksPerSecond: ticks, integers)
        case .wideLocalDateTimes:
            guard let seconds = block(), let nanoseconds = block() else { return nil }
            return .wideLocalDateTimes(seconds: seconds, nanoseconds: nanoseconds)
        case .strings: return texts().map { .strings($0) }
        case .dictionary:
            guard let codes = integers(), let texts = texts() else { return nil }
            return .dictionary(codes: codes, texts: texts)
        case .vectors:
            guard let dimension = fixed(UInt32.self), let block = block() else { return nil }
            return .vectors(dimension: dimension, block)
        case .values: return texts().map { .values($0) }
        }
    }

    private mutating func integers() -> NarrowIntegers<BlockReference>? {
        guard let base = fixed(Int64.self), let width = byte(), let block = block() else { return nil }
        return NarrowIntegers(base: base, width: width, block: block)
    }

    private mutating func texts() -> TextBlocks<BlockReference>? {
        guard let width = byte(), let offsets = block(), let bytes = block() else { return nil }
        return TextBlocks(offsetWidth: width, offsets: offsets, bytes: bytes)
    }
}
