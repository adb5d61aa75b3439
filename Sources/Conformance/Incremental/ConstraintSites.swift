import PropertyGraph
import Synchronization

/// Which variables of which constraints an element may bind, as far as labels and types tell.
///
/// A change looks at these only, so that constraints about other elements cost nothing. Answers are kept by class.
final class ConstraintSites: Sendable {
    /// A variable of a constraint's scope or descriptor.
    struct Site: Sendable {
        let constraint: Int
        let isScope: Bool
        let variable: Int
        let labels: [CompiledTerm]
    }
    private struct Answers {
        var nodes: [ClassID: [Int]] = [:]
        var edges: [Typing.ContextID: [Int]] = [:]
    }
    let sites: [Site]
    private let nodeSites: [Int]
    private let edgeSites: [Int]
    private let typing: Typing
    private let answers = Mutex(Answers())

    init(_ plans: [ConstraintPlan], typing: Typing) {
        var sites: [Site] = []
        var ofKind: [ElementKind: [Int]] = [:]
        for (number, plan) in plans.enumerated() {
            for (pattern, isScope) in [(plan.scope, true), (plan.descriptor, false)] {
                for (variable, filter) in pattern.filters.enumerated() {
                    ofKind[pattern.kinds[variable], default: []].append(sites.count)
                    sites.append(
                        Site(
                            constraint: number, isScope: isScope, variable: variable, labels: filter.labels))
                }
            }
        }
        self.sites = sites
        nodeSites = ofKind[.node] ?? []
        edgeSites = ofKind[.edge] ?? []
        self.typing = typing
    }

    /// The sites of nodes of a class, in ascending order.
    func sites(ofNode node: ClassID) throws -> [Int] {
        if let known = answers.withLock({ $0.nodes[node] }) { return known }
        let found = try nodeSites.filter { site in
            try sites[site].labels.allSatisfy { try typing.satisfies(node: node, $0) }
        }
        answers.withLock { $0.nodes[node] = found }
        return found
    }

    /// The sites of edges in a context, in ascending order.
    func sites(ofEdge edge: Typing.ContextID) throws -> [Int] {
        if let known = answers.withLock({ $0.edges[edge] }) { return known }
        let found = try edgeSites.filter { site in
            try sites[site].labels.allSatisfy { try typing.satisfies(edge: edge, $0) }
        }
        answers.withLock { $0.edges[edge] = found }
        return found
    }
}
