extension ModelQuery {
    /// The query as it is written.
    var text: String {
        var lines = parts.map(\.text)
        let items = columns.enumerated().map { "\($1.text) AS c\($0)" }
        var last = "RETURN \(isDistinct ? "DISTINCT " : "")\(items.joined(separator: ", "))"
        if let descending {
            let keys = descending.enumerated().map { "c\($0)\($1 ? " DESC" : "")" }
            last += " ORDER BY \(keys.joined(separator: ", "))"
        }
        if let skip { last += " SKIP \(skip)" }
        if let limit { last += " LIMIT \(limit)" }
        lines.append(last)
        return lines.joined(separator: "\n")
    }
}

extension ModelQuery.Part {
    fileprivate var text: String {
        switch self {
        case .match(let match):
            return "\(match.isOptional ? "OPTIONAL " : "")MATCH "
                + match.paths.map(\.text).joined(separator: ", ")
                + (match.condition.map { " WHERE \($0.text)" } ?? "")
        case .with(let projection):
            let items = projection.kept + projection.columns.map { "\($0.column.text) AS \($0.name)" }
            return "WITH \(projection.isDistinct ? "DISTINCT " : "")\(items.joined(separator: ", "))"
                + (projection.condition.map { " WHERE \($0.text)" } ?? "")
        case .unwind(let values, let name): return "UNWIND \(ModelValue.list(values).text) AS \(name)"
        }
    }
}

extension ModelQuery.Path {
    var text: String {
        var text = (variable.map { "\($0) = " } ?? "") + selector.rawValue + nodes[0].text
        for (link, node) in zip(links, nodes.dropFirst()) { text += link.text + node.text }
        return text
    }
}

private func braces(_ property: (key: String, value: ModelValue)?) -> String {
    property.map { " {\($0.key): \($0.value.text)}" } ?? ""
}

extension ModelQuery.NodePattern {
    fileprivate var text: String {
        let labels = labels.map { ":\($0.text)" } ?? ""
        let condition = condition.map { " WHERE \($0.text)" } ?? ""
        return "(\(variable ?? "")\(labels)\(braces(property))\(condition))"
    }
}

extension ModelQuery.Link {
    fileprivate var text: String {
        switch form {
        case .single: return arrow(length: "")
        case .repeated(let minimum, let maximum, isQuantifier: false):
            return arrow(length: "*\(minimum)..\(maximum.map(String.init) ?? "")")
        case .repeated(let minimum, let maximum, isQuantifier: true):
            return arrow(length: "") + Self.quantifier(minimum, maximum)
        case .group(let minimum, let maximum, let from, let to, let condition):
            let step = "(\(from))\(arrow(length: ""))(\(to))"
            return " (\(step)\(condition.map { " WHERE \($0.text)" } ?? ""))"
                + Self.quantifier(minimum, maximum) + " "
        }
    }

    private func arrow(length: String) -> String {
        let types = types.isEmpty ? "" : ":\(types.joined(separator: "|"))"
        let body = "[\(variable ?? "")\(types)\(length)\(braces(property))]"
        return switch direction {
        case .right: "-\(body)->"
        case .left: "<-\(body)-"
        case .either: "-\(body)-"
        }
    }

    private static func quantifier(_ minimum: Int, _ maximum: Int?) -> String {
        switch (minimum, maximum) {
        case (0, nil): "*"
        case (1, nil): "+"
        case (_, nil): "{\(minimum),}"
        case (_, let maximum?): maximum == minimum ? "{\(minimum)}" : "{\(minimum),\(maximum)}"
        }
    }
}

extension ModelQuery.Labels {
    fileprivate var text: String {
        switch self {
        case .label(let name): name
        case .any: "%"
        case .not(let labels): "!\(labels.text)"
        case .and(let left, let right): "(\(left.text)&\(right.text))"
        case .or(let left, let right): "(\(left.text)|\(right.text))"
        }
    }
}

extension ModelQuery.Term {
    fileprivate var text: String {
        switch self {
        case .literal(let value): value.text
        case .property(let variable, let key): "\(variable).\(key)"
        case .variable(let name): name
        case .size(let name): "size(\(name))"
        case .ids(let name): "[element IN \(name) | element.id]"
        case .pathLength(let name): "length(\(name))"
        case .pathNodes(let name): "[element IN nodes(\(name)) | element.id]"
        case .pathEdges(let name): "[element IN relationships(\(name)) | element.id]"
        case .hasLabels(let name, let labels): "(\(name):\(labels.text))"
        case .count(let path): "COUNT { \(path.text) }"
        }
    }
}

extension ModelQuery.Condition {
    fileprivate var text: String {
        switch self {
        case .compare(let left, let comparison, let right):
            "\(left.text) \(comparison.rawValue) \(right.text)"
        case .isNull(let term, let isNegated): "\(term.text) IS \(isNegated ? "NOT " : "")NULL"
        case .isIn(let term, let values): "\(term.text) IN \(ModelValue.list(values).text)"
        case .same(let left, let right, let isNegated): "\(left) \(isNegated ? "<>" : "=") \(right)"
        case .isTrue(let term): term.text
        case .all(let list, let key, let comparison, let value):
            "all(element IN \(list) WHERE element.\(key) \(comparison.rawValue) \(value.text))"
        case .exists(let path, let condition):
            "EXISTS { \(path.text)\(condition.map { " WHERE \($0.text)" } ?? "") }"
        case .not(let condition): "NOT (\(condition.text))"
        case .and(let left, let right): "(\(left.text)) AND (\(right.text))"
        case .or(let left, let right): "(\(left.text)) OR (\(right.text))"
        case .xor(let left, let right): "(\(left.text)) XOR (\(right.text))"
        }
    }
}

extension ModelQuery.Column {
    fileprivate var text: String {
        switch self {
        case .term(let term): term.text
        case .countAll: "count(*)"
        case .count(let term, let isDistinct): "count(\(isDistinct ? "DISTINCT " : "")\(term.text))"
        case .sum(let term): "sum(\(term.text))"
        case .smallest(let term): "min(\(term.text))"
        case .largest(let term): "max(\(term.text))"
        }
    }
}
