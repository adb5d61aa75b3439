import PGSchema
import PropertyGraph

/// An element type as it is declared once: in the catalog or inside one graph type.
struct Declaration {
    /// Tells two declarations apart.
    struct Key: Hashable {
        /// The graph type it stands in, or nil for the catalog.
        var home: String?
        var name: String
    }
    enum Definition {
        case node(NodeTypeDefinition)
        case edge(EdgeTypeDefinition)
    }
    var key: Key
    var definition: Definition

    var kind: ElementKind {
        switch definition {
        case .node: .node
        case .edge: .edge
        }
    }

    var isAbstract: Bool {
        switch definition {
        case .node(let definition): definition.isAbstract
        case .edge(let definition): definition.isAbstract
        }
    }
}

/// Everything a script declares, and which names mean what where.
struct Declarations {
    private(set) var all: [Declaration.Key: Declaration] = [:]
    /// In the order of their creation.
    private(set) var graphTypes: [GraphTypeDefinition] = []

    init(_ script: Script) throws(SchemaError) {
        for statement in script.statements {
            switch statement {
            case .createNodeType(let definition, _): try declare(.node(definition), definition.name, in: nil)
            case .createEdgeType(let definition, _): try declare(.edge(definition), definition.name, in: nil)
            case .createGraphType(let definition, _): try declare(definition)
            case .drop(let drop, _): try remove(drop)
            case .alter(let alter, _): throw .notCarriedOut(alter.name.text)
            }
        }
    }

    func graphType(named name: String) throws(SchemaError) -> GraphTypeDefinition {
        guard let found = graphTypes.first(where: { $0.name.text == name }) else {
            throw .unknownGraphType(name)
        }
        return found
    }

    /// The members of a graph type by name: its own, those it lists by name, and those it imports.
    func members(of name: String, importedBy path: [String] = []) throws(SchemaError)
        -> [String: Declaration]
    {
        guard !path.contains(name) else { throw .importCycle(name) }
        let graphType = try graphType(named: name)
        var members: [String: Declaration] = [:]
        func add(_ declaration: Declaration) throws(SchemaError) {
            // The same type may arrive by several ways; two types of one name may not.
            let known = members.updateValue(declaration, forKey: declaration.key.name)
            guard known == nil || known?.key == declaration.key else {
                throw .repeatedName(declaration.key.name)
            }
        }
        for imported in graphType.imports {
            for declaration in try self.members(of: imported.text, importedBy: path + [name]).values {
                try add(declaration)
            }
        }
        for element in graphType.elements {
            switch element {
            case .reference(let reference):
                guard let declaration = all[.init(home: nil, name: reference.text)] else {
                    throw .unknownType(reference.text)
                }
                try add(declaration)
            case .nodeType(let definition): try addOwn(definition.name.text)
            case .edgeType(let definition): try addOwn(definition.name.text)
            case .constraint: break
            }
        }
        func addOwn(_ own: String) throws(SchemaError) {
            guard let declaration = all[.init(home: name, name: own)] else { throw .unknownType(own) }
            try add(declaration)
        }
        return members
    }

    /// What names mean inside a graph type, or inside the catalog: its members first, then catalog types.
    func scope(of home: String?) throws(SchemaError) -> [String: Declaration] {
        var scope: [String: Declaration] = [:]
        for declaration in all.values where declaration.key.home == nil {
            scope[declaration.key.name] = declaration
        }
        if let home { scope.merge(try members(of: home)) { _, member in member } }
        return scope
    }

    /// The constraints that hold in a graph type, imported ones first, with the graph type each was written in.
    func constraints(of name: String) throws(SchemaError) -> [(ConstraintDefinition, home: String)] {
        var visited: Set<String> = []
        var result: [(ConstraintDefinition, home: String)] = []
        func visit(_ name: String) throws(SchemaError) {
            guard visited.insert(name).inserted else { return }
            let graphType = try graphType(named: name)
            for imported in graphType.imports { try visit(imported.text) }
            for case .constraint(let constraint) in graphType.elements { result.append((constraint, name)) }
        }
        try visit(name)
        return result
    }

    private mutating func declare(
        _ definition: Declaration.Definition, _ name: Name, in home: String?
    ) throws(SchemaError) {
        let key = Declaration.Key(home: home, name: name.text)
        guard all.updateValue(Declaration(key: key, definition: definition), forKey: key) == nil else {
            throw .repeatedName(name.text)
        }
    }

    private mutating func declare(_ graphType: GraphTypeDefinition) throws(SchemaError) {
        let name = graphType.name.text
        guard !graphTypes.contains(where: { $0.name.text == name }) else { throw .repeatedName(name) }
        graphTypes.append(graphType)
        for element in graphType.elements {
            switch element {
            case .nodeType(let definition): try declare(.node(definition), definition.name, in: name)
            case .edgeType(let definition): try declare(.edge(definition), definition.name, in: name)
            case .reference, .constraint: break
            }
        }
    }

    private mutating func remove(_ drop: DropStatement) throws(SchemaError) {
        let name = drop.name.text
        if drop.subject == .graphType {
            guard graphTypes.contains(where: { $0.name.text == name }) else { throw .unknownGraphType(name) }
            graphTypes.removeAll { $0.name.text == name }
            for key in all.keys where key.home == name { all[key] = nil }
        } else {
            let kind: ElementKind = drop.subject == .nodeType ? .node : .edge
            guard let dropped = all.removeValue(forKey: .init(home: nil, name: name)), dropped.kind == kind
            else {
                throw .unknownType(name)
            }
        }
    }
}
