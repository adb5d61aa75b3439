import Cypher
import struct PGSchema.BaseType

extension Binder {
    /// What the schema makes impossible in the patterns of the query, each thing at its label or key.
    func impossibilities(_ narrowing: SchemaNarrowing) -> [Diagnostic] {
        var labels: [Variable: [LabelExpression]] = [:]
        for pattern in mentions.patterns {
            for node in pattern.nodes where !node.isBound { labels[node.variable] = node.labels }
        }
        var found: [Diagnostic] = []
        for pattern in mentions.patterns {
            var forms: [Variable: [BaseType]] = [:]
            var demands: [Variable: [LabelExpression]] = [:]
            for node in pattern.nodes {
                let all = node.isBound ? (labels[node.variable] ?? []) + node.labels : node.labels
                demands[node.variable] = all
                forms[node.variable] = narrowing.nodes(with: all)
                guard let first = node.labels.first, forms[node.variable]?.isEmpty ?? true else { continue }
                found.append(.noNodeType(all, narrowing.graphType, at: first.firstRange))
            }
            for relationship in pattern.relationships where relationship.group == nil {
                found += impossibility(of: relationship, forms, demands, narrowing).map { [$0] } ?? []
            }
        }
        for (variable, key) in mentions.properties {
            guard let demanded = labels[variable], !demanded.isEmpty else { continue }
            let forms = narrowing.nodes(with: demanded)
            guard !forms.isEmpty, !forms.contains(where: { $0.mayHave(key.text) }) else { continue }
            let known = Set(forms.flatMap(\.properties.keys))
            found.append(.noProperty(key, demanded, narrowing.graphType, among: known.sorted()))
        }
        return found
    }

    private func impossibility(
        of relationship: PatternRelationship, _ forms: [Variable: [BaseType]],
        _ demands: [Variable: [LabelExpression]], _ narrowing: SchemaNarrowing
    ) -> Diagnostic? {
        let edges = narrowing.edges(of: relationship.types)
        guard !edges.isEmpty else {
            return relationship.types.map { .noEdgeType($0, narrowing.graphType, at: $0.firstRange) }
        }
        // Where a node is impossible itself, that is said already; between the ends of a repetition is
        // anything.
        guard relationship.repetition == nil, let left = forms[relationship.left], !left.isEmpty,
            let right = forms[relationship.right], !right.isEmpty
        else { return nil }
        let rightwards = narrowing.connects(edges, from: left, to: right)
        let leftwards = narrowing.connects(edges, from: right, to: left)
        let isPossible =
            switch relationship.direction {
            case .right: rightwards
            case .left: leftwards
            case .either: rightwards || leftwards
            }
        guard !isPossible else { return nil }
        var source = demands[relationship.left] ?? []
        var target = demands[relationship.right] ?? []
        if relationship.direction == .left { swap(&source, &target) }
        guard let place = (relationship.types ?? source.first ?? target.first)?.firstRange else { return nil }
        return .noConnection(relationship.types, from: source, to: target, narrowing.graphType, at: place)
    }
}

/// The texts of what the schema makes impossible.
extension Diagnostic {
    private static func list(_ labels: [LabelExpression]) -> String {
        labels.isEmpty ? "any node" : "`:\(labels.map(\.written).joined(separator: "&"))`"
    }

    fileprivate static func noNodeType(
        _ labels: [LabelExpression], _ graphType: String, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            .warning, "Nothing matches: no node type of `\(graphType)` allows \(list(labels)).", at: range)
    }

    fileprivate static func noEdgeType(
        _ types: LabelExpression, _ graphType: String, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            .warning, "Nothing matches: no edge type of `\(graphType)` allows \(list([types])).", at: range)
    }

    fileprivate static func noConnection(
        _ types: LabelExpression?, from source: [LabelExpression], to target: [LabelExpression],
        _ graphType: String, at range: SourceRange
    ) -> Diagnostic {
        Diagnostic(
            .warning,
            "Nothing matches: `\(graphType)` allows no \(types.map { list([$0]) } ?? "relationship") "
                + "from \(list(source)) to \(list(target)).", at: range)
    }

    fileprivate static func noProperty(
        _ key: Name, _ labels: [LabelExpression], _ graphType: String, among known: [String]
    ) -> Diagnostic {
        Diagnostic(
            .warning,
            "`\(graphType)` gives no node \(list(labels)) a property `\(key.text)`; it is always null.",
            at: key.range,
            suggestion: Spelling.nearest(to: key.text, among: known).map { "Did you mean `\($0)`?" })
    }
}
