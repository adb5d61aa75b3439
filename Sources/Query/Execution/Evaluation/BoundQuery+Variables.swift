import QueryValues

extension BoundQuery {
    /// Calls `body` with every variable that is mentioned, those defined within included.
    func forEachVariable(_ body: (Variable) -> Void) {
        for part in parts {
            part.output.forEach(body)
            for clause in part.clauses { clause.forEachVariable(body) }
        }
    }
}

extension BoundClause {
    /// Calls `body` with every variable that is mentioned, those defined within included.
    func forEachVariable(_ body: (Variable) -> Void) {
        forEachExpression { $0.forEachVariable(body) }
        switch self {
        case .match(let pattern, _): pattern.forEachVariable(body)
        case .unwind(_, let variable), .forEach(let variable, _, _): body(variable)
        case .project(let projection):
            for item in projection.items { body(item.variable) }
            for aggregation in projection.aggregations { body(aggregation.result) }
        case .create(let paths): for path in paths { path.forEachVariable(body) }
        case .merge(let merge):
            merge.pattern.forEachVariable(body)
            merge.created.forEachVariable(body)
        case .set(let items): for item in items { item.forEachVariable(body) }
        case .delete: break
        case .call(let call): for output in call.outputs { body(output.variable) }
        case .subquery(let query, let imports):
            imports.forEach(body)
            query.forEachVariable(body)
        }
        if case .forEach(_, _, let clauses) = self { for clause in clauses { clause.forEachVariable(body) } }
        if case .merge(let merge) = self {
            for item in merge.onCreate + merge.onMatch { item.forEachVariable(body) }
        }
    }

    /// Calls `body` with every expression of the clause, not with those of inner queries.
    func forEachExpression(_ body: (BoundExpression) -> Void) {
        switch self {
        case .match(let pattern, _): pattern.forEachExpression(body)
        case .unwind(let list, _): body(list)
        case .project(let projection): projection.forEachExpression(body)
        case .create(let paths): for path in paths { path.forEachExpression(body) }
        case .merge(let merge):
            merge.pattern.forEachExpression(body)
            merge.created.forEachExpression(body)
            for item in merge.onCreate + merge.onMatch { item.forEachExpression(body) }
        case .set(let items): for item in items { item.forEachExpression(body) }
        case .delete(let elements, _): elements.forEach(body)
        case .call(let call):
            call.arguments.forEach(body)
            call.conditions.forEach(body)
        case .subquery: break
        case .forEach(_, let list, let clauses):
            body(list)
            for clause in clauses { clause.forEachExpression(body) }
        }
    }
}

extension BoundPattern {
    func forEachVariable(_ body: (Variable) -> Void) {
        for node in nodes { body(node.variable) }
        for relationship in relationships {
            body(relationship.variable)
            body(relationship.left)
            body(relationship.right)
            if let repetition = relationship.repetition { body(repetition.element) }
            if let group = relationship.group {
                group.pattern.forEachVariable(body)
                for pair in group.collected { body(pair.outer) }
            }
        }
        for path in paths { body(path.variable) }
    }

    func forEachExpression(_ body: (BoundExpression) -> Void) {
        conditions.forEach(body)
        for relationship in relationships {
            relationship.repetition?.conditions.forEach(body)
            relationship.group?.pattern.forEachExpression(body)
        }
    }
}

extension BoundProjection {
    func forEachExpression(_ body: (BoundExpression) -> Void) {
        for item in items { body(item.expression) }
        for aggregation in aggregations {
            if let argument = aggregation.argument { body(argument) }
            if let parameter = aggregation.parameter { body(parameter) }
        }
        for key in order { body(key.expression) }
        if let skip { body(skip) }
        if let limit { body(limit) }
        conditions.forEach(body)
    }
}

extension CreatedPath {
    func forEachVariable(_ body: (Variable) -> Void) {
        if let variable { body(variable) }
        for node in nodes { body(node.variable) }
        for relationship in relationships {
            body(relationship.variable)
            body(relationship.source)
            body(relationship.target)
        }
    }

    func forEachExpression(_ body: (BoundExpression) -> Void) {
        for node in nodes { if let properties = node.properties { body(properties) } }
        for relationship in relationships { if let properties = relationship.properties { body(properties) } }
    }
}

extension BoundSetItem {
    func forEachVariable(_ body: (Variable) -> Void) {
        switch self {
        case .property: break
        case .replace(let variable, _), .merge(let variable, _), .addLabels(let variable, _),
            .removeLabels(let variable, _):
            body(variable)
        }
    }

    func forEachExpression(_ body: (BoundExpression) -> Void) {
        switch self {
        case .property(let subject, _, let value):
            body(subject)
            body(value)
        case .replace(_, let value), .merge(_, let value): body(value)
        case .addLabels, .removeLabels: break
        }
    }
}
