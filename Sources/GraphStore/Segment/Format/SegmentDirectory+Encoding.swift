extension SegmentDirectory {
    /// The directory as bytes.
    var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.append(list: nodeTables) { writer, table in
            writer.append(list: table.labels) { $0.append(text: $1) }
            writer.append(fixed: table.count)
            writer.append(table.content)
        }
        writer.append(list: edgeTables) { writer, table in
            writer.append(list: table.labels) { $0.append(text: $1) }
            for number in [table.source, table.target, table.count] { writer.append(fixed: number) }
            let adjacency = table.adjacency
            for block in [
                adjacency.outOffsets, adjacency.outTargets, adjacency.inOffsets, adjacency.inSources,
                adjacency.inPositions,
            ] { writer.append(block) }
            writer.append(table.content)
        }
        writer.append(list: indexes) { writer, index in
            writer.append(text: index.name)
            writer.append(index.isOfEdges ? 1 : 0)
            writer.append(fixed: index.count)
            writer.append(index.bucketBits)
            for block in [index.buckets, index.hashes, index.elements] { writer.append(block) }
        }
        return writer.bytes
    }
}

/// The byte in front of each kind of column; numbers are never given to another kind.
enum ColumnTag: UInt8 {
    case booleans = 1
    case integers, floats, dates, localDateTimes, wideLocalDateTimes, strings, dictionary, vectors, values
}

extension ByteWriter {
    fileprivate mutating func append<Element>(
        list: [Element], _ append: (inout ByteWriter, Element) -> Void
    ) {
        self.append(varying: UInt64(list.count))
        for element in list { append(&self, element) }
    }

    fileprivate mutating func append(_ block: BlockReference) {
        append(fixed: block.offset)
        append(fixed: block.length)
        append(fixed: block.checksum)
    }

    /// A byte says whether something follows.
    fileprivate mutating func append<Wrapped>(
        optional: Wrapped?, _ append: (inout ByteWriter, Wrapped) -> Void
    ) {
        self.append(optional == nil ? 0 : 1)
        if let optional { append(&self, optional) }
    }

    fileprivate mutating func append(_ content: ContentEntry<BlockReference>) {
        append(optional: content.identifiers) { writer, identifiers in
            writer.append(identifiers.values)
            writer.append(list: identifiers.spaces) { $0.append(text: $1) }
            writer.append(optional: identifiers.codes) { $0.append($1) }
        }
        append(list: content.columns) { $0.append($1) }
        append(optional: content.open) { writer, open in
            writer.append(list: open.keys) { $0.append(text: $1) }
            writer.append(open.records)
        }
    }

    private mutating func append(_ column: ColumnEntry<BlockReference>) {
        append(text: column.key)
        append(column.encoding)
        append(optional: column.presence) { $0.append($1) }
        append(optional: column.zones) { $0.append($1) }
        append(fixed: column.absentCount)
    }

    private mutating func append(_ encoding: ColumnEncoding<BlockReference>) {
        switch encoding {
        case .booleans(let block): append(.booleans, block)
        case .integers(let integers):
            append(ColumnTag.integers.rawValue)
            append(integers)
        case .floats(let block): append(.floats, block)
        case .dates(let block): append(.dates, block)
        case .localDateTimes(let ticksPerSecond, let integers):
            append(ColumnTag.localDateTimes.rawValue)
            append(fixed: ticksPerSecond)
            append(integers)
        case .wideLocalDateTimes(let seconds, let nanoseconds):
            append(.wideLocalDateTimes, seconds)
            append(nanoseconds)
        case .strings(let texts):
            append(ColumnTag.strings.rawValue)
            append(texts)
        case .dictionary(let codes, let texts):
            append(ColumnTag.dictionary.rawValue)
            append(codes)
            append(texts)
        case .vectors(let dimension, let block):
            append(ColumnTag.vectors.rawValue)
            append(fixed: dimension)
            append(block)
        case .values(let texts):
            append(ColumnTag.values.rawValue)
            append(texts)
        }
    }

    private mutating func append(_ tag: ColumnTag, _ block: BlockReference) {
        append(tag.rawValue)
        append(block)
    }

    private mutating func append(_ integers: NarrowIntegers<BlockReference>) {
        append(fixed: integers.base)
        append(integers.width)
        append(integers.block)
    }

    private mutating func append(_ texts: TextBlocks<BlockReference>) {
        append(texts.offsetWidth)
        append(texts.offsets)
        append(texts.bytes)
    }
}
