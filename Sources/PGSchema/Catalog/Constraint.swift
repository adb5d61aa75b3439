import PropertyGraph

/// A PG-Key or CHECK whose names are resolved.
///
/// The scope pattern finds the targets; the requirement says what each is held to.
/// Source: "PG-Keys: Keys for Property Graphs" (SIGMOD 2021), section 4.
public struct Constraint: Sendable {
    /// Its number within the graph type, from 1; reports call it by this.
    public let number: Int
    /// Its text, on one line.
    public let text: String
    /// Where it is written.
    public let range: SourceRange
    /// Finds the targets.
    public let scope: GraphPattern
    /// Which variable of the scope is the target.
    public let target: Int
    /// The property that is the target, if it is not the element itself.
    public let targetKey: String?
    /// What a target is held to.
    public let requirement: Requirement

    /// What every target is held to.
    public enum Requirement: Sendable {
        /// Restrictions on the tuples that a descriptor yields per target.
        case key(Restrictions, Descriptor)
        /// A condition over the target, which is variable 0, that must not be false.
        case check(Condition)
    }

    /// Which restrictors hold.
    public struct Restrictions: Hashable, Sendable {
        /// No two targets share a tuple.
        public var exclusive: Bool
        /// Every target has at least one tuple.
        public var mandatory: Bool
        /// Every target has at most one tuple.
        public var singleton: Bool
    }

    /// Yields the tuples of a target, which is variable 0 of the pattern.
    public struct Descriptor: Sendable {
        /// Where the outputs are found.
        public let pattern: GraphPattern
        /// What a tuple consists of.
        public let outputs: [PatternTerm]
    }

}

/// Nodes and edges to be found together; matching is homomorphic, so two variables may find one element.
public struct GraphPattern: Sendable {
    /// A node or edge to be found.
    public struct Variable: Sendable {
        /// Its name, or nil if it has none.
        public let name: String?
        /// Whether it finds nodes or edges.
        public let kind: ElementKind
    }
    /// A demand on one variable.
    public struct Filter: Sendable {
        /// The variable.
        public let variable: Int
        /// Labels it must carry and types it must conform to.
        public let labels: LabelTerm?
        /// Properties it must have with these values; nil is NULL, which nothing equals.
        public let properties: [(key: String, value: Value?)]
    }
    /// An edge variable between two node variables.
    public struct Connection: Sendable {
        /// The edge.
        public let edge: Int
        /// The node it starts at.
        public let source: Int
        /// The node it ends at.
        public let target: Int
        /// False for `-[]-`, which the edge may satisfy either way round.
        public let isDirected: Bool
    }
    /// Everything to be found.
    public var variables: [Variable] = []
    /// What is demanded of single variables.
    public var filters: [Filter] = []
    /// How edges connect nodes.
    public var connections: [Connection] = []
    /// The condition on a whole match.
    public var condition: Condition?
}

/// An element, a property or a constant in a condition or tuple.
public enum PatternTerm: Sendable {
    /// The element that a variable found.
    case element(Int)
    /// A property of the element that a variable found.
    case property(Int, key: String)
    /// A constant; nil is NULL.
    case constant(Value?)
}

/// A condition over the variables of a pattern, three-valued as in SQL.
///
/// A comparison with an undefined operand is unknown, and a match counts only if its condition is true.
public indirect enum Condition: Sendable {
    /// `a < b` and the like. Values that have no order between them compare as false.
    case comparison(PatternTerm, Predicate.Comparison, PatternTerm)
    /// `a IS NULL`, or `a IS NOT NULL`.
    case isNull(PatternTerm, negated: Bool)
    /// `a IN [...]`, or `a NOT IN [...]`.
    case isIn(PatternTerm, [PatternTerm], negated: Bool)
    /// A Boolean property or constant.
    case term(PatternTerm)
    /// `NOT a`.
    case not(Condition)
    /// `a AND b`.
    case all([Condition])
    /// `a OR b`.
    case any([Condition])
}
