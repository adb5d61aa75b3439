extension QueryReader {
    /// Reads CALL of a procedure or of a subquery.
    func call() throws(Abandoned) -> Clause.Form {
        advance()
        switch kind {
        case .leftBrace: return .subquery(try braced(isReadingOnly: isReadingOnly), imports: nil)
        case .leftParenthesis:
            let imports = try imports()
            guard at(.leftBrace) else { throw unexpected("`{` and a query") }
            return .subquery(try braced(isReadingOnly: isReadingOnly), imports: imports)
        default: return .call(try procedureCall())
        }
    }

    /// Reads `(a, b)`, the variables that a subquery may use.
    private func imports() throws(Abandoned) -> [Name] {
        advance()
        var names: [Name] = []
        if !at(.rightParenthesis) {
            repeat { names.append(try name("a variable")) } while accept(.comma)
        }
        try expect(.rightParenthesis, "`,` or `)`")
        return names
    }

    /// Reads `{ query }`.
    func braced(isReadingOnly: Bool) throws(Abandoned) -> Query {
        try enter(levels: 3)
        advance()
        let (outerReadingOnly, outerEnd) = (self.isReadingOnly, comprehensionEnd)
        (self.isReadingOnly, comprehensionEnd) = (isReadingOnly, -1)
        let query = try query()
        (self.isReadingOnly, comprehensionEnd) = (outerReadingOnly, outerEnd)
        guard accept(.rightBrace) else { throw unexpectedAfterClause() }
        leave(levels: 3)
        return query
    }

    private func procedureCall() throws(Abandoned) -> ProcedureCall {
        let name = try qualifiedName("the name of a procedure, or `{`")
        var call = ProcedureCall(name: name, arguments: nil, yield: nil, yieldsAll: false, condition: nil)
        if accept(.leftParenthesis) {
            call.arguments = try expressions(upTo: .rightParenthesis, "`,` or `)`")
        }
        guard accept(.yield) else { return call }
        if accept(.star) {
            call.yieldsAll = true
        } else if accept(.dash) {
            call.yield = []
        } else {
            call.yield = try yieldItems()
        }
        call.condition = try condition()
        return call
    }

    private func yieldItems() throws(Abandoned) -> [ProcedureCall.Yield] {
        var items: [ProcedureCall.Yield] = []
        repeat {
            let column = try name("a column of the procedure")
            let alias = accept(.as) ? try name("a name for the column") : nil
            items.append(ProcedureCall.Yield(column: column, alias: alias))
        } while accept(.comma)
        return items
    }
}
