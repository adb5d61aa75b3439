extension QueryReader {
    /// Reads one clause.
    func clause() throws(Abandoned) -> Clause {
        let start = position
        let form = try clauseForm()
        return Clause(form, at: range(from: start))
    }

    private func clauseForm() throws(Abandoned) -> Clause.Form {
        switch keyword {
        case .match, .optional: return try match()
        case .unwind: return try unwind()
        case .with: return try with()
        case .return:
            advance()
            return .return(try projection())
        case .call: return try call()
        case .create, .merge, .set, .remove, .delete, .detach, .forEach:
            if isReadingOnly { throw abandon(.updateInExpression(text(current), at: current.range)) }
            return try updatingClause()
        default: throw unexpectedAfterClause()
        }
    }

    private func match() throws(Abandoned) -> Clause.Form {
        let isOptional = accept(.optional)
        try expect(.match)
        let patterns = try patterns(.match)
        return .match(patterns, isOptional: isOptional, condition: try condition())
    }

    private func unwind() throws(Abandoned) -> Clause.Form {
        advance()
        let list = try expression()
        try expect(.as)
        return .unwind(list, as: try name("a name for the elements"))
    }

    private func with() throws(Abandoned) -> Clause.Form {
        advance()
        let projection = try projection()
        return .with(projection, condition: try condition())
    }

    /// Reads WHERE and its condition, if it stands here.
    func condition() throws(Abandoned) -> Expression? {
        guard accept(.where) else { return nil }
        return try expression(isPredicate: true)
    }

    private func updatingClause() throws(Abandoned) -> Clause.Form {
        switch keyword {
        case .create:
            advance()
            return .create(try patterns(.create))
        case .merge: return try merge()
        case .set:
            advance()
            return .set(try setItems())
        case .remove: return try remove()
        case .forEach: return try forEach()
        default: return try delete()
        }
    }

    private func merge() throws(Abandoned) -> Clause.Form {
        advance()
        let pattern = try pathPattern(.merge)
        var onCreate: [SetItem] = []
        var onMatch: [SetItem] = []
        while at(.on) {
            advance()
            if accept(.create) {
                try expect(.set)
                onCreate += try setItems()
            } else {
                guard accept(.match) else {
                    throw unexpected("`CREATE` or `MATCH`", candidates: ["CREATE", "MATCH"])
                }
                try expect(.set)
                onMatch += try setItems()
            }
        }
        return .merge(pattern, onCreate: onCreate, onMatch: onMatch)
    }

    private func delete() throws(Abandoned) -> Clause.Form {
        let isDetaching = accept(.detach)
        try expect(.delete)
        var elements = [try expression()]
        while accept(.comma) { elements.append(try expression()) }
        return .delete(elements, isDetaching: isDetaching)
    }

    private func forEach() throws(Abandoned) -> Clause.Form {
        try enter(levels: 3)
        advance()
        let end = brackets.closing[position]
        try expect(.leftParenthesis, "`(` and a variable: `FOREACH (x IN list | ...)`")
        let variable = try name("a variable")
        try expect(.in)
        let list = try expression(beforeBarOf: end)
        try expect(.bar, "`|` and the updates")
        var updates: [Clause] = []
        repeat {
            switch keyword {
            case .create, .merge, .set, .remove, .delete, .detach, .forEach: updates.append(try clause())
            default: throw abandon(.readInForEach(found, at: current.range))
            }
        } while !at(.rightParenthesis) && !at(.endOfText)
        try expect(.rightParenthesis, "`)`")
        leave(levels: 3)
        return .forEach(variable: variable, list: list, updates: updates)
    }
}
