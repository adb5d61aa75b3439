import Cypher
import QueryValues

/// Steps of a plan in words and patterns that a person who knows Cypher can read.
struct PlanText {
    /// The names of the variables by number; nil for what has none.
    let names: [String?]

    /// The operator's name, what it works on, and plans besides its input.
    func describe(_ step: PlanStep) -> (name: String, details: String, inputs: [Plan]) {
        switch step {
        case .argument: return ("Argument", "", [])
        case .scan(let variable, let labels):
            return (labels.isEmpty ? "AllNodesScan" : "NodeByLabelScan", node(variable, labels), [])
        case .lookup(let variable, let label, let key, let value, let isList, let labels):
            return (
                "NodeByKey",
                "\(node(variable, labels)) where \(label).\(key) \(isList ? "IN" : "=") \(text(value))", []
            )
        case .nodeByID(let variable, let value, let labels):
            return ("NodeByID", "\(node(variable, labels)) where id = \(text(value))", [])
        case .expand(let expansion): return (expansion.isInto ? "ExpandInto" : "Expand", arrow(expansion), [])
        case .degree(let expansion): return ("CountRelationships", arrow(expansion), [])
        case .intersect(let first, let second):
            return ("Intersect", "\(arrow(first)), \(arrow(second))", [])
        case .connect(let expansion): return ("Connect", arrow(expansion), [])
        case .repeatedly(let walk):
            return (
                walk.isReachability ? "Reach" : "ExpandRepeatedly",
                arrow(walk.expansion, length: length(walk.minimum, walk.maximum)), []
            )
        case .group(let walk):
            let length = length(walk.group.minimum, walk.group.maximum)
            return ("RepeatPattern", "\(name(walk.from)) (...)\(length) \(name(walk.to))", [walk.repetition])
        case .shortest(let walk):
            return (
                walk.findsAll ? "AllShortestPaths" : "ShortestPath",
                arrow(walk.expansion, length: length(walk.minimum, walk.maximum)), []
            )
        case .filter(let conditions):
            return ("Filter", conditions.map(text).joined(separator: " AND "), [])
        case .labels(let variable, let labels): return ("Filter", node(variable, labels), [])
        case .path(let variable, _, _): return ("Path", name(variable), [])
        case .project(let items):
            return (
                "Project",
                items.map { "\(text($0.expression)) AS \(name($0.variable))" }.joined(separator: ", "), []
            )
        case .aggregate(let keys, let aggregations, _):
            let values = aggregations.map { aggregation in
                let argument = aggregation.argument.map(text) ?? "*"
                let name = aggregation.function == .countAll ? "count" : aggregation.function.rawValue
                return "\(name)(\(aggregation.isDistinct ? "DISTINCT " : "")\(argument))"
            }
            let by = keys.isEmpty ? "" : " by " + keys.map { text($0.expression) }.joined(separator: ", ")
            return ("Aggregate", values.joined(separator: ", ") + by, [])
        case .distinct(let variables): return ("Distinct", variables.map(name).joined(separator: ", "), [])
        case .sort(let keys): return ("Sort", order(keys), [])
        case .top(let keys, let skip, let limit):
            return ("Top", "\(text(limit)) by \(order(keys))" + (skip.map { " after \(text($0))" } ?? ""), [])
        case .page(let skip, let limit):
            let parts = [skip.map { "skip \(text($0))" }, limit.map { "limit \(text($0))" }]
            return ("Limit", parts.compactMap { $0 }.joined(separator: " "), [])
        case .unwind(let list, let variable): return ("Unwind", "\(text(list)) AS \(name(variable))", [])
        case .optional(let inner, _, let nulls):
            return (
                "Optional",
                nulls.compactMap { names.count > $0.number ? names[$0.number] : nil }.joined(separator: ", "),
                [inner]
            )
        case .apply(let subquery, _): return ("Apply", "", [subquery.root])
        case .join(let right, let leftKeys, let rightKeys, _):
            let pairs = zip(leftKeys, rightKeys).map { "\(text($0)) = \(text($1))" }
            return ("HashJoin", pairs.joined(separator: ", "), [right])
        case .union(let parts, _): return ("Union", "", parts.map(\.plan))
        case .create(let paths):
            let made = paths.flatMap { path in
                path.nodes.filter { !$0.isBound }.map { "(:\($0.labels.joined(separator: ":")))" }
                    + path.relationships.map { "[:\($0.type)]" }
            }
            return ("Create", made.joined(separator: ", "), [])
        case .merge(_, let match): return ("Merge", "", [match])
        case .set: return ("Set", "", [])
        case .delete(let elements, let isDetaching):
            return (isDetaching ? "DetachDelete" : "Delete", elements.map(text).joined(separator: ", "), [])
        case .call(let call): return ("Call", call.procedure.name, [])
        case .forEach(let variable, let list, let updates):
            return ("ForEach", "\(name(variable)) in \(text(list))", [updates])
        case .collectAll: return ("Collect", "", [])
        }
    }

    private func name(_ variable: Variable) -> String {
        guard variable.number < names.count, let name = names[variable.number] else { return "_" }
        return name
    }

    private func node(_ variable: Variable, _ labels: [LabelExpression]) -> String {
        let name = name(variable)
        return "(\(name == "_" ? "" : name)\(labels.map { ":\($0.text)" }.joined()))"
    }

    private func arrow(_ expansion: Expansion, length: String = "") -> String {
        let name = name(expansion.relationship)
        let inner = "\(name == "_" ? "" : name)\(expansion.types.map { ":\($0.text)" } ?? "")\(length)"
        let brackets = inner.isEmpty ? "" : "[\(inner)]"
        let (left, right) =
            switch expansion.direction {
            case .outgoing: ("-", "->")
            case .incoming: ("<-", "-")
            case .either: ("-", "-")
            }
        return node(expansion.from, []) + left + brackets + right + node(expansion.to, expansion.labels)
    }

    private func length(_ minimum: Int, _ maximum: Int?) -> String {
        "*\(minimum)..\(maximum.map(String.init) ?? "")"
    }

    private func order(_ keys: [SortKey]) -> String {
        keys.map { text($0.expression) + ($0.isDescending ? " DESC" : "") }.joined(separator: ", ")
    }
}

// Expressions, shortened where they are long.
extension PlanText {
    func text(_ expression: BoundExpression) -> String {
        switch expression {
        case .constant(let value): return value.description
        case .parameter(let name, _): return "$\(name)"
        case .variable(let variable): return name(variable)
        case .property(let subject, let key, _): return "\(text(subject)).\(key)"
        case .comparison(let operation, let left, let right):
            return "\(text(left)) \(operation.rawValue) \(text(right))"
        case .logical(let operation, let operands, _):
            return "(" + operands.map(text).joined(separator: " \(operation.rawValue) ") + ")"
        case .not(let operand, _): return "NOT \(text(operand))"
        case .negative(let operand, _): return "-\(text(operand))"
        case .binary(let operation, let left, let right, _):
            return "\(text(left)) \(operation.rawValue) \(text(right))"
        case .isNull(let operand, let isNegated): return "\(text(operand)) IS \(isNegated ? "NOT " : "")NULL"
        case .hasLabels(let subject, let labels, _): return "\(text(subject)):\(labels.text)"
        case .function(let function, let arguments, _):
            return "\(function.name)(\(arguments.map(text).joined(separator: ", ")))"
        case .graphFunction(let function, let arguments, _):
            return "\(function.rawValue)(\(arguments.map(text).joined(separator: ", ")))"
        case .list(let elements):
            return elements.count > 5 ? "[...]" : "[\(elements.map(text).joined(separator: ", "))]"
        case .exists: return "EXISTS {...}"
        case .count: return "COUNT {...}"
        case .collect: return "COLLECT {...}"
        case .element(let subject, let position, _): return "\(text(subject))[\(text(position))]"
        case .coalesce(let operands): return "coalesce(\(operands.map(text).joined(separator: ", ")))"
        case .slice, .map, .mapProjection, .conditional, .listComprehension, .quantifier, .reduce:
            return "..."
        }
    }
}

extension LabelExpression {
    /// The expression as it is written.
    var text: String {
        switch self {
        case .label(let name): name.text
        case .any: "%"
        case .and(let left, let right): "\(left.text)&\(right.text)"
        case .or(let left, let right): "(\(left.text)|\(right.text))"
        case .not(let operand): "!\(operand.text)"
        }
    }
}
