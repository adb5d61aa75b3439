import PGSchema
import PropertyGraph

/// A graph type prepared for judging changes; it remembers what it was asked.
final class ChangeSchema: Sendable {
    let graphType: GraphType
    let symbols: SymbolTable
    let typing: Typing
    let plans: [ConstraintPlan]
    let sites: ConstraintSites
    let visibility: EndpointVisibility

    init(catalog: Catalog, graphType: GraphType) throws {
        self.graphType = graphType
        let symbols = SymbolTable()
        self.symbols = symbols
        typing = Typing(plan: TypingPlan(catalog: catalog, graphType: graphType, symbols: symbols))
        plans = graphType.constraints.map { ConstraintPlan($0, symbols: symbols) }
        for plan in plans where plan.mostVariables > PatternMatcher.mostVariables {
            throw ValidationError.patternTooLong(constraint: plan.number)
        }
        sites = ConstraintSites(plans, typing: typing)
        let asksForEdgeTypes = plans.contains { plan in
            [plan.scope, plan.descriptor].contains { pattern in
                zip(pattern.kinds, pattern.filters).contains { kind, filter in
                    kind == .edge && filter.labels.contains(where: \.asksForTypes)
                }
            }
        }
        visibility = EndpointVisibility(
            typing: typing, isTypeless: graphType.mode == .loose && !asksForEdgeTypes)
    }
}
