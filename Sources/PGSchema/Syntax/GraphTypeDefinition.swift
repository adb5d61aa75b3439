/// Whether untyped elements are errors.
public enum GraphTypeMode: String, Sendable {
    /// Every element must conform to a type.
    case strict = "STRICT"
    /// Types are assigned where they fit; constraints hold all the same.
    case loose = "LOOSE"
}

/// `CREATE GRAPH TYPE name STRICT IMPORTS a, b { ... }`.
public struct GraphTypeDefinition: Sendable {
    /// The graph type's name.
    public var name: Name
    /// STRICT or LOOSE.
    public var mode: GraphTypeMode
    /// The graph types whose members and constraints are taken over.
    public var imports: [Name]
    /// What stands in braces, in order.
    public var elements: [GraphTypeElement]

    /// A graph type.
    public init(name: Name, mode: GraphTypeMode, imports: [Name], elements: [GraphTypeElement]) {
        self.name = name
        self.mode = mode
        self.imports = imports
        self.elements = elements
    }
}

/// One element of a graph type.
public enum GraphTypeElement: Sendable {
    /// The name of a catalog type, which becomes a member.
    case reference(Name)
    /// A node type defined in place.
    case nodeType(NodeTypeDefinition)
    /// An edge type defined in place.
    case edgeType(EdgeTypeDefinition)
    /// A PG-Key or CHECK.
    case constraint(ConstraintDefinition)

    /// Where the element stands.
    public var range: SourceRange {
        switch self {
        case .reference(let name): name.range
        case .nodeType(let definition): definition.range
        case .edgeType(let definition): definition.range
        case .constraint(let definition): definition.range
        }
    }
}
