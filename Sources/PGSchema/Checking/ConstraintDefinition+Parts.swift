import PropertyGraph

extension ConstraintDefinition {
    /// Every label expression, with what it is a condition on.
    var labelExpressions: [(labels: LabelExpression, kind: ElementKind)] {
        var found: [(LabelExpression, ElementKind)] = []
        if let labels = targetLabels { found.append((labels, .node)) }
        for path in within + descriptorPaths {
            if let labels = path.start.labels { found.append((labels, .node)) }
            for step in path.steps {
                if let labels = step.edge.labels { found.append((labels, .edge)) }
                if let labels = step.node.labels { found.append((labels, .node)) }
            }
        }
        return found
    }

    /// The labels of the target, where FOR binds it.
    var targetLabels: LabelExpression? {
        if case .node(_, let labels) = target { labels } else { nil }
    }

    /// Every property that the scope speaks of, and every one that the requirement speaks of.
    var outputs: (scope: [Output], requirement: [Output]) {
        var scope: [Output] = []
        if case .output(let output) = target { scope.append(output) }
        condition?.collectOutputs(into: &scope)
        var requirement: [Output] = []
        switch self.requirement {
        case .check(let predicate): predicate.collectOutputs(into: &requirement)
        case .key(_, let descriptor):
            requirement += descriptor.outputs
            descriptor.condition?.collectOutputs(into: &requirement)
        }
        return (scope, requirement)
    }

    private var descriptorPaths: [PathPattern] {
        if case .key(_, let descriptor) = requirement { descriptor.within } else { [] }
    }
}

extension Predicate {
    fileprivate func collectOutputs(into outputs: inout [Output]) {
        switch self {
        case .comparison(let left, _, let right):
            left.collectOutputs(into: &outputs)
            right.collectOutputs(into: &outputs)
        case .isNull(let operand, _, _), .operand(let operand): operand.collectOutputs(into: &outputs)
        case .isIn(let operand, let candidates, _, _):
            operand.collectOutputs(into: &outputs)
            for candidate in candidates { candidate.collectOutputs(into: &outputs) }
        case .not(let inner, _), .group(let inner, _): inner.collectOutputs(into: &outputs)
        case .all(let parts), .any(let parts): for part in parts { part.collectOutputs(into: &outputs) }
        }
    }
}

extension Operand {
    fileprivate func collectOutputs(into outputs: inout [Output]) {
        if case .output(let output) = self { outputs.append(output) }
    }
}
