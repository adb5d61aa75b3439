extension QueryReader {
    /// Reads the whole text.
    func statement() throws(Abandoned) -> Statement {
        let mode = statementMode()
        if atSchema {
            let range = SourceRange(
                current.range.lowerBound, stream.tokens[stream.tokens.count - 2].range.upperBound)
            return Statement(mode: mode, body: .schema(text: text(range), range))
        }
        if at(.endOfText) || at(.semicolon) { throw abandon(.emptyQuery(at: current.range)) }
        let query = try query()
        if accept(.semicolon), !at(.endOfText) { throw abandon(.severalStatements(at: current.range)) }
        guard at(.endOfText) else { throw unexpectedAfterClause() }
        return Statement(mode: mode, body: .query(query))
    }

    private func statementMode() -> Statement.Mode {
        if accept(.explain) { return .explain }
        return accept(.profile) ? .profile : .run
    }

    /// Whether a statement of PG-Schema begins here: no clause begins with these words.
    private var atSchema: Bool {
        guard at(.create) || at(.alter) || at(.drop), peek(2).keyword == .type else { return false }
        switch peek().keyword {
        case .graph, .node, .edge: return true
        default: return false
        }
    }

    /// Reads single queries joined by UNION.
    func query() throws(Abandoned) -> Query {
        let start = position
        var query = Query(parts: [try singleQuery()], keepsDuplicates: [], at: current.range)
        while at(.union) {
            let union = current.range
            advance()
            let keepsDuplicates = accept(.all)
            if !keepsDuplicates { _ = accept(.distinct) }
            if let first = query.keepsDuplicates.first, first != keepsDuplicates {
                throw abandon(.mixedUnions(at: union))
            }
            query.keepsDuplicates.append(keepsDuplicates)
            query.parts.append(try singleQuery())
        }
        query.range = range(from: start)
        return query
    }

    /// Reads clauses up to UNION or to what ends the query.
    private func singleQuery() throws(Abandoned) -> SingleQuery {
        let start = position
        var clauses: [Clause] = []
        repeat { clauses.append(try clause()) } while !atQueryEnd
        if clauses.count > 1 { try refuseYieldAll(in: clauses) }
        return SingleQuery(clauses: clauses, at: range(from: start))
    }

    private var atQueryEnd: Bool {
        switch kind {
        case .endOfText, .semicolon, .rightBrace: true
        default: at(.union)
        }
    }

    /// `YIELD *` hides which variables there are, so that only a call that stands alone may have it.
    private func refuseYieldAll(in clauses: [Clause]) throws(Abandoned) {
        for clause in clauses {
            if case .call(let call) = clause.form, call.yieldsAll {
                throw abandon(.yieldAllInQuery(call.name, at: clause.range))
            }
        }
    }
}
