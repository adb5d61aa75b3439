@testable import Cypher

extension PathPattern {
    /// The path much as it is written, parts that are not there left out.
    var dump: String {
        let name = variable.map { "\($0.text) = " } ?? ""
        let how = selector == .all ? "" : "\(selector)\(isFunctionStyle ? "()" : "") "
        return name + how + start.dump + steps.map(\.dump).joined()
    }
}

extension PathPattern.Step {
    fileprivate var dump: String {
        switch self {
        case .relationship(let relationship, let node): relationship.dump + node.dump
        case .repeated(let path, let node): path.dump + node.dump
        }
    }
}

extension NodePattern {
    fileprivate var dump: String { "(\(parts(variable, labels, nil, properties, condition)))" }
}

extension RelationshipPattern {
    fileprivate var dump: String {
        let detail = "-[\(parts(variable, types, length?.dump, properties, condition))]-"
        return switch direction {
        case .left: "<" + detail
        case .right: detail + ">"
        case .either: detail
        }
    }
}

extension RelationshipPattern.Length {
    fileprivate var dump: String {
        let bounds = "\(minimum.map(String.init) ?? "")..\(maximum.map(String.init) ?? "")"
        return isStarStyle ? "*\(bounds)" : "{\(bounds)}"
    }
}

extension RepeatedPath {
    fileprivate var dump: String {
        "(\(path.dump)\(condition.map { " WHERE " + $0.dump } ?? ""))"
            + "{\(minimum)..\(maximum.map(String.init) ?? "")}"
    }
}

extension LabelExpression {
    /// The labels with every pair in parentheses.
    var dump: String {
        switch self {
        case .label(let name): name.text
        case .any: "%"
        case .and(let left, let right): "(\(left.dump)&\(right.dump))"
        case .or(let left, let right): "(\(left.dump)|\(right.dump))"
        case .not(let label): "!\(label.dump)"
        }
    }
}

private func parts(
    _ variable: Name?, _ labels: LabelExpression?, _ length: String?, _ properties: Cypher.Expression?,
    _ condition: Cypher.Expression?
) -> String {
    let before = (variable?.text ?? "") + (labels.map { ":" + $0.dump } ?? "") + (length ?? "")
    let behind = [properties?.dump, condition.map { "WHERE " + $0.dump }].compactMap { $0 }
    return ((before.isEmpty ? [] : [before]) + behind).joined(separator: " ")
}
