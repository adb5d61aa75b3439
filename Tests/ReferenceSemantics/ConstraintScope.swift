import PGSchema
import PropertyGraph

/// The variables of a constraint with their kinds; finds names and variables that mean nothing.
struct ConstraintScope {
    private let members: [String: Declaration]
    private var kinds: [String: ElementKind] = [:]

    /// Refuses a constraint with unbound variables, variables of two kinds, or types of the wrong kind.
    static func check(_ constraint: ConstraintDefinition, _ members: [String: Declaration])
        throws(SchemaError)
    {
        var scope = ConstraintScope(members: members)
        if case .node(let variable, let labels) = constraint.target {
            try scope.bind(variable, .node)
            try scope.check(labels, .node)
        }
        for pattern in constraint.within { try scope.bind(pattern) }
        try scope.check(constraint.condition)
        let variable = constraint.targetVariable
        let kind = try scope.kind(of: variable)
        // Only the target is handed on to the requirement; other variables of the scope are forgotten.
        scope.kinds = [variable.text: kind]
        switch constraint.requirement {
        case .check(let condition): try scope.check(condition)
        case .key(_, let descriptor):
            for pattern in descriptor.within { try scope.bind(pattern) }
            try scope.check(descriptor.condition)
            for output in descriptor.outputs { _ = try scope.kind(of: output.variable) }
        }
    }

    private init(members: [String: Declaration]) { self.members = members }

    private func kind(of variable: Name) throws(SchemaError) -> ElementKind {
        guard let kind = kinds[variable.text] else { throw .unboundVariable(variable.text) }
        return kind
    }

    private mutating func bind(_ variable: Name?, _ kind: ElementKind) throws(SchemaError) {
        guard let variable else { return }
        let known = kinds.updateValue(kind, forKey: variable.text)
        guard known == nil || known == kind else { throw .variableOfTwoKinds(variable.text) }
    }

    private mutating func bind(_ pattern: PathPattern) throws(SchemaError) {
        try bind(pattern.start.variable, .node)
        try check(pattern.start.labels, .node)
        for step in pattern.steps {
            try bind(step.edge.variable, .edge)
            try check(step.edge.labels, .edge)
            try bind(step.node.variable, .node)
            try check(step.node.labels, .node)
        }
    }

    private func check(_ labels: LabelExpression?, _ kind: ElementKind) throws(SchemaError) {
        switch labels {
        case nil: break
        case .name(let name):
            if let member = members[name.text], member.kind != kind { throw .wrongKind(name.text) }
        case .typeReference(let name, _):
            guard let member = members[name.text] else { throw .unknownType(name.text) }
            guard member.kind == kind else { throw .wrongKind(name.text) }
        case .all(let parts), .any(let parts):
            for part in parts { try check(part, kind) }
        case .optional(let inner, _), .group(let inner, _, _): try check(inner, kind)
        }
    }

    private func check(_ condition: Predicate?) throws(SchemaError) {
        switch condition {
        case nil: break
        case .comparison(let left, _, let right):
            try check(left)
            try check(right)
        case .isNull(let operand, _, _), .operand(let operand): try check(operand)
        case .isIn(let operand, let choices, _, _):
            try check(operand)
            for choice in choices { try check(choice) }
        case .not(let inner, _), .group(let inner, _): try check(inner)
        case .all(let parts), .any(let parts):
            for part in parts { try check(part) }
        }
    }

    private func check(_ operand: Operand) throws(SchemaError) {
        if case .output(let output) = operand { _ = try kind(of: output.variable) }
    }
}
