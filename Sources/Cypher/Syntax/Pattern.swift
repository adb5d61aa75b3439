/// A path of nodes and relationships, perhaps named: `p = (a)-[:KNOWS]->(b)`.
public struct PathPattern: Sendable {
    /// Which of the paths that match are meant.
    public enum Selector: Sendable, Equatable {
        /// All.
        case all
        /// `shortestPath(...)`, `ANY SHORTEST`: one of the shortest, for each pair of ends.
        case anyShortest
        /// `allShortestPaths(...)`, `ALL SHORTEST`: every shortest one, for each pair of ends.
        case allShortest
        /// `ANY`: any one, for each pair of ends.
        case any
    }
    /// One element of a path after its first node.
    public enum Step: Sendable {
        /// `-[...]->(...)`.
        case relationship(RelationshipPattern, NodePattern)
        /// `((a)-[r]->(b) WHERE c){1,3}(node)`: a path that is repeated, and the node behind it.
        case repeated(RepeatedPath, NodePattern)
    }
    /// What the path is called.
    public var variable: Name?
    /// Which of the paths that match are meant.
    public var selector: Selector
    /// Whether `shortestPath` or `allShortestPaths` was written rather than GQL's words.
    public var isFunctionStyle: Bool
    /// The first node.
    public var start: NodePattern
    /// What follows.
    public var steps: [Step]
    /// Where it stands.
    public var range: SourceRange

    /// A path.
    public init(
        variable: Name? = nil, selector: Selector = .all, isFunctionStyle: Bool = false, start: NodePattern,
        steps: [Step], at range: SourceRange
    ) {
        self.variable = variable
        self.selector = selector
        self.isFunctionStyle = isFunctionStyle
        self.start = start
        self.steps = steps
        self.range = range
    }
}

/// `(n:Label {key: value} WHERE condition)`.
public struct NodePattern: Sendable {
    /// What the node is called.
    public var variable: Name?
    /// The labels it must have; for CREATE and MERGE, ``LabelExpression/plainLabels`` must not be nil.
    public var labels: LabelExpression?
    /// A map or a parameter that its properties are compared with.
    public var properties: Expression?
    /// A condition within the parentheses.
    public var condition: Expression?
    /// Where it stands.
    public var range: SourceRange

    /// A node.
    public init(
        variable: Name? = nil, labels: LabelExpression? = nil, properties: Expression? = nil,
        condition: Expression? = nil, at range: SourceRange
    ) {
        self.variable = variable
        self.labels = labels
        self.properties = properties
        self.condition = condition
        self.range = range
    }
}

/// `-[r:TYPE*1..3 {key: value} WHERE condition]->`.
public struct RelationshipPattern: Sendable {
    /// Which way the arrow points.
    public enum Direction: Sendable, Equatable {
        /// `-->`
        case right
        /// `<--`
        case left
        /// `--` or `<-->`
        case either
    }
    /// How often it is repeated.
    public struct Length: Sendable, Equatable {
        /// The fewest, nil where it was left out.
        public var minimum: Int?
        /// The most, nil where it was left out.
        public var maximum: Int?
        /// Whether `*` was written (the variable is then a list, and `*` alone means one or more), rather than
        /// GQL's quantifier `{1,3}`, `+`, `*` behind the arrow.
        public var isStarStyle: Bool

        /// A length.
        public init(minimum: Int?, maximum: Int?, isStarStyle: Bool) {
            self.minimum = minimum
            self.maximum = maximum
            self.isStarStyle = isStarStyle
        }
    }
    /// What the relationship is called.
    public var variable: Name?
    /// The types it may have.
    public var types: LabelExpression?
    /// A map or a parameter that its properties are compared with.
    public var properties: Expression?
    /// A condition within the brackets.
    public var condition: Expression?
    /// Which way it points.
    public var direction: Direction
    /// How often it is repeated; nil for a single relationship.
    public var length: Length?
    /// Where it stands.
    public var range: SourceRange

    /// A relationship.
    public init(
        variable: Name? = nil, types: LabelExpression? = nil, properties: Expression? = nil,
        condition: Expression? = nil, direction: Direction, length: Length? = nil, at range: SourceRange
    ) {
        self.variable = variable
        self.types = types
        self.properties = properties
        self.condition = condition
        self.direction = direction
        self.length = length
        self.range = range
    }
}

/// `((a)-[r]->(b) WHERE c){1,3}`: a path in parentheses with a quantifier, as in GQL.
///
/// The variables within it are lists outside of it.
public struct RepeatedPath: Sendable {
    /// What is repeated.
    public var path: PathPattern
    /// What holds of each repetition.
    public var condition: Expression?
    /// The fewest repetitions.
    public var minimum: Int
    /// The most, or nil for any number.
    public var maximum: Int?
    /// Where it stands.
    public var range: SourceRange

    /// A repeated path.
    public init(
        path: PathPattern, condition: Expression?, minimum: Int, maximum: Int?, at range: SourceRange
    ) {
        self.path = path
        self.condition = condition
        self.minimum = minimum
        self.maximum = maximum
        self.range = range
    }
}

/// Which labels an element must have: `:A`, `:A:B`, `:A&(B|!C)`, `:%`.
public indirect enum LabelExpression: Sendable {
    /// One label.
    case label(Name)
    /// Any label at all: `%`.
    case any(SourceRange)
    /// Both: `A&B`, `A:B`.
    case and(LabelExpression, LabelExpression)
    /// At least one: `A|B`, `A|:B`.
    case or(LabelExpression, LabelExpression)
    /// Not: `!A`.
    case not(LabelExpression)

    /// The labels of a conjunction, as CREATE and SET need them; nil for anything else.
    public var plainLabels: [Name]? {
        switch self {
        case .label(let name): [name]
        case .and(let left, let right):
            left.plainLabels.flatMap { first in right.plainLabels.map { first + $0 } }
        case .any, .or, .not: nil
        }
    }
}
