import PGSchema
import PropertyGraph

/// Judges a graph by the letter of the language's description, as slowly and plainly as possible.
///
///     let verdict = ReferenceEvaluator.judge(graph, by: Parser.parse(text).script)
///
/// Types are expanded into sets of base types, constraints by trying every assignment. It shares nothing with the
/// validator but the syntax tree, so that the two can be compared.
public enum ReferenceEvaluator {
    /// The verdict on a graph.
    /// - Parameters:
    ///   - graph: The graph; its edges end at its nodes.
    ///   - script: The schema.
    ///   - graphType: The graph type to judge by, or nil for the last one of the script.
    /// - Returns: What holds; a schema error if the script means nothing, in whichever part.
    public static func judge(
        _ graph: ReferenceGraph, by script: Script, graphType: String? = nil
    ) -> ReferenceVerdict {
        do throws(SchemaError) {
            let declarations = try Declarations(script)
            try check(declarations)
            guard let name = graphType ?? declarations.graphTypes.last?.name.text else {
                return ReferenceVerdict(
                    schemaError: false, valid: true, typing: [:], untyped: [], violated: [])
            }
            return try judge(graph, declarations, name)
        } catch {
            return .unusableSchema
        }
    }

    /// Whether the script means something, without any graph.
    public static func accepts(_ script: Script) -> Bool {
        !judge(ReferenceGraph(), by: script).schemaError
    }

    private static func judge(_ graph: ReferenceGraph, _ declarations: Declarations, _ name: String)
        throws(SchemaError) -> ReferenceVerdict
    {
        let members = try declarations.members(of: name)
        let conformance = try MemberConformance(graph, members, TypeMeanings(declarations: declarations))
        var typing: [String: Set<String>] = [:]
        for id in graph.nodes.map(\.id) + graph.edges.map(\.id) {
            typing[id] = Set(
                members.values.filter { !$0.isAbstract && conformance.holds(id, $0.key) }.map(\.key.name))
        }
        var violated: Set<String> = []
        for (index, constraint) in try declarations.constraints(of: name).enumerated() {
            let check = ConstraintCheck(
                graph: graph, conformance: conformance,
                members: try declarations.members(of: constraint.home))
            for part in check.violatedParts(of: constraint.0) { violated.insert("key\(index + 1):\(part)") }
        }
        let untyped = Set(typing.filter { $0.value.isEmpty }.keys)
        let isStrict = try declarations.graphType(named: name).mode == .strict
        return ReferenceVerdict(
            schemaError: false, valid: violated.isEmpty && (untyped.isEmpty || !isStrict), typing: typing,
            untyped: untyped, violated: violated)
    }

    /// Finds every error of the script, used or not.
    private static func check(_ declarations: Declarations) throws(SchemaError) {
        let meanings = TypeMeanings(declarations: declarations)
        for declaration in declarations.all.values {
            switch declaration.kind {
            case .node: _ = try meanings.nodeType(declaration)
            case .edge: _ = try meanings.edgeType(declaration)
            }
        }
        for graphType in declarations.graphTypes {
            let members = try declarations.members(of: graphType.name.text)
            for case .constraint(let constraint) in graphType.elements {
                try ConstraintScope.check(constraint, members)
            }
        }
    }
}

/// Which elements conform to which member types, abstract ones included.
struct MemberConformance {
    private var conforming: [Declaration.Key: Set<String>] = [:]

    init(_ graph: ReferenceGraph, _ members: [String: Declaration], _ meanings: TypeMeanings)
        throws(SchemaError)
    {
        for member in members.values {
            switch member.kind {
            case .node:
                let alternatives = try meanings.nodeType(member)
                let nodes = graph.nodes.filter { node in
                    alternatives.contains { $0.admits(labels: node.labels, properties: node.properties) }
                }
                conforming[member.key] = Set(nodes.map(\.id))
            case .edge:
                let triples = try meanings.edgeType(member)
                let edges = graph.edges.filter { edge in
                    let source = graph.node(edge.source)
                    let target = graph.node(edge.target)
                    return triples.contains {
                        $0.source.admits(labels: source.labels, properties: source.properties)
                            && $0.edge.admits(labels: edge.labels, properties: edge.properties)
                            && $0.target.admits(labels: target.labels, properties: target.properties)
                    }
                }
                conforming[member.key] = Set(edges.map(\.id))
            }
        }
    }

    func holds(_ id: String, _ type: Declaration.Key) -> Bool { conforming[type]?.contains(id) ?? false }
}
