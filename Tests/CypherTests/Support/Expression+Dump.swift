@testable import Cypher

extension Cypher.Expression {
    /// The tree in parentheses, operators first: `(+ 1 (* 2 n.key))`.
    var dump: String {
        switch form {
        case .literal(let literal): literal.dump
        case .parameter(let name): "$\(name)"
        case .variable(let name): name
        case .property(let subject, let key): "(. \(subject.dump) \(key.text))"
        case .element(let list, let index): "(at \(list.dump) \(index.dump))"
        case .slice(let list, let from, let to): "(slice \(list.dump) \(from.dump) \(to.dump))"
        case .unary(let sign, let operand): "(\(sign.rawValue) \(operand.dump))"
        case .binary(let sign, let left, let right): "(\(sign.rawValue) \(left.dump) \(right.dump))"
        case .logical(let sign, let operands): "(\(sign.rawValue) \(operands.dump))"
        case .comparison(let operands, let signs):
            "(" + operands[0].dump
                + zip(signs, operands.dropFirst()).map { " \($0.rawValue) \($1.dump)" }.joined() + ")"
        case .isNull(let operand, let isNegated): "(\(isNegated ? "not-null" : "null") \(operand.dump))"
        case .hasLabels(let subject, let labels): "(: \(subject.dump) \(labels.dump))"
        case .list(let elements): "[\(elements.dump)]"
        case .map(let entries): "{\(entries.map(\.dump).joined(separator: " "))}"
        case .mapProjection(let subject, let entries):
            "(project \(subject.dump) \(entries.map(\.dump).joined(separator: " ")))"
        case .call(let call):
            "(\(call.name.text)\(call.isDistinct ? " distinct" : "")"
                + call.arguments.map { " " + $0.dump }.joined() + ")"
        case .countAll: "(count *)"
        case .conditional(let operand, let alternatives, let otherwise):
            "(case \(operand.dump)"
                + alternatives.map { " (\($0.condition.dump) \($0.result.dump))" }.joined()
                + " \(otherwise.dump))"
        case .listComprehension(let variable, let list, let condition, let result):
            "(for \(variable.text) \(list.dump) \(condition.dump) \(result.dump))"
        case .quantifier(let quantifier, let variable, let list, let condition):
            "(\(quantifier.rawValue) \(variable.text) \(list.dump) \(condition.dump))"
        case .reduce(let accumulator, let initial, let variable, let list, let result):
            "(reduce \(accumulator.text) \(initial.dump) \(variable.text) \(list.dump) \(result.dump))"
        case .patternComprehension(let path, let condition, let result):
            "(for \(path.dump) \(condition.dump) \(result.dump))"
        case .pattern(let path): "(pattern \(path.dump))"
        case .subquery(let form, let subquery): "(\(form.rawValue) \(subquery.dump))"
        }
    }
}

extension Cypher.Expression? {
    /// The tree, or `_` for none.
    var dump: String { self?.dump ?? "_" }
}

extension [Cypher.Expression] {
    fileprivate var dump: String { map(\.dump).joined(separator: " ") }
}

extension Literal {
    fileprivate var dump: String {
        switch self {
        case .null: "null"
        case .boolean(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .float(let value): "\(value)"
        case .string(let value): "'\(value)'"
        }
    }
}

extension MapEntry {
    fileprivate var dump: String { "\(key.text): \(value.dump)" }
}

extension ProjectedEntry {
    fileprivate var dump: String {
        switch self {
        case .property(let key): ".\(key.text)"
        case .all: ".*"
        case .entry(let entry): entry.dump
        case .variable(let name): name.text
        }
    }
}

extension Subquery {
    fileprivate var dump: String {
        switch self {
        case .pattern(let paths, let condition):
            "\(paths.map(\.dump).joined(separator: ", ")) \(condition.dump)"
        case .query(let query): "{\(query.dump)}"
        }
    }
}
