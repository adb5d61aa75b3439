import PropertyGraph

/// One element as a store knows it.
package struct StoredElement: Sendable {
    /// In any order, none twice.
    package var labels: [String]
    /// In any order, no key twice.
    package var properties: [(key: String, value: Value)]
    /// What the graph calls it: nodes always have a name, edges may have none.
    package var identifier: Identifier?
    /// The space that the identifier is unique in; the empty name is the shared one.
    package var space: String

    /// An element with labels, properties and a name.
    package init(
        labels: [String], properties: [(key: String, value: Value)], identifier: Identifier?,
        space: String = ""
    ) {
        self.labels = labels
        self.properties = properties
        self.identifier = identifier
        self.space = space
    }
}

/// A graph that answers about single elements, as it is after a change.
///
/// Nodes and edges are numbered apart. What it cannot do is list everything: whoever asks one of these questions
/// pays for the answer, and not for the size of the graph. Questions may be asked from within the `body` of another.
package protocol NavigableGraph {
    /// Nil when there is no such element.
    func element(_ kind: ElementKind, _ id: UInt32) throws -> StoredElement?

    /// The ends of an edge that is there.
    func ends(ofEdge id: UInt32) throws -> (source: UInt32, target: UInt32)

    /// Calls `body` with each edge that leaves (or enters) a node, and the node at the other end, until it returns
    /// false.
    ///
    /// - Returns: False if `body` stopped it.
    func forEachEdge(
        of node: UInt32, isOutgoing: Bool, _ body: (_ edge: UInt32, _ other: UInt32) throws -> Bool
    ) throws -> Bool

    /// All elements that have, under the given keys, values equal to the given ones as keys compare.
    ///
    /// Only the tuples of keys that ``ChangeValidator/lookups(of:)`` lists are asked for.
    func elements(_ kind: ElementKind, where keys: [String], equal values: [Value]) throws -> [UInt32]

    /// What reports show as the file.
    var name: String { get }
}
