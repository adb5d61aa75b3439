import PGSchema
import PropertyGraph

/// What validation found out about a graph.
public struct Report: Sendable {
    /// How many elements conform to a type.
    public struct TypeCount: Sendable {
        /// The type's name.
        public let type: String
        /// Whether it types nodes or edges.
        public let kind: ElementKind
        /// How many elements conform to it; one element may count for several types.
        public let count: Int
    }
    /// What became of one constraint.
    public struct ConstraintOutcome: Sendable {
        /// Its number, from 1.
        public let number: Int
        /// Its text, on one line.
        public let text: String
        /// How many targets it has.
        public let targets: Int
        /// How often each of its rules is broken, listed or not.
        public let violations: [Violation.Rule: Int]
    }

    /// Whether the graph conforms.
    public let conforms: Bool
    /// The graph type's name.
    public let graphType: String
    /// Whether untyped elements count as violations.
    public let mode: GraphTypeMode
    /// How many nodes the graph has.
    public let nodeCount: Int
    /// How many edges the graph has.
    public let edgeCount: Int
    /// How many elements conform to each type, in the order of the graph type.
    public let typeCounts: [TypeCount]
    /// How many nodes conform to no type, those with a malformed value aside.
    public let untypedNodes: Int
    /// How many edges conform to no type, those with a malformed value aside.
    public let untypedEdges: Int
    /// How many of ``untypedEdges`` would conform if their endpoints did.
    public let untypedEdgesFromEndpoints: Int
    /// The constraints in order.
    public let constraints: [ConstraintOutcome]
    /// How often each rule is broken, listed or not.
    public let counts: [Violation.Rule: Int]
    /// Violations, at most ``limit`` for each rule and constraint.
    public let violations: [Violation]
    /// How many violations are listed for each rule and constraint.
    public let limit: Int
    /// The types of every element, if they were asked for.
    public let typing: Assignment?

    /// How many violations there are in all.
    public var violationCount: Int { counts.values.reduce(0, +) }
}
