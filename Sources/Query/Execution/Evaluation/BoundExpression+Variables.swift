import QueryValues

extension BoundExpression {
    /// Calls `body` with every variable that is mentioned, those defined within included.
    func forEachVariable(_ body: (Variable) -> Void) {
        if case .variable(let variable) = self { return body(variable) }
        forEachSubquery { $0.forEachVariable(body) }
        forEachOperand { $0.forEachVariable(body) }
    }

    /// Calls `body` with each subquery of this expression itself, not of its operands.
    func forEachSubquery(_ body: (BoundQuery) -> Void) {
        switch self {
        case .exists(let subquery), .count(let subquery), .collect(let subquery): body(subquery)
        default: break
        }
    }

    /// Calls `body` with each operand.
    func forEachOperand(_ body: (BoundExpression) -> Void) {
        switch self {
        case .constant, .parameter, .variable, .exists, .count, .collect: break
        case .property(let operand, _, _), .not(let operand, _), .negative(let operand, _),
            .isNull(let operand, _), .hasLabels(let operand, _, _):
            body(operand)
        case .element(let left, let right, _), .binary(_, let left, let right, _),
            .comparison(_, let left, let right):
            body(left)
            body(right)
        case .slice(let subject, let from, let to, _):
            body(subject)
            if let from { body(from) }
            if let to { body(to) }
        case .logical(_, let operands, _), .list(let operands), .function(_, let operands, _),
            .graphFunction(_, let operands, _), .coalesce(let operands):
            operands.forEach(body)
        case .map(let entries): entries.forEach { body($0.value) }
        case .mapProjection(let subject, _, let entries, _):
            body(subject)
            entries.forEach { body($0.value) }
        case .conditional(let alternatives, let otherwise):
            for (condition, result) in alternatives {
                body(condition)
                body(result)
            }
            if let otherwise { body(otherwise) }
        case .listComprehension(_, let list, let condition, let result, _):
            body(list)
            if let condition { body(condition) }
            if let result { body(result) }
        case .quantifier(_, _, let list, let condition, _):
            body(list)
            body(condition)
        case .reduce(_, let initial, _, let list, let result, _):
            body(initial)
            body(list)
            body(result)
        }
    }
}
