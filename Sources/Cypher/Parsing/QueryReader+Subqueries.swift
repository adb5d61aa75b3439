extension QueryReader {
    /// Reads `EXISTS { ... }` and its like.
    func subquery(_ form: SubqueryForm) throws(Abandoned) -> Expression {
        let start = position
        advance()
        let subquery = startsPatternPart(at: position + 1) ? try patternSubquery() : try fullSubquery()
        return Expression(.subquery(form, subquery), at: range(from: start))
    }

    private func patternSubquery() throws(Abandoned) -> Subquery {
        try enter(levels: 3)
        let outer = comprehensionEnd
        comprehensionEnd = -1
        advance()
        let patterns = try patterns(.match)
        let condition = try condition()
        comprehensionEnd = outer
        try expect(.rightBrace, condition == nil ? "`WHERE` or `}`" : "`}`")
        leave(levels: 3)
        return .pattern(patterns, condition: condition)
    }

    private func fullSubquery() throws(Abandoned) -> Subquery {
        let query = try braced(isReadingOnly: true)
        if query.parts.count == 1, let clause = query.parts[0].clauses.first,
            query.parts[0].clauses.count == 1,
            case .match(let patterns, isOptional: false, let condition) = clause.form
        {
            return .pattern(patterns, condition: condition)
        }
        return .query(query)
    }
}
