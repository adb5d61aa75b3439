import PropertyGraph

extension Resolver {
    /// Resolves a constraint, or reports why it cannot be.
    mutating func resolve(_ definition: ConstraintDefinition, number: Int, in scope: Scope) -> Constraint? {
        let errors = diagnostics.count { $0.kind == .schema }
        var builder = PatternBuilder()
        let targetName: Name
        var targetKey: String?
        switch definition.target {
        case .node(let name, let labels):
            targetName = name
            add(
                NodePattern(variable: name, labels: labels, properties: [], range: name.range), to: &builder,
                scope)
        case .output(let output):
            targetName = output.variable
            targetKey = output.key?.text
        }
        for path in definition.within { add(path, to: &builder, scope) }
        guard let target = builder.positions[targetName.text] else {
            report(
                "Nothing says what `\(targetName.text)` stands for.", at: targetName.range,
                suggestion: definition.within.isEmpty
                    ? "Write FOR (\(targetName.text): label), or FOR \(targetName.text) WITHIN and a pattern that contains it."
                    : didYouMean(targetName.text, among: builder.positions.keys)
                        ?? "Use `\(targetName.text)` in the pattern after WITHIN.")
            return nil
        }
        builder.pattern.condition = definition.condition.flatMap { resolve($0, in: builder) }

        // The descriptor knows the target, as variable 0, and nothing else of the scope (PG-Keys, p(x) and q(x, y)).
        var descriptor = PatternBuilder()
        _ = descriptor.variable(targetName, kind: builder.pattern.variables[target].kind)
        let requirement: Constraint.Requirement
        switch definition.requirement {
        case .check(let predicate):
            guard let condition = resolve(predicate, in: descriptor) else { return nil }
            requirement = .check(condition)
        case .key(let restrictors, let written):
            for path in written.within { add(path, to: &descriptor, scope) }
            descriptor.pattern.condition = written.condition.flatMap { resolve($0, in: descriptor) }
            let outputs = written.outputs.compactMap { resolve($0, in: descriptor) }
            requirement = .key(
                restrictions(restrictors),
                Constraint.Descriptor(pattern: descriptor.pattern, outputs: outputs))
        }
        guard diagnostics.count(where: { $0.kind == .schema }) == errors else { return nil }
        return Constraint(
            number: number, text: text(at: definition.range), range: definition.range, scope: builder.pattern,
            target: target, targetKey: targetKey, requirement: requirement)
    }

    private func restrictions(_ restrictors: [Restrictor]) -> Constraint.Restrictions {
        let kinds = Set(restrictors.map(\.kind))
        let all = kinds.contains(.identifier) || kinds.contains(.key)
        return Constraint.Restrictions(
            exclusive: all || kinds.contains(.exclusive), mandatory: all || kinds.contains(.mandatory),
            singleton: all || kinds.contains(.singleton))
    }

    /// A pattern while it is put together.
    struct PatternBuilder {
        var pattern = GraphPattern()
        /// Named variables.
        var positions: [String: Int] = [:]

        mutating func variable(_ name: Name?, kind: ElementKind) -> Int {
            if let name, let known = positions[name.text] { return known }
            pattern.variables.append(GraphPattern.Variable(name: name?.text, kind: kind))
            let position = pattern.variables.count - 1
            if let name { positions[name.text] = position }
            return position
        }
    }

    private mutating func add(_ path: PathPattern, to builder: inout PatternBuilder, _ scope: Scope) {
        var previous = add(path.start, to: &builder, scope)
        for step in path.steps {
            let edge = bind(step.edge.variable, .edge, in: &builder)
            filter(edge, step.edge.labels, step.edge.properties, .edge, in: &builder, scope)
            let next = add(step.node, to: &builder, scope)
            let isBackwards = step.edge.direction == .incoming
            builder.pattern.connections.append(
                GraphPattern.Connection(
                    edge: edge, source: isBackwards ? next : previous, target: isBackwards ? previous : next,
                    isDirected: step.edge.direction != .either))
            previous = next
        }
    }

    @discardableResult
    private mutating func add(
        _ node: NodePattern, to builder: inout PatternBuilder, _ scope: Scope
    ) -> Int {
        let position = bind(node.variable, .node, in: &builder)
        filter(position, node.labels, node.properties, .node, in: &builder, scope)
        return position
    }

    private mutating func bind(
        _ name: Name?, _ kind: ElementKind, in builder: inout PatternBuilder
    ) -> Int {
        let position = builder.variable(name, kind: kind)
        if let name, builder.pattern.variables[position].kind != kind {
            report(
                "`\(name.text)` stands for a node in one place and for an edge in another.", at: name.range,
                suggestion: "Give one of them another name.")
        }
        return position
    }

    private mutating func filter(
        _ variable: Int, _ labels: LabelExpression?, _ properties: [PropertyEquality], _ kind: ElementKind,
        in builder: inout PatternBuilder, _ scope: Scope
    ) {
        guard labels != nil || !properties.isEmpty else { return }
        builder.pattern.filters.append(
            GraphPattern.Filter(
                variable: variable, labels: labels.map { resolveCondition($0, kind, scope) },
                properties: properties.map { ($0.key.text, $0.value.value) }))
    }

    /// A name in a constraint is a member type if there is one, else a label.
    private mutating func resolveCondition(
        _ labels: LabelExpression, _ kind: ElementKind, _ scope: Scope
    ) -> LabelTerm {
        labels.resolved { name, isForced in
            if let id = scope.members[name.text] {
                return check(name, refersTo: kind, found: id)
            }
            if isForced { reportUnknown("member type", name, among: scope.members.keys) }
            return .label(name.text)
        }
    }

    private mutating func resolve(_ output: Output, in builder: PatternBuilder) -> PatternTerm? {
        guard let variable = builder.positions[output.variable.text] else {
            report(
                "Nothing says what `\(output.variable.text)` stands for.", at: output.variable.range,
                suggestion: didYouMean(output.variable.text, among: builder.positions.keys)
                    ?? "Bind it in a pattern after WITHIN; of the scope, only the target is known here.")
            return nil
        }
        return output.key.map { .property(variable, key: $0.text) } ?? .element(variable)
    }

    private mutating func resolve(_ operand: Operand, in builder: PatternBuilder) -> PatternTerm? {
        switch operand {
        case .output(let output): resolve(output, in: builder)
        case .literal(let literal): .constant(literal.value)
        }
    }

    private mutating func resolve(_ predicate: Predicate, in builder: PatternBuilder) -> Condition? {
        switch predicate {
        case .comparison(let left, let comparison, let right):
            guard let first = resolve(left, in: builder), let second = resolve(right, in: builder) else {
                return nil
            }
            if comparison != .equal, comparison != .notEqual, first.isElement || second.isElement {
                report(
                    "Elements have no order; `\(comparison.rawValue)` compares properties.",
                    at: predicate.range,
                    suggestion: "Compare a property of it, or use = or <>.")
            }
            return .comparison(first, comparison, second)
        case .isNull(let operand, let negated, _):
            return resolve(operand, in: builder).map { .isNull($0, negated: negated) }
        case .isIn(let operand, let candidates, let negated, _):
            let terms = candidates.compactMap { resolve($0, in: builder) }
            return resolve(operand, in: builder).map { .isIn($0, terms, negated: negated) }
        case .operand(let operand): return resolve(operand, in: builder).map { .term($0) }
        case .not(let inner, _): return resolve(inner, in: builder).map { .not($0) }
        case .all(let parts): return .all(parts.compactMap { resolve($0, in: builder) })
        case .any(let parts): return .any(parts.compactMap { resolve($0, in: builder) })
        case .group(let inner, _): return resolve(inner, in: builder)
        }
    }

    /// Source text on one line, without comments.
    private func text(at range: SourceRange) -> String {
        var pieces: [ArraySlice<UInt8>] = []
        var start = range.lowerBound
        for comment in comments
        where comment.lowerBound >= start && comment.upperBound <= range.upperBound {
            pieces.append(text[start..<comment.lowerBound])
            start = comment.upperBound
        }
        pieces.append(text[start..<range.upperBound])
        return String(decoding: Array(pieces.joined(separator: [UInt8(ascii: " ")])), as: UTF8.self)
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension PatternTerm {
    var isElement: Bool { if case .element = self { true } else { false } }
}
