extension Checker {
    /// Warns where `&` and `|` stand side by side without parentheses.
    mutating func checkGrouping() {
        for expression in script.labelExpressions {
            expression.forEachMix { mix in
                warn(
                    "`\(mix.plain)` is read as `\(mix.grouped)`, because & binds tighter than |.",
                    at: mix.range,
                    suggestion: "Write the parentheses.")
            }
        }
    }
}

extension LabelExpression {
    /// Visits every union with a conjunction directly in it.
    fileprivate func forEachMix(_ visit: (LabelExpression) -> Void) {
        switch self {
        case .name, .typeReference: break
        case .optional(let part, _), .group(let part, _, _): part.forEachMix(visit)
        case .all(let parts): for part in parts { part.forEachMix(visit) }
        case .any(let parts):
            if parts.contains(where: { if case .all = $0 { true } else { false } }) { visit(self) }
            for part in parts { part.forEachMix(visit) }
        }
    }
}

extension Script {
    /// Every label expression of the script.
    var labelExpressions: [LabelExpression] {
        var found: [LabelExpression] = []
        for statement in statements {
            switch statement {
            case .createNodeType(let definition, _):
                found += GraphTypeElement.nodeType(definition).labelExpressions
            case .createEdgeType(let definition, _):
                found += GraphTypeElement.edgeType(definition).labelExpressions
            case .createGraphType(let definition, _): found += definition.elements.flatMap(\.labelExpressions)
            case .drop, .alter: break
            }
        }
        return found
    }
}

extension GraphTypeElement {
    fileprivate var labelExpressions: [LabelExpression] {
        switch self {
        case .reference: []
        case .nodeType(let definition): [definition.specification.labels].compactMap(\.self)
        case .edgeType(let definition):
            [definition.source.labels, definition.specification.labels, definition.target.labels]
                .compactMap(\.self)
        case .constraint(let definition): definition.labelExpressions.map(\.labels)
        }
    }
}
