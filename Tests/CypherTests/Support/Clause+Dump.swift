@testable import Cypher

extension Query {
    /// Its clauses one after the other.
    var dump: String {
        var text = parts[0].dump
        for (part, keepsDuplicates) in zip(parts.dropFirst(), keepsDuplicates) {
            text += keepsDuplicates ? " UNION ALL " : " UNION "
            text += part.dump
        }
        return text
    }
}

extension SingleQuery {
    fileprivate var dump: String { clauses.map(\.dump).joined(separator: " ") }
}

extension Clause {
    fileprivate var dump: String {
        switch form {
        case .match(let paths, let isOptional, let condition):
            "(\(isOptional ? "optional " : "")match \(paths.dump)\(condition.whereDump))"
        case .unwind(let list, let name): "(unwind \(list.dump) \(name.text))"
        case .with(let projection, let condition): "(with\(projection.dump)\(condition.whereDump))"
        case .return(let projection): "(return\(projection.dump))"
        case .create(let paths): "(create \(paths.dump))"
        case .merge(let path, let onCreate, let onMatch):
            "(merge \(path.dump)" + onCreate.map { " +" + $0.dump }.joined()
                + onMatch.map { " =" + $0.dump }.joined() + ")"
        case .set(let items): "(set \(items.map(\.dump).joined(separator: " ")))"
        case .remove(let items): "(remove \(items.map(\.dump).joined(separator: " ")))"
        case .delete(let elements, let isDetaching):
            "(\(isDetaching ? "detach-" : "")delete \(elements.map(\.dump).joined(separator: " ")))"
        case .call(let call): call.dump
        case .subquery(let query, let imports):
            "(call\(imports.map { "(" + $0.map(\.text).joined(separator: ",") + ")" } ?? "") {\(query.dump)})"
        case .forEach(let variable, let list, let updates):
            "(foreach \(variable.text) \(list.dump) \(updates.map(\.dump).joined(separator: " ")))"
        }
    }
}

extension [PathPattern] {
    fileprivate var dump: String { map(\.dump).joined(separator: ", ") }
}

extension Cypher.Expression? {
    fileprivate var whereDump: String { map { " WHERE " + $0.dump } ?? "" }
}

extension Projection {
    fileprivate var dump: String {
        var text = isDistinct ? " distinct" : ""
        if includesAll { text += " *" }
        for item in items { text += " " + item.expression.dump + (item.alias.map { " AS " + $0.text } ?? "") }
        for key in order { text += " \(key.isDescending ? "desc" : "asc") \(key.expression.dump)" }
        if let skip { text += " skip \(skip.dump)" }
        if let limit { text += " limit \(limit.dump)" }
        return text
    }
}

extension SetItem {
    fileprivate var dump: String {
        switch self {
        case .property(let subject, let key, let value): "(\(subject.dump).\(key.text) = \(value.dump))"
        case .replace(let variable, let value): "(\(variable.text) = \(value.dump))"
        case .merge(let variable, let value): "(\(variable.text) += \(value.dump))"
        case .labels(let variable, let labels):
            "(\(variable.text) \(labels.map { ":" + $0.text }.joined()))"
        }
    }
}

extension RemoveItem {
    fileprivate var dump: String {
        switch self {
        case .property(let subject, let key): "\(subject.dump).\(key.text)"
        case .labels(let variable, let labels): variable.text + labels.map { ":" + $0.text }.joined()
        }
    }
}

extension ProcedureCall {
    fileprivate var dump: String {
        var text = "(call \(name.text)"
        if let arguments { text += "(\(arguments.map(\.dump).joined(separator: " ")))" }
        if yieldsAll { text += " yield *" }
        if let yield {
            let columns = yield.map { $0.column.text + ($0.alias.map { ">" + $0.text } ?? "") }
            text += " yield [\(columns.joined(separator: " "))]"
        }
        return text + (condition.map { " WHERE " + $0.dump } ?? "") + ")"
    }
}
