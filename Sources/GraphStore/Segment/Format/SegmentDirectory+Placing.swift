// Each entry knows its blocks; placing puts them into the file, or finds them there, in one fixed order.

extension NodeTableEntry {
    func map<Other, Failure>(
        _ place: (Block) throws(Failure) -> Other
    ) throws(Failure) -> NodeTableEntry<Other> {
        NodeTableEntry<Other>(labels: labels, count: count, content: try content.map(place))
    }
}

extension AdjacencyEntry {
    func map<Other, Failure>(
        _ place: (Block) throws(Failure) -> Other
    ) throws(Failure) -> AdjacencyEntry<Other> {
        AdjacencyEntry<Other>(
            outOffsets: try place(outOffsets), outTargets: try place(outTargets),
            inOffsets: try place(inOffsets), inSources: try place(inSources),
            inPositions: try place(inPositions))
    }

    func forEachBlock(_ body: (Block) -> Void) {
        _ = map { (block: Block) -> Block in
            body(block)
            return block
        }
    }
}

extension ContentEntry {
    func map<Other, Failure>(
        _ place: (Block) throws(Failure) -> Other
    ) throws(Failure) -> ContentEntry<Other> {
        var mapped = ContentEntry<Other>()
        if let identifiers { mapped.identifiers = try identifiers.map(place) }
        for column in columns { mapped.columns.append(try column.map(place)) }
        if let open {
            mapped.open = OpenContentEntry<Other>(keys: open.keys, records: try open.records.map(place))
        }
        return mapped
    }

    func forEachBlock(_ body: (Block) -> Void) {
        _ = map { (block: Block) -> Block in
            body(block)
            return block
        }
    }
}

extension IdentifierEntry {
    func map<Other, Failure>(
        _ place: (Block) throws(Failure) -> Other
    ) throws(Failure) -> IdentifierEntry<Other> {
        let values = try values.map(place)
        guard let codes else { return IdentifierEntry<Other>(values: values, spaces: spaces, codes: nil) }
        return IdentifierEntry<Other>(values: values, spaces: spaces, codes: try codes.map(place))
    }
}

extension ColumnEntry {
    func map<Other, Failure>(
        _ place: (Block) throws(Failure) -> Other
    ) throws(Failure) -> ColumnEntry<Other> {
        let encoding = try encoding.map(place)
        var mapped = ColumnEntry<Other>(
            key: key, encoding: encoding, presence: nil, zones: nil, absentCount: absentCount)
        if let presence { mapped.presence = try place(presence) }
        if let zones { mapped.zones = try place(zones) }
        return mapped
    }

    func forEachBlock(_ body: (Block) -> Void) {
        _ = map { (block: Block) -> Block in
            body(block)
            return block
        }
    }
}

extension ColumnEncoding {
    func map<Other, Failure>(
        _ place: (Block) throws(Failure) -> Other
    ) throws(Failure) -> ColumnEncoding<Other> {
        switch self {
        case .booleans(let block): .booleans(try place(block))
        case .integers(let integers): .integers(try integers.map(place))
        case .floats(let block): .floats(try place(block))
        case .dates(let block): .dates(try place(block))
        case .localDateTimes(let ticks, let integers):
            .localDateTimes(ticksPerSecond: ticks, try integers.map(place))
        case .wideLocalDateTimes(let seconds, let nanoseconds):
            .wideLocalDateTimes(seconds: try place(seconds), nanoseconds: try place(nanoseconds))
        case .strings(let texts): .strings(try texts.map(place))
        case .dictionary(let codes, let texts):
            .dictionary(codes: try codes.map(place), texts: try texts.map(place))
        case .vectors(let dimension, let block): .vectors(dimension: dimension, try place(block))
        case .values(let texts): .values(try texts.map(place))
        }
    }
}

extension NarrowIntegers {
    func map<Other, Failure>(
        _ place: (Block) throws(Failure) -> Other
    ) throws(Failure) -> NarrowIntegers<Other> {
        NarrowIntegers<Other>(base: base, width: width, block: try place(block))
    }
}

extension TextBlocks {
    func map<Other, Failure>(
        _ place: (Block) throws(Failure) -> Other
    ) throws(Failure) -> TextBlocks<Other> {
        TextBlocks<Other>(offsetWidth: offsetWidth, offsets: try place(offsets), bytes: try place(bytes))
    }
}

extension IndexEntry {
    func map<Other, Failure>(
        _ place: (Block) throws(Failure) -> Other
    ) throws(Failure) -> IndexEntry<Other> {
        IndexEntry<Other>(
            name: name, isOfEdges: isOfEdges, count: count, bucketBits: bucketBits,
            buckets: try place(buckets), hashes: try place(hashes), elements: try place(elements))
    }

    func forEachBlock(_ body: (Block) -> Void) {
        _ = map { (block: Block) -> Block in
            body(block)
            return block
        }
    }
}
