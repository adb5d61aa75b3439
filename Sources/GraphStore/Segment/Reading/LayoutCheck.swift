/// Holds every entry of a directory against the file, so that no block can reach beyond it or be of another size than
/// its use expects.
///
/// After this check every view of a block is safe to make. What the blocks contain is checked at their first use.
struct LayoutCheck {
    let file: String
    /// Where the blocks end and the directory begins.
    let end: UInt64

    func check(_ directory: SegmentDirectory) throws(SegmentError) {
        var nodeCount: UInt64 = 0
        for table in directory.nodeTables {
            let place = Place.nodes(table.labels)
            nodeCount += UInt64(table.count)
            try check(table.content, rows: UInt64(table.count), place)
        }
        var edgeCount: UInt64 = 0
        for table in directory.edgeTables {
            let place = Place.edges(table.labels)
            edgeCount += UInt64(table.count)
            guard Int(table.source) < directory.nodeTables.count,
                Int(table.target) < directory.nodeTables.count
            else { throw damage("\(place) begins or ends at a table that is not there") }
            let rows = UInt64(table.count)
            let sources = UInt64(directory.nodeTables[Int(table.source)].count)
            let targets = UInt64(directory.nodeTables[Int(table.target)].count)
            try check(table.adjacency.outOffsets, length: 4 * (sources + 1), place)
            try check(table.adjacency.outTargets, length: 4 * rows, place)
            try check(table.adjacency.inOffsets, length: 4 * (targets + 1), place)
            try check(table.adjacency.inSources, length: 4 * rows, place)
            try check(table.adjacency.inPositions, length: 4 * rows, place)
            try check(table.content, rows: rows, place)
        }
        guard nodeCount < UInt32.max, edgeCount < UInt32.max else {
            throw damage("the directory counts more elements than 32 bits can")
        }
        for index in directory.indexes {
            let place = Place.index(index.name)
            guard index.bucketBits <= 30 else { throw damage("\(place) has too many buckets") }
            try check(index.buckets, length: 4 * ((1 << UInt64(index.bucketBits)) + 1), place)
            try check(index.hashes, length: 8 * UInt64(index.count), place)
            try check(index.elements, length: 4 * UInt64(index.count), place)
        }
    }

    private func check(
        _ content: ContentEntry<BlockReference>, rows: UInt64, _ place: Place
    ) throws(SegmentError) {
        if let identifiers = content.identifiers {
            try check(identifiers.values, rows: rows, place)
            switch identifiers.values.encoding {
            case .integers, .strings, .dictionary: break
            default: throw damage("the identifiers of \(place) are neither numbers nor texts")
            }
            guard !identifiers.spaces.isEmpty else {
                throw damage("the identifiers of \(place) have no space")
            }
            if let codes = identifiers.codes { try check(codes, rows: rows, place) }
        }
        for column in content.columns { try check(column, rows: rows, .column(column.key, place)) }
        if let open = content.open { try check(open.records, rows: rows, place) }
    }

    private func check(
        _ column: ColumnEntry<BlockReference>, rows: UInt64, _ place: Place
    ) throws(SegmentError) {
        let bitmap = (rows + 63) / 64 * 8
        let zones = (rows + UInt64(SegmentFormat.rowsPerZone) - 1) / UInt64(SegmentFormat.rowsPerZone)
        if let presence = column.presence { try check(presence, length: bitmap, place) }
        if let block = column.zones { try check(block, length: zones * 24, place) }
        guard column.absentCount <= rows, column.presence != nil || column.absentCount == 0 else {
            throw damage("\(place) counts its rows without a value wrongly")
        }
        switch column.encoding {
        case .booleans(let block): try check(block, length: bitmap, place)
        case .integers(let integers): try check(integers, rows: rows, place)
        case .floats(let block): try check(block, length: 8 * rows, place)
        case .dates(let block): try check(block, length: 4 * rows, place)
        case .localDateTimes(let ticksPerSecond, let integers):
            guard [1, 1000, 1_000_000, 1_000_000_000].contains(ticksPerSecond) else {
                throw damage("\(place) counts time in an unknown unit")
            }
            try check(integers, rows: rows, place)
        case .wideLocalDateTimes(let seconds, let nanoseconds):
            try check(seconds, length: 8 * rows, place)
            try check(nanoseconds, length: 4 * rows, place)
        case .strings(let texts), .values(let texts): try check(texts, rows: rows, place)
        case .dictionary(let codes, let texts):
            try check(codes, rows: rows, place)
            guard codes.base == 0 else { throw damage("the codes of \(place) do not begin at zero") }
            let width = UInt64(max(1, texts.offsetWidth))
            guard texts.offsets.length >= width else { throw damage("the dictionary of \(place) is empty") }
            try check(texts, rows: texts.offsets.length / width - 1, place)
        case .vectors(let dimension, let block):
            guard dimension > 0 else { throw damage("\(place) has vectors without numbers") }
            // Both factors have 32 bits; four times their product may have more than 64.
            guard block.length / 4 == UInt64(dimension) * rows else {
                throw damage("the vectors of \(place) have an unexpected size")
            }
            try check(block, length: block.length / 4 * 4, place)
        }
    }

    private func check(
        _ integers: NarrowIntegers<BlockReference>, rows: UInt64, _ place: Place
    ) throws(SegmentError) {
        guard [1, 2, 4, 8].contains(integers.width), integers.width < 8 || integers.base == 0 else {
            throw damage("\(place) has numbers of an unknown width")
        }
        try check(integers.block, length: UInt64(integers.width) * rows, place)
    }

    private func check(
        _ texts: TextBlocks<BlockReference>, rows: UInt64, _ place: Place
    ) throws(SegmentError) {
        guard texts.offsetWidth == 4 || texts.offsetWidth == 8 else {
            throw damage("\(place) has offsets of an unknown width")
        }
        try check(texts.offsets, length: UInt64(texts.offsetWidth) * (rows + 1), place)
        try check(texts.bytes, length: texts.bytes.length, place)
    }

    private func check(_ block: BlockReference, length: UInt64, _ place: Place) throws(SegmentError) {
        guard block.length == length else {
            throw damage("a block of \(place) has \(block.length) bytes, and \(length) are expected")
        }
        guard block.offset >= UInt64(SegmentFormat.headerSize), block.offset <= end,
            block.length <= end - block.offset, block.offset % UInt64(SegmentFormat.alignment) == 0
        else { throw damage("a block of \(place) lies outside the file") }
    }

    private func damage(_ problem: String) -> SegmentError { .damaged(file: file, problem: problem) }
}

/// What of a segment a message is about.
indirect enum Place: CustomStringConvertible, Sendable {
    case nodes([String])
    case edges([String])
    case column(String, Place)
    case index(String)

    var description: String {
        switch self {
        case .nodes(let labels): "the table of nodes (\(Self.written(labels)))"
        case .edges(let labels): "the table of edges [\(Self.written(labels))]"
        case .column(let key, let place): "column `\(key)` of \(place)"
        case .index(let name): "the index `\(name)`"
        }
    }

    private static func written(_ labels: [String]) -> String {
        labels.isEmpty ? "without labels" : ":" + labels.joined(separator: "&")
    }
}
