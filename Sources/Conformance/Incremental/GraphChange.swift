/// What a transaction did to a graph: the elements it touched, as they were before.
///
///     var change = GraphChange()
///     change.touch(node: 7, before: nil)              // inserted
///     change.touch(node: 3, before: oldVersion)       // updated, or deleted
///
/// What the elements are now is read from the graph, which has nothing under the number of a deleted one. Whoever
/// deletes a node deletes its edges, so that these are here too.
package struct GraphChange: Sendable {
    /// An edge that was touched; its ends never change.
    package struct EdgeBefore: Sendable {
        package var source: UInt32
        package var target: UInt32
        /// Nil when the edge was inserted.
        package var before: StoredElement?

        package init(source: UInt32, target: UInt32, before: StoredElement?) {
            self.source = source
            self.target = target
            self.before = before
        }
    }
    /// The touched nodes as they were, nil standing for those that were inserted.
    package var nodes: [UInt32: StoredElement?] = [:]
    /// The touched edges.
    package var edges: [UInt32: EdgeBefore] = [:]

    /// A change of nothing.
    package init() {}

    package var isEmpty: Bool { nodes.isEmpty && edges.isEmpty }

    /// Notes what a node was; of several versions the first stays.
    package mutating func touch(node id: UInt32, before: @autoclosure () -> StoredElement?) {
        if nodes[id] == nil { nodes.updateValue(before(), forKey: id) }
    }

    /// Notes what an edge was; of several versions the first stays.
    package mutating func touch(
        edge id: UInt32, from source: UInt32, to target: UInt32, before: @autoclosure () -> StoredElement?
    ) {
        if edges[id] == nil { edges[id] = EdgeBefore(source: source, target: target, before: before()) }
    }
}
