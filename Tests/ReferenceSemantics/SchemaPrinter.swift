import PGSchema
import PropertyGraph

/// Writes a syntax tree as text, simply: one element a line, names as they are.
public enum SchemaPrinter {
    /// The text of a script; its comments are left out.
    public static func text(of script: Script) -> String {
        script.statements.map { text(of: $0) + ";\n" }.joined()
    }

    private static func text(of statement: Statement) -> String {
        switch statement {
        case .createNodeType(let definition, _):
            "CREATE NODE TYPE " + text(of: definition)
        case .createEdgeType(let definition, _):
            "CREATE EDGE TYPE " + text(of: definition)
        case .createGraphType(let definition, _): text(of: definition)
        case .drop(let drop, _): "DROP \(drop.subject.rawValue) \(drop.name.text)"
        case .alter(let alter, _): preconditionFailure("Random cases do not alter \(alter.name.text).")
        }
    }

    private static func text(of definition: GraphTypeDefinition) -> String {
        let imports = definition.imports.map(\.text).joined(separator: ", ")
        let elements = definition.elements.map { "\n  " + text(of: $0) }.joined(separator: ",")
        return "CREATE GRAPH TYPE \(definition.name.text) \(definition.mode.rawValue)"
            + (imports.isEmpty ? "" : " IMPORTS \(imports)") + " {\(elements)\n}"
    }

    private static func text(of element: GraphTypeElement) -> String {
        switch element {
        case .reference(let name): name.text
        case .nodeType(let definition): text(of: definition)
        case .edgeType(let definition): text(of: definition)
        case .constraint(let definition): text(of: definition)
        }
    }

    private static func text(of definition: NodeTypeDefinition) -> String {
        (definition.isAbstract ? "ABSTRACT " : "")
            + "(\(definition.name.text)\(text(of: definition.specification)))"
    }

    private static func text(of definition: EdgeTypeDefinition) -> String {
        (definition.isAbstract ? "ABSTRACT " : "")
            + "(\(text(of: definition.source)))-[\(definition.name.text)\(text(of: definition.specification))]->"
            + "(\(text(of: definition.target)))"
    }

    private static func text(of specification: ElementSpecification) -> String {
        labels(specification.labels) + (specification.opensLabels ? " OPEN" : "")
            + (specification.content.map { " " + text(of: $0) } ?? "")
    }

    private static func text(of content: ContentSpecification) -> String {
        let properties = content.properties.map {
            ($0.isOptional ? "OPTIONAL " : "") + $0.key.text + " " + text(of: $0.type)
        }
        return "{" + (properties + (content.isOpen ? ["OPEN"] : [])).joined(separator: ", ") + "}"
    }

    private static func text(of type: ValueTypeSyntax) -> String {
        type.alternatives.map { term in
            let numbers = term.arguments.map { "\($0)" }.joined(separator: ", ")
            let arguments = numbers.isEmpty ? "" : term.name == "VECTOR" ? "<\(numbers)>" : "(\(numbers))"
            let element = term.element.map { "<\(text(of: $0))>" }.joined()
            return term.name + arguments + element + (term.maximum.map { "[\($0)]" } ?? "")
        }
        .joined(separator: " | ")
    }

    private static func labels(_ expression: LabelExpression?) -> String {
        expression.map { ": " + text(of: $0) } ?? ""
    }

    private static func text(of expression: LabelExpression) -> String {
        switch expression {
        case .name(let name): name.text
        case .typeReference(let name, _): "@" + name.text
        case .all(let parts): parts.map { operand($0, isTight: false) }.joined(separator: " & ")
        case .any(let parts): parts.map(text(of:)).joined(separator: " | ")
        case .optional(let inner, _): operand(inner, isTight: true) + "?"
        case .group(let inner, .round, _): "(" + text(of: inner) + ")"
        case .group(let inner, .square, _): "[" + text(of: inner) + "]"
        }
    }

    /// An operand of `&` or `?`, in brackets where it binds more loosely.
    private static func operand(_ expression: LabelExpression, isTight: Bool) -> String {
        switch expression {
        case .any: "(" + text(of: expression) + ")"
        case .all where isTight: "(" + text(of: expression) + ")"
        default: text(of: expression)
        }
    }

    private static func text(of constraint: ConstraintDefinition) -> String {
        let target =
            switch constraint.target {
            case .output(let output): text(of: output)
            case .node(let variable, let expression): "(\(variable.text)\(labels(expression)))"
            }
        let requirement =
            switch constraint.requirement {
            case .check(let condition): "CHECK " + text(of: condition)
            case .key(let restrictors, let descriptor):
                (restrictors.map(\.kind.rawValue) + [
                    descriptor.outputs.map(text(of:)).joined(separator: ", ")
                ])
                .joined(separator: " ") + within(descriptor.within, descriptor.condition)
            }
        return "FOR " + target + within(constraint.within, constraint.condition) + " " + requirement
    }

    private static func within(_ patterns: [PathPattern], _ condition: Predicate?) -> String {
        guard !patterns.isEmpty else { return "" }
        return " WITHIN " + patterns.map(text(of:)).joined(separator: ", ")
            + (condition.map { " WHERE " + text(of: $0) } ?? "")
    }

    private static func text(of output: Output) -> String {
        output.variable.text + (output.key.map { "." + $0.text } ?? "")
    }

    private static func text(of pattern: PathPattern) -> String {
        text(of: pattern.start) + pattern.steps.map { text(of: $0.edge) + text(of: $0.node) }.joined()
    }

    private static func text(of node: NodePattern) -> String {
        "(" + (node.variable?.text ?? "") + labels(node.labels) + text(of: node.properties) + ")"
    }

    private static func text(of edge: EdgePattern) -> String {
        let middle =
            "[" + (edge.variable?.text ?? "") + labels(edge.labels) + text(of: edge.properties) + "]"
        return switch edge.direction {
        case .outgoing: "-" + middle + "->"
        case .incoming: "<-" + middle + "-"
        case .either: "-" + middle + "-"
        }
    }

    private static func text(of properties: [PropertyEquality]) -> String {
        guard !properties.isEmpty else { return "" }
        return " {" + properties.map { "\($0.key.text): \(text(of: $0.value))" }.joined(separator: ", ") + "}"
    }

    private static func text(of condition: Predicate) -> String {
        switch condition {
        case .comparison(let left, let comparison, let right):
            text(of: left) + " \(comparison.rawValue) " + text(of: right)
        case .isNull(let operand, let negated, _): text(of: operand) + (negated ? " IS NOT NULL" : " IS NULL")
        case .isIn(let operand, let choices, let negated, _):
            text(of: operand) + (negated ? " NOT IN [" : " IN [")
                + choices.map(text(of:)).joined(separator: ", ") + "]"
        case .operand(let operand): text(of: operand)
        case .not(let inner, _): "NOT " + operand(inner, isTight: true)
        case .all(let parts): parts.map { operand($0, isTight: false) }.joined(separator: " AND ")
        case .any(let parts): parts.map(text(of:)).joined(separator: " OR ")
        case .group(let inner, _): "(" + text(of: inner) + ")"
        }
    }

    /// An operand of AND or NOT, in parentheses where it binds more loosely.
    private static func operand(_ condition: Predicate, isTight: Bool) -> String {
        switch condition {
        case .any: "(" + text(of: condition) + ")"
        case .all where isTight: "(" + text(of: condition) + ")"
        default: text(of: condition)
        }
    }

    private static func text(of operand: Operand) -> String {
        switch operand {
        case .output(let output): text(of: output)
        case .literal(let literal): text(of: literal)
        }
    }

    private static func text(of literal: Literal) -> String {
        switch literal.value {
        case nil: "NULL"
        case .boolean(let truth): truth ? "TRUE" : "FALSE"
        case .integer(let number): "\(number)"
        case .float(let number): "\(number)"
        case .string(let text): "'\(text)'"
        case .some(let value): preconditionFailure("Random cases have no literal such as \(value).")
        }
    }
}
