import PropertyGraph

/// A picture of a graph type, laid out by Graphviz.
///
///     let drawing = SchemaDrawing(of: graphType, in: catalog)
///     try Data(drawing.svg().utf8).write(to: file)
///
/// Node types are boxes, edge types are arrows with a note between the node types that their ends mean. What
/// constraints say shows as keys and cardinalities where possible, and in words below the picture where not. The
/// same graph type always gives the same text.
public struct SchemaDrawing: Sendable {
    let catalog: Catalog
    let graphType: GraphType
    let expansion: Expansion
    /// Node types with a box, in reading order.
    let nodes: [TypeID]
    /// Edge types with a place in a note.
    let edges: [TypeID]
    /// Edge types that an edge can have.
    let concreteEdges: [TypeID]
    /// Constraints that count edges.
    let participations: [CountedEdges]
    /// Constraints on properties of one element without a condition.
    let propertyRules: [(constraint: Constraint, keys: [String], restrictions: Constraint.Restrictions)]

    /// A drawing of a graph type of a catalog.
    public init(of graphType: GraphType, in catalog: Catalog) {
        self.catalog = catalog
        self.graphType = graphType
        let expansion = Expansion(of: catalog)
        self.expansion = expansion
        let types = catalog.inReadingOrder(graphType.members)
        nodes = types.filter { catalog[$0].kind == .node }
        edges = types.filter { catalog[$0].kind == .edge }
        let concreteEdges = graphType.members.filter { catalog[$0].kind == .edge && !catalog[$0].isAbstract }
        self.concreteEdges = concreteEdges
        var participations: [CountedEdges] = []
        var propertyRules: [(Constraint, [String], Constraint.Restrictions)] = []
        for constraint in graphType.constraints {
            switch ConstraintShape(constraint) {
            case .participation(let rule):
                let found = concreteEdges.filter { expansion.mayFind($0, by: rule) }
                participations.append(CountedEdges(number: constraint.number, rule: rule, types: found))
            case .properties(let keys, let restrictions, nil):
                propertyRules.append((constraint, keys, restrictions))
            default: break
            }
        }
        self.participations = participations
        self.propertyRules = propertyRules
    }

    /// The picture in Graphviz's language.
    public func dot() -> String {
        var lines = [
            "digraph \"\(graphType.name.dotQuoted)\" {",
            """
              graph [fontname="\(Self.font)", fontsize=11, fontcolor="\(Palette.text)", bgcolor="white", pad=0.35,
                     nodesep=0.45, ranksep=0.5, rankdir=TB, splines=true, labelloc=b, labeljust=l, label=\(legend)];
              node [fontname="\(Self.font)", fontsize=11, fontcolor="\(Palette.text)", shape=plain, margin=0];
              edge [fontname="\(Self.font)", fontsize=11, fontcolor="\(Palette.accent)", color="\(Palette.line)",
                    arrowsize=0.8, penwidth=1.1];
              subgraph cluster_all {
                labelloc=t; labeljust=l; peripheries=0; margin=12; label=\(title);
            """,
        ]
        for id in nodes { lines.append("    \(box(of: id))") }
        let notes = edgeNotes
        for (index, note) in notes.enumerated() { lines.append("    e\(index) [label=\(label(of: note))];") }
        if notes.contains(where: { $0.sources == [.anyNode] || $0.targets == [.anyNode] }) {
            lines.append("    any [\(Self.plainBox("any node"))];")
        }
        for (name, text) in strangers(in: notes) { lines.append("    \(name) [\(Self.plainBox(text))];") }
        lines += inheritance.map { "    \($0)" }
        for (index, note) in notes.enumerated() {
            lines += arrows(of: note, named: "e\(index)").map { "    \($0)" }
        }
        lines += ["  }", "}"]
        return lines.joined(separator: "\n") + "\n"
    }

    /// Named so that every viewer has one of them; what Graphviz measures with has the same widths.
    static let font = "Helvetica,Arial,sans-serif"

    private var title: String {
        let mode =
            graphType.mode == .strict
            ? "STRICT: every node and edge conforms to one of these types"
            : "LOOSE: other nodes and edges are welcome"
        let name = HTMLLabel(graphType.name).bold.colored(Palette.text, size: 16)
        return "<\((name + .gap + HTMLLabel(mode).colored(Palette.quiet, size: 11)).html)>"
    }

    private static func plainBox(_ text: String) -> String {
        let label = HTMLLabel(text).italic.colored(Palette.quiet)
        return
            "shape=box, style=\"rounded,dashed\", margin=\"0.12,0.06\", color=\"\(Palette.nodeBorder)\", label=<\(label.html)>"
    }
}

extension String {
    /// The text inside a quoted string of Graphviz's language.
    var dotQuoted: String {
        replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: " ")
    }
}
