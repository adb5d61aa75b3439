import PropertyGraph

/// Turns a script into a catalog: runs CREATE and DROP in order, then resolves the names of what remains.
///
/// Forward references are fine; what counts is the catalog after the last statement.
struct Resolver {
    /// The script as bytes: source ranges count in them.
    let text: [UInt8]
    /// Where its comments stand, in order.
    var comments: [SourceRange] = []
    var diagnostics: [Diagnostic] = []
    /// False where parts of the script did not parse: what seems unknown may be defined there.
    let knowsAllNames: Bool
    var catalog = Catalog()
    /// Element types of the catalog by name.
    var catalogScope: [String: TypeID] = [:]
    /// What each type was written as, parallel to `catalog.types`.
    var definitions: [TypeDefinition] = []
    /// Names that were dropped and not created again.
    var droppedNames: Set<String> = []
    /// The scope in which each type's references are looked up, parallel to `catalog.types`.
    var scopeOfType: [Scope] = []

    /// A type as written, node or edge.
    enum TypeDefinition {
        case node(NodeTypeDefinition)
        case edge(EdgeTypeDefinition)

        var name: Name {
            switch self {
            case .node(let definition): definition.name
            case .edge(let definition): definition.name
            }
        }
        var kind: ElementKind {
            switch self {
            case .node: .node
            case .edge: .edge
            }
        }
        var isAbstract: Bool {
            switch self {
            case .node(let definition): definition.isAbstract
            case .edge(let definition): definition.isAbstract
            }
        }
        var range: SourceRange {
            switch self {
            case .node(let definition): definition.range
            case .edge(let definition): definition.range
            }
        }
    }

    /// Names visible in a graph type (its members, then the catalog's types), or in the catalog alone.
    struct Scope {
        var graphType: String?
        /// Members by name, imported ones included; empty outside graph types.
        var members: [String: TypeID] = [:]
    }

    init(text: [UInt8], knowsAllNames: Bool = true) {
        self.text = text
        self.knowsAllNames = knowsAllNames
    }

    mutating func resolve(_ script: Script) -> Catalog {
        comments = script.comments.map(\.range)
        let live = run(script)
        for definition in live.types {
            let id = declare(definition, in: Scope())
            catalogScope[definition.name.text] = id
            catalog.catalogTypes.append(id)
        }
        let drafts = gather(live.graphTypes)
        resolveTypes()
        rejectCycles()
        for draft in drafts { catalog.graphTypes.append(finish(draft, among: drafts)) }
        return catalog
    }

    mutating func report(
        _ message: String, at range: SourceRange, suggestion: String? = nil, kind: Diagnostic.Kind = .schema
    ) {
        diagnostics.append(Diagnostic(kind, message, at: range, suggestion: suggestion))
    }

    /// "Did you mean `near`?", if there is a near name.
    func didYouMean(_ name: String, among candidates: some Sequence<String>) -> String? {
        Spelling.nearest(to: name, among: candidates).map { "Did you mean `\($0)`?" }
    }

    /// Reserves an identifier for a type; its form follows in `resolveTypes`.
    mutating func declare(_ definition: TypeDefinition, in scope: Scope) -> TypeID {
        let id = TypeID(index: definitions.count)
        definitions.append(definition)
        scopeOfType.append(scope)
        return id
    }

    /// Executes the statements on names alone and returns what exists at the end.
    private mutating func run(
        _ script: Script
    ) -> (types: [TypeDefinition], graphTypes: [(GraphTypeDefinition, SourceRange)]) {
        var types: [TypeDefinition] = []
        var graphTypes: [(GraphTypeDefinition, SourceRange)] = []
        var typeNames: [String: SourceRange] = [:]
        var graphTypeNames: Set<String> = []
        for statement in script.statements {
            switch statement {
            case .createNodeType(let definition, _):
                if admit(definition.name, into: &typeNames) { types.append(.node(definition)) }
            case .createEdgeType(let definition, _):
                if admit(definition.name, into: &typeNames) { types.append(.edge(definition)) }
            case .createGraphType(let definition, let range):
                if graphTypeNames.insert(definition.name.text).inserted {
                    graphTypes.append((definition, range))
                } else {
                    report(
                        "Graph type `\(definition.name.text)` is created twice.", at: definition.name.range,
                        suggestion: "Rename one of the two, or DROP the first before creating the second.")
                }
            case .drop(let drop, _):
                let name = drop.name.text
                switch drop.subject {
                case .graphType:
                    if graphTypeNames.remove(name) != nil {
                        graphTypes.removeAll { $0.0.name.text == name }
                    } else {
                        reportUnknown("graph type", drop.name, among: graphTypeNames)
                    }
                case .nodeType, .edgeType:
                    let kind: ElementKind = drop.subject == .nodeType ? .node : .edge
                    if types.contains(where: { $0.name.text == name && $0.kind == kind }) {
                        types.removeAll { $0.name.text == name }
                        typeNames[name] = nil
                        droppedNames.insert(name)
                    } else {
                        reportUnknown(
                            "\(kind.rawValue) type", drop.name,
                            among: Set(types.filter { $0.kind == kind }.map(\.name.text)))
                    }
                }
            case .alter(let alter, let range):
                report(
                    "ALTER GRAPH TYPE is read but not carried out yet, so `\(alter.name.text)` would stay as it is.",
                    at: range, suggestion: "Write the change into CREATE GRAPH TYPE `\(alter.name.text)`.")
            }
        }
        return (types, graphTypes)
    }

    private mutating func admit(_ name: Name, into names: inout [String: SourceRange]) -> Bool {
        droppedNames.remove(name.text)
        guard names.updateValue(name.range, forKey: name.text) == nil else {
            report(
                "Type `\(name.text)` is created twice.", at: name.range,
                suggestion: "Rename one of the two, or DROP the first before creating the second.")
            return false
        }
        return true
    }

    mutating func reportUnknown(_ thing: String, _ name: Name, among candidates: some Sequence<String>) {
        guard knowsAllNames else { return }
        report(
            "There is no \(thing) `\(name.text)`.", at: name.range,
            suggestion: didYouMean(name.text, among: candidates))
    }
}
