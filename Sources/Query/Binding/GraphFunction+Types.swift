extension GraphFunction {
    private static let byName: [String: GraphFunction] = {
        var functions = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue.lowercased(), $0) })
        functions["rels"] = .relationships
        return functions
    }()

    /// The function of a name, letters compared without regard to case.
    init?(called name: String) {
        guard let function = Self.byName[name.lowercased()] else { return nil }
        self = function
    }

    /// Whether its argument may be of a type.
    func accepts(_ type: StaticType) -> Bool {
        switch self {
        case .labels: type.overlaps(.node)
        case .type, .startNode, .endNode: type.overlaps(.relationship)
        case .properties, .keys: type.overlaps(anyOf: .node, .relationship, .map)
        case .id, .elementId: type.overlaps(anyOf: .node, .relationship)
        case .nodes, .relationships, .length: type.overlaps(.path)
        case .exists: true
        }
    }

    /// What messages call what it wants.
    var wanted: String {
        switch self {
        case .labels: "a node"
        case .type, .startNode, .endNode: "a relationship"
        case .properties, .keys: "a node, a relationship or a map"
        case .id, .elementId: "a node or a relationship"
        case .nodes, .relationships, .length: "a path"
        case .exists: "a property or a pattern"
        }
    }

    /// The type of what it gives.
    var resultType: StaticType {
        switch self {
        case .labels, .keys: .list(.string)
        case .type: .string
        case .properties: .map
        case .startNode, .endNode: .node
        case .nodes: .list(.node)
        case .relationships: .list(.relationship)
        case .length: .integer
        // An id is what the store gives, a number or a text.
        case .id, .elementId: .any
        case .exists: .boolean
        }
    }
}
