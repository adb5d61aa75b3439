import Cypher
import QueryValues

extension Binder {
    /// Binds the items of SET.
    mutating func bind(_ items: [SetItem], in scope: Scope) throws(QueryError) -> [BoundSetItem] {
        var bound: [BoundSetItem] = []
        for item in items {
            switch item {
            case .property(let subject, let key, let value):
                mentions.made.insert(key.text)
                let element = try bindElement(subject, in: scope, of: "SET")
                bound.append(
                    .property(of: element, key: key.text, value: try bind(value, in: scope).expression))
            case .replace(let name, let value):
                let variable = try element(name, in: scope, of: "SET")
                bound.append(.replace(variable, try bindProperties(value, in: scope)))
            case .merge(let name, let value):
                let variable = try element(name, in: scope, of: "SET")
                bound.append(.merge(variable, try bindProperties(value, in: scope)))
            case .labels(let name, let labels):
                mentions.made.formUnion(labels.map(\.text))
                bound.append(.addLabels(try node(name, in: scope, of: "SET"), labels.map(\.text)))
            }
        }
        return bound
    }

    /// Binds the items of REMOVE.
    mutating func bind(_ items: [RemoveItem], in scope: Scope) throws(QueryError) -> [BoundSetItem] {
        var bound: [BoundSetItem] = []
        for item in items {
            switch item {
            case .property(let subject, let key):
                mentions.keys.append(key)
                let element = try bindElement(subject, in: scope, of: "REMOVE")
                bound.append(.property(of: element, key: key.text, value: .constant(.null)))
            case .labels(let name, let labels):
                mentions.labels += labels
                bound.append(.removeLabels(try node(name, in: scope, of: "REMOVE"), labels.map(\.text)))
            }
        }
        return bound
    }

    /// Binds what DELETE removes.
    mutating func bindDeleted(
        _ expressions: [Expression], in scope: Scope
    ) throws(QueryError) -> [BoundExpression] {
        var bound: [BoundExpression] = []
        for expression in expressions {
            if case .hasLabels = expression.form { throw .deletedLabels(at: expression.range) }
            let element = try bind(expression, in: scope)
            guard element.type.overlaps(anyOf: .node, .relationship, .path) else {
                throw .invalidArgumentType(
                    "DELETE", wants: "a node, a relationship or a path", not: element.type,
                    at: expression.range)
            }
            bound.append(element.expression)
        }
        return bound
    }

    private mutating func bindElement(
        _ subject: Expression, in scope: Scope, of clause: String
    ) throws(QueryError) -> BoundExpression {
        let element = try bind(subject, in: scope)
        guard element.type.overlaps(anyOf: .node, .relationship) else {
            throw .invalidArgumentType(
                clause, wants: "a node or a relationship", not: element.type, at: subject.range)
        }
        return element.expression
    }

    private func element(
        _ name: Name, in scope: Scope, of clause: String
    ) throws(QueryError) -> Variable {
        let variable = try resolve(name.text, at: name.range, in: scope)
        guard type(of: variable).overlaps(anyOf: .node, .relationship) else {
            throw .invalidArgumentType(
                clause, wants: "a node or a relationship", not: type(of: variable), at: name.range)
        }
        return variable
    }

    private func node(_ name: Name, in scope: Scope, of clause: String) throws(QueryError) -> Variable {
        let variable = try resolve(name.text, at: name.range, in: scope)
        guard type(of: variable).overlaps(.node) else {
            throw .invalidArgumentType(clause, wants: "a node", not: type(of: variable), at: name.range)
        }
        return variable
    }

    /// Binds the map, or the element, whose properties SET takes over.
    private mutating func bindProperties(
        _ value: Expression, in scope: Scope
    ) throws(QueryError) -> BoundExpression {
        let bound = try bind(value, in: scope)
        guard bound.type.overlaps(anyOf: .map, .node, .relationship) else {
            throw .invalidArgumentType(
                "SET", wants: "a map, a node or a relationship", not: bound.type, at: value.range)
        }
        return bound.expression
    }
}
