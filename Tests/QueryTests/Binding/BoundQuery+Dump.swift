import Cypher
import QueryValues

@testable import Query

/// Writes the bound form of a query as short text, for comparison: variables are their names with their
/// numbers.
struct BoundDump {
    private let variables: [VariableDescription]

    static func text(_ query: BoundQuery) -> String { BoundDump(variables: query.variables).write(query) }

    private func write(_ query: BoundQuery) -> String {
        query.parts.map { part in
            let clauses = part.clauses.map(write).joined(separator: " ")
            return part.output.isEmpty
                ? clauses : clauses + " => " + part.output.map(write).joined(separator: ",")
        }.joined(separator: " UNION ")
    }

    private func write(_ variable: Variable) -> String {
        "\(variables[variable.number].name ?? "_")\(variable.number)"
    }

    private func list(_ texts: [String]) -> String { texts.joined(separator: ", ") }

    private func write(_ clause: BoundClause) -> String {
        switch clause {
        case .match(let pattern, let isOptional): (isOptional ? "OPTIONAL " : "") + "MATCH " + write(pattern)
        case .unwind(let list, let variable): "UNWIND \(write(list)) AS \(write(variable))"
        case .project(let projection): write(projection)
        case .create(let paths): "CREATE " + list(paths.map(write))
        case .merge(let merge):
            "MERGE " + write(merge.pattern) + " MAKE " + write(merge.created)
                + (merge.onCreate.isEmpty ? "" : " CREATED " + list(merge.onCreate.map(write)))
                + (merge.onMatch.isEmpty ? "" : " MATCHED " + list(merge.onMatch.map(write)))
        case .set(let items): "SET " + list(items.map(write))
        case .delete(let elements, let isDetaching):
            (isDetaching ? "DETACH " : "") + "DELETE " + list(elements.map(write))
        case .call(let call):
            "CALL \(call.procedure.name)(\(list(call.arguments.map(write))))"
                + (call.outputs.isEmpty ? "" : " YIELD ")
                + list(call.outputs.map { "\($0.column):\(write($0.variable))" })
                + conditions(call.conditions)
        case .subquery(let query, let imports): "CALL (\(list(imports.map(write)))) {\(write(query))}"
        case .forEach(let variable, let list, let clauses):
            "FOREACH \(write(variable)) IN \(write(list)) (\(clauses.map(write).joined(separator: " ")))"
        }
    }

    private func conditions(_ conditions: [BoundExpression]) -> String {
        conditions.isEmpty ? "" : " WHERE " + conditions.map(write).joined(separator: "; ")
    }

    private func write(_ pattern: BoundPattern) -> String {
        let nodes = pattern.nodes.map { node in
            "(" + (node.isBound ? "@" : "") + write(node.variable)
                + node.labels.map { ":" + write($0) }.joined() + ")"
        }
        let relationships = pattern.relationships.map { relationship in
            var text = (relationship.isBound ? "@" : "") + write(relationship.variable)
            text += relationship.types.map { ":" + write($0) } ?? ""
            if let repetition = relationship.repetition {
                text += "*\(repetition.minimum)..\(repetition.maximum.map { "\($0)" } ?? "")"
                text += "/\(write(repetition.element))" + conditions(repetition.conditions)
            }
            if let group = relationship.group {
                text += "{\(write(group.pattern)) \(group.walk.map(write).joined(separator: "~"))"
                text += " " + list(group.collected.map { "\(write($0.inner))>\(write($0.outer))" }) + "}"
                text += "\(group.minimum)..\(group.maximum.map { "\($0)" } ?? "")"
            }
            let (left, right) = (write(relationship.left), write(relationship.right))
            return switch relationship.direction {
            case .right: "\(left)-[\(text)]->\(right)"
            case .left: "\(left)<-[\(text)]-\(right)"
            case .either: "\(left)-[\(text)]-\(right)"
            }
        }
        let paths = pattern.paths.map { path in
            "\(write(path.variable))=\(path.selector)\(write(path.start))\(path.relationships)"
        }
        return (nodes + relationships + paths).joined(separator: " ") + conditions(pattern.conditions)
    }

    private func write(_ projection: BoundProjection) -> String {
        var text = projection.isLast ? "RETURN " : "WITH "
        if projection.isDistinct { text += "DISTINCT " }
        text += list(projection.items.map { "\(write($0.expression)) AS \(write($0.variable))" })
        if projection.isGrouping {
            text += " GROUP \(projection.groupingKeys) "
            text += list(
                projection.aggregations.map { aggregation in
                    let arguments = [aggregation.argument, aggregation.parameter].compactMap { $0.map(write) }
                    return "\(write(aggregation.result))=\(aggregation.function)"
                        + "(\(aggregation.isDistinct ? "DISTINCT " : "")\(list(arguments)))"
                })
        }
        if !projection.order.isEmpty {
            text +=
                " ORDER "
                + list(projection.order.map { write($0.expression) + ($0.isDescending ? " DESC" : "") })
        }
        if let skip = projection.skip { text += " SKIP \(write(skip))" }
        if let limit = projection.limit { text += " LIMIT \(write(limit))" }
        return text + conditions(projection.conditions)
    }

    private func write(_ path: CreatedPath) -> String {
        let nodes = path.nodes.map { node in
            "(\(node.isBound ? "@" : "")\(write(node.variable))\(node.labels.map { ":" + $0 }.joined())"
                + (node.properties.map { " " + write($0) } ?? "") + ")"
        }
        let relationships = path.relationships.map { relationship in
            "\(write(relationship.source))-[\(write(relationship.variable)):\(relationship.type)"
                + (relationship.properties.map { " " + write($0) } ?? "") + "]->\(write(relationship.target))"
        }
        return (path.variable.map { write($0) + "=" } ?? "") + (nodes + relationships).joined(separator: " ")
    }

    private func write(_ item: BoundSetItem) -> String {
        switch item {
        case .property(let subject, let key, let value): "\(write(subject)).\(key)=\(write(value))"
        case .replace(let variable, let value): "\(write(variable))=\(write(value))"
        case .merge(let variable, let value): "\(write(variable))+=\(write(value))"
        case .addLabels(let variable, let labels): "\(write(variable)):\(labels.joined(separator: ":"))"
        case .removeLabels(let variable, let labels): "\(write(variable))!\(labels.joined(separator: ":"))"
        }
    }

    private func write(_ labels: LabelExpression) -> String {
        switch labels {
        case .label(let name): name.text
        case .any: "%"
        case .and(let left, let right): "(\(write(left))&\(write(right)))"
        case .or(let left, let right): "(\(write(left))|\(write(right)))"
        case .not(let operand): "!\(write(operand))"
        }
    }

    private func write(_ expression: BoundExpression) -> String {
        switch expression {
        case .constant(let value): write(value)
        case .parameter(let name, _): "$\(name)"
        case .variable(let variable): write(variable)
        case .property(let subject, let key, _): "\(write(subject)).\(key)"
        case .element(let subject, let index, _): "\(write(subject))[\(write(index))]"
        case .slice(let subject, let from, let to, _):
            "\(write(subject))[\(from.map(write) ?? "")..\(to.map(write) ?? "")]"
        case .not(let operand, _): "not(\(write(operand)))"
        case .negative(let operand, _): "-\(write(operand))"
        case .binary(let op, let left, let right, _): "(\(write(left)) \(op.rawValue) \(write(right)))"
        case .logical(let op, let operands, _):
            "(" + operands.map(write).joined(separator: " \(op.rawValue) ") + ")"
        case .comparison(let op, let left, let right): "\(write(left)) \(op.rawValue) \(write(right))"
        case .isNull(let operand, let isNegated): "\(write(operand)) is\(isNegated ? " not" : "") null"
        case .hasLabels(let subject, let labels, _): "\(write(subject)):\(write(labels))"
        case .list(let elements): "[\(list(elements.map(write)))]"
        case .map(let entries): "{\(list(entries.map { "\($0.key): \(write($0.value))" }))}"
        case .mapProjection(let subject, let includesAll, let entries, _):
            write(subject) + "{"
                + list((includesAll ? [".*"] : []) + entries.map { "\($0.key): \(write($0.value))" }) + "}"
        case .function(let function, let arguments, _): "\(function.name)(\(list(arguments.map(write))))"
        case .graphFunction(let function, let arguments, _): "\(function)(\(list(arguments.map(write))))"
        case .coalesce(let arguments): "coalesce(\(list(arguments.map(write))))"
        case .conditional(let branches, let otherwise):
            "CASE "
                + branches.map { "\(write($0.condition)) ? \(write($0.result))" }.joined(separator: " : ")
                + (otherwise.map { " : " + write($0) } ?? "")
        case .listComprehension(let variable, let list, let condition, let result, _):
            "[\(write(variable)) IN \(write(list))\(condition.map { " WHERE " + write($0) } ?? "")"
                + (result.map { " | " + write($0) } ?? "") + "]"
        case .quantifier(let quantifier, let variable, let list, let condition, _):
            "\(quantifier)(\(write(variable)) IN \(write(list)) WHERE \(write(condition)))"
        case .reduce(let accumulator, let initial, let variable, let list, let result, _):
            "reduce(\(write(accumulator)) = \(write(initial)), \(write(variable)) IN \(write(list))"
                + " | \(write(result)))"
        case .exists(let query): "EXISTS{\(write(query))}"
        case .count(let query): "COUNT{\(write(query))}"
        case .collect(let query): "COLLECT{\(write(query))}"
        }
    }

    private func write(_ value: QueryValue) -> String {
        switch value {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .float(let value): "\(value)"
        case .string(let value): "'\(value)'"
        default: "?"
        }
    }
}
