import PropertyGraph

/// One thing that is wrong with a graph.
public struct Violation: Sendable {
    /// The rule that is broken.
    public enum Rule: String, Sendable, CaseIterable, Comparable {
        /// Two elements have one identifier; the second is left out of the graph.
        case duplicateIdentifier = "duplicate-id"
        /// An edge starts at a node that does not exist; it is left out of the graph.
        case danglingSource = "dangling-source"
        /// An edge ends at a node that does not exist; it is left out of the graph.
        case danglingTarget = "dangling-target"
        /// A text does not read as the type that its own file declares.
        case malformedValue = "value"
        /// A STRICT graph type, and an element that conforms to none of its types.
        case untyped
        /// Two targets of a constraint share a tuple.
        case exclusive
        /// A target of a constraint has no tuple.
        case mandatory
        /// A target of a constraint has several tuples.
        case singleton
        /// A target does not satisfy a CHECK.
        case check

        /// Orders as the cases are listed: what is wrong with the input first.
        public static func < (left: Rule, right: Rule) -> Bool { left.position < right.position }
        private var position: Int { Rule.allCases.firstIndex(of: self) ?? 0 }
    }
    /// The rule that is broken.
    public var rule: Rule
    /// The element's identifier; for an edge without one, its file and line.
    public var element: String
    /// The element's number among the nodes (or edges) in the order they were read.
    package var number: UInt32
    /// Whether the element is a node or an edge.
    public var kind: ElementKind
    /// The constraint's number, for rules of constraints.
    public var constraint: Int?
    /// What is wrong and what would mend it, in a sentence.
    public var message: String
    /// The file that the element was read from.
    public var file: String?
    /// The line in the file, from 1.
    public var line: Int?
}
