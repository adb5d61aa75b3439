import PropertyGraph

/// The position of an element type in its catalog.
public struct TypeID: Hashable, Comparable, Sendable {
    /// The position in ``Catalog/types``.
    public let index: Int
    /// The type at a position.
    public init(index: Int) { self.index = index }
    /// Orders by position.
    public static func < (left: TypeID, right: TypeID) -> Bool { left.index < right.index }
}

/// A node or edge type whose names are resolved.
public struct ElementType: Sendable {
    /// Its position in the catalog.
    public let id: TypeID
    /// Its name.
    public let name: String
    /// Whether it types nodes or edges.
    public let kind: ElementKind
    /// Whether it only serves as a part of others.
    public let isAbstract: Bool
    /// What the element itself must look like.
    public let form: ElementForm
    /// What the nodes at both ends must look like; nil for node types.
    public let endpoints: Endpoints?
    /// The graph type it is defined in; nil for a type of the catalog.
    public let graphType: String?
    /// Where it is defined.
    public let range: SourceRange

    /// The forms of the nodes that an edge connects.
    public struct Endpoints: Sendable {
        /// Where the edge starts.
        public let source: ElementForm
        /// Where it ends.
        public let target: ElementForm
    }
}

/// What an element must look like: the meaning of a `labelPropertySpec`.
public struct ElementForm: Sendable {
    /// Its labels; nil when none are written.
    public let labels: LabelTerm?
    /// Whether any further label is welcome.
    public let opensLabels: Bool
    /// Its properties, in the order written.
    public let properties: [PropertyForm]
    /// Whether any further property is welcome.
    public let opensContent: Bool

    /// The endpoint `()`: any node whatever.
    public static let anything = ElementForm(
        labels: nil, opensLabels: true, properties: [], opensContent: true)
}

/// One declared property.
public struct PropertyForm: Sendable {
    /// The key.
    public let key: String
    /// The values it may have.
    public let type: ValueType
    /// Whether an element may lack it.
    public let isOptional: Bool
}

/// A label expression whose names are resolved.
///
/// In a type's definition it stands for a set of base types; in a constraint it is a condition: carry the
/// label, conform to the type.
public indirect enum LabelTerm: Hashable, Sendable {
    /// A label.
    case label(String)
    /// A type of the right kind.
    case type(TypeID)
    /// All parts at once; two or more.
    case all([LabelTerm])
    /// Any of the parts; two or more.
    case any([LabelTerm])
    /// The part, or nothing.
    case optional(LabelTerm)
}
