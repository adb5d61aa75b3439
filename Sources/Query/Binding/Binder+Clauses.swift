import Cypher
import QueryValues

extension Binder {
    /// Binds a clause other than RETURN; the scope becomes that of the next clause.
    mutating func bind(
        _ clause: Clause, in scope: inout Scope, place: QueryPlace
    ) throws(QueryError) -> BoundClause {
        if place == .expression, clause.form.isUpdate { throw .updateInExpression(at: clause.range) }
        switch clause.form {
        case .match(let paths, let isOptional, let condition):
            let pattern = try bindPattern(paths, condition: condition, in: &scope, definesNames: true)
            return .match(pattern, isOptional: isOptional)
        case .unwind(let list, let name):
            let list = try bind(list, in: scope)
            guard scope[name.text] == nil else { throw .variableAlreadyBound(name.text, at: name.range) }
            // Only elements of the graph keep their type: what stands in a list of values is seen when it
            // runs.
            let element = list.type.element
            let variable = makeVariable(name.text, element.isOfGraph ? element : .any)
            scope.define(name.text, as: variable)
            return .unwind(list.expression, as: variable)
        case .with(let projection, let condition):
            return .project(
                try bindProjection(projection, condition: condition, isLast: false, in: &scope).projection)
        case .return: throw .clauseAfterReturn(at: clause.range)
        case .create(let paths): return .create(try bindCreate(paths, in: &scope))
        case .merge(let path, let onCreate, let onMatch):
            return .merge(try bindMerge(path, onCreate, onMatch, clause.range, in: &scope))
        case .set(let items): return .set(try bind(items, in: scope))
        case .remove(let items): return .set(try bind(items, in: scope))
        case .delete(let expressions, let isDetaching):
            return .delete(try bindDeleted(expressions, in: scope), isDetaching: isDetaching)
        case .call(let call): return .call(try bindCall(call, isAlone: false, in: &scope).call)
        case .subquery(let query, let imports):
            return try bindSubqueryClause(query, imports: imports, in: &scope, place: place)
        case .forEach(let name, let list, let updates):
            return try bindForEach(name, list, updates, in: scope)
        }
    }

    private mutating func bindForEach(
        _ name: Name, _ list: Expression, _ updates: [Clause], in scope: Scope
    ) throws(QueryError) -> BoundClause {
        let bound = try bind(list, in: scope)
        guard bound.type.overlaps(.list(.any)) else {
            throw .invalidArgumentType("FOREACH", wants: "a list", not: bound.type, at: list.range)
        }
        guard scope[name.text] == nil else { throw .variableAlreadyBound(name.text, at: name.range) }
        let element = bound.type.element
        let variable = makeVariable(name.text, element.isOfGraph ? element : .any)
        var inner = scope.nested(name.text, as: variable)
        var clauses: [BoundClause] = []
        for update in updates {
            guard update.form.isUpdate else { throw .readingInForEach(at: update.range) }
            clauses.append(try bind(update, in: &inner, place: .clause))
        }
        return .forEach(variable, in: bound.expression, clauses)
    }

    /// `CALL (a, b) { ... }`, and `CALL { WITH a, b ... }`.
    private mutating func bindSubqueryClause(
        _ query: Cypher.Query, imports names: [Name]?, in scope: inout Scope, place: QueryPlace
    ) throws(QueryError) -> BoundClause {
        var query = query
        var imported: [[(name: String, variable: Variable)]] = []
        for position in query.parts.indices {
            let wanted: [Name]
            if let names { wanted = names } else { wanted = try takeImports(from: &query.parts[position]) }
            var variables: [(name: String, variable: Variable)] = []
            for name in wanted {
                variables.append((name.text, try resolve(name.text, at: name.range, in: scope)))
            }
            imported.append(variables)
        }
        let inner = scope.subquery(importing: imported.flatMap(\.self), firstNumber: variables.count)
        let bound = try bindQuery(query, in: inner, place: place == .expression ? .expression : .clause)
        for (name, variable) in zip(bound.columns, bound.parts.first?.output ?? []) {
            guard scope[name] == nil else { throw .variableAlreadyBound(name, at: query.range) }
            scope.define(name, as: variable)
        }
        var imports: [Variable] = []
        for (_, variable) in imported.joined() where !imports.contains(variable) { imports.append(variable) }
        return .subquery(bound, imports: imports)
    }

    /// The variables that the WITH at the beginning of a subquery takes from outside; the WITH is removed.
    private func takeImports(from part: inout SingleQuery) throws(QueryError) -> [Name] {
        guard let first = part.clauses.first, case .with(let projection, let condition) = first.form else {
            return []
        }
        var names: [Name] = []
        for item in projection.items where item.alias == nil {
            if case .variable(let name) = item.expression.form {
                names.append(Name(name, at: item.expression.range))
            }
        }
        // A WITH of nothing but expressions takes nothing from outside, and is a clause like any other.
        guard !names.isEmpty else { return [] }
        guard
            names.count == projection.items.count, !projection.isDistinct, !projection.includesAll,
            projection.order.isEmpty, projection.skip == nil, projection.limit == nil, condition == nil
        else { throw .importedExpression(at: first.range) }
        part.clauses.removeFirst()
        guard !part.clauses.isEmpty else { throw .unfinishedQuery(at: first.range) }
        return names
    }
}

extension Clause.Form {
    /// Whether it changes the graph itself.
    fileprivate var isUpdate: Bool {
        switch self {
        case .create, .merge, .set, .remove, .delete, .forEach: true
        case .match, .unwind, .with, .return, .call, .subquery: false
        }
    }
}
