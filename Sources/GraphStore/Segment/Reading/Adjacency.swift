/// Which end of its edges a node is asked as.
public enum EdgeDirection: Sendable, CaseIterable {
    /// The node is the source: its edges lead to targets.
    case outgoing
    /// The node is the target: its edges come from sources.
    case incoming
}

/// The neighbours of every node along the edges of one table, sorted.
///
///     let friends = try knows.adjacency(.outgoing)
///     for friend in friends[row] { ... }
///     for index in friends.range(of: row) { friends.nodes[index], friends.edge(at: index) }
///
/// Rows count within the node tables at either end. One exists only once every offset and row was found to be in
/// range, so neighbours index arrays of their table's size without a check.
public struct Adjacency: Sendable {
    private let offsets: MappedArray<UInt32>
    /// The neighbours of all nodes, one list after the other.
    public let nodes: MappedArray<UInt32>
    private let positions: MappedArray<UInt32>?

    init(_ entry: AdjacencyEntry<BlockReference>, _ direction: EdgeDirection, in file: MappedFile) {
        switch direction {
        case .outgoing:
            offsets = MappedArray(entry.outOffsets, in: file)
            nodes = MappedArray(entry.outTargets, in: file)
            positions = nil
        case .incoming:
            offsets = MappedArray(entry.inOffsets, in: file)
            nodes = MappedArray(entry.inSources, in: file)
            positions = MappedArray(entry.inPositions, in: file)
        }
    }

    /// How many nodes have a list, an empty one perhaps.
    public var count: Int { offsets.count - 1 }

    /// Where the list of a node lies in ``nodes``.
    public func range(of row: Int) -> Range<Int> {
        Range(uncheckedBounds: (Int(offsets[row]), Int(offsets[row + 1])))
    }

    /// The neighbours of a node, ascending; one that several edges lead to is there as often.
    public subscript(row: Int) -> MappedArray<UInt32> { nodes[range(of: row)] }

    /// The row, in the table of edges, of the edge at an index of ``nodes``.
    public func edge(at index: Int) -> UInt32 { positions.map { $0[index] } ?? UInt32(index) }

    /// How many edges a node has.
    public func degree(of row: Int) -> Int { Int(offsets[row + 1]) - Int(offsets[row]) }

    /// Calls `body` with where each list begins, and one more, and with all lists, for inner loops over many nodes.
    public func withUnsafeLists<Result, Failure>(
        _ body: (UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<UInt32>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try offsets.withUnsafeBufferPointer { offsets throws(Failure) in
            try nodes.withUnsafeBufferPointer { nodes throws(Failure) in try body(offsets, nodes) }
        }
    }

    /// Where the lists lie, for inner loops over many nodes.
    ///
    /// Valid as long as the segment is mapped: whoever keeps them keeps the segment.
    package var unsafeLists: UnsafeLists? {
        guard let offsets = offsets.base else { return nil }
        return UnsafeLists(
            offsets: offsets, nodes: nodes.base ?? offsets, positions: positions?.base)
    }

    /// What is out of range, if anything is.
    func problem(neighbours: Int) -> String? {
        guard offsets.ascends(to: UInt32(nodes.count)) else { return "offsets are out of order" }
        guard nodes.isBelow(neighbours) else { return "an edge leads to a node that is not there" }
        guard positions?.isBelow(nodes.count) ?? true else { return "a list names an edge that is not there" }
        return nil
    }
}

/// The lists of an ``Adjacency`` without what keeps them mapped.
package struct UnsafeLists: BitwiseCopyable {
    /// Where the list of each row begins, and one more.
    package let offsets: UnsafePointer<UInt32>
    /// The neighbours of all nodes.
    package let nodes: UnsafePointer<UInt32>
    /// The row of each edge in its table; nil where it is the index.
    package let positions: UnsafePointer<UInt32>?

    /// The row, in the table of edges, of the edge at an index of ``nodes``.
    @inline(__always)
    package func edge(at index: Int) -> UInt32 {
        positions.map { $0[index] } ?? UInt32(truncatingIfNeeded: index)
    }
}
