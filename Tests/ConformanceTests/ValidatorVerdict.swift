import Conformance
import PGSchema
import PropertyGraph
import ReferenceSemantics

/// The validator's answer in the terms of the reference semantics.
enum ValidatorVerdict {
    static func judge(
        _ ddl: String, _ graph: ReferenceGraph, graphType: String? = nil
    ) throws -> ReferenceVerdict {
        let (catalog, diagnostics) = Catalog.load(ddl)
        guard diagnostics.allSatisfy({ $0.kind == .warning }) else { return .unusableSchema }
        let report = try Validator(catalog: catalog, graphType: graphType).validate(
            InMemoryGraph(graph), options: Validator.Options(tellsTyping: true))
        var typing: [String: Set<String>] = [:]
        report.typing?.forEach { id, _, types in typing[id] = Set(types) }
        return ReferenceVerdict(
            schemaError: false, valid: report.conforms, typing: typing,
            untyped: Set(typing.filter(\.value.isEmpty).keys), violated: violated(report))
    }

    private static func violated(_ report: Report) -> Set<String> {
        let letters: [Violation.Rule: String] = [
            .exclusive: "E", .mandatory: "M", .singleton: "S", .check: "C",
        ]
        return Set(
            report.constraints.flatMap { constraint in
                constraint.violations.compactMap { rule, count in
                    letters[rule].map { "key\(constraint.number):\($0)" }
                }
            })
    }
}

extension InMemoryGraph {
    init(_ graph: ReferenceGraph) {
        self.init(
            nodes: graph.nodes.map {
                Node(id: .text($0.id), labels: $0.labels.sorted(), properties: $0.properties)
            },
            edges: graph.edges.map {
                Edge(
                    id: .text($0.id), from: .text($0.source), to: .text($0.target),
                    labels: $0.labels.sorted(),
                    properties: $0.properties)
            })
    }
}
