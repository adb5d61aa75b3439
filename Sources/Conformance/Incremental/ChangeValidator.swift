import PGSchema
import PropertyGraph

/// Judges changes against one graph type, at a cost that follows the change and not the graph.
///
///     let validator = try ChangeValidator(catalog: catalog, graphType: nil)
///     switch try validator.check(change, of: graph) {
///     case .conforms: commit()
///     case .violates(let report): print(report.violations)
///     case .undecided: ...   // validate the whole graph
///     }
///
/// The graph must have conformed before the change. It is not asked about identifiers: that no two elements share
/// one is for whoever makes the change to see to.
package final class ChangeValidator: Sendable {
    /// What a change does to conformance.
    package enum Verdict: Sendable {
        /// The graph still conforms.
        case conforms
        /// It does not. The report lists what is wrong; its counts of elements are those of the excerpt that was
        /// looked at.
        case violates(Report)
        /// A constraint relates elements that neither edges nor equal values join, so that any element of the graph
        /// may be affected.
        case undecided
    }
    private let catalog: Catalog
    private let schema: ChangeSchema

    /// Prepares for a graph type of a catalog: the one of the given name, or the last.
    package init(catalog: Catalog, graphType name: String?) throws {
        self.catalog = catalog
        schema = try ChangeSchema(catalog: catalog, graphType: catalog.chosenGraphType(name))
    }

    /// Decides whether a graph still conforms after a change, and lists up to `limit` violations for each rule and
    /// constraint.
    ///
    /// - Complexity: O(what is touched and what patterns of constraints reach from there).
    package func check(
        _ change: GraphChange, of graph: some NavigableGraph, limit: Int = 100
    ) throws -> Verdict {
        let evidence: Evidence
        do {
            evidence = try collect(change, graph)
        } catch is NeedsWholeGraph {
            return .undecided
        }
        guard !evidence.isEmpty else { return .conforms }
        return .violates(
            try GraphExcerpt(evidence, of: graph).report(
                catalog: catalog, graphType: schema.graphType.name, evidence, limit: limit))
    }

    private func collect(_ change: GraphChange, _ graph: any NavigableGraph) throws -> Evidence {
        let live = LiveGraph(graph, change, typing: schema.typing, symbols: schema.symbols)
        let changed = try ChangedElements(change, live: live, schema: schema)
        var evidence = Evidence()
        if schema.graphType.mode == .strict {
            for (kind, id) in changed.untyped { evidence.add(kind, id) }
        }
        for (number, touches) in touches(changed.elements).sorted(by: { $0.key < $1.key }) {
            let recheck = ConstraintRecheck(
                schema.plans[number], live: live, scope: touches.scope, descriptor: touches.descriptor)
            try recheck.run()
            evidence.merge(recheck.evidence)
        }
        return evidence
    }

    private typealias Touches = (scope: [ConstraintRecheck.Touch], descriptor: [ConstraintRecheck.Touch])

    /// The places in constraints where a changed element makes a difference, by constraint.
    private func touches(_ elements: [ChangedElement]) -> [Int: Touches] {
        var found: [Int: Touches] = [:]
        for element in elements {
            element.forEachSite { number, wasTaken, isTaken in
                let site = schema.sites.sites[number]
                let plan = schema.plans[site.constraint]
                let pattern = site.isScope ? plan.scope : plan.descriptor
                let wanted = pattern.filters[site.variable].properties
                let touch = ConstraintRecheck.Touch(
                    element: element, variable: site.variable,
                    wasTaken: wasTaken && element.before?.has(wanted) == true,
                    isTaken: isTaken && element.after?.has(wanted) == true)
                guard touch.wasTaken || touch.isTaken else { return }
                // The edges of such a node are inserted or deleted with it, and lead to the same targets.
                if pattern.isEnd[site.variable], element.before == nil || element.after == nil { return }
                if touch.wasTaken, touch.isTaken,
                    !element.differs(under: pattern.mentionedKeys[site.variable])
                {
                    return
                }
                if site.isScope {
                    found[site.constraint, default: ([], [])].scope.append(touch)
                } else {
                    found[site.constraint, default: ([], [])].descriptor.append(touch)
                }
            }
        }
        return found
    }

    /// Which tuples of property keys elements are looked up by, so that a store keeps indexes of them.
    ///
    /// The keys of a tuple are in alphabetical order, no tuple comes twice, and nodes come first.
    package static func lookups(of graphType: GraphType) -> [(kind: ElementKind, keys: [String])] {
        let symbols = SymbolTable()
        var seen: [ElementKind: Set<[Symbol]>] = [:]
        var found: [(kind: ElementKind, keys: [String])] = []
        for (kind, keys) in graphType.constraints.flatMap({ ConstraintPlan($0, symbols: symbols).lookups })
        where seen[kind, default: []].insert(keys).inserted {
            found.append((kind, keys.map(symbols.name(of:))))
        }
        return found.filter { $0.kind == .node } + found.filter { $0.kind == .edge }
    }
}
