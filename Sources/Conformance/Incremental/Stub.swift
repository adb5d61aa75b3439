import PGSchema
import PropertyGraph
package enum ChangeVerdict { case conforms, violates(Report), undecided }
package final class ChangeValidator: Sendable {
    package init(catalog: Catalog, graphType: String?) throws {}
    package func check(_ change: GraphChange, of graph: some NavigableGraph, limit: Int = 100) throws -> ChangeVerdict { .conforms }
    package static func lookups(of graphType: GraphType) -> [(kind: ElementKind, keys: [String])] { [] }
}
