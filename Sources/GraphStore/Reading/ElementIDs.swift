/// A node of a store, between two merges: a merge or an import numbers the elements anew.
///
/// What names a node for good is its identifier, or a key.
public struct NodeID: Hashable, Comparable, Sendable {
    /// The number; below the segment's count of nodes, it is the id in the segment.
    public let raw: UInt32

    /// The node with a number.
    public init(_ raw: UInt32) { self.raw = raw }

    /// Orders by number.
    public static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}

/// An edge of a store, between two merges, like ``NodeID``.
public struct EdgeID: Hashable, Comparable, Sendable {
    /// The number; below the segment's count of edges, it is the id in the segment.
    public let raw: UInt32

    /// The edge with a number.
    public init(_ raw: UInt32) { self.raw = raw }

    /// Orders by number.
    public static func < (left: Self, right: Self) -> Bool { left.raw < right.raw }
}
