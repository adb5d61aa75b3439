import Cypher
import struct PGSchema.Alternative
import struct PGSchema.BaseType
import struct PGSchema.Catalog
import struct PGSchema.Expansion

/// What a strict graph type leaves possible, for telling that a pattern can match nothing.
///
/// In a strict graph type every element conforms to a type, so labels that no type has together are on no
/// node, and a relationship that no type allows between two nodes is nowhere. Where too many combinations
/// would have to be looked at there is no narrowing; making one costs up to some tenths of a second, so that
/// it is made once for a schema.
struct SchemaNarrowing: Sendable {
    let graphType: String
    private let nodes: [BaseType]
    private let edges: [Alternative]

    /// What a graph type leaves possible; nil where it is loose, or too large.
    init?(_ catalog: PGSchema.Catalog, graphType name: String) {
        guard let graphType = catalog.graphType(named: name), graphType.mode == .strict else { return nil }
        let expansion = PGSchema.Expansion(of: catalog)
        var nodes: [BaseType] = []
        var edges: [Alternative] = []
        for id in graphType.members where !catalog[id].isAbstract {
            guard let alternatives = expansion[id] else { return nil }
            if catalog[id].kind == .node {
                nodes += alternatives.map(\.element)
            } else {
                edges += alternatives
            }
        }
        self.graphType = graphType.name
        self.nodes = nodes
        self.edges = edges
    }

    /// The forms that a node with some labels can have.
    func nodes(with labels: [LabelExpression]) -> [BaseType] {
        nodes.filter { form in labels.allSatisfy { form.mayHold($0) } }
    }

    /// The forms that a relationship of some type can have, wherever it is.
    func edges(of types: LabelExpression?) -> [Alternative] {
        guard let types else { return edges }
        return edges.filter { $0.element.mayHold(types) }
    }

    /// Whether a relationship of some of these forms can lead from one node to another.
    func connects(_ edges: [Alternative], from sources: [BaseType], to targets: [BaseType]) -> Bool {
        edges.contains { edge in
            sources.contains { $0.intersects(edge.source) } && targets.contains { $0.intersects(edge.target) }
        }
    }
}

extension BaseType {
    /// Whether some element of this form satisfies a label expression.
    fileprivate func mayHold(_ expression: LabelExpression) -> Bool {
        switch expression {
        case .label(let name): opensLabels || labels.contains(name.text)
        case .any: opensLabels || !labels.isEmpty
        case .and(let left, let right): mayHold(left) && mayHold(right)
        case .or(let left, let right): mayHold(left) || mayHold(right)
        case .not(let operand): !mustHold(operand)
        }
    }

    /// Whether every element of this form satisfies a label expression.
    private func mustHold(_ expression: LabelExpression) -> Bool {
        switch expression {
        case .label(let name): labels.contains(name.text)
        case .any: !labels.isEmpty
        case .and(let left, let right): mustHold(left) && mustHold(right)
        case .or(let left, let right): mustHold(left) || mustHold(right)
        case .not(let operand): !mayHold(operand)
        }
    }

    /// Whether some element of this form can have a property.
    func mayHave(_ key: String) -> Bool { opensContent || properties[key] != nil }
}

extension LabelExpression {
    /// Where its first label stands.
    var firstRange: SourceRange {
        switch self {
        case .label(let name): name.range
        case .any(let range): range
        case .and(let left, _), .or(let left, _): left.firstRange
        case .not(let operand): operand.firstRange
        }
    }

    /// How it is written.
    var written: String {
        switch self {
        case .label(let name): name.text
        case .any: "%"
        case .and(let left, let right): left.writtenAsOperand + "&" + right.writtenAsOperand
        case .or(let left, let right): left.written + "|" + right.written
        case .not(let operand): "!" + operand.writtenAsOperand
        }
    }

    private var writtenAsOperand: String {
        switch self {
        case .label, .any, .not: written
        case .and(let left, let right): left.writtenAsOperand + "&" + right.writtenAsOperand
        case .or: "(" + written + ")"
        }
    }
}
