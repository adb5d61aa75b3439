import PropertyGraph

/// A graph type in plain English: a sentence for each type and each rule.
///
///     print(Explanation(of: graphType, in: catalog).text())
///
/// It says what holds, which is not always what one expects: types built from a closed type do not conform to it.
public struct Explanation: Sendable {
    let catalog: Catalog
    let graphType: GraphType
    let expansion: Expansion

    /// An explanation of a graph type of a catalog.
    public init(of graphType: GraphType, in catalog: Catalog) {
        self.graphType = graphType
        self.catalog = catalog
        expansion = Expansion(of: catalog)
    }

    /// Everything, in paragraphs.
    public func text() -> String {
        var paragraphs = [introduction]
        let types = catalog.inReadingOrder(graphType.members)
        for (kind, heading) in [(ElementKind.node, "Nodes"), (.edge, "Edges")] {
            let sentences = types.filter { catalog[$0].kind == kind }.map { sentence(for: $0) }
            if !sentences.isEmpty {
                paragraphs.append(([heading] + sentences.map { "- " + $0 }).joined(separator: "\n"))
            }
        }
        if !graphType.constraints.isEmpty {
            let sentences = graphType.constraints.map { "\($0.number). \(sentence(for: $0))" }
            paragraphs.append((["Constraints"] + sentences).joined(separator: "\n"))
        }
        return paragraphs.joined(separator: "\n\n") + "\n"
    }

    private var introduction: String {
        let rule =
            switch graphType.mode {
            case .strict:
                "is STRICT: a graph conforms to it if every node and every edge conforms to at least one of its types"
            case .loose:
                "is LOOSE: nodes and edges that conform to none of its types are welcome"
            }
        let constraints =
            graphType.constraints.isEmpty
            ? ""
            : graphType.mode == .strict
                ? ", and every constraint holds" : ", but every constraint holds"
        let imports =
            graphType.imports.isEmpty
            ? "" : " It takes over everything in \(Wording.list(graphType.imports))."
        return "\(graphType.name) \(rule)\(constraints).\(imports)"
    }
}

extension Catalog {
    /// Members, preceded by the types they are built from that are not members themselves.
    func inReadingOrder(_ members: [TypeID]) -> [TypeID] {
        let isMember = Set(members)
        let others = reachable(from: members).filter { !isMember.contains($0) }
        return others.sorted() + members
    }
}
