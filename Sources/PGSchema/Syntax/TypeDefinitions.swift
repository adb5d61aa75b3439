/// `(name: labels OPEN { content })`.
public struct NodeTypeDefinition: Sendable {
    /// Whether the type only serves as a part of others.
    public var isAbstract: Bool
    /// The type's name.
    public var name: Name
    /// What an element must look like.
    public var specification: ElementSpecification
    /// From `(` (or ABSTRACT) to `)`.
    public var range: SourceRange

    /// A node type.
    public init(isAbstract: Bool, name: Name, specification: ElementSpecification, range: SourceRange) {
        self.isAbstract = isAbstract
        self.name = name
        self.specification = specification
        self.range = range
    }
}

/// `(source)-[name: labels OPEN { content }]->(target)`.
public struct EdgeTypeDefinition: Sendable {
    /// Whether the type only serves as a part of others.
    public var isAbstract: Bool
    /// The type's name.
    public var name: Name
    /// What the edge itself must look like.
    public var specification: ElementSpecification
    /// What the node it starts at must look like.
    public var source: ElementSpecification
    /// What the node it ends at must look like.
    public var target: ElementSpecification
    /// From the first `(` (or ABSTRACT) to the last `)`.
    public var range: SourceRange

    /// An edge type.
    public init(
        isAbstract: Bool, name: Name, specification: ElementSpecification, source: ElementSpecification,
        target: ElementSpecification, range: SourceRange
    ) {
        self.isAbstract = isAbstract
        self.name = name
        self.specification = specification
        self.source = source
        self.target = target
        self.range = range
    }
}

/// The grammar's `labelPropertySpec`: labels, whether more are welcome, and content.
public struct ElementSpecification: Sendable {
    /// What follows the colon, if anything.
    public var labels: LabelExpression?
    /// Whether OPEN stands after the labels: any further label is welcome.
    public var opensLabels: Bool
    /// What stands in braces, if anything.
    public var content: ContentSpecification?
    /// The text of all three; empty, at the place where they would stand, when there is none.
    public var range: SourceRange

    /// A specification of labels and content.
    public init(
        labels: LabelExpression?, opensLabels: Bool, content: ContentSpecification?, range: SourceRange
    ) {
        self.labels = labels
        self.opensLabels = opensLabels
        self.content = content
        self.range = range
    }

    /// Whether nothing at all is written; as an endpoint, `()`, that means any node.
    public var isEmpty: Bool { labels == nil && !opensLabels && content == nil }
}

/// Labels and types combined with `&`, `|` and `?`.
///
/// Parentheses and brackets are kept as ``group(_:bracket:range:)``: the formatter prints them again, and the
/// check for an unparenthesised mix of `&` and `|` needs to know about them.
public indirect enum LabelExpression: Sendable {
    /// A bare name: a type if one is in scope, else a label.
    case name(Name)
    /// `@name`: certainly a type.
    case typeReference(Name, range: SourceRange)
    /// `a & b & ...`, two or more.
    case all([LabelExpression])
    /// `a | b | ...`, two or more.
    case any([LabelExpression])
    /// `a?`.
    case optional(LabelExpression, range: SourceRange)
    /// `( ... )` or `[ ... ]`.
    case group(LabelExpression, bracket: Bracket, range: SourceRange)

    /// The two ways to write a group.
    public enum Bracket: Sendable {
        /// `( )`.
        case round
        /// `[ ]`.
        case square
    }

    /// The text of the whole expression.
    public var range: SourceRange {
        switch self {
        case .name(let name): name.range
        case .typeReference(_, let range), .optional(_, let range), .group(_, _, let range): range
        case .all(let parts), .any(let parts): parts[0].range.through(parts[parts.count - 1].range)
        }
    }
}

/// What stands in braces: the properties, and whether others are welcome.
public struct ContentSpecification: Sendable {
    /// The declared properties in order.
    public var properties: [PropertyDefinition]
    /// Whether OPEN stands at the end.
    public var isOpen: Bool
    /// From `{` to `}`.
    public var range: SourceRange

    /// A specification of properties.
    public init(properties: [PropertyDefinition], isOpen: Bool, range: SourceRange) {
        self.properties = properties
        self.isOpen = isOpen
        self.range = range
    }
}

/// `[OPTIONAL] key type`.
public struct PropertyDefinition: Sendable {
    /// Whether an element may lack the property.
    public var isOptional: Bool
    /// The key.
    public var key: Name
    /// The type, as written.
    public var type: ValueTypeSyntax
    /// From OPTIONAL or the key to the end of the type.
    public var range: SourceRange

    /// A property of a type.
    public init(isOptional: Bool, key: Name, type: ValueTypeSyntax, range: SourceRange) {
        self.isOptional = isOptional
        self.key = key
        self.type = type
        self.range = range
    }
}

/// A value type as written: one or more alternatives between `|`.
public struct ValueTypeSyntax: Sendable {
    /// One alternative: `STRING(1, 20)`, `LIST<INT>[3]`, `LOCAL DATETIME`.
    public struct Term: Sendable {
        /// The type's name in capitals, its words joined by one space.
        public var name: String
        /// Numbers in parentheses, or the dimension of `VECTOR<n>`.
        public var arguments: [Int]
        /// What stands between `<` and `>` of a list, one element or none.
        public var element: [ValueTypeSyntax]
        /// The number in brackets after a list.
        public var maximum: Int?
        /// The text of the term.
        public var range: SourceRange

        /// A term of a value type.
        public init(
            name: String, arguments: [Int] = [], element: [ValueTypeSyntax] = [], maximum: Int? = nil,
            range: SourceRange
        ) {
            self.name = name
            self.arguments = arguments
            self.element = element
            self.maximum = maximum
            self.range = range
        }
    }
    /// The alternatives, at least one.
    public var alternatives: [Term]
    /// The text of all of them.
    public var range: SourceRange

    /// A type of these alternatives.
    public init(alternatives: [Term], range: SourceRange) {
        self.alternatives = alternatives
        self.range = range
    }
}
