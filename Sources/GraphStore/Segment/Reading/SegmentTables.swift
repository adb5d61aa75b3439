import PropertyGraph

/// Nodes with one label set: rows from 0, ids from ``first``.
public struct NodeTable: Sendable {
    /// The labels, ordered by their bytes.
    public let labels: [String]
    /// The id of the node in row 0.
    public let first: UInt32
    /// How many nodes there are.
    public let count: Int
    let content: StoredContent

    static func all(in directory: SegmentDirectory, _ file: MappedFile) -> [NodeTable] {
        var first: UInt32 = 0
        return directory.nodeTables.map { entry in
            defer { first += entry.count }
            return NodeTable(
                labels: entry.labels, first: first, count: Int(entry.count),
                content: StoredContent(
                    entry.content, rows: Int(entry.count), file: file, place: .nodes(entry.labels)))
        }
    }
}

/// Edges with one label set from one table of nodes to another, sorted by source and target: rows from 0, ids from
/// ``first``.
public struct EdgeTable: Sendable {
    /// The labels, ordered by their bytes.
    public let labels: [String]
    /// The position of the table of nodes that the edges start at.
    public let source: Int
    /// The position of the table of nodes that the edges end at.
    public let target: Int
    /// The id of the edge in row 0.
    public let first: UInt32
    /// How many edges there are.
    public let count: Int
    let content: StoredContent
    let lists: StoredAdjacency

    static func all(in directory: SegmentDirectory, _ file: MappedFile) -> [EdgeTable] {
        var first: UInt32 = 0
        return directory.edgeTables.map { entry in
            defer { first += entry.count }
            let place = Place.edges(entry.labels)
            return EdgeTable(
                labels: entry.labels, source: Int(entry.source), target: Int(entry.target), first: first,
                count: Int(entry.count),
                content: StoredContent(entry.content, rows: Int(entry.count), file: file, place: place),
                lists: StoredAdjacency(
                    entry.adjacency, sources: Int(directory.nodeTables[Int(entry.source)].count),
                    targets: Int(directory.nodeTables[Int(entry.target)].count),
                    StoredBlocks(file: file, place: place)))
        }
    }

    /// The neighbours of every node in a direction.
    ///
    /// - Throws: ``SegmentError/damaged(file:problem:)``, at the first call or never.
    /// - Complexity: Linear in the table at the first call, constant afterwards.
    public func adjacency(_ direction: EdgeDirection) throws(SegmentError) -> Adjacency {
        try lists.checked(direction)
    }
}

extension EdgeTable {
    /// Whether an edge starts and ends at the same node.
    ///
    /// - Complexity: Linear in the table at the first call, constant afterwards.
    package func hasLoops() throws -> Bool {
        guard source == target else { return false }
        return try lists.loops.value {
            try adjacency(.outgoing).withUnsafeLists { offsets, nodes in
                for row in 0..<offsets.count - 1 {
                    for index in Int(offsets[row])..<Int(offsets[row + 1]) where nodes[index] == UInt32(row) {
                        return true
                    }
                }
                return false
            }
        }
    }
}

/// The two directions of a table's edges, each checked when it is first asked for.
final class StoredAdjacency: Sendable {
    let entry: AdjacencyEntry<BlockReference>
    let blocks: StoredBlocks
    private let sources: Int
    private let targets: Int
    private let outgoingOnce = CheckOnce()
    private let incomingOnce = CheckOnce()
    let loops = FoundOnce<Bool>()

    init(_ entry: AdjacencyEntry<BlockReference>, sources: Int, targets: Int, _ blocks: StoredBlocks) {
        self.entry = entry
        self.sources = sources
        self.targets = targets
        self.blocks = blocks
    }

    func checked(_ direction: EdgeDirection) throws(SegmentError) -> Adjacency {
        let once = direction == .outgoing ? outgoingOnce : incomingOnce
        try once { () throws(SegmentError) in
            try blocks.check(
                checksumsOf: direction == .outgoing
                    ? [entry.outOffsets, entry.outTargets]
                    : [entry.inOffsets, entry.inSources, entry.inPositions])
            try checkContent(direction)
        }
        return Adjacency(entry, direction, in: blocks.file)
    }

    func checkContent(_ direction: EdgeDirection) throws(SegmentError) {
        let adjacency = Adjacency(entry, direction, in: blocks.file)
        if let problem = adjacency.problem(neighbours: direction == .outgoing ? targets : sources) {
            throw blocks.damage("\(blocks.place): \(problem)")
        }
    }
}

/// What nodes and edges have in common.
public protocol SegmentTable: Sendable {
    /// The labels, ordered by their bytes.
    var labels: [String] { get }
    /// The id of the element in row 0.
    var first: UInt32 { get }
    /// How many elements there are.
    var count: Int { get }
    /// How many bytes of the file the table takes.
    var size: Int { get }
    /// The keys that have a column, ordered by their bytes.
    var keys: [String] { get }
    /// The column of a key, or nil when the key has none.
    ///
    /// A table with more than 512 keys keeps the rarest in its open content instead.
    ///
    /// - Throws: ``SegmentError/damaged(file:problem:)``, at the first call or never.
    func column(_ key: String) throws(SegmentError) -> SegmentColumn?
    /// What the elements are called; nil when none has an identifier.
    func identifiers() throws(SegmentError) -> SegmentIdentifiers?
    /// The rarest keys of a table with very many; nil when each key has a column.
    func openContent() throws(SegmentError) -> OpenContent?
    /// All properties of a row.
    func properties(of row: Int) throws(SegmentError) -> [(key: String, value: Value)]
}

protocol StoredTable: SegmentTable {
    var content: StoredContent { get }
}

extension StoredTable {
    /// The keys that have a column, ordered by their bytes.
    public var keys: [String] { content.keys }
    /// The column of a key, or nil when the key has none.
    public func column(_ key: String) throws(SegmentError) -> SegmentColumn? { try content.column(key) }
    /// What the elements are called; nil when none has an identifier.
    public func identifiers() throws(SegmentError) -> SegmentIdentifiers? {
        try content.identifiers?.checked()
    }
    /// The rarest keys of a table with very many; nil when each key has a column.
    public func openContent() throws(SegmentError) -> OpenContent? { try content.open?.checked() }
    /// All properties of a row.
    public func properties(of row: Int) throws(SegmentError) -> [(key: String, value: Value)] {
        try content.properties(of: row)
    }
}

extension NodeTable: StoredTable {
    /// How many bytes of the file the table takes.
    public var size: Int { content.size }
}

extension EdgeTable: StoredTable {
    /// How many bytes of the file the table takes, its lists included.
    public var size: Int {
        var size: UInt64 = 0
        lists.entry.forEachBlock { size += $0.length }
        return content.size + Int(size)
    }
}
