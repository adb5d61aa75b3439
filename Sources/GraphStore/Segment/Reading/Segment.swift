/// A graph in a file that never changes, mapped into memory.
///
///     let segment = try Segment(path: "graph/segment-1")
///     let people = try #require(segment.nodeTables.first { $0.labels == ["Person"] })
///     let names = try people.column("name")
///     names?[0]
///
/// Opening reads the directory and no data. A table's columns and lists are checked, checksums included, when they are
/// first asked for; asking throws when they are damaged, and what it returns cannot fail any more.
public final class Segment: Sendable {
    let file: MappedFile
    /// The blocks that the directory names.
    let directory: SegmentDirectory
    /// Where the directory lies.
    let directoryBlock: BlockReference
    /// The number that tells the segments of a store apart.
    public let generation: UInt64
    /// The version of the file's format.
    public let formatVersion: UInt32
    /// The nodes by label set, in the order of their ids.
    public let nodeTables: [NodeTable]
    /// The edges by label set and by the tables of their ends, in the order of their ids.
    public let edgeTables: [EdgeTable]
    let indexes: [StoredIndex]
    let keyedTables = KeyedTables()
    /// Positions of the tables of edges that leave, or enter, each table of nodes.
    private let leaving: [[Int]]
    private let entering: [[Int]]

    /// The path of the file.
    public var path: String { file.path }
    /// How many nodes there are.
    public var nodeCount: Int { nodeTables.last.map { Int($0.first) + $0.count } ?? 0 }
    /// How many edges there are.
    public var edgeCount: Int { edgeTables.last.map { Int($0.first) + $0.count } ?? 0 }
    /// The size of the file in bytes.
    public var size: Int { file.bytes.count }
    /// The names of the indexes.
    public var indexNames: [String] { indexes.map(\.entry.name) }

    /// Maps a file and reads its directory.
    ///
    /// - Throws: What is wrong with the file: not there, not a segment, of a newer version, cut off, or damaged.
    public init(path: String) throws(SegmentError) {
        let file = try MappedFile(path: path)
        let frame = try SegmentFrame(file)
        guard let directory = SegmentDirectory(decoding: file.bytes(of: frame.directory)) else {
            throw .damaged(file: path, problem: "its directory cannot be read")
        }
        try LayoutCheck(file: path, end: frame.directory.offset).check(directory)
        self.file = file
        self.directory = directory
        directoryBlock = frame.directory
        generation = frame.generation
        formatVersion = frame.version
        nodeTables = NodeTable.all(in: directory, file)
        let edgeTables = EdgeTable.all(in: directory, file)
        self.edgeTables = edgeTables
        var leaving = [[Int]](repeating: [], count: directory.nodeTables.count)
        var entering = leaving
        for (position, table) in edgeTables.enumerated() {
            leaving[table.source].append(position)
            entering[table.target].append(position)
        }
        (self.leaving, self.entering) = (leaving, entering)
        let (nodeCount, edgeCount) = (
            directory.nodeTables.reduce(0) { $0 + Int($1.count) },
            directory.edgeTables.reduce(0) { $0 + Int($1.count) }
        )
        indexes = directory.indexes.map {
            StoredIndex($0, elementCount: $0.isOfEdges ? edgeCount : nodeCount, in: file)
        }
    }

    /// The position of the table that holds a node.
    ///
    /// - Complexity: O(log of the number of tables).
    public func nodeTable(of id: UInt32) -> Int {
        precondition(Int(id) < nodeCount, "the segment has no node of this id")
        return Self.last(nodeTables.count) { nodeTables[$0].first <= id }
    }

    /// The position of the table that holds an edge.
    ///
    /// - Complexity: O(log of the number of tables).
    public func edgeTable(of id: UInt32) -> Int {
        precondition(Int(id) < edgeCount, "the segment has no edge of this id")
        return Self.last(edgeTables.count) { edgeTables[$0].first <= id }
    }

    /// The tables of edges that leave, or enter, the nodes of a table.
    public func edgeTables(at nodeTable: Int, _ direction: EdgeDirection) -> some Sequence<EdgeTable> {
        (direction == .outgoing ? leaving : entering)[nodeTable].lazy.map { self.edgeTables[$0] }
    }

    /// The last position for which a condition holds that fails from some position on.
    private static func last(_ count: Int, where holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if holds(middle) { low = middle } else { high = middle - 1 }
        }
        return low
    }

    /// An index by its name, or nil when there is none.
    ///
    /// - Throws: ``SegmentError/damaged(file:problem:)``.
    public func index(named name: String) throws(SegmentError) -> SegmentIndex? {
        try indexes.first { $0.entry.name.utf8.elementsEqual(name.utf8) }?.checked()
    }
}
