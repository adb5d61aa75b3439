/// What a segment holds and where: the last block of the file, read when it is opened.
///
/// `Block` is ``EncodedBlock`` while a table is being made and ``BlockReference`` once it lies in the file.
struct SegmentDirectory: Equatable, Sendable {
    var nodeTables: [NodeTableEntry<BlockReference>] = []
    var edgeTables: [EdgeTableEntry<BlockReference>] = []
    var indexes: [IndexEntry<BlockReference>] = []
}

/// Nodes with one label set.
struct NodeTableEntry<Block: Equatable & Sendable>: Equatable, Sendable {
    var labels: [String]
    var count: UInt32
    var content: ContentEntry<Block>
}

/// Edges with one label set from one table of nodes to another.
struct EdgeTableEntry<Block: Equatable & Sendable>: Equatable, Sendable {
    var labels: [String]
    /// Positions of the node tables at either end.
    var source: UInt32
    var target: UInt32
    var count: UInt32
    var adjacency: AdjacencyEntry<Block>
    var content: ContentEntry<Block>
}

/// The edges of a table by source and by target.
struct AdjacencyEntry<Block: Equatable & Sendable>: Equatable, Sendable {
    /// One 32-bit number a source node, and one more: where its edges begin.
    var outOffsets: Block
    /// The target's row of every edge.
    var outTargets: Block
    /// One 32-bit number a target node, and one more: where its list begins in the next two.
    var inOffsets: Block
    /// The source's row of every edge.
    var inSources: Block
    /// Where each edge stands in the table.
    var inPositions: Block
}

/// What the elements of a table are called and which properties they have.
struct ContentEntry<Block: Equatable & Sendable>: Equatable, Sendable {
    var identifiers: IdentifierEntry<Block>?
    /// One a key, ordered by the keys' bytes.
    var columns: [ColumnEntry<Block>] = []
    var open: OpenContentEntry<Block>?
}

/// Identifiers as a column of integers or texts, with the space that each is unique in.
struct IdentifierEntry<Block: Equatable & Sendable>: Equatable, Sendable {
    var values: ColumnEntry<Block>
    var spaces: [String]
    /// A position in `spaces` per row; nil when there is one space.
    var codes: NarrowIntegers<Block>?
}

/// Rare keys, row by row: a record is a number of pairs, each a position in `keys` and a tagged value.
struct OpenContentEntry<Block: Equatable & Sendable>: Equatable, Sendable {
    var keys: [String]
    var records: TextBlocks<Block>
}

/// One property of a table.
struct ColumnEntry<Block: Equatable & Sendable>: Equatable, Sendable {
    var key: String
    var encoding: ColumnEncoding<Block>
    /// One bit a row; nil when every row has a value.
    var presence: Block?
    /// Smallest and largest per 4,096 rows, for numbers and times.
    var zones: Block?
    var absentCount: UInt32
}

/// How a column's values are stored.
enum ColumnEncoding<Block: Equatable & Sendable>: Equatable, Sendable {
    case booleans(Block)
    case integers(NarrowIntegers<Block>)
    case floats(Block)
    case dates(Block)
    /// Moments as so many ticks a second since 1970.
    case localDateTimes(ticksPerSecond: UInt32, NarrowIntegers<Block>)
    case wideLocalDateTimes(seconds: Block, nanoseconds: Block)
    case strings(TextBlocks<Block>)
    /// Codes into texts that are sorted by their bytes.
    case dictionary(codes: NarrowIntegers<Block>, texts: TextBlocks<Block>)
    case vectors(dimension: UInt32, Block)
    /// Values of any type, each tagged.
    case values(TextBlocks<Block>)
}

/// Integers as a base and an unsigned difference of 1, 2, 4 or 8 bytes.
struct NarrowIntegers<Block: Equatable & Sendable>: Equatable, Sendable {
    var base: Int64
    var width: UInt8
    var block: Block
}

/// Byte strings laid end to end, with one offset each and one more.
struct TextBlocks<Block: Equatable & Sendable>: Equatable, Sendable {
    /// 4 bytes an offset, or 8 where the bytes exceed what 4 can count.
    var offsetWidth: UInt8
    var offsets: Block
    var bytes: Block
}

/// Candidates for a key, found by hash.
struct IndexEntry<Block: Equatable & Sendable>: Equatable, Sendable {
    var name: String
    var isOfEdges: Bool
    var count: UInt32
    /// How many of a hash's upper bits choose the bucket.
    var bucketBits: UInt8
    var buckets: Block
    var hashes: Block
    var elements: Block
}
