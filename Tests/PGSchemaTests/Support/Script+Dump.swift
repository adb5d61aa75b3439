import PGSchema

extension Script {
    /// The tree as text, without ranges and comments: two scripts are the same tree iff their dumps are equal.
    var dump: String { statements.map(\.dump).joined(separator: "\n") }
}

extension Statement {
    fileprivate var dump: String {
        switch self {
        case .createNodeType(let definition, _): "create " + definition.dump
        case .createEdgeType(let definition, _): "create " + definition.dump
        case .createGraphType(let definition, _):
            "create graph \(definition.name.dump) \(definition.mode) imports \(definition.imports.map(\.dump))"
                + definition.elements.map { "\n  " + $0.dump }.joined()
        case .drop(let drop, _): "drop \(drop.subject) \(drop.name.dump)"
        case .alter(let alteration, _):
            "alter \(alteration.name.dump)" + alteration.actions.map { "\n  " + $0.dump }.joined()
        }
    }
}

extension AlterStatement.Action {
    fileprivate var dump: String {
        switch self {
        case .add(let element): "add " + element.dump
        case .drop(let name): "drop " + name.dump
        case .replace(let element): "replace " + element.dump
        case .set(let mode): "set \(mode)"
        case .rename(let old, let new): "rename \(old.dump) \(new.dump)"
        }
    }
}

extension GraphTypeElement {
    fileprivate var dump: String {
        switch self {
        case .reference(let name): "member " + name.dump
        case .nodeType(let definition): definition.dump
        case .edgeType(let definition): definition.dump
        case .constraint(let definition): definition.dump
        }
    }
}

extension NodeTypeDefinition {
    fileprivate var dump: String { "\(isAbstract ? "abstract " : "")node \(name.dump) \(specification.dump)" }
}

extension EdgeTypeDefinition {
    fileprivate var dump: String {
        "\(isAbstract ? "abstract " : "")edge \(name.dump) \(specification.dump)"
            + " from \(source.dump) to \(target.dump)"
    }
}

extension ElementSpecification {
    fileprivate var dump: String {
        let labels = labels?.dump ?? "-"
        let content = content.map { "{\($0.properties.map(\.dump))\($0.isOpen ? " open" : "")}" } ?? "-"
        return "<\(labels)\(opensLabels ? " open" : "") \(content)>"
    }
}

extension PropertyDefinition {
    fileprivate var dump: String { "\(isOptional ? "optional " : "")\(key.dump) \(type.dump)" }
}

extension ValueTypeSyntax {
    fileprivate var dump: String {
        alternatives.map { term in
            let maximum = term.maximum.map { "[\($0)]" } ?? ""
            return "\(term.name)\(term.arguments)\(term.element.map(\.dump))\(maximum)"
        }.joined(separator: " or ")
    }
}

extension Name {
    fileprivate var dump: String { "`\(text)`" }
}

extension LabelExpression {
    var dump: String {
        switch self {
        case .name(let name): name.dump
        case .typeReference(let name, _): "@" + name.dump
        case .all(let parts): "all\(parts.map(\.dump))"
        case .any(let parts): "any\(parts.map(\.dump))"
        case .optional(let part, _): "optional[\(part.dump)]"
        case .group(let part, let bracket, _): "\(bracket)(\(part.dump))"
        }
    }
}

extension ConstraintDefinition {
    fileprivate var dump: String {
        let target =
            switch target {
            case .output(let output): output.dump
            case .node(let name, let labels): "(\(name.dump) \(labels?.dump ?? "-"))"
            }
        let scope = "for \(target) within \(within.map(\.dump)) where \(condition?.dump ?? "-")"
        switch requirement {
        case .check(let predicate): return scope + " check \(predicate.dump)"
        case .key(let restrictors, let descriptor):
            return scope + " \(restrictors.map(\.kind)) \(descriptor.outputs.map(\.dump))"
                + " within \(descriptor.within.map(\.dump)) where \(descriptor.condition?.dump ?? "-")"
        }
    }
}

extension Output {
    fileprivate var dump: String { variable.dump + (key.map { "." + $0.dump } ?? "") }
}

extension PathPattern {
    fileprivate var dump: String {
        start.dump + steps.map { " \($0.edge.dump) \($0.node.dump)" }.joined()
    }
}

extension NodePattern {
    fileprivate var dump: String {
        "(\(variable?.dump ?? "-") \(labels?.dump ?? "-") \(properties.map(\.dump)))"
    }
}

extension EdgePattern {
    fileprivate var dump: String {
        "\(direction)(\(variable?.dump ?? "-") \(labels?.dump ?? "-") \(properties.map(\.dump)))"
    }
}

extension PropertyEquality {
    fileprivate var dump: String { "\(key.dump): \(value.dump)" }
}

extension Predicate {
    fileprivate var dump: String {
        switch self {
        case .comparison(let left, let comparison, let right):
            "\(left.dump) \(comparison.rawValue) \(right.dump)"
        case .isNull(let operand, let negated, _): "\(operand.dump) is \(negated ? "not " : "")null"
        case .isIn(let operand, let choices, let negated, _):
            "\(operand.dump) \(negated ? "not " : "")in \(choices.map(\.dump))"
        case .operand(let operand): operand.dump
        case .not(let predicate, _): "not[\(predicate.dump)]"
        case .all(let parts): "all\(parts.map(\.dump))"
        case .any(let parts): "any\(parts.map(\.dump))"
        case .group(let predicate, _): "(\(predicate.dump))"
        }
    }
}

extension Operand {
    fileprivate var dump: String {
        switch self {
        case .output(let output): output.dump
        case .literal(let literal): literal.dump
        }
    }
}

extension Literal {
    fileprivate var dump: String { value.map { String(reflecting: $0) } ?? "null" }
}
