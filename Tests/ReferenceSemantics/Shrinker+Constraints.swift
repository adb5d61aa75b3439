import PGSchema

extension ConstraintDefinition {
    /// Every constraint with one part less; a target keeps its form.
    var smaller: [ConstraintDefinition] {
        var results = variants(of: self, \.condition, smallerConditions(condition))
        // A condition needs patterns to stand after.
        results += variants(
            of: self, \.within, within.smaller(\.smaller).filter { !$0.isEmpty || condition == nil })
        if case .node(let variable, let labels?) = target {
            results += variants(
                of: self, \.target,
                [.node(variable, nil)] + labels.smaller.map { .node(variable, $0) })
        }
        switch requirement {
        case .check(let predicate):
            results += variants(of: self, \.requirement, predicate.smaller.map { .check($0) })
        case .key(let restrictors, let descriptor):
            results += variants(
                of: self, \.requirement,
                restrictors.smallerNotEmpty(\.smaller).map { .key($0, descriptor) }
                    + descriptor.smaller.map { .key(restrictors, $0) })
        }
        return results
    }
}

private func smallerConditions(_ condition: Predicate?) -> [Predicate?] {
    condition.map { [nil] + $0.smaller.map(Optional.some) } ?? []
}

extension Restrictor {
    fileprivate var smaller: [Restrictor] {
        guard kind == .identifier || kind == .key else { return [] }
        return [Kind.exclusive, .mandatory, .singleton].map { Restrictor(kind: $0, range: range) }
    }
}

extension Descriptor {
    fileprivate var smaller: [Descriptor] {
        variants(of: self, \.outputs, outputs.smallerNotEmpty())
            + variants(of: self, \.condition, smallerConditions(condition))
            + variants(
                of: self, \.within, within.smaller(\.smaller).filter { !$0.isEmpty || condition == nil })
    }
}

extension PathPattern {
    fileprivate var smaller: [PathPattern] {
        guard let first = steps.first else { return variants(of: self, \.start, start.smaller) }
        let withoutStart = PathPattern(start: first.node, steps: Array(steps.dropFirst()))
        return [withoutStart, PathPattern(start: start, steps: Array(steps.dropLast()))]
            + variants(of: self, \.start, start.smaller)
            + variants(of: self, \.steps, steps.smaller(\.smaller).filter { $0.count == steps.count })
    }
}

extension PathPattern.Step {
    fileprivate var smaller: [PathPattern.Step] {
        variants(of: self, \.edge, edge.smaller) + variants(of: self, \.node, node.smaller)
    }
}

extension NodePattern {
    fileprivate var smaller: [NodePattern] {
        variants(of: self, \.variable, variable == nil ? [] : [nil])
            + variants(of: self, \.labels, labels.map { [nil] + $0.smaller.map(Optional.some) } ?? [])
            + variants(of: self, \.properties, properties.smaller())
    }
}

extension EdgePattern {
    fileprivate var smaller: [EdgePattern] {
        variants(of: self, \.variable, variable == nil ? [] : [nil])
            + variants(of: self, \.labels, labels.map { [nil] + $0.smaller.map(Optional.some) } ?? [])
            + variants(of: self, \.properties, properties.smaller())
    }
}

extension Predicate {
    fileprivate var smaller: [Predicate] {
        switch self {
        case .comparison, .isNull, .operand: []
        case .isIn(let operand, let choices, let negated, let range):
            choices.smallerNotEmpty().map { .isIn(operand, $0, negated: negated, range: range) }
        case .not(let inner, let range): [inner] + inner.smaller.map { .not($0, range: range) }
        case .all(let parts): parts + Self.shorter(parts).map { .all($0) }
        case .any(let parts): parts + Self.shorter(parts).map { .any($0) }
        case .group(let inner, let range): [inner] + inner.smaller.map { .group($0, range: range) }
        }
    }

    private static func shorter(_ parts: [Predicate]) -> [[Predicate]] {
        parts.smaller(\.smaller).filter { $0.count >= 2 }
    }
}
