import Cypher

/// What an expression looks like, apart from where it stands: expressions of one shape are written alike.
///
/// Subqueries have no shape; they never equal anything.
struct ExpressionShape: Hashable, Sendable {
    private let bytes: [UInt8]

    init?(_ expression: Expression) {
        var writer = ShapeWriter()
        guard writer.write(expression) else { return nil }
        bytes = writer.bytes
    }
}

/// Writes an expression as bytes that can be read in one way only: each part says how many follow it.
private struct ShapeWriter {
    private(set) var bytes: [UInt8] = []

    private mutating func tag(_ name: StaticString, _ count: Int = 0) {
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: "\(count):".utf8)
    }

    private mutating func text(_ text: String) {
        bytes.append(contentsOf: "\(text.utf8.count)'".utf8)
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func write(all expressions: [Expression]) -> Bool {
        for expression in expressions {
            guard write(expression) else { return false }
        }
        return true
    }

    private mutating func write(optional expression: Expression?) -> Bool {
        tag("?", expression == nil ? 0 : 1)
        return expression.map { write($0) } ?? true
    }

    mutating func write(_ expression: Expression) -> Bool {
        switch expression.form {
        case .literal(let literal): write(literal)
        case .parameter(let name):
            tag("$")
            text(name)
            return true
        case .variable(let name):
            tag("v")
            text(name)
            return true
        case .property(let subject, let key):
            tag(".")
            text(key.text)
            return write(subject)
        case .element(let subject, let index):
            tag("[")
            return write(subject) && write(index)
        case .slice(let subject, let from, let to):
            tag("s")
            return write(subject) && write(optional: from) && write(optional: to)
        case .unary(let op, let operand):
            tag("u")
            text(op.rawValue)
            return write(operand)
        case .binary(let op, let left, let right):
            tag("b")
            text(op.rawValue)
            return write(left) && write(right)
        case .logical(let op, let operands):
            tag("l", operands.count)
            text(op.rawValue)
            return write(all: operands)
        case .comparison(let operands, let operators):
            tag("c", operands.count)
            for op in operators { text(op.rawValue) }
            return write(all: operands)
        case .isNull(let operand, let isNegated):
            tag(isNegated ? "N" : "n")
            return write(operand)
        case .hasLabels(let subject, let labels):
            tag(":")
            write(labels)
            return write(subject)
        case .list(let elements):
            tag("L", elements.count)
            return write(all: elements)
        case .map(let entries):
            tag("M", entries.count)
            for entry in entries { text(entry.key.text) }
            return write(all: entries.map(\.value))
        case .mapProjection(let subject, let entries):
            tag("P", entries.count)
            return write(subject) && write(entries)
        case .call(let call):
            tag(call.isDistinct ? "F" : "f", call.arguments.count)
            text(call.name.text.lowercased())
            return write(all: call.arguments)
        case .countAll:
            tag("*")
            return true
        case .conditional(let operand, let alternatives, let otherwise):
            tag("C", alternatives.count)
            return write(optional: operand) && write(all: alternatives.flatMap { [$0.condition, $0.result] })
                && write(optional: otherwise)
        case .listComprehension(let variable, let list, let condition, let result):
            tag("x")
            text(variable.text)
            return write(list) && write(optional: condition) && write(optional: result)
        case .quantifier(let quantifier, let variable, let list, let condition):
            tag("q")
            text(quantifier.rawValue)
            text(variable.text)
            return write(list) && write(optional: condition)
        case .reduce(let accumulator, let initial, let variable, let list, let result):
            tag("r")
            text(accumulator.text)
            text(variable.text)
            return write(initial) && write(list) && write(result)
        case .patternComprehension, .pattern, .subquery: return false
        }
        return true
    }

    private mutating func write(_ literal: Literal) {
        switch literal {
        case .null: tag("0")
        case .boolean(let value): tag(value ? "T" : "B")
        case .integer(let value):
            tag("i")
            text(String(value))
        case .float(let value):
            tag("d")
            text(String(value.bitPattern))
        case .string(let value):
            tag("t")
            text(value)
        }
    }

    private mutating func write(_ labels: LabelExpression) {
        switch labels {
        case .label(let name):
            tag("=")
            text(name.text)
        case .any: tag("%")
        case .and(let left, let right):
            tag("&")
            write(left)
            write(right)
        case .or(let left, let right):
            tag("|")
            write(left)
            write(right)
        case .not(let operand):
            tag("!")
            write(operand)
        }
    }

    private mutating func write(_ entries: [ProjectedEntry]) -> Bool {
        for entry in entries {
            switch entry {
            case .property(let key):
                tag(".")
                text(key.text)
            case .all: tag("A")
            case .entry(let entry):
                tag("e")
                text(entry.key.text)
                guard write(entry.value) else { return false }
            case .variable(let name):
                tag("v")
                text(name.text)
            }
        }
        return true
    }
}
