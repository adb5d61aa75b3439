/// `FOR scope restrictors descriptor` or `FOR scope CHECK predicate`.
public struct ConstraintDefinition: Sendable {
    /// How the target is written: `x`, `x.key`, or `(x: labels)`.
    public enum Target: Sendable {
        /// `FOR x` or `FOR x.key`; the pattern binds the variable.
        case output(Output)
        /// `FOR (x)` or `FOR (x: labels)`: a node, bound right here.
        case node(Name, LabelExpression?)
    }
    /// What a target is held to.
    public enum Requirement: Sendable {
        /// Restrictors over the tuples that the descriptor yields.
        case key([Restrictor], Descriptor)
        /// A predicate that every target satisfies.
        case check(Predicate)
    }
    /// The objects the constraint speaks of.
    public var target: Target
    /// Patterns after the first WITHIN, empty without one.
    public var within: [PathPattern]
    /// The condition after the patterns' WHERE.
    public var condition: Predicate?
    /// What every target is held to.
    public var requirement: Requirement
    /// From FOR to the end.
    public var range: SourceRange

    /// A constraint.
    public init(
        target: Target, within: [PathPattern], condition: Predicate?, requirement: Requirement,
        range: SourceRange
    ) {
        self.target = target
        self.within = within
        self.condition = condition
        self.requirement = requirement
        self.range = range
    }
}

/// A restrictor of PG-Keys, as written.
public struct Restrictor: Sendable {
    /// The five restrictors.
    public enum Kind: String, Sendable, CaseIterable {
        /// No two targets share a tuple.
        case exclusive = "EXCLUSIVE"
        /// Every target has at least one tuple.
        case mandatory = "MANDATORY"
        /// Every target has at most one tuple.
        case singleton = "SINGLETON"
        /// All three.
        case identifier = "IDENTIFIER"
        /// All three.
        case key = "KEY"
    }
    /// Which one.
    public var kind: Kind
    /// Where it stands.
    public var range: SourceRange

    /// A restrictor at a place.
    public init(kind: Kind, range: SourceRange) {
        self.kind = kind
        self.range = range
    }
}

/// The outputs of a constraint and the patterns they are found in.
public struct Descriptor: Sendable {
    /// What the tuples consist of, one or more.
    public var outputs: [Output]
    /// Patterns after WITHIN, empty without one.
    public var within: [PathPattern]
    /// The condition after the patterns' WHERE.
    public var condition: Predicate?

    /// A descriptor.
    public init(outputs: [Output], within: [PathPattern], condition: Predicate?) {
        self.outputs = outputs
        self.within = within
        self.condition = condition
    }
}

/// `x` or `x.key`.
public struct Output: Sendable {
    /// The variable.
    public var variable: Name
    /// The property, or nil for the element itself.
    public var key: Name?

    /// An element or one of its properties.
    public init(variable: Name, key: Name?) {
        self.variable = variable
        self.key = key
    }

    /// The text of both.
    public var range: SourceRange { key.map { variable.range.through($0.range) } ?? variable.range }
}

/// A chain of nodes and edges: `(x: A)-[e: R]->(y)<-[:S]-(z)`.
public struct PathPattern: Sendable {
    /// One edge and the node behind it.
    public struct Step: Sendable {
        /// The edge.
        public var edge: EdgePattern
        /// The node it leads to.
        public var node: NodePattern
        /// An edge and the node behind it.
        public init(edge: EdgePattern, node: NodePattern) {
            self.edge = edge
            self.node = node
        }
    }
    /// The first node.
    public var start: NodePattern
    /// The rest of the chain.
    public var steps: [Step]

    /// A chain.
    public init(start: NodePattern, steps: [Step]) {
        self.start = start
        self.steps = steps
    }
}

/// `(x: labels {key: literal})`, every part optional.
public struct NodePattern: Sendable {
    /// The variable, if the node has one.
    public var variable: Name?
    /// What the node must carry or conform to.
    public var labels: LabelExpression?
    /// Properties it must have with just these values.
    public var properties: [PropertyEquality]
    /// From `(` to `)`.
    public var range: SourceRange

    /// A node of a pattern.
    public init(
        variable: Name?, labels: LabelExpression?, properties: [PropertyEquality], range: SourceRange
    ) {
        self.variable = variable
        self.labels = labels
        self.properties = properties
        self.range = range
    }
}

/// `-[e: labels {key: literal}]->`, every part optional; `-->` is one with none.
public struct EdgePattern: Sendable {
    /// Which way the edge points along the chain.
    public enum Direction: Sendable {
        /// `-[]->`.
        case outgoing
        /// `<-[]-`.
        case incoming
        /// `-[]-`: either way.
        case either
    }
    /// The variable, if the edge has one.
    public var variable: Name?
    /// What the edge must carry or conform to.
    public var labels: LabelExpression?
    /// Properties it must have with just these values.
    public var properties: [PropertyEquality]
    /// Which way it points.
    public var direction: Direction
    /// From the first dash to the last dash or arrow head.
    public var range: SourceRange

    /// An edge of a pattern.
    public init(
        variable: Name?, labels: LabelExpression?, properties: [PropertyEquality], direction: Direction,
        range: SourceRange
    ) {
        self.variable = variable
        self.labels = labels
        self.properties = properties
        self.direction = direction
        self.range = range
    }
}

/// `key: literal` (or `key = literal`) inside a pattern's braces.
public struct PropertyEquality: Sendable {
    /// The key.
    public var key: Name
    /// The value it must equal.
    public var value: Literal

    /// An equality of a property and a literal.
    public init(key: Name, value: Literal) {
        self.key = key
        self.value = value
    }
}
